// The tab that leads is closed in a call: the other one goes on with it, and there is one log, complete.
// Shows: F8
import assert from "node:assert/strict";

import { answer, keptLog, ready, talkAndHangUp, theLog } from "../../lib/softphone.mjs";

export async function run(t) {
  const first = await t.open("/");
  const one = await ready(first);
  const second = await t.open("/");
  const two = await ready(second);
  await one.locator("#elsewhere:not([hidden])").waitFor({ state: "attached" });

  await t.direct({ do: "knownCall" });
  await t.until("it rings", (facts) => facts.contacts.length === 1);
  await answer(t, second);
  await keptLog(t, two);
  await second.close();
  await one.locator("#elsewhere[hidden]").waitFor({ state: "attached" });
  await talkAndHangUp(t, 20_000);
  const log = await theLog(t);
  assert.equal(log.Status, "Completed");
  assert.ok(log.WhoId, "about the caller");
  const { pops, tasks } = await t.facts();
  assert.equal(pops.length, 1, "one pop");
  assert.equal(tasks.filter(({ fields }) => fields.CallObject).length, 1, "one log");
}
