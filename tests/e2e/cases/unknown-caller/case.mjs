// Nobody is known by the number: the layout's rule for no match opens the form for a new record with the number in it,
// and the call is logged all the same, related to nothing.
import assert from "node:assert/strict";

import { answerTalkAndClear, ready, theLog } from "../../lib/softphone.mjs";

export async function run(t) {
  const tab = await t.open("/");
  await ready(tab);
  await t.direct({ do: "unknownCall" });
  const pop = await t.until("something opened", (facts) => facts.pops[0]);
  assert.equal(pop.cause, "search");
  assert.equal(pop.type, "newRecord");
  assert.ok(pop.params.defaultFieldValues.Phone, "the number is in the form");

  await answerTalkAndClear(t, tab, 30_000);
  const log = await theLog(t);
  assert.equal(log.WhoId, undefined);
  assert.equal(log.WhatId, undefined);
  assert.equal(log.CallType, "Inbound");
}
