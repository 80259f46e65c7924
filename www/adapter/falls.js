// What fell in this page, and why: said on the console, and kept over reloads for the recording that support gets.

const KEPT = "switchboard.falls";
/** The version of what is kept (docs/stored-data.md). Before there was one it was the bare list. */
const VERSION = 1;
/** How many are kept. */
const MOST = 5;
const NAMES = { core: "the softphone core", panel: "the panel" };

const fallen = new Set();
let here = [];

/** Core or panel has fallen. What it says first is the reason; what a fallen module says afterwards is noise. */
export function fell(module, reason) {
  if (fallen.has(module)) return;
  fallen.add(module);
  console.error(`[CTI ADAPTER]: ${NAMES[module]}: ${reason}`);
  here = [...falls(), { module, at: new Date().toISOString(), reason }].slice(-MOST);
  // What a later release has kept stays.
  if (stored()?.version > VERSION) return;
  try {
    localStorage.setItem(KEPT, JSON.stringify({ version: VERSION, falls: here }));
  } catch {
    // Where nothing may be kept, this page remembers.
  }
}

/** Another instance has taken its place. */
export function replaced(module) {
  fallen.delete(module);
}

/** The last falls, oldest first. */
export function falls() {
  const kept = stored();
  const list = kept?.version === VERSION ? kept.falls : kept;
  return Array.isArray(list) ? list : here;
}

/** What earlier pages have kept; nothing where it cannot be read. */
function stored() {
  try {
    return JSON.parse(localStorage.getItem(KEPT));
  } catch {
    return undefined;
  }
}
