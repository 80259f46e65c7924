// A withheld number, and one that a network spells on the keys: nobody is searched for, nothing is wrong, and the agent can
// make a record all the same. The call is logged.
// Shows: call-anonymous, difference-h, BH-188
import assert from "node:assert/strict";

import { answer, ready, talkAndEnd, theLog } from "../../lib/softphone.mjs";

export async function run(t) {
  const tab = await t.open("/");
  const softphone = await ready(tab);
  const spelled = { do: "inboundCall", from: "+266696687" };
  for (const [round, [call, object]] of [[{ do: "anonymousCall" }, "Lead"], [spelled, "Contact"]].entries()) {
    await t.direct(call);
    await softphone.locator("#contact .who", { hasText: "Number withheld" }).waitFor();
    await softphone.locator("#caller .question", { hasText: "The number is withheld." }).waitFor();
    const offered = softphone.locator("#caller").getByRole("button", { name: `New ${object}` });
    assert.ok(await offered.isVisible(), "there is something to do while it rings");
    await answer(t, tab);
    await offered.click();
    const pop = await t.until("the form is open", (facts) => facts.pops[round]);
    assert.deepEqual([pop.type, pop.params.entityName], ["newRecord", object]);
    assert.deepEqual(pop.params.defaultFieldValues ?? {}, {}, "there is no number to fill in");
    await tab.page.getByRole("button", { name: "Cancel" }).click();
    await talkAndEnd(t, tab, 15_000);
    const log = await theLog(t);
    assert.deepEqual([log.CallDisposition, log.WhoId], ["Answered", undefined]);
    await t.direct({ do: "agentClears" });
    await t.until("the contact is gone", (facts) => !facts.contacts[round].present);
  }
  const searches = (await t.facts()).calls.filter((call) => call.method === "searchAndScreenPop");
  assert.equal(searches.length, 0, "a withheld number is not searched for");
}
