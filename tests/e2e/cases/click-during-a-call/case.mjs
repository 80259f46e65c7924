// A number is clicked during a call: nothing, with a word why; or, where the administrator wants it, the number joins.
// Shows: call-second-click, BH-171, BH-182, BH-185
import assert from "node:assert/strict";

import { answer, ready } from "../../lib/softphone.mjs";
import { setItem } from "../../lib/page.mjs";

export async function run(t) {
  const tab = await t.open("/");
  let softphone = await ready(tab);
  const click = () => t.direct({ do: "console", act: { do: "clickNumber", number: "(415) 555-0199" } });
  await t.direct({ do: "knownCall" });
  await answer(t, tab);
  await click();
  await softphone.locator("#notices", { hasText: "was not dialled: you are on a call" }).waitFor();
  assert.deepEqual((await t.facts()).dials, []);

  await setItem(t, "duringCall", "addParty");
  await tab.reload();
  softphone = await ready(tab);
  await softphone.locator("#contact .state", { hasText: "Talking" }).waitFor();
  await click();
  await t.until("somebody joined", (facts) => facts.contacts[0].thirdParty);
  const facts = await t.facts();
  assert.deepEqual(facts.dials, [], "no second call");
  assert.equal(facts.contacts.length, 1);
  const asked = facts.requests.filter((request) => request.method === "createAdditionalConnection");
  assert.deepEqual(asked.map((request) => request.params.endpoint.phoneNumber), ["+14155550199"]);
}
