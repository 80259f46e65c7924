// Loads the workbench in a fresh context each time, from the real server: no interception, cold caches. Times are
// from the start of the softphone frame's own navigation, by the marks that the adapter sets.
import { setTimeout as pause } from "node:timers/promises";

import { Browsers } from "./lib/browsers.mjs";
import { startHost } from "./lib/host.mjs";

const MARKS = [
  ["switchboard:click-to-dial", "click-to-dial registered", 300],
  ["switchboard:ready", "ready", 800],
];

/** Safety net. */
const DEADLINE_MS = 20_000;

const loads = Number(process.argv[2] ?? 20);
const host = await startHost();
const browsers = new Browsers();
const times = new Map(MARKS.map(([mark]) => [mark, []]));
try {
  const browser = await browsers.get("partitioned");
  const port = new URL(host.address).port;
  await load(browser, port); // The first load also warms the server's file cache; it does not count.
  for (let count = 0; count < loads; count += 1) {
    const measured = await load(browser, port);
    for (const [mark] of MARKS) times.get(mark).push(measured[mark]);
  }
} finally {
  await browsers.close();
  host.stop();
}

console.log(`${loads} loads of the workbench, milliseconds from the softphone's navigation:`);
for (const [mark, title, goal] of MARKS) {
  const sorted = times.get(mark).toSorted((a, b) => a - b);
  const rank = (share) => sorted[Math.ceil(share * sorted.length) - 1].toFixed(0);
  console.log(`  ${title.padEnd(26)} median ${rank(0.5).padStart(5)}   p95 ${rank(0.95).padStart(5)}   goal ${goal}`);
}

async function load(browser, port) {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const arrival = page.waitForEvent("framenavigated", { predicate: (frame) => frame.url().includes("//cti.localhost") });
    await page.goto(`http://lightning.localhost:${port}/`);
    const softphone = await arrival;
    const marks = MARKS.map(([mark]) => mark);
    // Looked for from outside: the page's policy forbids the evaluation that Playwright's own waiting needs.
    for (const deadline = Date.now() + DEADLINE_MS; Date.now() < deadline; await pause(20)) {
      const found = await softphone.evaluate(
        (names) => names.map((name) => [name, performance.getEntriesByName(name)[0]?.startTime]),
        marks,
      );
      if (found.every(([, time]) => time !== undefined)) return Object.fromEntries(found);
    }
    throw new Error(`The softphone did not set ${marks.join(" and ")} within ${DEADLINE_MS / 1000} s.`);
  } finally {
    await context.close();
  }
}
