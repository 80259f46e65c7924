// A form that a flow fills in: while it runs the agent may already type, what comes later overwrites nothing and moves no caret.
// A flow that fails leaves a form that can be filled in by hand.
import assert from "node:assert/strict";

import { actionFlow, focused, openWith, slowSave, task, tasksOf } from "../../lib/actions.mjs";

const PREPARE = actionFlow("Prepare", task({ subject1: "Prepared" }));
const KEYS = ["first", "second", "third"];
const SUBMIT = actionFlow(
  "Submit",
  task({ subject1: "$.payload.first", subject2: "$.payload.second", subject3: "$.payload.third" }),
);

const ACTIONS = [
  {
    name: "Prepared",
    flow: "Submit",
    formFlow: "Prepare",
    fields: KEYS.map((name) => ({ name, default: "$.actions.uid-2.results.id" })),
  },
  { name: "Agent", flow: "Submit", fields: [{ name: "first", default: "$.agent.name" }] },
];

export async function run(t) {
  const { tab, softphone } = await openWith(t, ACTIONS, [PREPARE, SUBMIT]);
  const { keyboard } = tab.page;
  const field = (at) => softphone.locator(`#action-field-${at}`);
  const submit = softphone.locator("#action-submit");
  const values = () => Promise.all([0, 1, 2].map((at) => field(at).inputValue()));

  const finishSave = await slowSave(t);
  await softphone.getByRole("button", { name: "Prepared" }).click();
  await softphone.getByText("The form is being filled in…").waitFor();
  assert.equal(await submit.isDisabled(), true);
  await t.until("the first field has the keyboard", async () => (await focused(softphone)) === "action-field-0");
  await keyboard.type("mine");
  await keyboard.press("ArrowLeft");
  await keyboard.press("ArrowLeft");
  await field(2).focus();
  await keyboard.type("x");
  await keyboard.press("Backspace");
  await field(0).focus();
  await finishSave();
  const id = await t.until("it is prepared", (facts) => tasksOf(facts, "Prepared")[0]?.Id);
  await t.until("the untouched field is filled in", async () => (await field(1).inputValue()) === id);
  assert.deepEqual(await values(), ["mine", id, ""], "what was typed stays, also when it was taken back");
  await keyboard.type("-");
  assert.equal(await field(0).inputValue(), "mi-ne", "the caret is where it was");
  await t.until("it can be submitted", async () => !(await submit.isDisabled()));
  await keyboard.press("Enter");
  await t.until("it is submitted", (facts) => tasksOf(facts, `mi-ne - ${id}`).length === 1);
  await softphone.locator("#actions li", { hasText: "Prepared" }).getByText("Done").waitFor();

  // The flow fails: the reason, and the form.
  await t.direct({ do: "injectNamed", name: "next-save-fails" });
  await softphone.getByRole("button", { name: "Prepared" }).click();
  await softphone.getByText(/The form could not be filled in: .*Calls may not be logged after hours/).waitFor();
  assert.deepEqual(await values(), ["", "", ""]);
  await field(0).fill("by hand");
  await submit.click();
  await t.until("it is submitted", (facts) => tasksOf(facts, "by hand").length === 1);

  // Without a flow, references are read at once.
  await softphone.getByRole("button", { name: "Agent" }).click();
  await t.until("the agent's name is there", async () => (await field(0).inputValue()) !== "");
  assert.equal(await submit.isDisabled(), false);
}
