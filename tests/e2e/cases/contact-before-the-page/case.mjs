// The call was there before the softphone: its flows run once, in order, and it is logged (the incumbent loses it).
// Shows: L2
import assert from "node:assert/strict";

import { dana, ready, theLog } from "../../lib/softphone.mjs";

export async function run(t) {
  await t.direct({ do: "knownCall" });
  await t.direct({ do: "agentAccepts" });
  await t.until("the agent talks", (facts) => facts.contacts[0]?.state === "connected");
  await t.advance(15_000);

  const tab = await t.open("/");
  const softphone = await ready(tab);
  const { id } = await dana(t);
  await t.until("her record is open", (facts) => facts.consoles[0].recordInView === id);
  await softphone.locator("#contact .state", { hasText: "Talking" }).waitFor();
  await t.direct({ do: "agentHangsUp" });
  const log = await theLog(t);
  assert.equal(log.WhoId, id);
  assert.ok(log.CallDurationInSeconds >= 15, "counted from when people began to talk");
  assert.equal((await t.facts()).pops.length, 1);
}
