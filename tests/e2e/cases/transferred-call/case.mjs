// The agent brings somebody in and leaves: her log says that she transferred the call. A call that is handed to her is a
// contact of its own, with a log of its own.
// Shows: call-log-transferred, BH-116
import assert from "node:assert/strict";

import { answer, begunLog, dana, ready, talkAndEnd, theLog } from "../../lib/softphone.mjs";

export async function run(t) {
  const tab = await t.open("/");
  const softphone = await ready(tab);
  const { id } = await dana(t);
  await t.direct({ do: "knownCall" });
  await answer(t, tab);
  await begunLog(t);
  await t.direct({ do: "agentAddsParty", number: "+14155550199" });
  await t.until("the other talks", (facts) => facts.contacts[0].thirdParty);
  await talkAndEnd(t, tab, 40_000);
  const away = await theLog(t);
  assert.equal(away.CallDisposition, "Transferred");
  assert.equal(away.WhoId, id);
  assert.ok(away.CallDurationInSeconds >= 40);
  await softphone.locator("#contact .state", { hasText: "Transferred" }).waitFor();
  await t.direct({ do: "agentClears" });
  await t.until("the contact is gone", (facts) => !facts.contacts[0].present);

  await t.direct({ do: "transferredCall", from: "+14155550142" });
  await t.until("it rings", (facts) => facts.contacts.length === 2);
  await answer(t, tab);
  await talkAndEnd(t, tab, 10_000);
  const taken = await theLog(t);
  assert.equal(taken.CallDisposition, "Answered");
  assert.equal(taken.WhoId, id);
  assert.notEqual(taken.CallObject, away.CallObject);
}
