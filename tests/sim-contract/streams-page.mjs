// A page that embeds the panel, without a browser: enough of a DOM for the real amazon-connect-streams.

import { existsSync, readFileSync } from "node:fs";
import vm from "node:vm";

import { startWire } from "./page-scripts.mjs";
import { World, settle } from "./world.mjs";

const BUNDLE = new URL("../../node_modules/amazon-connect-streams/release/connect-streams-min.js", import.meta.url);
const CCP = "https://acme.my.connect.aws";
const EVENTS = ["Connecting", "Incoming", "Pending", "Connected", "Accepted", "Missed", "ACW", "Ended", "Error", "Destroy"];

let script;

function bundle() {
  if (!existsSync(BUNDLE)) throw new Error("amazon-connect-streams is not installed: run `npm ci`.");
  script ??= new vm.Script(readFileSync(BUNDLE, "utf8"), { filename: "connect-streams-min.js" });
  return script;
}

// A window that only passes messages.
function target() {
  const listeners = new Set();
  return {
    addEventListener: (type, listener) => type === "message" && listeners.add(listener),
    removeEventListener: (type, listener) => listeners.delete(listener),
    dispatch: (event) => [...listeners].forEach((listener) => listener(event)),
  };
}

function element(name) {
  return {
    tagName: name.toUpperCase(),
    style: {},
    dataset: {},
    children: [],
    setAttribute(key, value) {
      this[key] = value;
    },
    getAttribute(key) {
      return this[key];
    },
    addEventListener() {},
    removeEventListener() {},
    getClientRects: () => [],
    querySelector: () => null,
    appendChild(child) {
      this.children.push(child);
      child.parentNode = this;
      return child;
    },
    removeChild(child) {
      this.children = this.children.filter((one) => one !== child);
      return child;
    },
    remove() {},
  };
}

function storage() {
  const kept = new Map();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => kept.set(key, String(value)),
    removeItem: (key) => kept.delete(key),
    clear: () => kept.clear(),
  };
}

function browserWindow(timers, frame) {
  const window = target();
  const keep = (make) => (...args) => {
    const timer = make(...args);
    timers.push(timer);
    return timer;
  };
  const document = element("document");
  Object.assign(document, {
    // The library takes hold of a frame's window as soon as the frame is in the page.
    createElement: (name) => Object.assign(element(name), name === "iframe" ? { contentWindow: frame } : {}),
    getElementById: () => null,
    body: element("body"),
    head: element("head"),
    hasFocus: () => true,
    visibilityState: "visible",
    location: undefined,
    cookie: "",
  });
  const silent = Object.fromEntries(["log", "info", "debug", "trace", "warn", "error"].map((name) => [name, () => {}]));
  Object.assign(window, {
    document,
    location: new URL("https://cti.example.com/softphone/"),
    navigator: { userAgent: "Chrome/156.0", language: "en-US", platform: "Linux", mediaDevices: {}, onLine: true },
    localStorage: storage(),
    sessionStorage: storage(),
    console: silent,
    setTimeout: keep(setTimeout),
    setInterval: keep(setInterval),
    clearTimeout,
    clearInterval,
    queueMicrotask,
    structuredClone,
    performance,
    crypto,
    URL,
    URLSearchParams,
    MessageChannel,
    MessagePort,
    TextEncoder,
    TextDecoder,
    Event,
    EventTarget,
    AbortController,
    Blob,
    btoa,
    atob,
    open: () => null,
    origin: "https://cti.example.com",
    name: "",
  });
  window.window = window.self = window.top = window.parent = window;
  return window;
}

// Embeds the panel in a page and waits until the library has met the agent.
// `before` may make things happen in the world before the page loads.
export async function embed(lax, before = async () => {}) {
  const world = new World();
  await before(world);
  const timers = [];
  const ports = [];
  const frame = target();
  const window = browserWindow(timers, frame);
  bundle().runInContext(vm.createContext(window));
  const { connect } = window;

  const page = { world, connect, log: [], heard: [], agents: 0 };
  const container = element("div");
  connect.core.initCCP(container, {
    ccpUrl: `${CCP}/ccp-v2/`,
    loginPopup: false,
    softphone: { allowFramedSoftphone: true },
  });
  connect.agent((agent) => {
    page.agent = agent;
    page.agents += 1;
  });
  let newest;
  connect.contact((contact) => {
    newest = contact;
    page.log.push(["contact"]);
    for (const name of EVENTS) contact[`on${name}`]?.(() => page.log.push([name.toLowerCase()]));
  });
  page.contact = () => newest;

  // The frame's side: the panel page's own wire.
  let host;
  frame.postMessage = (message) => {
    const data = structuredClone(message);
    page.heard.push(data?.event);
    setImmediate(() => frame.dispatch({ source: window, data, origin: "https://cti.example.com" }));
  };
  const loadPanel = () => {
    host?.close();
    host = world.panelHost();
    startWire({
      page: window,
      own: frame,
      host,
      channel: () => {
        const channel = new MessageChannel();
        ports.push(channel.port1, channel.port2);
        return channel;
      },
      wait: async () => {},
      instance: { origin: CCP, region: "us-west-2" },
      show: () => {},
      tick: () => {},
      say: () => {},
      lax: lax ? [lax] : [],
    });
  };
  // The embedding page hears the frame.
  window.postMessage = (message, _target, transfer = []) =>
    window.dispatch({ source: frame, origin: CCP, data: message, ports: transfer });

  page.settle = () => settle(host);
  page.direct = async (direction) => {
    await world.direct(direction);
    await page.settle();
  };
  page.advance = async (ms) => {
    await world.advance(ms);
    await page.settle();
  };
  // Makes a request and waits for its callback.
  page.ask = async (request) => {
    let answer;
    request({ success: (data) => (answer = { success: { ...data } }), failure: (failure) => (answer = { failure }) });
    await page.settle();
    return answer;
  };
  page.reloadPanel = async () => {
    loadPanel();
    await page.settle();
  };
  page.close = async () => {
    timers.forEach((timer) => clearTimeout(timer));
    ports.forEach((port) => port.close());
    host.close();
    world.close();
  };

  loadPanel();
  await page.settle();
  return page;
}
