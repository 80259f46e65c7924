// Nobody is known by the number: the softphone offers new records with the number in them, and Salesforce's search. What is
// chosen while it rings opens when the call is taken; without a number there is still something to do.
import assert from "node:assert/strict";

import { answer, ready, theLog } from "../../lib/softphone.mjs";

export async function run(t) {
  const tab = await t.open("/");
  const softphone = await ready(tab);
  const caller = softphone.locator("#caller");

  await t.direct({ do: "unknownCall" });
  await caller.getByText("Nobody is known by this number.").waitFor();
  await caller.getByRole("button", { name: "New Lead" }).click();
  assert.equal((await t.facts()).pops.length, 0, "no form over a ringing call");
  await answer(t, tab);
  const form = await t.until("the form is open", (facts) => facts.pops.find((pop) => pop.type === "newRecord"));
  assert.equal(form.params.entityName, "Lead");
  assert.ok(form.params.defaultFieldValues.Phone, "the number is in the form");
  await tab.page.getByRole("button", { name: "Cancel" }).click();
  await t.direct({ do: "customerHangsUp" });
  await theLog(t);
  await t.direct({ do: "agentClears" });

  await t.direct({ do: "anonymousCall" });
  await caller.getByText("The number is withheld.").waitFor();
  await softphone.locator("#contact .who", { hasText: "Number withheld" }).waitFor();
  assert.ok(await caller.getByRole("button", { name: "New Contact" }).isVisible());
  await answer(t, tab);
  await caller.getByRole("button", { name: "New Contact" }).click();
  await t.until("the form is open", (facts) => facts.pops.at(-1)?.params.entityName === "Contact");
}
