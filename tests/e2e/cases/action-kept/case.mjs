// What the agent has entered outlives a reload of the page, a panel that falls, and a contact that goes while another is in view.
// Shows: issue-5-2-entries
import assert from "node:assert/strict";

import { actionFlow, openWith, over, task, tasksOf } from "../../lib/actions.mjs";
import { answer, keptLog, showSoftphone } from "../../lib/softphone.mjs";

const ACTIONS = [{
  name: "Form",
  flow: "Make",
  fields: [
    { name: "text", type: "text" },
    { name: "yes", type: "checkbox" },
    { name: "queue", type: "text", default: "$.contact.queue" },
  ],
}];
const FLOW = actionFlow("Make", task({ subject1: "$.payload.text" }));

export async function run(t) {
  const { tab, softphone } = await openWith(t, ACTIONS, [FLOW]);
  await t.direct({ do: "knownCall" });
  await t.until("it rings", (facts) => facts.contacts.length === 1);
  await answer(t, tab);
  await keptLog(t, softphone);
  await softphone.getByRole("button", { name: "Form", exact: true }).click();
  await softphone.locator("#action-field-0").fill("Half a <b>word</b>");
  await softphone.locator("#action-field-1").check();

  // A reload: the form is in front again, entries and all, and what the core knows is filled in anew.
  await tab.reload();
  const again = await tab.softphone();
  await again.locator("#action-form").waitFor();
  await entered(again, "Half a <b>word</b>");
  await t.until("the default has come", async () => (await again.locator("#action-field-2").inputValue()) !== "");

  // The call ends and its contact goes: the form stays, without one.
  await over(t);
  await again.locator("#contact").waitFor({ state: "hidden" });
  await again.locator("#action-form").waitFor();
  await entered(again, "Half a <b>word</b>");

  // Once more, and nobody is there: it comes back all the same.
  await tab.reload();
  const third = await tab.softphone();
  await showSoftphone(t, tab);
  await third.locator("#action-form").waitFor();
  await entered(third, "Half a <b>word</b>");
  await third.locator("#action-submit").click();
  await t.until("it is made", (facts) => tasksOf(facts, "Half a <b>word</b>").length === 1);
  await third.locator("#actions li").first().waitFor();

  // Submitted is over.
  await tab.reload();
  const last = await tab.softphone();
  await showSoftphone(t, tab);
  await last.locator("#actions li").first().waitFor();
  await last.getByRole("button", { name: "Form", exact: true }).click();
  assert.equal(await last.locator("#action-field-0").inputValue(), "");
}

async function entered(softphone, text) {
  assert.equal(await softphone.locator("#action-field-0").inputValue(), text);
  assert.equal(await softphone.locator("#action-field-1").isChecked(), true);
}
