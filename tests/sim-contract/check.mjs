// What a case is, and how its assertions are counted.

import { isDeepStrictEqual } from "node:util";

export class Check {
  passed = 0;
  failures = [];

  constructor(lax) {
    this.lax = lax;
  }

  #count(held, failure) {
    if (held) this.passed += 1;
    else this.failures.push(failure());
  }

  same(what, actual, expected) {
    const show = (value) => JSON.stringify(value) ?? String(value);
    this.#count(isDeepStrictEqual(actual, expected), () => `${what}: expected ${show(expected)}, found ${show(actual)}`);
  }

  that(what, held) {
    this.#count(held === true, () => what);
  }

  // What was thrown; undefined when nothing was.
  thrown(call) {
    try {
      call();
      return undefined;
    } catch (error) {
      return error;
    }
  }

  throws(what, call, message) {
    this.same(what, this.thrown(call)?.message, message);
  }
}

// Runs the cases whose names contain one of the words; prints a line each.
export async function runCases(cases, { words, lax }) {
  const tally = { passed: 0, failed: 0 };
  for (const { name, section, run } of cases) {
    if (words.length > 0 && !words.some((word) => name.includes(word))) continue;
    const check = new Check(lax);
    try {
      await run(check);
    } catch (error) {
      check.failures.push(`stopped: ${error?.stack ?? error}`);
    }
    const verdict = check.failures.length === 0 ? "ok" : "FAILED";
    console.log(`case ${name} [${section}] ... ${verdict} (${check.passed + check.failures.length} assertions)`);
    check.failures.forEach((failure) => console.log(`    ${failure}`));
    tally.passed += check.passed;
    tally.failed += check.failures.length;
  }
  return tally;
}
