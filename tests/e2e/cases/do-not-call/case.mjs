// People who do not want to be called are not; where no record says so or so, the call is made and the agent is told, unless
// the administrator wants it otherwise.
// Shows: call-do-not-call
import assert from "node:assert/strict";

import { ready } from "../../lib/softphone.mjs";
import { setItem } from "../../lib/page.mjs";

export async function run(t) {
  const tab = await t.open("/");
  let softphone = await ready(tab);
  const lena = (await t.facts()).records.find((record) => record.fields.Name === "Lena Fischer");
  const click = (number, recordId) => t.direct({ do: "console", act: { do: "clickNumber", number, recordId } });

  await click(lena.fields.Phone, lena.id);
  await softphone.locator("#notices", { hasText: "Lena Fischer does not want to be called" }).waitFor();
  assert.equal((await t.facts()).dials.length, 0);

  await click("(312) 555-0167");
  await softphone.locator("#notices", { hasText: "is dialled; whether it may be called is not known" }).waitFor();
  await t.until("it is dialled", (facts) => facts.dials.length === 1);
  await t.until("it rings", (facts) => facts.contacts.length === 1);
  await t.direct({ do: "customerDoesNotAnswer" });
  await t.direct({ do: "agentClears" });
  await t.until("the contact is gone", (facts) => !facts.contacts[0].present);

  await setItem(t, "doNotCall", "refuseUnknown");
  await tab.reload();
  softphone = await ready(tab);
  await click("(312) 555-0167");
  await softphone.locator("#notices", { hasText: "was not dialled: whether it may be called is not known" }).waitFor();
  const facts = await t.facts();
  assert.equal(facts.dials.length, 1);
  assert.equal(facts.pops.length, 0, "asking opens nothing");
}
