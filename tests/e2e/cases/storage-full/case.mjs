// The browser has no room any more while a call rings, and not after a reload either: the agent is told, and what is known of the call is kept beside
// the journal. There is one pop and one log.
// Shows: F10
import assert from "node:assert/strict";

import { answer, keptLog, ready, theLog } from "../../lib/softphone.mjs";

/** From a moment on nothing longer than a few letters can be kept in a database. */
function fullDatabase() {
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (row, ...key) {
    if (globalThis.localStorage.getItem("case.full") && String(row).length > 100) throw new DOMException("no room", "QuotaExceededError");
    return put.call(this, row, ...key);
  };
}

/** Whether this stands in what is kept beside the journal. */
const isBeside = (softphone, text) =>
  softphone.evaluate((text) => Object.entries(localStorage).some(([key, kept]) => key.endsWith(" last") && kept.includes(text)), text);

export async function run(t) {
  await t.context.addInitScript(fullDatabase);
  const tab = await t.open("/");
  const before = await ready(tab);
  await t.direct({ do: "knownCall" });
  await t.until("her record is open", (facts) => facts.pops.length === 1);
  await before.evaluate(() => localStorage.setItem("case.full", "true"));
  await answer(t, tab);
  await before.locator("code", { hasText: "storage-full" }).first().waitFor({ state: "attached" });
  const task = await t.until("the log is begun", (facts) => facts.tasks.find(({ fields }) => fields.CallObject));
  await t.until("its id is kept", () => isBeside(before, task.id));
  await t.advance(20_000);

  await tab.reload();
  const softphone = await ready(tab);
  await softphone.locator("#contact .state", { hasText: "Talking" }).waitFor();
  await t.advance(20_000);
  await t.direct({ do: "agentHangsUp" });
  const log = await theLog(t);
  assert.ok(log.CallDurationInSeconds >= 40, `the whole call: ${log.CallDurationInSeconds} s`);
  assert.equal((await t.facts()).pops.length, 1, "no second pop");

  // There is room again: the journal is where it was.
  await softphone.evaluate(() => localStorage.removeItem("case.full"));
  await t.direct({ do: "agentClears" });
  await t.direct({ do: "knownCall" });
  await t.until("it rings", (facts) => facts.contacts.length === 2);
  await answer(t, tab);
  await keptLog(t, softphone);
  await t.until("nothing is beside it", async () => !(await isBeside(softphone, task.id)));
}
