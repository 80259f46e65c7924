// Actions need no contact. What was begun without one waits while a call is there, which has a form of its own; what was begun for
// a contact outlives it.
// Shows: BH-18
import assert from "node:assert/strict";

import { actionFlow, openWith, over, task } from "../../lib/actions.mjs";
import { answer } from "../../lib/softphone.mjs";

const FLOW = actionFlow(
  "Note",
  task({ subject1: "Note", subject2: "$.payload.text", otherTaskFields: { Description: "$.contact.contactId" } }),
);

const ACTIONS = [{ name: "Note", flow: "Note", fields: [{ name: "text" }] }];

export async function run(t) {
  const { tab, softphone } = await openWith(t, ACTIONS, [FLOW]);
  const open = softphone.getByRole("button", { name: "Note", exact: true });
  const field = softphone.locator("#action-field-0");
  const submit = softphone.locator("#action-submit");
  const made = (text) =>
    t.until(`${text} is made`, (facts) => facts.tasks.find(({ fields }) => fields.Subject === `Note - ${text}`)?.fields);

  await open.click();
  await field.fill("alone");
  await submit.click();
  assert.equal((await made("alone")).Description, undefined, "no contact");

  // A call comes while a form is half done: the drawer makes room, the call begins with its own list.
  await open.click();
  await field.fill("half");
  await t.direct({ do: "knownCall" });
  await softphone.locator(".drawer").waitFor({ state: "hidden" });
  await answer(t, tab);
  await open.click();
  assert.equal(await field.inputValue(), "", "the contact's own form");
  await field.fill("for the call");
  await submit.click();
  const { id } = (await t.facts()).contacts[0];
  assert.equal((await made("for the call")).Description, id);

  await over(t);
  await t.until("what was half done is back", async () => (await field.count()) === 1 && (await field.inputValue()) === "half");
  await submit.click();
  assert.equal((await made("half")).Description, undefined);

  // Begun for a contact that goes: it stays, caret and all, and is no longer about anybody.
  await t.direct({ do: "knownCall" });
  await answer(t, tab);
  await open.click();
  await field.focus();
  await tab.page.keyboard.type("outlived");
  await over(t);
  await softphone.locator("#contact").waitFor({ state: "hidden" });
  await tab.page.keyboard.type("!");
  assert.equal(await field.inputValue(), "outlived!");
  await submit.click();
  assert.equal((await made("outlived!")).Description, undefined);
}
