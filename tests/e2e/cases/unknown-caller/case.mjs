// Nobody is known by the number: the layout's rule for no match opens the form for a new record with the number in it,
// but not over the ringing call, where it would cover the phone. The call is logged all the same, related to nothing. What the
// agent chooses while it rings opens in place of that form when the call is taken.
// Shows: call-no-match, difference-h, BH-188
import assert from "node:assert/strict";

import { answer, ready, theLog } from "../../lib/softphone.mjs";

export async function run(t) {
  const tab = await t.open("/");
  const softphone = await ready(tab);
  const nobody = softphone.locator("#caller").getByText("Nobody is known by this number.");
  await t.direct({ do: "unknownCall" });
  await t.until("it rings and was searched for", (facts) =>
    facts.calls.some((call) => call.method === "searchAndScreenPop" && call.response?.success));
  const ccp = await tab.ccp();
  await ccp.getByRole("button", { name: "Accept call" }).waitFor();
  await nobody.waitFor();
  assert.equal((await t.facts()).pops.length, 0, "nothing covers a ringing call");
  await answer(t, tab);
  await form(t, tab, 0);
  await t.advance(30_000);
  await t.direct({ do: "customerHangsUp" });
  const log = await theLog(t);
  assert.equal(log.WhoId, undefined);
  assert.equal(log.WhatId, undefined);
  assert.equal(log.CallType, "Inbound");
  await t.direct({ do: "agentClears" });
  await t.until("the contact is gone", (facts) => !facts.contacts[0].present);
  await nobody.waitFor({ state: "detached" });

  await t.direct({ do: "unknownCall" });
  await nobody.waitFor();
  await softphone.locator("#caller").getByRole("button", { name: "New Lead" }).click();
  assert.equal((await t.facts()).pops.length, 1, "no form over a ringing call");
  await answer(t, tab);
  assert.equal((await form(t, tab, 1)).params.entityName, "Lead");
  await t.direct({ do: "customerHangsUp" });
  await theLog(t);
}

/** Waits for a form for a new record with the number in it, and puts it away. */
async function form(t, tab, at) {
  const pop = await t.until("the form is open", (facts) => facts.pops[at]);
  assert.equal(pop.type, "newRecord");
  assert.ok(pop.params.defaultFieldValues.Phone, "the number is in the form");
  await tab.page.getByRole("button", { name: "Cancel" }).click();
  return pop;
}
