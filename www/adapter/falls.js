// What fell in this page, and why: said on the console, and kept over reloads for the recording that support gets.

const KEPT = "switchboard.falls";
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
  try {
    localStorage.setItem(KEPT, JSON.stringify(here));
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
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT));
    return Array.isArray(kept) ? kept : here;
  } catch {
    return here;
  }
}
