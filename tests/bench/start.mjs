// `cargo xtask bench start`: our page and the floor, in turns, cold and warm, over three networks. Prints Markdown.
//
// node start.mjs ROUNDS
import { setTimeout as pause } from "node:timers/promises";

import { Browsers } from "../e2e/lib/browsers.mjs";
import { startHost } from "../e2e/lib/host.mjs";
import { Front } from "./front.mjs";
import { Link } from "./link.mjs";

const MARKS = ["switchboard:click-to-dial", "switchboard:ready"];
const NETWORKS = {
  loopback: {},
  "20 Mbit/s, 40 ms": { latency: 40, bitsPerSecond: 20e6 },
  "4 Mbit/s, 120 ms": { latency: 120, bitsPerSecond: 4e6 },
};
const GOALS = { cold: 1.25, warm: 1.15 };

/** Safety net. */
const DEADLINE_MS = 30_000;
/** After ready: the panel arrives and the browser keeps the compiled code, in milliseconds. */
const SETTLE_MS = 700;

const rounds = Number(process.argv[2]);
const host = await startHost("--site", process.env.SWITCHBOARD_BENCH_SITE);
const front = new Front(Number(new URL(host.address).port));
const browsers = new Browsers();
/** Milliseconds of each load, by network, page, cache and mark. */
const times = {};
try {
  const port = await front.listen();
  const browser = await browsers.get("partitioned");
  for (const [network, link] of Object.entries(NETWORKS)) {
    times[network] = { floor: { cold: [], warm: [] }, ours: { cold: [], warm: [] } };
    for (let round = 0; round <= rounds; round += 1) {
      // In turns, and not always the same one first.
      const pages = round % 2 ? ["floor", "ours"] : ["ours", "floor"];
      for (const page of pages) {
        front.isFloor = page === "floor";
        front.link = new Link(link);
        const measured = await visit(browser, port);
        // The first round compresses the files; it does not count.
        if (round > 0) for (const cache of ["cold", "warm"]) times[network][page][cache].push(measured[cache]);
      }
    }
  }
} finally {
  await browsers.close();
  front.close();
  host.stop();
}
print();

/** Loads the console in a fresh context, then once more with what the browser has kept. */
async function visit(browser, port) {
  const context = await browser.newContext();
  try {
    const cold = await load(context, port);
    const warm = await load(context, port);
    return { cold, warm };
  } finally {
    await context.close();
  }
}

/** Both marks, in milliseconds from the start of the softphone frame's own navigation. */
async function load(context, port) {
  const page = await context.newPage();
  const arrival = page.waitForEvent("framenavigated", { predicate: (frame) => frame.url().includes("//cti.localhost") });
  await page.goto(`http://lightning.localhost:${port}/`);
  const softphone = await arrival;
  for (const deadline = Date.now() + DEADLINE_MS; Date.now() < deadline; await pause(50)) {
    // Looked for from outside: the page's policy forbids the evaluation that Playwright's own waiting needs.
    const found = await softphone.evaluate((names) => names.map((name) => performance.getEntriesByName(name)[0]?.startTime), MARKS);
    if (found.includes(undefined)) continue;
    await pause(SETTLE_MS);
    if (process.env.SWITCHBOARD_BENCH_TRACE) await trace(softphone);
    await page.close();
    return found;
  }
  throw new Error(`The page did not set ${MARKS.join(" and ")} within ${DEADLINE_MS / 1000} s.`);
}

/** What the page fetched and marked, for whoever looks for the difference. */
async function trace(softphone) {
  const entries = await softphone.evaluate(() =>
    [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource"), ...performance.getEntriesByType("mark")]
      .map(({ name, startTime, responseEnd, encodedBodySize, transferSize }) => [startTime, responseEnd, encodedBodySize, transferSize, name]),
  );
  console.error(`\n${front.isFloor ? "floor" : "ours"}: start, end, bytes, sent, name`);
  for (const [start, end, ...rest] of entries.toSorted(([a], [b]) => a - b)) {
    console.error([start.toFixed(0), end?.toFixed(0) ?? "", ...rest.map((one) => one ?? "")].join("\t"));
  }
}

function median(list) {
  const sorted = list.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

function print() {
  console.log(`${rounds} rounds; medians in milliseconds, click-to-dial / ready; the goal is ${GOALS.cold} × the floor cold, ${GOALS.warm} × warm.\n`);
  console.log("| network | cache | floor | ours | ours / floor | within the goal |");
  console.log("|---|---|---:|---:|---:|---|");
  for (const [network, pages] of Object.entries(times)) {
    for (const [cache, goal] of Object.entries(GOALS)) {
      const of = (page) => MARKS.map((_, mark) => median(pages[page][cache].map((one) => one[mark])));
      const [floor, ours] = [of("floor"), of("ours")];
      const ratios = ours.map((own, mark) => own / floor[mark]);
      const show = (list, digits) => list.map((one) => one.toFixed(digits)).join(" / ");
      const within = ratios.map((ratio) => (ratio <= goal ? "yes" : "no")).join(" / ");
      console.log(`| ${network} | ${cache} | ${show(floor, 0)} | ${show(ours, 0)} | ${show(ratios, 2)} | ${within} |`);
    }
  }
}
