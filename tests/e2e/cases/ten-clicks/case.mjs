// Ten clicks at once dial once and say why not nine times; ten clicks one after another are ten calls, without a reload.
// Shows: call-ten-clicks, BH-77
import assert from "node:assert/strict";

import { dana, ready } from "../../lib/softphone.mjs";

export async function run(t) {
  const tab = await t.open("/");
  const softphone = await ready(tab);
  const { id } = await dana(t);
  const click = () => t.direct({ do: "console", act: { do: "clickNumber", number: "(415) 555-0142", recordId: id } });
  for (let n = 0; n < 10; n += 1) await click();
  const refused = softphone.locator("#notices .notice", { hasText: /another number is being dialled|you are on a call/ });
  await refused.nth(8).waitFor();

  for (let round = 1; round <= 10; round += 1) {
    if (round > 1) await click();
    await t.until("it rings", (facts) => facts.contacts.length === round && facts.contacts.at(-1).present);
    await t.direct({ do: "customerDoesNotAnswer" });
    await t.until("it was not answered", (facts) => facts.contacts.at(-1).state === "error");
    await softphone.locator("#contact .state", { hasText: "Not answered" }).waitFor();
    await t.direct({ do: "agentClears" });
    await softphone.locator("#contact").waitFor({ state: "hidden" });
  }
  const facts = await t.facts();
  assert.equal(facts.dials.length, 10);
  assert.equal(facts.consoles[0].clickListeners, 1);
  const logs = await t.until("all are logged", (facts) => {
    const logs = facts.tasks.filter((task) => task.fields.CallObject);
    return logs.length === 10 && logs;
  });
  assert.ok(logs.every((log) => log.fields.WhoId === id));
}
