// Hears everything the pages of a context say, in every frame, and knows what a case expected.

/** Names and numbers of the customers there are in the cases. */
const CUSTOMER = /Dana|Ortiz|Imhoff|555-?01\d\d/;

/** What Chromium says of a request whose frame was thrown away while it waited: nobody answers for it any more, and no name resolves. */
const THROWN_AWAY = "Failed to load resource: net::ERR_NAME_NOT_RESOLVED";

export class Listener {
  /** Whether the page was deployed with `runs.consoleData`: then customers may be on the console. */
  consoleData = false;
  /** Every line, for the results folder. */
  lines = [];
  #faults = [];
  #expected = [];

  /** `network` says which origins are of this world: a request to another one is a stray, whatever it ends with. */
  async attach(context, network) {
    await context.exposeBinding("__reportPolicyViolation", ({ frame }, text) => {
      this.#fault(`policy violation in ${frame.url()}: ${text}`);
    });
    await context.addInitScript(() => {
      const report = globalThis.__reportPolicyViolation;
      document.addEventListener("securitypolicyviolation", (event) => {
        const where = `${event.sourceFile || "inline"}:${event.lineNumber}`;
        report(`${event.effectiveDirective} refused ${event.blockedURI || "inline"} ${event.sample} at ${where}`);
      });
    });
    context.on("page", (page) => {
      page.on("pageerror", (error) => this.#fault(`page error: ${error.stack ?? error}`));
      page.on("crash", () => this.#fault(`page crashed: ${page.url()}`));
    });
    context.on("console", (message) => {
      if (!this.consoleData && CUSTOMER.test(message.text())) this.#fault(`a customer on the console: ${message.text()}`);
      const line = `${message.type()}: ${message.text()} (${message.location().url})`;
      const thrownAway = message.text() === THROWN_AWAY && network.knows(message.location().url);
      if (message.type() === "error" && !thrownAway) this.#fault(`console ${line}`);
      else this.log(line);
    });
    context.on("requestfailed", (request) => {
      this.log(`request failed: ${request.method()} ${request.url()} ${request.failure()?.errorText}`);
    });
  }

  log(line) {
    this.lines.push(line);
  }

  expect(pattern) {
    this.#expected.push(pattern);
  }

  /** What nobody expected, and what was expected but did not occur. */
  verdict() {
    const wrong = this.#faults.filter((fault) => !this.#expected.some((pattern) => pattern.test(fault)));
    const missing = this.#expected.filter((pattern) => !this.#faults.some((fault) => pattern.test(fault)));
    return [...wrong, ...missing.map((pattern) => `expected, but never said: ${pattern}`)];
  }

  #fault(text) {
    this.#faults.push(text);
    this.log(text);
  }
}
