// What axe finds on the Actions panel, light and dark: the list after a press that worked and one that did not, the form, and the
// form with everything wrong. Nothing serious.
// Shows: A1
import assert from "node:assert/strict";

import { actionFlow, openWith, task } from "../../lib/actions.mjs";
import { findings } from "../../lib/axe.mjs";

const TYPES = ["text", "number", "phone", "email", "date", "longText", "choice", "checkbox"];

const ACTIONS = [
  { name: "Good", flow: "Make", order: 1 },
  { name: "Bad", flow: "Make", order: 2 },
  {
    name: "Form",
    flow: "Make",
    order: 3,
    title: "A form",
    instructions: "Of every type.",
    fields: TYPES.map((type) => ({ name: type, type, required: true, ...(type === "choice" && { options: [{ value: "a" }] }) })),
  },
];

export async function run(t) {
  const { tab, softphone } = await openWith(t, ACTIONS, [actionFlow("Make", task({ subject1: "Made" }))]);
  const look = async (state) => {
    for (const colorScheme of ["light", "dark"]) {
      await tab.page.emulateMedia({ colorScheme });
      assert.deepEqual(await findings(softphone), [], `${state}, ${colorScheme}`);
    }
  };
  await softphone.getByRole("button", { name: "Execute Good" }).click();
  await softphone.locator("#actions .note", { hasText: "Done" }).waitFor();
  await t.direct({ do: "injectNamed", name: "next-save-fails" });
  await softphone.getByRole("button", { name: "Execute Bad" }).click();
  await softphone.locator("#actions .note", { hasText: "It did not work" }).waitFor();
  await look("list");
  await softphone.getByRole("button", { name: "Form", exact: true }).click();
  await softphone.locator("#action-submit").waitFor();
  await look("form");
  await softphone.locator("#action-submit").click();
  await softphone.getByText("8 entries need to be corrected.").waitFor();
  await look("wrong");
}
