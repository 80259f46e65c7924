// A strict stand-in for `sforce.console`: it checks that the callback has its place among the arguments, records them as they
// would cross `postMessage`, answers in a later turn, and misbehaves on request.

// method -> how many arguments come before the callback
const METHODS = {
  openPrimaryTab: 4, openSubtab: 5, closeTab: 1, disableTabClose: 2, focusPrimaryTabById: 1, focusSubtabById: 1,
  getFocusedPrimaryTabId: 0, getFocusedPrimaryTabObjectId: 0, getFocusedSubtabId: 0, getFocusedSubtabObjectId: 0,
  getPrimaryTabIds: 0, getSubtabIds: 1, getPageInfo: 1, getEnclosingTabId: 0, getEnclosingPrimaryTabId: 0,
  refreshPrimaryTabById: 2, refreshSubtabById: 2, setTabIcon: 2, fireEvent: 2,
  setCustomConsoleComponentButtonText: 1, setCustomConsoleComponentHeight: 1, setCustomConsoleComponentPopoutable: 1,
  setCustomConsoleComponentVisible: 1, setCustomConsoleComponentWidth: 1,
  "presence.getServicePresenceStatusId": 0, "presence.setServicePresenceStatus": 1,
  "presence.getServicePresenceStatusChannels": 0, "presence.login": 1, "presence.logout": 0, "presence.getAgentWorks": 0,
  "presence.getAgentWorkload": 0, "presence.acceptAgentWork": 1, "presence.declineAgentWork": 2, "presence.closeAgentWork": 1,
};
const PRESENCE = [
  "LOGIN_SUCCESS", "STATUS_CHANGED", "LOGOUT", "WORK_ASSIGNED", "WORK_ACCEPTED", "WORK_DECLINED", "WORK_CLOSED", "WORKLOAD_CHANGED",
];

class Fake {
  constructor() {
    this.plan = { mode: "answer", response: { success: true } };
    this.calls = [];
    this.problems = [];
    this.held = [];
    this.listeners = {};
    this.inConsole = true;
    const refuse = () => { if (this.plan.mode.startsWith("throw")) this.misbehave(); };
    const listen = (name) => (listener) => { refuse(); this.hear(name, listener); };
    this.toolkit = {
      isInConsole: () => this.inConsole,
      presence: {},
      ConsoleEvent: {
        OPEN_TAB: "tab:open", CLOSE_TAB: "tab:close",
        PRESENCE: Object.fromEntries(PRESENCE.map((name) => [name, `presence:${name}`])),
      },
      onFocusedPrimaryTab: listen("onFocusedPrimaryTab"),
      onFocusedSubtab: listen("onFocusedSubtab"),
      addEventListener: (type, listener) => { refuse(); this.hear(type, listener); },
      removeEventListener: (type, listener) => {
        this.listeners[type] = (this.listeners[type] ?? []).filter((one) => one !== listener);
      },
      setTabTitle: (...args) => { refuse(); this.calls.push({ method: "setTabTitle", args: structuredClone(args) }); },
    };
    for (const name of Object.keys(METHODS)) this.define(name, (...args) => this.call(name, args));
  }

  define(name, value) {
    const path = name.split(".");
    const last = path.pop();
    path.reduce((owner, key) => owner[key], this.toolkit)[last] = value;
  }

  hear(name, listener) {
    if (typeof listener !== "function") throw new Error("listener must be a function");
    (this.listeners[name] ??= []).push(listener);
  }

  misbehave() {
    if (this.plan.mode === "throw string") throw "thrown on request";
    throw new Error("thrown on request");
  }

  call(method, args) {
    const callback = args[METHODS[method]];
    if (typeof callback !== "function" || args.length !== METHODS[method] + 1) {
      this.problems.push(`${method}: the callback is not argument ${METHODS[method]}`);
      return;
    }
    this.calls.push({ method, args: structuredClone(args.slice(0, -1)) });
    const { mode, response } = this.plan;
    const respond = () => callback(structuredClone(response));
    switch (mode) {
      case "answer": return void queueMicrotask(respond);
      case "twice": return void queueMicrotask(() => { respond(); respond(); });
      case "late": return void this.held.push(respond);
      case "never": return;
      case "throw": case "throw string": return this.misbehave();
      default: this.problems.push(`no mode ${mode}`);
    }
  }
}

export function fake() { return new Fake(); }
export function toolkit(fake) { return fake.toolkit; }
export function plan(fake, mode, response) { fake.plan = { mode, response: JSON.parse(response) }; }
export function calls(fake) { return JSON.stringify(fake.calls); }
export function problems(fake) { return fake.problems.join("; "); }
export function release(fake) { fake.held.splice(0).forEach((respond) => respond()); }
export function remove(fake, name) { fake.define(name, undefined); }
export function leaveConsole(fake) { fake.inConsole = false; }
export function fire(fake, name, payload) {
  const type = name.split(".").reduce((owner, key) => owner?.[key], fake.toolkit);
  const key = typeof type === "string" ? type : name;
  for (const listener of [...(fake.listeners[key] ?? [])]) listener(JSON.parse(payload));
}
export function registrations(fake) {
  return Object.values(fake.listeners).reduce((sum, list) => sum + list.length, 0);
}
export function install(fake) { globalThis.sforce = { console: fake.toolkit }; }
export function uninstall() { delete globalThis.sforce; }
