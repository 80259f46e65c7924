// The language changes while a form is begun: the form comes back in the new one, with every entry as it was left.
import assert from "node:assert/strict";

import { actionFlow, openWith, task, tasksOf } from "../../lib/actions.mjs";
import { openTab } from "../../lib/softphone.mjs";

const FLOW = actionFlow("Make", task({ subject1: "Kept", otherTaskFields: { Description: "$.payload.note" } }));
const ACTIONS = [
  {
    name: "Callback",
    flow: "Make",
    title: "Call back",
    fields: [
      { name: "who", label: "Name", type: "text", order: 1, required: true },
      { name: "note", label: "Note", type: "longText", order: 2, default: "as ever" },
      { name: "mood", label: "Mood", type: "choice", order: 3, options: ["good", "bad"] },
      { name: "sure", label: "Sure", type: "checkbox", order: 4 },
    ],
  },
];

export async function run(t) {
  const { softphone } = await openWith(t, ACTIONS, [FLOW]);
  const field = (at) => softphone.locator(`#action-field-${at}`);
  const speaks = (ready) =>
    t.until(`the page says ${ready}`, async () => (await softphone.locator("#status-text").textContent()) === ready);
  const entries = () => softphone.locator("#action-form").evaluate((form) =>
    [...form.elements].filter(({ name }) => name).map(({ type, checked, value }) => (type === "checkbox" ? checked : value)));

  await softphone.getByRole("button", { name: "Callback", exact: true }).click();
  await field(1).fill("first line\nsecond <b>line</b>");
  await field(2).selectOption("bad");
  await field(3).check();
  // Judged once: that is left as it was, too.
  await softphone.getByRole("button", { name: "Submit" }).click();
  await softphone.getByText("This is required.").waitFor();
  const left = await entries();
  assert.deepEqual(left, ["", "first line\nsecond <b>line</b>", "bad", true]);

  const panel = await openTab(softphone, "activity");
  await panel.locator("#language").selectOption("de");
  await speaks("Bereit");
  await openTab(softphone, "actions");
  assert.deepEqual(await entries(), left);
  const submit = softphone.getByRole("button", { name: "Absenden" });
  await submit.waitFor();
  await field(0).fill("Dana");
  await submit.click();
  await t.until("what was entered arrives", async (facts) =>
    tasksOf(facts, "Kept").some(({ Description }) => Description === "first line\nsecond <b>line</b>"));
}
