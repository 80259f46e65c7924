// Speaks as libtest does, so that `cargo xtask test` can count.
const { relative } = require("node:path");

module.exports = class LibtestReporter {
  #failures = [];
  #chosen;

  constructor({ testNamePattern }) {
    this.#chosen = testNamePattern;
  }

  onTestResult(_test, file) {
    const from = relative(process.cwd(), file.testFilePath);
    // A file that could not be loaded has no cases, only its reason.
    if (file.testExecError || (file.failureMessage && file.testResults.length === 0)) {
      console.log(`test ${from} ... FAILED`);
      this.#failures.push([from, file.failureMessage ?? file.testExecError.message]);
    }
    for (const { fullName, status, failureMessages } of file.testResults) {
      // Left out because it was not asked for; otherwise nothing may be left out.
      if (this.#chosen && status === "pending") continue;
      console.log(`test ${fullName} ... ${status === "passed" ? "ok" : "FAILED"}`);
      if (status !== "passed") this.#failures.push([fullName, failureMessages.join("\n") || status]);
    }
  }

  onRunComplete(_contexts, { numPassedTests }) {
    for (const [name, why] of this.#failures) console.log(`\n---- ${name} ----\n${why}`);
    const verdict = this.#failures.length === 0 ? "ok" : "FAILED";
    console.log(`\ntest result: ${verdict}. ${numPassedTests} passed; ${this.#failures.length} failed`);
  }

  getLastError() {
    return this.#failures.length === 0 ? undefined : new Error("a test failed or was left out");
  }
};
