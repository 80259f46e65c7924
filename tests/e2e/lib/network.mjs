// Stands in for the network: every request of a context is answered by the simulator host or by the case.
import { ORIGIN_HEADER, WORLD_HEADER } from "./host.mjs";

/** Headers that describe the forwarded body, not the page's request. */
const FORWARDED = ["accept", "content-type", "cache-control", "if-none-match"];

/** Headers of the host's answer that no longer fit once the body has been read. */
const DROPPED = new Set(["content-length", "content-encoding", "transfer-encoding", "connection", "date"]);

export class Network {
  #answers = [];
  #ending = new AbortController();

  constructor({ host, world, origins, log }) {
    this.host = host;
    this.world = world;
    this.origins = new Set(Object.values(origins));
    this.log = log;
    /** Requests to origins that are not of this world. */
    this.strays = [];
  }

  answer(pattern, answer) {
    this.#answers.push([pattern, answer]);
  }

  /** Takes back what `answer` was told. */
  forget(pattern) {
    this.#answers = this.#answers.filter(([known]) => known !== pattern);
  }

  /** Whether an address is of this world. */
  knows(url) {
    return URL.canParse(url) && this.origins.has(new URL(url).origin);
  }

  /** Ends long polls that still wait. */
  end() {
    this.#ending.abort();
  }

  async attach(context) {
    await context.route("**/*", (route) => this.#handle(route).catch((error) => this.#ended(route, error)));
  }

  async #handle(route) {
    const request = route.request();
    const url = new URL(request.url());
    const [, answer] = this.#answers.find(([pattern]) => pattern.test(url.href)) ?? [];
    if (answer === "abort") return route.abort("blockedbyclient");
    if (answer) return route.fulfill(typeof answer === "function" ? await answer(url.href) : answer);
    if (!this.knows(url)) {
      this.strays.push(`${request.method()} ${url.href}`);
      return route.abort("addressunreachable");
    }
    const asked = request.headers();
    const headers = { [ORIGIN_HEADER]: url.origin, [WORLD_HEADER]: this.world };
    for (const name of FORWARDED) if (asked[name]) headers[name] = asked[name];
    const got = await fetch(this.host.address + url.pathname + url.search, {
      method: request.method(),
      headers,
      body: request.postDataBuffer() ?? undefined,
      redirect: "manual",
      signal: this.#ending.signal,
    });
    const body = Buffer.from(await got.arrayBuffer());
    const kept = [...got.headers].filter(([name]) => !DROPPED.has(name));
    await route.fulfill({ status: got.status, headers: Object.fromEntries(kept), body });
  }

  // A page may be gone before its answer comes: no fault of the case. Anything else is.
  async #ended(route, error) {
    if (this.#ending.signal.aborted || /closed|Target|already handled|Frame.*detached|Invalid InterceptionId/i.test(String(error))) return;
    this.log(`network: ${route.request().url()}: ${error}`);
    this.strays.push(`the simulator host did not answer ${route.request().url()}: ${error}`);
    await route.abort("failed").catch(() => {});
  }
}
