// Runs the end-to-end cases, on two browsers at once. Speaks as libtest does, so that `cargo xtask test` can count.
import { readdir, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";

import { Browsers } from "./lib/browsers.mjs";
import { runCase } from "./lib/case.mjs";
import { startHost } from "./lib/host.mjs";
import { runOnWorkers } from "./lib/workers.mjs";

/** Each worker has a simulator host and browsers of its own. */
const WORKERS = 2;

const casesDir = new URL("cases/", import.meta.url);
const resultsDir = fileURLToPath(new URL("../results/", import.meta.url));
const filters = process.argv.slice(2);

const entries = await readdir(casesDir, { withFileTypes: true });
const names = entries
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .filter((name) => filters.length === 0 || filters.some((filter) => name.includes(filter)))
  .sort();

await rm(resultsDir, { recursive: true, force: true });
const failures = [];
await runOnWorkers(names, Math.min(WORKERS, names.length), {
  async start() {
    return { host: await startHost(), browsers: new Browsers() };
  },
  run: (worker, name) => runCase({ name, casesDir, resultsDir, ...worker }),
  report(name, failure) {
    if (failure !== undefined) failures.push([name, failure]);
    console.log(`test ${name} ... ${failure === undefined ? "ok" : "FAILED"}`);
  },
  async stop({ host, browsers }) {
    await browsers.close();
    host.stop();
  },
});

for (const [name, { text, log }] of failures) {
  console.log(`\n---- ${name} ----\n${text}\n`);
  for (const line of log) console.log(`  | ${line.replaceAll("\n", "\n  | ")}`);
  console.log(`(see tests/results/${name}/)`);
}
const verdict = failures.length === 0 ? "ok" : "FAILED";
console.log(`\ntest result: ${verdict}. ${names.length - failures.length} passed; ${failures.length} failed`);
process.exitCode = failures.length === 0 ? 0 : 1;
