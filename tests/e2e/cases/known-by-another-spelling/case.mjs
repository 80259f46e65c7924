// Nia Bevan's number is stored with its country code, and the flow searches as people write it at home: she is known all the
// same, and nobody is offered as new.
// Shows: call-one-match
import assert from "node:assert/strict";

import { answerAndTalk, ready, theLog } from "../../lib/softphone.mjs";

export async function run(t) {
  const tab = await t.open("/");
  const softphone = await ready(tab);
  const nia = (await t.facts()).records.find((record) => record.fields.Name === "Nia Bevan");
  await t.direct({ do: "inboundCall", from: "+442079460018" });
  await t.until("her record is open", (facts) => facts.consoles[0].recordInView === nia.id);
  await softphone.locator("#contact .who", { hasText: "Nia Bevan" }).waitFor();
  await answerAndTalk(t, tab, 20_000);
  assert.equal((await theLog(t)).WhoId, nia.id);
  const facts = await t.facts();
  assert.equal(facts.pops.length, 1, "popped once, and no form");
  const searches = facts.calls.filter((call) => call.method === "searchAndScreenPop");
  assert.ok(searches.length > 1, "the first spelling finds nobody");
  assert.ok(searches.every((call) => call.args.deferred), "none of them opens anything");
}
