// Salesforce saves the log and never says so: nothing is repeated behind the agent's back. She looks, and says that it is there.
import assert from "node:assert/strict";

import { answerAndTalk, ready, theLog } from "../../lib/softphone.mjs";

export async function run(t) {
  t.expect(/saveLog was not answered in time/);
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

  await uncertain.getByRole("button", { name: "It is there", exact: true }).click();
  await uncertain.waitFor({ state: "detached" });
  assert.equal(await saves(), 1, "nothing was sent again");
}
