// Notes and disposition: written during the call, kept over a reload, in the log when the call is over, and in the same log when
// the agent goes on writing in after-call work.
// Shows: issue-5-6-log
import assert from "node:assert/strict";

import { withPage } from "../../lib/page.mjs";
import { answer, keptLog, openTab, ready, showSoftphone, talkAndHangUp, theLog } from "../../lib/softphone.mjs";

export async function run(t) {
  await withPage(t, ({ config }) => {
    config.callLog = { ...config.callLog, dispositions: ["Sold", { value: "CB", label: "Call back" }] };
  });
  const tab = await t.open("/");
  let softphone = await ready(tab);
  const log = () => softphone.locator("#logs .log").first();
  const notes = () => log().getByLabel("Notes");
  const disposition = () => log().getByLabel("Disposition");
  const stand = (text) => log().getByText(text, { exact: true }).waitFor();

  await showSoftphone(t, tab);
  const sheet = await openTab(softphone, "log");
  await sheet.getByText("No call yet.").waitFor();
  await t.direct({ do: "knownCall" });
  await t.until("it rings", (facts) => facts.contacts.length === 1);
  await answer(t, tab);
  await keptLog(t, softphone);
  await log().getByRole("heading", { name: "Dana Ortiz" }).waitFor();
  await log().getByText("Log about").waitFor();
  assert.deepEqual(await disposition().locator("option").allInnerTexts(), ["As the call went", "Sold", "Call back"]);
  await notes().pressSequentially("Wants the invoice again");
  await disposition().selectOption({ label: "Call back" });
  await stand("Kept here, and written into the call log when the call is over.");
  const { fields } = (await t.facts()).tasks.find((task) => task.fields.CallObject);
  assert.equal(fields.Description ?? null, null, "not before the call is over");

  // A reload in the middle of the call loses nothing, and writes nothing twice.
  await tab.reload();
  softphone = await ready(tab);
  await showSoftphone(t, tab);
  await openTab(softphone, "log");
  await notes().waitFor();
  assert.equal(await notes().inputValue(), "Wants the invoice again");
  assert.equal(await disposition().inputValue(), "CB");

  // What stands in the field belongs to the agent: nothing that is told meanwhile takes it, or the caret, away.
  await notes().press("End");
  await notes().pressSequentially(" for ");
  await t.advance(60_000);
  await notes().pressSequentially("May");
  assert.equal(await notes().inputValue(), "Wants the invoice again for May");
  await talkAndHangUp(t, 10_000);
  // The last word may come after the end: it follows.
  await t.until("the log has all of it", (facts) =>
    facts.tasks.some(({ fields }) => fields.Description === "Wants the invoice again for May"));
  const saved = await theLog(t);
  assert.equal(saved.CallDisposition, "CB");
  await stand("In the call log.");

  // After-call work: the same Task, by its id.
  await notes().focus();
  await notes().press("End");
  await notes().pressSequentially(", sent");
  await stand("Not in the call log yet.");
  await disposition().selectOption("Sold");
  await t.until("the log has it", (facts) =>
    facts.tasks.some(({ fields }) => fields.Description?.endsWith(", sent") && fields.CallDisposition === "Sold"));
  await stand("In the call log.");
  assert.equal((await t.facts()).tasks.filter((task) => task.fields.CallObject === saved.CallObject).length, 1);

  // The contact goes while she writes: her words do not.
  await notes().focus();
  await notes().press("End");
  await notes().pressSequentially(" by post");
  await t.direct({ do: "agentClears" });
  await t.until("the log has the last word", (facts) =>
    facts.tasks.some(({ fields }) => fields.Description === "Wants the invoice again for May, sent by post"));
}
