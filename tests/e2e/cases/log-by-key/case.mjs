// In an org with the org package the answer to the making of a log is lost: it is asked for again by itself, nobody is asked anything,
// and there is one Task, finished.
// Shows: F6, issue-11-5-key
import assert from "node:assert/strict";

import { askedForFlows, orgPackage } from "../../lib/org.mjs";
import { answerAndTalk, ready, theLog } from "../../lib/softphone.mjs";

export async function run(t) {
  await orgPackage(t);
  const tab = await t.open("/");
  const softphone = await ready(tab);
  await askedForFlows(t, 1);
  await t.direct({ do: "knownCall" });
  await t.until("it rings", (facts) => facts.contacts.length === 1);
  await t.direct({ do: "injectNamed", name: "log-class-answer-lost" });
  await answerAndTalk(t, tab, 10_000);
  await softphone.locator(".save.saved").waitFor({ timeout: 60_000 });
  assert.equal(await softphone.locator(".save.uncertain").count(), 0);
  const { calls, tasks } = await t.facts();
  const written = calls.filter(({ args }) => args?.apexClass === "SwitchboardLogs");
  assert.ok(written.length >= 2, `${written.length} times`);
  assert.equal(calls.filter(({ method }) => method === "saveLog").length, 0);
  assert.equal(tasks.filter((task) => task.fields.CallObject).length, 1);
  const log = await theLog(t);
  assert.equal(log.Status, "Completed");
  assert.ok(log.CallDurationInSeconds >= 10);
  assert.match(log.Switchboard_Key__c, /^[^/]+\/005/);
}
