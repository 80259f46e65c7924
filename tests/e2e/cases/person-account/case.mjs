// A person account is found in two halves, which are several matches to the layout: nothing is asked, the account opens, and
// the log points to the person.
// Shows: call-one-match
import assert from "node:assert/strict";

import { answerAndTalk, ready, theLog } from "../../lib/softphone.mjs";

export async function run(t) {
  const tab = await t.open("/");
  await ready(tab);
  const half = (object) => (facts) =>
    facts.records.find((record) => record.object === object && record.fields.Name === "Jonas Weber").id;
  const [account, contact] = [half("Account")(await t.facts()), half("Contact")(await t.facts())];
  await t.direct({ do: "inboundCall", from: "+12125550133" });
  await t.until("the account is open", (facts) => facts.consoles[0].recordInView === account);
  await answerAndTalk(t, tab, 20_000);
  const log = await theLog(t);
  assert.equal(log.WhoId, contact);
  assert.equal(log.WhatId, undefined);
  assert.equal((await t.facts()).pops.length, 1);
}
