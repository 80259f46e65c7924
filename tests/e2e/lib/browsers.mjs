// The system's Chrome, with storage as people have it (partitioned) or as a strict browser has it (denied).
import { chromium } from "playwright-core";

/** Nothing but the pages under test may use the network, and no name resolves but this machine's; root cannot have Chrome's sandbox. */
const ARGS = [
  "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost , EXCLUDE *.localhost",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export class Browsers {
  #launched = new Map();

  /** A browser of a storage profile, launched once. */
  get(storage) {
    if (!this.#launched.has(storage)) this.#launched.set(storage, launch(storage));
    return this.#launched.get(storage);
  }

  async close() {
    for (const browser of this.#launched.values()) await (await browser).close();
  }
}

async function launch(storage) {
  const executablePath = process.env.SWITCHBOARD_CHROME;
  if (!executablePath) throw new Error("No Chrome: `cargo xtask setup` finds or installs one.");
  if (storage === "denied") return chromium.launch({ executablePath, args: ARGS });
  if (storage !== "partitioned") throw new Error(`storage is "partitioned" or "denied", not ${storage}`);
  const theirs = await disabledFeatures(executablePath);
  const ours = theirs.replace(/ThirdPartyStoragePartitioning,?/, "").replace(/,$/, "");
  return chromium.launch({ executablePath, ignoreDefaultArgs: [theirs], args: [...ARGS, ours] });
}

// By default Playwright turns storage partitioning off and third-party storage with it: a cross-site frame then has
// neither localStorage nor Web Locks. Its exact argument is known only from a browser it has started.
async function disabledFeatures(executablePath) {
  const server = await chromium.launchServer({ executablePath, args: ARGS });
  const found = server.process().spawnargs.find((argument) => argument.startsWith("--disable-features="));
  await server.close();
  if (!found?.includes("ThirdPartyStoragePartitioning")) {
    throw new Error("Playwright no longer disables ThirdPartyStoragePartitioning: simplify tests/e2e/lib/browsers.mjs.");
  }
  return found;
}
