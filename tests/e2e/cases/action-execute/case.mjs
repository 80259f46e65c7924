// An action without a form: Execute starts its flow with what it was given, for the contact in view. While it runs the button is
// dead, and the keyboard stays on it; afterwards the row says how it went.
// Shows: BH-36, BH-49, BH-50
import assert from "node:assert/strict";

import { actionFlow, focused, openWith, slowSave, task, tasksOf } from "../../lib/actions.mjs";
import { answer, keptLog } from "../../lib/softphone.mjs";

const FLOW = actionFlow(
  "Escalate",
  task({ subject1: "$.payload.what", subject2: "$.payload.who", otherTaskFields: { Description: "$.contact.contactId" } }),
);

const ACTIONS = [
  { name: "Later", flow: "Escalate", order: 2, title: "A form" },
  {
    name: "Escalate",
    flow: "Escalate",
    order: 1,
    payload: [{ key: "what", value: "Escalated" }, { key: "who", value: "$.contact.formattedNumber" }],
  },
  { name: "Hidden", flow: "Escalate", active: false },
];

export async function run(t) {
  const { tab, softphone } = await openWith(t, ACTIONS, [FLOW]);
  assert.equal(await softphone.locator("#tab-actions").getAttribute("aria-selected"), "true", "without switching tabs");
  assert.deepEqual(await softphone.locator("#actions li bdi").allTextContents(), ["Escalate", "Later"], "by their order");
  await t.direct({ do: "knownCall" });
  await t.until("it rings", (facts) => facts.contacts.length === 1);
  await answer(t, tab);
  await keptLog(t, softphone);

  const finishSave = await slowSave(t);
  const execute = softphone.getByRole("button", { name: "Execute Escalate" });
  await execute.focus();
  await tab.page.keyboard.press("Enter");
  const row = softphone.locator("#actions li").first();
  await row.getByText("Running…").waitFor();
  assert.equal(await execute.isDisabled(), true, "while it runs");
  await tab.page.keyboard.press("Enter");
  await execute.click({ force: true });
  assert.equal(await focused(softphone), await execute.getAttribute("id"), "the keyboard stays");
  await finishSave();
  await row.getByText("Done").waitFor();
  assert.equal(await execute.isDisabled(), false);

  const made = tasksOf(await t.facts(), "Escalated");
  assert.equal(made.length, 1, "pressed thrice, run once");
  const { id } = (await t.facts()).contacts[0];
  assert.match(made[0].Subject, /^Escalated - \+?[\d() -]+$/, "what it was given, its reference read");
  assert.equal(made[0].Description, id, "for the contact in view");

  // What goes wrong is said in Salesforce's words, and can be pressed again.
  await t.direct({ do: "injectNamed", name: "next-save-fails" });
  await execute.click();
  await row.getByText(/It did not work: .*Calls may not be logged after hours/).waitFor();
  await execute.click();
  await row.getByText("Done").waitFor();
}
