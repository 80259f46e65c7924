// Runs the end-to-end cases. Speaks as libtest does, so that `cargo xtask test` can count.
import { readdir, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";

import { Browsers } from "./lib/browsers.mjs";
import { runCase } from "./lib/case.mjs";
import { startHost } from "./lib/host.mjs";

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
let passed = 0;
if (names.length > 0) {
  const host = await startHost();
  const browsers = new Browsers();
  try {
    for (const name of names) {
      const failure = await runCase({ name, casesDir, resultsDir, host, browsers });
      if (failure === undefined) passed += 1;
      else failures.push([name, failure]);
      console.log(`test ${name} ... ${failure === undefined ? "ok" : "FAILED"}`);
    }
  } finally {
    await browsers.close();
    host.stop();
  }
}

for (const [name, failure] of failures) console.log(`\n---- ${name} ----\n${failure}\n(see tests/results/${name}/)`);
const verdict = failures.length === 0 ? "ok" : "FAILED";
console.log(`\ntest result: ${verdict}. ${passed} passed; ${failures.length} failed`);
process.exitCode = failures.length === 0 ? 0 : 1;
