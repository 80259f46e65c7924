// The real simulator, asked over JSON lines (crates/sim/tests/contract/bridge.rs).

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

export class World {
  #process;
  #waiting = [];

  constructor() {
    const program = process.env.SWITCHBOARD_SIM_BRIDGE;
    if (!program) throw new Error("Run this through `cargo test -p sim --test contract`: it provides the world.");
    this.#process = spawn(program, ["--bridge"], { stdio: ["pipe", "pipe", "inherit"] });
    createInterface({ input: this.#process.stdout }).on("line", (line) => {
      const { resolve, reject } = this.#waiting.shift();
      const answer = JSON.parse(line);
      if (answer.error === undefined) resolve(answer.ok);
      else reject(new Error(answer.error));
    });
  }

  ask(op, members = {}) {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#process.stdin.write(`${JSON.stringify({ op, ...members })}\n`);
    });
  }

  direct(direction) {
    return this.ask("direct", { direction });
  }

  advance(ms) {
    return this.ask("advance", { ms });
  }

  facts() {
    return this.ask("facts");
  }

  close() {
    this.#process.stdin.end();
  }

  // The host's endpoints for one panel frame, as www/sim/ccp-host.js offers them. Its long poll is answered when
  // `pump` finds something new.
  panelHost() {
    let id;
    let seq = 0;
    let wake;
    let closed = false;
    return {
      open: async () => {
        id = await this.ask("openCcp");
      },
      events: () => (closed ? undefined : new Promise((resolve) => (wake = resolve))),
      send: (message) => this.ask("fromPage", { id, message }),
      act: (act) => this.ask("ccpAct", { id, act }),
      close: () => {
        closed = true;
        wake?.(undefined);
      },
      // Hands over what waits; true while there is something, or the wire is not listening yet.
      pump: async () => {
        if (!wake || id === undefined || this.#waiting.length > 0) return !closed;
        const { messages, view } = await this.ask("toPage", { id });
        if (messages.length === 0) return false;
        const deliver = wake;
        wake = undefined;
        seq += messages.length;
        deliver({ seq, messages, view });
        return true;
      },
    };
  }
}

// Lets everything that is ready happen, until the panels have nothing more to hand over.
export async function settle(...hosts) {
  for (let quiet = 0; quiet < 3; ) {
    await new Promise((resolve) => setImmediate(resolve));
    const moved = await Promise.all(hosts.map((host) => host.pump()));
    quiet = moved.some(Boolean) ? 0 : quiet + 1;
  }
}
