// A click on a number in Salesforce is dialled, and the clicked record is on the log of the call it led to. Twice, because
// the second time is where other adapters fail.
// Shows: difference-k, BH-77, BH-175, BH-187, BH-189
import assert from "node:assert/strict";

import { dana, ready, theLog } from "../../lib/softphone.mjs";

export async function run(t) {
  const tab = await t.open("/");
  await ready(tab);
  const { id } = await dana(t);
  await t.direct({ do: "showKnownCustomer" });

  for (const round of [1, 2]) {
    await tab.page.getByRole("button", { name: /\(415\) 555-0142/ }).first().click();
    await t.until("it is dialled", (facts) => facts.dials.length === round);
    const facts = await t.facts();
    assert.equal(facts.dials.at(-1).number, "+14155550142");
    assert.equal(facts.consoles[0].clickListeners, 1, "one listener, whatever happens");

    await t.until("it rings", (facts) => facts.contacts.length === round);
    await t.direct({ do: "customerAnswers" });
    await t.until("the customer answered", (facts) => facts.contacts.at(-1).state === "connected");
    await t.advance(20_000);
    await t.direct({ do: "customerHangsUp" });
    const log = await theLog(t);
    assert.equal(log.CallType, "Outbound");
    assert.equal(log.WhoId, id);
    assert.ok(log.CallDurationInSeconds >= 20);
    await t.direct({ do: "agentClears" });
    await t.until("the contact is gone", (facts) => !facts.contacts.at(-1).present);
  }
  assert.equal((await t.facts()).pops.length, 0, "an outbound call opens nothing");
}
