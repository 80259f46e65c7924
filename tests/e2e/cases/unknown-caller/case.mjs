// Nobody is known by the number: the layout's rule for no match opens the form for a new record with the number in it,
// but not over the ringing call, where it would cover the phone. The call is logged all the same, related to nothing.
import assert from "node:assert/strict";

import { ready, theLog } from "../../lib/softphone.mjs";

export async function run(t) {
  const tab = await t.open("/");
  await ready(tab);
  await t.direct({ do: "unknownCall" });
  await t.until("it rings and was searched for", (facts) =>
    facts.calls.some((call) => call.method === "searchAndScreenPop" && call.response?.success));
  const ccp = await tab.ccp();
  await ccp.getByRole("button", { name: "Accept call" }).waitFor();
  assert.equal((await t.facts()).pops.length, 0, "nothing covers a ringing call");
  await ccp.getByRole("button", { name: "Accept call" }).click();
  const pop = await t.until("the form opened", (facts) => facts.pops[0]);
  assert.equal(pop.type, "newRecord");
  assert.ok(pop.params.defaultFieldValues.Phone, "the number is in the form");

  await t.advance(30_000);
  await t.direct({ do: "customerHangsUp" });
  const log = await theLog(t);
  assert.equal(log.WhoId, undefined);
  assert.equal(log.WhatId, undefined);
  assert.equal(log.CallType, "Inbound");
}
