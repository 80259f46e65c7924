// One case: its world, its context, the helpers it is given, and the verdict.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import { Listener } from "./listener.mjs";
import { Network } from "./network.mjs";

/** The origins of production, as in a customer's browser. */
const ORIGINS = {
  console: "https://acme.lightning.force.com",
  adapter: "https://cti.example.com",
  ccp: "https://acme.my.connect.aws",
};

/** Safety nets: nothing that works comes near them. */
const UNTIL_MS = 20_000;
const CASE_MS = 120_000;

/** Runs a case; undefined, or the text of its failure with the log of everything that its pages and its network said. */
export async function runCase({ name, casesDir, resultsDir, host, browsers }) {
  const listener = new Listener();
  let t, failure, context;
  try {
    const module = await import(new URL(`${name}/case.mjs`, casesDir));
    const world = `e2e-${name}`.slice(0, 40).replace(/-+$/, "");
    const made = await host.ask(world, "POST", "/sim/worlds", { origins: ORIGINS, ...module.world });
    const browser = await browsers.get(module.storage ?? "partitioned");
    const { locale = "en-US" } = module;
    context = await browser.newContext({ viewport: { width: 1280, height: 800 }, serviceWorkers: "block", locale });
    context.setDefaultTimeout(UNTIL_MS);
    const network = new Network({ host, world, origins: made.origins, log: (line) => listener.log(line) });
    await listener.attach(context, network);
    await network.attach(context);
    t = new Case({ host, world, origins: made.origins, context, listener, network });
    await within(CASE_MS, module.run(t));
    await settle(context);
    const wrong = [...(await always(t)), ...listener.verdict(), ...network.strays.map((stray) => `request to nowhere: ${stray}`)];
    if (wrong.length > 0) throw new Verdict(wrong.join("\n"));
  } catch (error) {
    const told = error instanceof Verdict ? error.message : (error.stack ?? String(error));
    failure = [told, ...listener.verdict().filter((line) => !told.includes(line))].join("\n");
    await keep(join(resultsDir, name), failure, listener, t).catch((why) => (failure += `\n(nothing kept: ${why})`));
  } finally {
    t?.network.end();
    await context?.close();
  }
  return failure === undefined ? undefined : { text: failure, log: listener.lines };
}

/** The case ran to its end, but something else was wrong. */
class Verdict extends Error {}

/** What frames have said before now has been heard after this: their words come in order. */
async function settle(context) {
  const frames = context.pages().flatMap((page) => page.frames());
  await Promise.all(frames.map((frame) => frame.evaluate("0").catch(() => {})));
}

/** What must be true at the end of every case, whatever it was about. */
async function always(t) {
  const logs = new Map();
  for (const { fields } of (await t.facts()).tasks) {
    if (fields.CallObject) logs.set(fields.CallObject, (logs.get(fields.CallObject) ?? 0) + 1);
  }
  return [...logs].filter(([, count]) => count > 1).map(([contact, count]) => `${count} logs of contact ${contact}`);
}

class Case {
  constructor({ host, world, origins, context, listener, network }) {
    Object.assign(this, { host_: host, world, origins, context, listener, network });
  }

  /** Opens a console tab at a path of the org. */
  async open(path = "/") {
    return this.openAt(new URL(path, this.origins.console).href);
  }

  /** Opens a tab at a URL of one of the three origins. */
  async openAt(url) {
    const page = await this.context.newPage();
    await page.goto(url);
    return new Tab(page, this.origins, (method, path) => this.host(method, path));
  }

  host(method, path, body) {
    return this.host_.ask(this.world, method, path, body);
  }

  facts() {
    return this.host("GET", "/sim/facts");
  }

  direct(direction) {
    return this.host("POST", "/sim/direct", direction);
  }

  advance(ms) {
    return this.host("POST", "/sim/clock", { advanceMs: ms });
  }

  /** Waits until something is true of the world, or of a page by now; returns what `holds` answered. */
  async until(what, holds, deadlineMs = UNTIL_MS) {
    const deadline = Date.now() + deadlineMs;
    for (;;) {
      const facts = await this.facts();
      const value = await holds(facts);
      if (value) return value;
      if (Date.now() > deadline) throw new Error(`Never true: ${what}\nFacts: ${JSON.stringify(facts, null, 1)}`);
      await pause(25);
    }
  }

  answer(pattern, answer) {
    this.network.answer(pattern, answer);
  }

  /** Takes back what `answer` was told, for the same pattern. */
  forget(pattern) {
    this.network.forget(pattern);
  }

  expect(pattern) {
    this.listener.expect(pattern);
  }
}

class Tab {
  constructor(page, origins, host) {
    this.page = page;
    this.origins = origins;
    this.host = host;
  }

  /** The frame of the adapter. */
  softphone() {
    return this.#frame(this.origins.adapter);
  }

  /** The frame of the Contact Control Panel, inside the adapter. */
  ccp() {
    return this.#frame(this.origins.ccp);
  }

  reload() {
    return this.page.reload();
  }

  /** Closes the tab. What it says as it goes passes no route once its page is closed, so the host is told here, too. */
  async close() {
    const goodbye = this.page.waitForRequest(/\/sim\/consoles\/\d+\/close$/);
    await this.page.evaluate(() => window.dispatchEvent(new Event("pagehide")));
    const { pathname } = new URL((await goodbye).url());
    await this.page.close();
    await this.host("POST", pathname).catch((error) => {
      // It has heard it already.
      if (!/is closed in the world/.test(error)) throw error;
    });
  }

  async #frame(origin) {
    const deadline = Date.now() + UNTIL_MS;
    for (;;) {
      const frame = this.page.frames().find((frame) => frame.url().startsWith(`${origin}/`));
      if (frame) return frame;
      const urls = this.page.frames().map((frame) => frame.url());
      if (Date.now() > deadline) throw new Error(`No frame on ${origin}; there are ${urls.join(", ")}`);
      await pause(25);
    }
  }
}

async function within(ms, work) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`The case did not end within ${ms / 1000} s.`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

async function keep(dir, failure, listener, t) {
  await mkdir(dir, { recursive: true });
  await writeFile(join(dir, "failure.txt"), failure);
  await writeFile(join(dir, "console.log"), listener.lines.join("\n"));
  if (!t) return;
  await writeFile(join(dir, "facts.json"), JSON.stringify(await t.facts(), null, 2));
  for (const [index, page] of t.context.pages().entries()) {
    await page.screenshot({ path: join(dir, `tab-${index + 1}.png`) });
  }
}
