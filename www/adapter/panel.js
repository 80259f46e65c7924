// The agent's panel (crates/overlay): fetched after the phone is ready, fed with messages, and replaced when it falls. It and
// the core never call each other directly, so that a trap in one does not unwind through the other.

/** Languages there are files of; the first is for everybody else. */
const LANGUAGES = ["en"];

/** How long a language file may take, in milliseconds; then codes have to do. */
const LANGUAGE_MS = 8_000;

const place = (id) => document.getElementById(id);

let core;
let overlay;
let words = "";
let language = LANGUAGES[0];
let newest;
let pending = false;
let starts = 0;

/** The height the Contact Control Panel wants, in CSS pixels. */
const CCP_PX = 400;

/** Loads language and panel. `core` has `hear(message)`, `speak(words)` and `fit(px)`. */
export async function open(core_) {
  core = core_;
  language = chosen(navigator.languages);
  const styled = styles();
  words = await file(language);
  core.speak(words);
  dress();
  measure();
  place("panel-restart").addEventListener("click", begin);
  await styled;
  await begin();
}

/** Hands the newest message to the panel, from a task of its own. */
export function tell(message) {
  newest = message;
  if (!overlay || pending) return;
  pending = true;
  queueMicrotask(() => {
    pending = false;
    attempt(() => overlay?.hear(newest));
  });
}

/** The panel has trapped: what it painted goes, the phone stays, a button begins again. */
export function fell(error) {
  console.error("[CTI ADAPTER]: the panel:", error);
  overlay = undefined;
  clear();
  place("panel-fell").hidden = false;
}

async function begin() {
  try {
    // A fallen module cannot be started again. Under another address it is another one, with a memory of its own.
    const again = starts++ === 0 ? "" : `?${starts}`;
    const module = await import(new URL(`./pkg/overlay.js${again}`, import.meta.url).href);
    await module.default();
    clear();
    module.start(words, language, (message) => queueMicrotask(() => core.hear(message)));
    overlay = module;
    place("panel-fell").hidden = true;
    if (newest !== undefined) overlay.hear(newest);
  } catch (error) {
    fell(error);
  }
}

function attempt(step) {
  try {
    step();
  } catch (error) {
    fell(error);
  }
}

function clear() {
  place("panel").replaceChildren();
  place("drawer").replaceChildren();
}

/** Tells the core how high everything is that the page shows, now and whenever it changes. */
function measure() {
  const page = place("softphone");
  let told;
  const fit = () => {
    let px = 0;
    for (const part of page.children) {
      if (getComputedStyle(part).position === "absolute") continue;
      px += part.id === "stage" ? (place("ccp").childElementCount && CCP_PX) : part.offsetHeight;
    }
    if (px !== told) core.fit((told = px));
  };
  const observer = new ResizeObserver(fit);
  for (const part of page.children) observer.observe(part);
}

/** The first language of the user that there is a file of. */
function chosen(wanted) {
  for (const tag of wanted) {
    const exact = LANGUAGES.find((known) => known.toLowerCase() === tag.toLowerCase());
    const near = LANGUAGES.find((known) => known.split("-")[0] === tag.split("-")[0].toLowerCase());
    if (exact ?? near) return exact ?? near;
  }
  return LANGUAGES[0];
}

async function file(tag) {
  try {
    const address = new URL(`./lang/${tag}.json`, import.meta.url);
    const answer = await fetch(address, { signal: AbortSignal.timeout(LANGUAGE_MS) });
    if (answer.ok) return await answer.text();
    throw new Error(`${answer.status} ${answer.statusText}`);
  } catch (error) {
    console.warn(`[CTI ADAPTER]: the language file ${tag} could not be loaded:`, error);
    return "";
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
function dress() {
  if (words === "") return;
  const known = JSON.parse(words);
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll("[data-words]")) {
    element.textContent = known[element.dataset.words] ?? element.textContent;
  }
}
