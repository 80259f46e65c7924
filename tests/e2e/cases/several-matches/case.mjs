// Several records share the caller's number: the agent chooses in the phone, which opens the record and decides the log. She
// may change her mind afterwards, and the log follows by its id.
import assert from "node:assert/strict";

import { answer, begunLog, ready, talkAndEnd, theLog } from "../../lib/softphone.mjs";

export async function run(t) {
  const tab = await t.open("/");
  const softphone = await ready(tab);
  await t.direct({ do: "severalCall" });
  const choices = softphone.locator("#caller .choices .choice");
  await choices.first().waitFor();
  assert.equal(await choices.count(), 3);
  assert.equal((await t.facts()).pops.length, 0, "nothing opens by itself");

  const named = async (name) => (await t.facts()).records.find((record) => record.fields.Name === name).id;
  const [priya, rosa] = [await named("Priya Raman"), await named("Rosa Imhoff")];
  await choices.filter({ hasText: "Priya Raman" }).click();
  await t.until("her record is open", (facts) => facts.consoles[0].recordInView === priya);
  await softphone.locator("#contact .who", { hasText: "Priya Raman" }).waitFor();
  await answer(t, tab);
  assert.equal((await begunLog(t)).WhoId, priya);
  await talkAndEnd(t, tab, 20_000);
  assert.equal((await theLog(t)).WhoId, priya);
  assert.equal((await t.facts()).pops.length, 1);

  await softphone.locator("#caller .change").click();
  await softphone.locator(`#caller .choice[data-record="${rosa}"]`).click();
  await t.until("the log is about the lead", (facts) => facts.tasks.some((task) => task.fields.WhoId === rosa));
  assert.equal((await theLog(t)).WhatId ?? null, null, "a lead stands alone");
}
