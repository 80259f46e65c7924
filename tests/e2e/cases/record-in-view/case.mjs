// The call is about a case the agent looks at: looking decides nothing, pressing it does. The log points to the customer and
// to the case.
// Shows: BH-167, BH-183
import assert from "node:assert/strict";

import { answer, begunLog, dana, ready, talkAndEnd, theLog } from "../../lib/softphone.mjs";

export async function run(t) {
  const tab = await t.open("/");
  const softphone = await ready(tab);
  const { id } = await dana(t);
  const held = (await t.facts()).records.find((record) => record.object === "Case");
  await t.direct({ do: "knownCall" });
  await answer(t, tab);
  await begunLog(t);
  await t.direct({ do: "console", act: { do: "openRecord", recordId: held.id } });
  await softphone.locator("#caller .change").click();
  const choice = softphone.locator(`#caller .choice[data-record="${held.id}"]`);
  await choice.waitFor();
  assert.equal((await begunLog(t)).WhatId, undefined, "looking is not relating");
  await choice.click();
  await t.until("the log is about the case", (facts) => facts.tasks.some((task) => task.fields.WhatId === held.id));
  await talkAndEnd(t, tab, 10_000);
  const log = await theLog(t);
  assert.deepEqual([log.WhoId, log.WhatId], [id, held.id]);
}
