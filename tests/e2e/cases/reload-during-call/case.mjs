// The agent reloads the console in the middle of a call: nothing opens twice, and the log is as complete as if nothing had
// happened.
import assert from "node:assert/strict";

import { dana, keptLog, ready, theLog } from "../../lib/softphone.mjs";

export async function run(t) {
  const tab = await t.open("/");
  const before = await ready(tab);
  await t.direct({ do: "knownCall" });
  const { id } = await dana(t);
  await t.until("her record is open", (facts) => facts.pops.length === 1);
  await t.direct({ do: "agentAccepts" });
  await t.until("the agent talks", (facts) => facts.contacts[0].state === "connected");
  await keptLog(t, before);
  await t.advance(40_000);

  await tab.reload();
  const softphone = await ready(tab);
  await softphone.locator("#contact .state", { hasText: "Talking" }).waitFor();
  await t.advance(20_000);
  await t.direct({ do: "agentHangsUp" });

  const log = await theLog(t);
  assert.equal(log.WhoId, id, "what the first page found out");
  assert.ok(log.CallDurationInSeconds >= 60, `the whole call: ${log.CallDurationInSeconds} s`);
  const facts = await t.facts();
  assert.equal(facts.pops.length, 1, "no second pop");
}
