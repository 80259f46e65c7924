// A number that is dialed from a to-do: the log of the call is about the person, and the panel offers to complete the to-do, which is another Task.
import assert from "node:assert/strict";

import { dana, ready, showSoftphone, theLog } from "../../lib/softphone.mjs";

export async function run(t) {
  const tab = await t.open("/");
  const softphone = await ready(tab);
  await showSoftphone(t, tab);
  const { id } = await dana(t);
  await t.direct({ do: "addRecord", object: "Task", fields: { Subject: "Call back about the <b>offer</b>", Status: "Not Started", WhoId: id } });
  const todo = (await t.facts()).tasks.find(({ fields }) => /offer/.test(fields.Subject)).id;
  await t.direct({ do: "console", act: { do: "clickNumber", number: "(415) 555-0142", recordId: todo } });
  await t.until("it rings", (facts) => facts.contacts.length === 1);
  await t.direct({ do: "customerAnswers" });
  await t.advance(20_000);
  await t.direct({ do: "customerHangsUp" });
  const log = await theLog(t);
  assert.equal(log.WhoId, id, "about the person");
  const card = softphone.locator(".todo");
  await card.getByText("Call back about the <b>offer</b>").waitFor();
  const status = async () => (await t.facts()).tasks.find((task) => task.id === todo).fields.Status;
  assert.equal(await status(), "Not Started", "nobody completes it unasked");
  await card.getByRole("button", { name: "Complete the to-do" }).click();
  await card.getByText("The to-do is completed.").waitFor();
  assert.equal(await status(), "Completed");
  assert.equal((await t.facts()).tasks.filter(({ fields }) => fields.CallObject).length, 1);
}
