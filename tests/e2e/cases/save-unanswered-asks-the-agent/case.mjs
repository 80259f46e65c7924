// Salesforce saves the log and never says so: nothing is repeated behind the agent's back. She opens it, says that it is
// there, and it is finished by its id.
import assert from "node:assert/strict";

import { answerAndTalk, ready, theLog } from "../../lib/softphone.mjs";

export async function run(t) {
  t.expect(/a line of a flow \(runs\.consoleData\)/);
  const tab = await t.open("/");
  const softphone = await ready(tab);
  await t.direct({ do: "knownCall" });
  await t.until("it rings", (facts) => facts.contacts.length === 1);
  await t.direct({ do: "injectNamed", name: "callback-never-comes" });
  await answerAndTalk(t, tab, 10_000);
  const uncertain = softphone.locator(".save.uncertain");
  await uncertain.waitFor({ timeout: 40_000 });
  assert.match(await uncertain.innerText(), /may or may not be there/);
  const saves = async () => (await t.facts()).calls.filter((call) => call.method === "saveLog").length;
  assert.equal(await saves(), 1);

  const begun = (await t.facts()).tasks.find((task) => task.fields.CallObject);
  await t.direct({ do: "console", act: { do: "openRecord", recordId: begun.id } });
  await t.until("she looks at it", (facts) => facts.consoles[0].recordInView === begun.id);
  await uncertain.getByRole("button", { name: "It is there", exact: true }).click();
  await softphone.locator(".save.saved").waitFor();
  assert.equal(await saves(), 2, "an update, by its id");
  const log = await theLog(t);
  assert.equal(log.Status, "Completed");
  assert.ok(log.CallDurationInSeconds >= 10);
}
