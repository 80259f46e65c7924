// The agent's panel (crates/overlay): fetched after the phone is ready, fed with messages, and replaced when it falls. It and
// the core never call each other directly, so that a trap in one does not unwind through the other.

import * as overlay from "./pkg/overlay.js";

/** Languages there are files of, without their regions where these say nothing; the first is for everybody else. */
const LANGUAGES = ["en", "de", "es", "fr", "it", "ja", "ko", "pt-BR", "zh-CN", "zh-TW"];

/** Where the agent's own choice is kept; crates/overlay/src/language.rs shows it. */
const CHOICE = "switchboard.panel.language";

/** Where the core keeps the call center's settings (crates/adapter/src/store.rs), the latest version of that document this page
    can read, and the item that names a language. */
const SETTINGS = "switchboard.settings";
const SETTINGS_VERSION = 1;
const LANGUAGE_ITEM = "/switchboardConnect/language";

/** How long a language file may take, in milliseconds; then codes have to do. */
const LANGUAGE_MS = 8_000;

const place = (id) => document.getElementById(id);

let core;
let instantiated = false;
let running = false;
let words = "";
let locale = LANGUAGES[0];
let newest;
let pending = false;
let turns = 0;
/** The language that the org's adapter record wants. */
let wanted;

/** The height the Contact Control Panel wants, in CSS pixels. */
const CCP_PX = 400;

/** Loads language and panel. `core` has `hear(message)`, `speak(words)`, `fit(px)`, and what falls.js offers. */
export async function open(core_) {
  core = core_;
  const styled = styles();
  await speak();
  measure();
  // In place of what the page does while there is no panel.
  place("panel-restart").onclick = begin;
  place("drawer").addEventListener("change", ({ target }) => {
    if (target.id === "language") choose(target.value);
  });
  addEventListener("switchboard:language", () => document.documentElement.dataset.language !== wanted && speak());
  // Whoever closes the page in the middle of a word leaves the field, too.
  for (const end of ["pagehide", "visibilitychange"]) {
    addEventListener(end, () => document.activeElement?.dispatchEvent(new Event("blur")));
  }
  await styled;
  await begin();
}

/** Hands the newest message to the panel, from a task of its own. An answer is no news: it is handed over as it is. */
export function tell(message, isAnswer) {
  if (isAnswer) {
    const whole = JSON.stringify({ ...JSON.parse(message), falls: core.falls() });
    queueMicrotask(() => attempt(() => overlay.answer(whole)));
    return;
  }
  newest = message;
  if (!running || pending) return;
  pending = true;
  queueMicrotask(() => {
    pending = false;
    attempt(() => overlay.hear(newest));
  });
}

/** The panel has trapped: what it painted goes, the phone stays, a button begins again. */
export function fell(error) {
  console.error("[CTI ADAPTER]: the panel:", error);
  core.fell("panel", String(error));
  running = false;
  clear();
  place("panel-fell").hidden = false;
}

async function begin() {
  try {
    // A fallen instance cannot be started again. The next one has a memory of its own, and hears no event of the former's.
    if (instantiated) {
      overlay.__wbg_reset_state();
    } else {
      await overlay.default({ module_or_path: fetch(new URL("./pkg/overlay_bg.wasm", import.meta.url)) });
      instantiated = true;
    }
    clear();
    core.replaced("panel");
    overlay.start(words, locale, (message) => queueMicrotask(() => core.hear(message)), (reason) => core.fell("panel", reason));
    running = true;
    // The button goes; a keyboard user is not thrown out of the page.
    if (document.activeElement === place("panel-restart")) place("softphone").focus();
    place("panel-fell").hidden = true;
    if (newest !== undefined) overlay.hear(newest);
  } catch (error) {
    fell(error);
  }
}

/** A step of the panel's, while there is one. */
function attempt(step) {
  try {
    if (running) step();
  } catch (error) {
    fell(error);
  }
}

function clear() {
  place("panel").replaceChildren();
  place("drawer").replaceChildren();
}

/** Tells the core how high everything is that the page shows, now and whenever it changes: of what scrolls all of it, so that
    Salesforce's panel grows once. Not while a contact rings: then nothing may move, least of all the window. */
function measure() {
  const [page, panel] = ["softphone", "panel"].map(place);
  let told;
  const fit = () => {
    if (panel.querySelector('[data-ringing="true"]')) return;
    let px = 0;
    for (const part of page.children) {
      if (getComputedStyle(part).position === "absolute") continue;
      px += part.id === "stage" ? (place("ccp").childElementCount && CCP_PX) : part.scrollHeight;
    }
    if (px !== told) core.fit((told = px));
  };
  const observer = new ResizeObserver(fit);
  // What is observed anew is heard of at once.
  const watch = () => [...page.children, ...panel.children].forEach((part) => observer.observe(part));
  new MutationObserver(watch).observe(panel, { childList: true, subtree: true, attributeFilter: ["data-ringing"] });
  watch();
}

/** Core, page and panel in the language to be used, now and after every choice; what a file lacks is said in English. */
async function speak() {
  const turn = ++turns;
  const { language, regional } = chosen();
  const english = LANGUAGES[0];
  const foreign = language === english ? [] : [language, `catalogue/${language}`];
  const [common, own, titles] = await Promise.all([english, ...foreign].map(file));
  if (turn !== turns) return;
  const spoken = own ? language : english;
  const known = { ...common, ...(own && titles), ...own };
  locale = own || !foreign.length ? regional : english;
  words = common || own ? JSON.stringify(known) : "";
  core.speak(words);
  if (words !== "") dress(known, spoken);
  attempt(() => overlay.speak(words, locale));
}

/** The agent's choice of a language; an empty one takes it back. */
async function choose(tag) {
  kept((storage) => (tag ? storage.setItem(CHOICE, tag) : storage.removeItem(CHOICE)));
  await speak();
  // The panel is painted anew: who chose by keyboard stays where they were.
  requestAnimationFrame(() => document.activeElement === document.body && place("language")?.focus());
}

/** What the browser keeps, where it keeps anything. */
function kept(reach) {
  try {
    return reach(localStorage);
  } catch {
    return undefined;
  }
}

/** The language to be used: the agent's choice, that of the call center's address or item, of its adapter record, the deployment's, or the first of the browser that there is
    a file of; and as which region's the browser knows it, for numbers and times. */
function chosen() {
  const { config } = JSON.parse(place("switchboard-config").textContent);
  const asked = [
    kept((storage) => storage.getItem(CHOICE)),
    new URLSearchParams(location.search).get("language"),
    kept((storage) => {
      const settings = JSON.parse(storage.getItem(SETTINGS));
      return settings.version > SETTINGS_VERSION ? undefined : settings[LANGUAGE_ITEM].trim();
    }),
    (wanted = document.documentElement.dataset.language),
    config?.language,
    ...navigator.languages,
  ];
  const language = asked.map(nearest).find(Boolean) ?? LANGUAGES[0];
  return { language, regional: navigator.languages.find((tag) => nearest(tag) === language) ?? language };
}

/** The file for a language tag. Language and script decide: Hong Kong writes as Taiwan does, Portugal reads what Brazil writes. */
function nearest(tag) {
  try {
    const written = (tag) => /^\w+-\w+/.exec(new Intl.Locale(tag).maximize().toString())[0];
    const wanted = written(tag.replaceAll("_", "-"));
    return LANGUAGES.find((known) => written(known) === wanted);
  } catch {
    // No tag at all.
    return undefined;
  }
}

/** A language file; nothing when there is none to be had. */
async function file(name) {
  try {
    const address = new URL(`./lang/${name}.json`, import.meta.url);
    const answer = await fetch(address, { signal: AbortSignal.timeout(LANGUAGE_MS) });
    if (answer.ok) return await answer.json();
    throw new Error(`${answer.status} ${answer.statusText}`);
  } catch (error) {
    console.warn(`[CTI ADAPTER]: the language file ${name} could not be loaded:`, error);
    return undefined;
  }
}

/** The panel's styles. Without them it is plain, but there. */
function styles() {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = new URL("./panel.css", import.meta.url).href;
  document.head.append(link);
  return new Promise((done) => (link.onload = link.onerror = done));
}

/** What stands in the page itself, in the agent's language. */
function dress(known, language) {
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll("[data-words]")) {
    element.textContent = known[element.dataset.words] ?? element.textContent;
  }
  for (const element of document.querySelectorAll("[data-label]")) {
    element.ariaLabel = known[element.dataset.label] ?? element.ariaLabel;
  }
}
