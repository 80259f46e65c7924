// Salesforce refuses the ends of two calls for good: they are counted, in the utility bar, too; the agent takes them out as a file and as text, and
// once she tries them again they are saved and nothing is counted any more.
// Shows: F6
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

import { answer, begunLog, ready, showSoftphone, talkAndEnd } from "../../lib/softphone.mjs";

const REFUSED = { kind: "fails", code: "GENERIC_ERROR", description: "<b>Not</b> in this state", details: "absent" };

async function refusedCall(t, tab, number) {
  await t.direct({ do: "knownCall" });
  await t.until("it rings", (facts) => facts.contacts.length === number);
  await answer(t, tab);
  await begunLog(t);
  await t.direct({ do: "inject", fault: { target: { openCti: "saveLog" }, mishap: REFUSED, times: 1 } });
  await talkAndEnd(t, tab, 10_000);
  await t.direct({ do: "agentClears" });
  await t.until("the contact is gone", (facts) => !facts.contacts[number - 1].present);
}

export async function run(t) {
  t.expect(/a line of a flow \(runs\.consoleData\)/);
  await t.context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const tab = await t.open("/");
  const softphone = await ready(tab);
  await showSoftphone(t, tab);
  await refusedCall(t, tab, 1);
  await softphone.getByText("1 call log could not be saved. It is kept here.").waitFor();
  await refusedCall(t, tab, 2);
  const outbox = softphone.locator("#outbox");
  await outbox.getByText("2 call logs could not be saved. They are kept here.").waitFor();
  await t.until("the utility bar says so", (facts) => facts.consoles[0].panel.label === "2 not saved");

  const saving = tab.page.waitForEvent("download");
  await outbox.getByRole("button", { name: "Save as a file" }).click();
  const file = await saving;
  assert.equal(file.suggestedFilename(), "switchboard-unsaved.json");
  const { format, unsaved } = JSON.parse(await readFile(await file.path(), "utf8"));
  assert.equal(format, "switchboard-unsaved");
  assert.equal(unsaved.length, 2);
  const { tasks } = await t.facts();
  for (const record of unsaved) {
    assert.ok(tasks.some(({ id }) => id === record.recordId), "by its id");
    assert.equal(record.kind, "log");
    assert.equal(record.name, "Dana Ortiz");
    assert.equal(record.fields.Status, "Completed");
    assert.match(record.reason, /<b>Not<\/b> in this state/);
    assert.ok(Date.parse(record.connectedAt));
  }
  await outbox.getByRole("button", { name: "Copy all" }).click();
  await outbox.getByText("Copied.").waitFor();

  await outbox.getByRole("button", { name: "Try all again" }).click();
  await outbox.waitFor({ state: "hidden" });
  await t.until("the utility bar is as it was", (facts) => facts.consoles[0].panel.label === "Phone");
  const logs = (await t.facts()).tasks.filter(({ fields }) => fields.CallObject);
  assert.deepEqual(logs.map(({ fields }) => fields.Status), ["Completed", "Completed"]);
}
