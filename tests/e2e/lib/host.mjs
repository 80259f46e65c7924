// The simulator host as a child process, and its endpoints.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

export const ORIGIN_HEADER = "x-switchboard-origin";
export const WORLD_HEADER = "x-switchboard-world";

/** Safety net: the host answers every question of a test at once. */
const ANSWER_MS = 10_000;

/**
 * Starts the host on a free port, with further options of `cargo xtask host`; resolves when it has printed its address.
 * It ends with this process, however that ends: left behind, it would hold the output open that others read to its end.
 */
export async function startHost(...options) {
  const program = process.env.SWITCHBOARD_XTASK;
  if (!program) throw new Error("Run the end-to-end cases with `cargo xtask test e2e`.");
  const child = spawn(program, ["host", "--port", "0", "--until-input-ends", ...options], { stdio: ["pipe", "pipe", "inherit"] });
  const port = await new Promise((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`The simulator host ended (${code}) before it had an address.`)));
    child.once("error", reject);
    createInterface({ input: child.stdout }).on("line", (line) => {
      const found = /localhost:(\d+)/.exec(line);
      if (found) resolve(Number(found[1]));
    });
  });
  return new Host(child, `http://127.0.0.1:${port}`);
}

export class Host {
  constructor(child, address) {
    this.child = child;
    this.address = address;
  }

  /** One request to an endpoint in a world; the answer's JSON. A refusal is an error with the host's sentence. */
  async ask(world, method, path, body) {
    const headers = { [WORLD_HEADER]: world };
    if (body !== undefined) headers["content-type"] = "application/json";
    const asked = `${method} ${path} ${JSON.stringify(body ?? null)}`;
    const sent = body === undefined ? undefined : JSON.stringify(body);
    const answer = await fetch(this.address + path, {
      method,
      headers,
      body: sent,
      signal: AbortSignal.timeout(ANSWER_MS),
    }).catch((error) => {
      throw new Error(`The simulator host${this.#state()} gave no answer to ${asked}: ${error.cause ?? error}`);
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${asked}: ${answer.status} ${text}`);
    return text === "" ? {} : JSON.parse(text);
  }

  stop() {
    this.child.kill();
  }

  #state() {
    const { exitCode, signalCode } = this.child;
    return exitCode === null && signalCode === null ? "" : ` (which has ended: ${signalCode ?? exitCode})`;
  }
}
