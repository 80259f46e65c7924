// A host of static pages as there are several: serves a folder with the headers of its `_headers` file, and nothing else.
import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";

/** What such a host knows by itself. */
const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".wasm": "application/wasm",
};

export class StaticHost {
  #folder;
  #rules;
  /** Answers given, by path: status and headers. */
  given = new Map();

  constructor(folder, rules) {
    this.#folder = folder;
    this.#rules = rules;
  }

  static async open(folder) {
    return new StaticHost(folder, rulesOf(await readFile(join(folder, "_headers"), "utf8")));
  }

  /** The answer to a path below the folder, as Playwright's route.fulfill() takes it. */
  async answer(path) {
    const name = path.endsWith("/") ? `${path}index.html` : path;
    const known = /^(\/[\w@][\w.@-]*)+$/.test(name) && name !== "/_headers";
    const body = known ? await readFile(join(this.#folder, name)).catch(() => undefined) : undefined;
    const headers = body ? { ...this.#headersFor(path), "content-type": TYPES[extname(name)] } : {};
    const answer = { status: body ? 200 : 404, headers, body: body ?? "Not found" };
    this.given.set(path, answer);
    return answer;
  }

  /** Every rule that fits adds its headers; a value that comes twice is joined, as some hosts do. */
  #headersFor(path) {
    const headers = {};
    for (const { fits, values } of this.#rules.filter(({ fits }) => fits(path))) {
      for (const [name, value] of values) headers[name] = headers[name] ? `${headers[name]}, ${value}` : value;
    }
    return headers;
  }
}

/** Has the softphone come from the folder that `dist` wrote; the host that serves it. */
export async function asShipped(t) {
  const host = await StaticHost.open(join(process.env.SWITCHBOARD_DIST, "site"));
  const page = /^https:\/\/cti\.example\.com\/softphone(\/[^?]*)/;
  t.answer(page, (url) => host.answer(page.exec(url)[1]));
  return host;
}

function rulesOf(text) {
  const rules = [];
  for (const line of text.split("\n").filter(Boolean)) {
    if (line.startsWith("  ")) {
      const [, name, value] = /^ +([\w-]+): (.*)$/.exec(line);
      rules.at(-1).values.push([name.toLowerCase(), value]);
    } else {
      const fits = line.endsWith("*") ? (path) => path.startsWith(line.slice(0, -1)) : (path) => path === line;
      rules.push({ fits, values: [] });
    }
  }
  return rules;
}
