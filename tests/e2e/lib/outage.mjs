// Ten minutes without a network around the end of a call, by a clock of the softphone's page that can be moved on.
import assert from "node:assert/strict";

import { askedForFlows } from "./org.mjs";
import { answer, begunLog, ready, theLog } from "./softphone.mjs";

const TEN_MINUTES_MS = 600_000;

/** Salesforce says nothing. What it is asked it does, or does not even hear. */
const silent = (done) => ({ target: { openCti: "*" }, mishap: { kind: "never", done }, times: 1_000_000 });

/** A page whose time can be moved on: its timers fire in their order, each at its time. */
function movableTime() {
  const [now, set, clear] = [performance.now.bind(performance), globalThis.setTimeout, globalThis.clearTimeout];
  const timers = new Map();
  let ahead = 0;
  performance.now = () => now() + ahead;
  globalThis.setTimeout = (callback, ms = 0, ...more) => {
    const fire = () => {
      timers.delete(id);
      callback(...more);
    };
    const id = set(fire, ms);
    timers.set(id, { at: performance.now() + ms, fire });
    return id;
  };
  globalThis.clearTimeout = (id) => {
    timers.delete(id);
    clear(id);
  };
  globalThis.moveOn = async (ms) => {
    const until = performance.now() + ms;
    for (;;) {
      const [id, next] = [...timers].sort(([, a], [, b]) => a.at - b.at)[0] ?? [];
      if (!next || next.at > until) break;
      ahead += Math.max(0, next.at - performance.now());
      clear(id);
      next.fire();
      // What follows from it happens first.
      await new Promise((done) => set(done, 5));
    }
    ahead += Math.max(0, until - performance.now());
  };
}

/** A call whose end comes while the network is off: it is counted to the agent until it is saved, once. `begun`: its log is begun before;
 * otherwise only answers are lost, from the beginning of the call. */
export async function endWithoutNetwork(t, begun) {
  await t.context.addInitScript(movableTime);
  const tab = await t.open("/");
  const softphone = await ready(tab);
  // Whether the org's class writes logs the page knows by then.
  if (!begun) await askedForFlows(t, 1);
  await t.direct({ do: "knownCall" });
  await t.until("it rings", (facts) => facts.contacts.length === 1);
  if (!begun) await t.direct({ do: "inject", fault: silent(true) });
  await answer(t, tab);
  await begunLog(t);
  if (begun) await t.direct({ do: "inject", fault: silent(false) });
  await softphone.evaluate(() => globalThis.dispatchEvent(new Event("offline")));
  await t.direct({ do: "agentHangsUp" });
  await t.until("after-call work began", (facts) => facts.contacts.at(-1)?.state === "ended");

  const count = softphone.locator('#outbox [data-key="outbox.waiting-logs"]');
  await softphone.evaluate((ms) => globalThis.moveOn(ms), TEN_MINUTES_MS / 2);
  await count.getByText("1 call log waits.").waitFor();
  if (begun) await begunLog(t);
  await softphone.evaluate((ms) => globalThis.moveOn(ms), TEN_MINUTES_MS / 2);
  assert.match(await softphone.locator(".save.failed, .save.saving").innerText(), /log/i);

  await t.direct({ do: "clearFaults" });
  await softphone.evaluate(() => globalThis.dispatchEvent(new Event("online")));
  // What was asked last is unanswered for its own time yet.
  await softphone.evaluate((ms) => globalThis.moveOn(ms), 30_000);
  await softphone.locator(".save.saved").waitFor();
  await softphone.locator("#outbox").waitFor({ state: "hidden" });
  const log = await theLog(t);
  assert.equal(log.Status, "Completed");
  return { tab, softphone, log };
}
