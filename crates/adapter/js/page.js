// The page around the phone, as the core needs it: status line, findings, sentences that are said once, the browser's
// storage and console. The core says what is so; the words are in a language file (www/adapter/lang), which the page
// fetches once there is something to say. Text nodes only: nothing here parses markup.

// How long a sentence of the moment stays, in milliseconds.
const STAYS_MS = 10_000;

const place = (id) => document.getElementById(id);

let words; // undefined while they are awaited; empty when they could not be fetched
let painted; // what was painted last
let held = []; // what was to be announced before there were words
let found = ""; // the findings as they are written

// The sentence of a key, {gaps} filled; undefined when there is none.
function say(key, gaps = {}) {
  const sentence = words?.[key];
  return typeof sentence === "string" ? sentence.replace(/\{(.*?)\}/g, (gap, name) => gaps[name] ?? gap) : undefined;
}

function make(tag, className, text) {
  return Object.assign(document.createElement(tag), className && { className }, { textContent: text });
}

// Takes the language file; an empty text when there is none to be had.
export function speak(text) {
  try {
    words = JSON.parse(text) ?? {};
  } catch {
    words = {};
  }
  if (painted) paint(...painted);
  for (const notice of held.splice(0)) announce(...notice);
}

// `problems` is flat, six to each: code, name, detail, what is allowed, whether it stops the phone, whether more belongs to the remedy.
// `language`: the one that the org's adapter record wants; empty where it does not say. The panel has the files (www/adapter/panel.js).
// `elsewhere`: the record in front of the tab that works for the calls, where that is another one; empty where it shows none.
export function paint(status, key, agent, signIn, mode, message, problems, language, elsewhere) {
  painted = [status, key, agent, signIn, mode, message, problems, language, elsewhere];
  place("status").dataset.status = status;
  // Until there are words, what the page says by itself will do.
  if (words) place("status-text").textContent = say(`status.${key}`) ?? key;
  place("agent").textContent = agent;
  place("sign-in").hidden = !signIn;
  // Amazon Connect's page that asks for cookies has a button.
  if (problems.includes("connect-cookies")) mode = "full";
  place("softphone").dataset.mode = mode;
  place("stage").toggleAttribute("inert", mode !== "full");
  place("message").hidden = !message;
  place("message").textContent = message;
  place("elsewhere").hidden = elsewhere === undefined;
  if (words && elsewhere !== undefined)
    place("elsewhere-text").textContent = say(elsewhere ? "page.elsewhere-at" : "page.elsewhere", { about: elsewhere }) ?? "";
  if (words) paintProblems(problems);
  const { dataset } = document.documentElement;
  if ((dataset.language ?? "") === language) return;
  dataset.language = language;
  dispatchEvent(new Event("switchboard:language"));
}

function paintProblems(problems) {
  const cards = [];
  let [written, stopped] = ["", false];
  for (let at = 0; at < problems.length; at += 6) {
    const [code, name, detail, allowed, stops, also] = problems.slice(at);
    const part = (part) => say(`problem.${code}.${part}`, { name, detail, allowed });
    const title = part("title") ?? code;
    // The page's own sentence stands in: look up the code.
    const remedy = (part("remedy") ?? place("problems").dataset.remedy) + ((also && part("also")) || "");
    const card = make("article", stops ? "problem stops" : "problem", "");
    card.append(make("h2", "", title), make("p", "", remedy), make("code", "", code));
    cards.push(card);
    written += title + remedy;
    stopped ||= stops;
  }
  // What is read aloud when it changes must not change for nothing.
  if (written === found) return;
  found = written;
  place("problems").hidden = !cards.length;
  place("try-again").hidden = !stopped;
  place("allow-cookies").hidden = !problems.includes("connect-cookies");
  place("findings").replaceChildren(...cards);
}

// Says something once, where it is seen or only read aloud. A reason of null: there was no answer.
// `replaces`: the key of a sentence that is no longer true.
export function announce(key, about, reason, seen, replaces) {
  if (!words) {
    held.push([key, about, reason, seen, replaces]);
    return;
  }
  for (const old of document.querySelectorAll(`.notice[data-key="${replaces}"]`)) old.remove();
  if (reason === null) reason = say("failure.timed-out");
  reason ??= "";
  const sentence = make("p", "notice", say(`notice.${key}`, { about, reason }) ?? `${key}: ${about} ${reason}`);
  sentence.dataset.key = key;
  place(seen ? "notices" : "announcer").append(sentence);
  setTimeout(() => sentence.remove(), STAYS_MS);
}

// What the utility bar says, about so many minutes or things; the key where there are no words.
export function label(key, number) {
  return say(key, { minutes: number, count: number }) ?? key;
}

// What the build baked into the page; undefined where it has no such block.
export function baked(id) {
  return place(id)?.textContent;
}

// An element of the page; undefined where it has none of this id.
export function element(id) {
  return place(id) ?? undefined;
}

// Minutes by which the clock of this place is ahead of UTC.
export const utcOffset = () => -new Date().getTimezoneOffset();

// Milliseconds since the Unix epoch by a clock that nobody sets: what was right when the page was loaded, and what has passed since.
export const steadyNow = () => performance.timeOrigin + performance.now();

// Frames that the policy of this page forbids.
const forbidden = [];
globalThis.addEventListener?.("securitypolicyviolation", ({ effectiveDirective, blockedURI }) => {
  if (effectiveDirective === "frame-src") forbidden.push(blockedURI);
});

// Why a frame of this address may be silent; undefined where nothing speaks for any of it.
export async function obstacle(url) {
  const { origin } = new URL(url);
  if (forbidden.some((blocked) => blocked.startsWith(origin))) return "policy";
  try {
    await fetch(url, { mode: "no-cors", credentials: "omit", cache: "no-store" });
  } catch {
    return "network";
  }
  return (await document.hasStorageAccess?.()) === false ? "cookies" : undefined;
}

// Milliseconds by which the computer's clock is ahead of that one, since somebody has set it.
export const wallAhead = () => Date.now() - steadyNow();

// Calls back as soon as the page is free. A timer would take a second in a hidden tab.
const free = new MessageChannel();
export function soon(callback) {
  free.port1.onmessage = () => callback();
  free.port2.postMessage(0);
}

export function mark(name) {
  performance.mark(name);
}

// A browser that refuses says so itself, in its address bar.
export function openWindow(url, name) {
  open(url, name);
}

// What is called like a secret.
const SECRET = /passw|secret|token|credential|api.?key|authori[sz]ation/i;

// A line for the console, with the prefix administrators search for (reference/cti-flows.md §4.17). Behind it the data it is
// about, JSON text, without secrets.
export function log(level, text, data = "") {
  const shown = data && JSON.stringify(JSON.parse(data), (key, value) => (value && SECRET.test(key) ? "***" : value));
  console[level](`[CTI ADAPTER]: ${text}${shown}`);
}

// Browser storage, which a browser may refuse to third-party frames.
function storage(name) {
  try {
    return globalThis[name];
  } catch {
    return undefined;
  }
}

export function remembers(name) {
  return Boolean(storage(name));
}

// What cannot be had counts as absent.
export function recall(name, key) {
  try {
    return storage(name)?.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}

export function keys(name, prefix) {
  try {
    return Object.keys(storage(name) ?? {}).filter((key) => key.startsWith(prefix));
  } catch {
    return [];
  }
}

// Whether there was room for it. What cannot be had is not full.
export function keep(name, key, text) {
  try {
    storage(name)?.setItem(key, text);
    return true;
  } catch {
    return false;
  }
}

// A page that goes finishes nothing that takes time: what it keeps then is kept at once.
let leaving = false;
globalThis.addEventListener?.("pagehide", () => (leaving = true));
globalThis.addEventListener?.("pageshow", () => (leaving = false));
export const isLeaving = () => leaving;

export function forget(name, key) {
  try {
    storage(name)?.removeItem(key);
  } catch {}
}

// Copies of adapter records are kept by the origin of their org, which is the one that Open CTI talks to, and by the call center's
// internal name; below the version of what is in them, so that no release touches the copies of a later one.
const COPIES = "switchboard.flows.1 ";

// So many call centers use one browser.
const MOST_COPIES = 4;

// The origin of the org around this page.
export const org = () => new URLSearchParams(location.search).get("sfdcIframeOrigin") ?? location.ancestorOrigins?.[0] ?? "";

const copyOf = (adapter) => `${COPIES}${org()} ${adapter}`;

export function recallFlows(adapter) {
  return recall("localStorage", copyOf(adapter));
}

// Keeps a copy, or forgets it. What there is no room for is not kept; an older copy would be worse than none.
export function keepFlows(adapter, text) {
  const key = copyOf(adapter);
  try {
    const kept = storage("localStorage");
    kept.removeItem(key);
    if (text === undefined) return;
    const others = Object.keys(kept).filter((other) => other.startsWith(COPIES));
    for (const other of others.slice(MOST_COPIES - 1)) kept.removeItem(other);
    kept.setItem(key, text);
  } catch {}
}

// Names this page among the tabs of the browser.
export const tab = () => Math.random().toString(36).slice(2);

export const isVisible = () => document.visibilityState === "visible";

// Not at once for all pages.
export const spread = () => Math.random() * 1000;

// Each page holds this for as long as it lives, however it ends.
const LOCK = "switchboard.page";
globalThis.navigator?.locks?.request(LOCK, { mode: "shared" }, () => new Promise(() => {})).catch(() => {});

// How many pages of this softphone are open in this browser. Rejects where a page may not know.
export async function pages() {
  return (await navigator.locks.query()).held.filter(({ name }) => name === LOCK).length;
}

// Tells the page around the softphone what a run has come to (src/expose.rs): to the one origin that Open CTI was found on;
// a browser delivers to no other. Whoever watches is not worth an error on the softphone.
export function expose(message) {
  const origin = new URLSearchParams(location.search).get("sfdcIframeOrigin");
  try {
    parent.postMessage(JSON.parse(message), origin);
  } catch {}
}
