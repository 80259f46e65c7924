// For ten minutes around the end of a call every answer of Salesforce is lost, in an org with the org package: its class writes the log under its key,
// and however often it is asked there is one. The agent sees that it waits.
// Shows: F6, issue-11-5-key
import assert from "node:assert/strict";

import { orgPackage } from "../../lib/org.mjs";
import { endWithoutNetwork } from "../../lib/outage.mjs";

export async function run(t) {
  await orgPackage(t);
  const { log } = await endWithoutNetwork(t, false);
  assert.match(log.Switchboard_Key__c, /^[^/]+\/005/);
  const { calls } = await t.facts();
  assert.equal(calls.filter(({ method }) => method === "saveLog").length, 0);
}
