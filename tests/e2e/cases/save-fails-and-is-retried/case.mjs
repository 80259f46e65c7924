// Salesforce refuses the log: the agent sees what it said, saves again, and there is one log.
import assert from "node:assert/strict";

import { answerAndTalk, ready, theLog } from "../../lib/softphone.mjs";

export async function run(t) {
  t.expect(/Calls may not be logged after hours/);
  const tab = await t.open("/");
  const softphone = await ready(tab);
  await t.direct({ do: "knownCall" });
  await t.until("it rings", (facts) => facts.contacts.length === 1);
  await t.direct({ do: "injectNamed", name: "next-save-fails" });
  await answerAndTalk(t, tab, 10_000);
  const failed = softphone.locator(".save.failed");
  await failed.waitFor();
  assert.equal((await t.facts()).tasks.filter((task) => task.fields.CallObject).length, 0);

  await failed.getByRole("button", { name: "Save again" }).click();
  await softphone.locator(".save.saved").waitFor();
  const log = await theLog(t);
  assert.equal(log.Status, "Completed");
}
