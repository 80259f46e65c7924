// Enter held down on Execute presses once, also when the flow is long over; held down on an arrow it opens the form and submits
// nothing. Let go and pressed again it is a press.
import assert from "node:assert/strict";

import { actionFlow, openWith, task, tasksOf } from "../../lib/actions.mjs";

const FLOW = actionFlow("Make", task({ subject1: "Held" }));
const ACTIONS = [
  { name: "At once", flow: "Make", order: 1 },
  { name: "By form", flow: "Make", order: 2, title: "Nothing to fill in", fields: [{ name: "note", type: "text" }] },
];

export async function run(t) {
  const { tab, softphone } = await openWith(t, ACTIONS, [FLOW]);
  const { keyboard } = tab.page;
  const row = softphone.locator("#actions li").first();
  const made = async () => tasksOf(await t.facts(), "Held").length;
  /** As a keyboard repeats a key that is held: many presses, one release. */
  const hold = async (times) => {
    for (let at = 0; at < times; at += 1) await keyboard.down("Enter");
  };

  await softphone.getByRole("button", { name: "Execute At once" }).focus();
  await hold(3);
  await row.getByText("Done").waitFor();
  await hold(5);
  await keyboard.up("Enter");
  assert.equal(await made(), 1, "held once, pressed once");
  await keyboard.press("Enter");
  await t.until("the next press is one", async () => (await made()) === 2);
  await row.getByText("Done").waitFor();

  await softphone.getByRole("button", { name: "By form", exact: true }).focus();
  await hold(3);
  await softphone.getByRole("heading", { name: "Nothing to fill in" }).waitFor();
  await softphone.locator("#action-field-0").focus();
  await hold(5);
  await keyboard.up("Enter");
  assert.equal(await made(), 2, "the form is open, and nothing was submitted");
  await keyboard.press("Enter");
  await t.until("Enter submits it", async () => (await made()) === 3);
}
