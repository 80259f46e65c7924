// What stands between the browser and the simulator host: serves softphone page, Open CTI's script and Contact Control Panel as
// production would, with brotli and over a network link. The console, which is loaded before, and what the simulated platforms
// answer pass unchanged.
import { readFileSync } from "node:fs";
import { createServer, request as ask } from "node:http";
import { brotliCompressSync, constants } from "node:zlib";

import { Link } from "./link.mjs";

const COMPRESSIBLE = /html|javascript|css|json|wasm/;
const floor = (name) => readFileSync(new URL(`floor/${name}`, import.meta.url));

export class Front {
  #upstream;
  #server;
  #compressed = new Map();
  /** Whether the floor is served in place of our page. */
  isFloor = false;
  /** What the browser is behind. */
  link = new Link({});

  /** `upstream` is the port of the simulator host. */
  constructor(upstream) {
    this.#upstream = upstream;
    this.#server = createServer((request, response) => {
      this.#serve(request, response).catch((error) => response.destroy(error));
    });
  }

  async listen() {
    await new Promise((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return this.#server.address().port;
  }

  close() {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  async #serve(request, response) {
    const { url, headers } = request;
    const isShaped = /^(cti|[\w-]+\.connect)\.localhost/.test(headers.host) || url.startsWith("/support/api/");
    const answer = await this.#ask(request);
    if (!isShaped || url.startsWith("/sim/")) {
      response.writeHead(answer.statusCode, answer.headers);
      return void answer.pipe(response);
    }
    let body = Buffer.concat(await answer.toArray());
    if (this.isFloor && url.startsWith("/softphone/?")) {
      const [folder] = /v-[0-9a-f]{8,}/.exec(body) ?? [];
      body = Buffer.from(floor("index.html").toString().replaceAll("FOLDER", folder));
    }
    let [status, told] = [answer.statusCode, { ...answer.headers }];
    if (url.endsWith("/floor.js")) {
      body = floor("floor.js");
      [status, told] = [200, { "content-type": "text/javascript", "cache-control": "public, max-age=31536000, immutable" }];
    }
    delete told["content-length"];
    delete told["transfer-encoding"];
    if (COMPRESSIBLE.test(told["content-type"])) {
      body = this.#compress(url, body);
      told["content-encoding"] = "br";
    }
    this.link.send(response, status, told, body);
  }

  #ask(request) {
    const { method, url, headers } = request;
    return new Promise((resolve, reject) => {
      const asked = ask({ port: this.#upstream, host: "127.0.0.1", method, path: url, headers }, resolve);
      asked.once("error", reject);
      request.once("close", () => request.complete || asked.destroy());
      request.pipe(asked);
    });
  }

  /** Compressed once, as a web server keeps it beside the file. */
  #compress(url, body) {
    const key = `${this.isFloor} ${url.replace(/\?.*/, "")}`;
    const known = this.#compressed.get(key);
    if (known?.body.equals(body)) return known.small;
    const small = brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
    this.#compressed.set(key, { body, small });
    return small;
  }
}
