// A strict stand-in for `window.sforce.opencti`: it checks its arguments like the library and more, records them as
// they would cross `postMessage`, answers in a later turn, and misbehaves on request.

// method -> [argument keys; "?" marks optional ones]
const METHODS = {
  disableClickToDial: [],
  enableClickToDial: [],
  getAppViewInfo: [],
  getCallCenterSettings: [],
  getSoftphoneLayout: [],
  isSoftphonePanelVisible: [],
  notifyInitializationComplete: [],
  refreshView: [],
  runApex: ["apexClass", "methodName", "methodParams"],
  saveLog: ["value"],
  screenPop: ["type", "params"],
  searchAndScreenPop: ["callType", "searchParams?", "queryParams?", "params?", "defaultFieldValues?", "deferred?"],
  setSoftphoneItemIcon: ["key"],
  setSoftphoneItemLabel: ["label"],
  setSoftphonePanelHeight: ["heightPX"],
  setSoftphonePanelIcon: ["key"],
  setSoftphonePanelLabel: ["label"],
  setSoftphonePanelVisibility: ["visible"],
  setSoftphonePanelWidth: ["widthPX"],
  subscribe: ["channelName", "listener"],
  unsubscribe: ["subscription"],
  publish: ["channelName", "message"],
  getCallObjectReferences: [],
  "hvs.completeWork": ["workId", "attributes"],
};
// What calls are answered that a plan is not about.
const OTHERS = { mode: "answer", response: { success: true, subscription: { id: 3 }, returnValue: null, errors: null } };
const LISTENERS = ["onClickToDial", "onNavigationChange", "hvs.onWorkStart"];

class Fake {
  constructor() {
    this.plan = { mode: "answer", response: { success: true, returnValue: null, errors: null } };
    this.calls = [];
    this.problems = [];
    this.held = [];
    this.listeners = {};
    this.namespace = {
      SCREENPOP_TYPE: {
        SOBJECT: "sobject", URL: "url", OBJECTHOME: "objecthome", LIST: "list", SEARCH: "search",
        NEW_RECORD_MODAL: "newRecord", FLOW: "flow",
      },
      CALL_TYPE: { INBOUND: "inbound", OUTBOUND: "outbound", INTERNAL: "internal" },
      hvs: {},
    };
    for (const name of Object.keys(METHODS)) this.define(name, (...args) => this.call(name, args));
    for (const name of LISTENERS) this.define(name, (...args) => this.listen(name, args));
  }

  define(name, method) {
    const [short, inner] = name.split(".").reverse();
    (inner ? this.namespace[inner] : this.namespace)[short] = method;
  }

  only(args) {
    const [named] = args;
    if (args.length !== 1 || typeof named !== "object" || named === null || !Object.keys(named).length) {
      throw new Error("Must pass in only one object which holds arguments to this API method call.");
    }
    return named;
  }

  call(method, args) {
    const { callback, ...rest } = this.only(args);
    if (typeof callback !== "function") throw new Error("Missing the required argument `callback`!");
    const { listener, ...named } = rest;
    const known = METHODS[method].map((key) => key.replace("?", ""));
    for (const key of METHODS[method]) if (!key.endsWith("?") && !(key in rest)) this.problems.push(`${method} lacks ${key}`);
    // A deferred pop is handed back with whatever it holds.
    for (const key of Object.keys(rest)) {
      if (!known.includes(key) && !(method === "screenPop" && key === "defaultFieldValues")) {
        this.problems.push(`${method} got ${key}`);
      }
    }
    if (listener) (this.listeners[method] ??= []).push(listener);
    this.calls.push({ method, args: structuredClone(named) });
    const { mode, response } = this.plan.of && this.plan.of !== method ? OTHERS : this.plan;
    const respond = () => callback(structuredClone(response));
    switch (mode) {
      case "answer": return void queueMicrotask(respond);
      case "twice": return void queueMicrotask(() => { respond(); respond(); });
      case "late": return void this.held.push(respond);
      case "never": return;
      case "throw": throw new Error("thrown on request");
      case "throw string": throw "thrown on request";
      default: this.problems.push(`no mode ${mode}`);
    }
  }

  listen(method, args) {
    const { listener } = this.only(args);
    if (typeof listener !== "function") throw new Error("Missing the required argument `listener`!");
    if (this.plan.mode === "throw") throw new Error("thrown on request");
    if (this.plan.mode === "throw string") throw "thrown on request";
    (this.listeners[method] ??= []).push(listener);
  }
}

export function fake() { return new Fake(); }
export function namespace(fake) { return fake.namespace; }
export function plan(fake, of, mode, response) { fake.plan = { of, mode, response: JSON.parse(response) }; }
export function calls(fake) { return JSON.stringify(fake.calls); }
export function problems(fake) { return fake.problems.join("; "); }
export function release(fake) { fake.held.splice(0).forEach((respond) => respond()); }
export function remove(fake, name) { fake.define(name, undefined); }
// The library as it was in an API version; the four types of pops are those of the oldest guide.
export function age(fake, version) {
  const { SCREENPOP_TYPE } = fake.namespace;
  if (version < 43) for (const type of ["SEARCH", "NEW_RECORD_MODAL", "FLOW"]) delete SCREENPOP_TYPE[type];
  if (version < 43) delete fake.namespace.notifyInitializationComplete;
  if (version < 46) delete fake.namespace.hvs;
  if (version < 47) for (const name of ["subscribe", "unsubscribe", "publish"]) delete fake.namespace[name];
  delete fake.namespace.getCallObjectReferences;
}
export function rename(fake, table, name, value) { fake.namespace[table][name] = value; }
export function fire(fake, method, payload) {
  for (const listener of fake.listeners[method] ?? []) listener(JSON.parse(payload));
}
// What JSON text cannot say.
export function fireOdd(fake, method) {
  const cycle = {};
  cycle.self = cycle;
  const odd = [
    "\ud83d!", { none: undefined, nan: NaN, whole: 2 ** 53, half: 0.5, list: [1, , "x"] }, { ["__proto__"]: 1 }, undefined,
    { work() {} }, cycle,
  ];
  for (const value of odd) for (const listener of fake.listeners[method] ?? []) listener(value);
}
export function registrations(fake, method) { return fake.listeners[method]?.length ?? 0; }
export function failing(message) { return () => { throw new Error(message); }; }
export function turn() { return new Promise((resolve) => setTimeout(resolve)); }

// The page around the library.
export function install(fake) { globalThis.sforce = { opencti: fake.namespace }; }
export function uninstall() { delete globalThis.sforce; }

// Scripts never leave the machine: whatever a script element is told to load is replaced. Without `source`: not found.
const src = Object.getOwnPropertyDescriptor(HTMLScriptElement.prototype, "src");
export function serve(fake, source) {
  const asked = [];
  globalThis.__fake = fake;
  Object.defineProperty(HTMLScriptElement.prototype, "src", {
    configurable: true,
    get: src.get,
    set(value) {
      asked.push(`${value instanceof TrustedScriptURL ? "trusted " : ""}${value}`);
      const url = source === undefined ? "/nowhere.js" : URL.createObjectURL(new Blob([`${source}\n//# sourceURL=${value}`]));
      const go = () => src.set.call(this, url);
      if (fake.slow) fake.held.push(go);
      else go();
    },
  });
  return asked;
}
export function slow(fake) { fake.slow = true; }
export function stopServing() { Object.defineProperty(HTMLScriptElement.prototype, "src", src); }
export function marked() { return document.querySelectorAll("script[data-opencti]").length; }
