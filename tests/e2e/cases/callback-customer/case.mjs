// The action that ships, by keyboard alone: during a call from a number nobody knows the agent asks for a callback, once at a
// number that Dana Ortiz has, once at the one of the call. The Task names whom to call and where, is linked to Dana the first
// time and to nobody the second, is no log of the call, and opens.
// Shows: BH-36, BH-60
import assert from "node:assert/strict";

import { focused } from "../../lib/actions.mjs";
import { answer, begunLog, dana, ready } from "../../lib/softphone.mjs";

const ACTION = "Callback Customer";

export async function run(t) {
  const tab = await t.open("/");
  const softphone = await ready(tab);
  const { keyboard } = tab.page;

  /** Presses the key until the element with this id has the keyboard. */
  const walkTo = async (id, key) => {
    for (let presses = 0; presses < 40; presses += 1) {
      if ((await focused(softphone)) === id) return;
      await keyboard.press(key);
    }
    assert.fail(`no way leads to #${id} by ${key}`);
  };
  const enter = async (at, text) => {
    await walkTo(`action-field-${at}`, "Tab");
    await keyboard.type(text);
  };
  const callbacks = (facts) => facts.tasks.filter((task) => task.fields.Subject?.startsWith("Callback"));
  const opened = (facts, id) => JSON.stringify(facts.consoles).includes(id);

  await t.direct({ do: "unknownCall" });
  await t.until("it rings", (facts) => facts.contacts.length === 1);
  await answer(t, tab);
  await begunLog(t);
  // Nobody is known, so Salesforce offers a form, which takes the keyboard: not now.
  const offered = tab.page.getByRole("dialog", { name: "New Contact" });
  await offered.waitFor();
  await offered.getByRole("button", { name: "Cancel" }).press("Enter");
  await offered.waitFor({ state: "detached" });

  // The drawer by its handle, the form by its arrow: the one action that ships is the first thing in it.
  await softphone.locator("#drawer-handle").waitFor();
  await softphone.locator("#drawer-handle").focus();
  await keyboard.press("Enter");
  const arrow = softphone.getByRole("button", { name: ACTION, exact: true });
  await arrow.waitFor();
  const place = await arrow.evaluate((button) => button.id);
  await walkTo(place, "Tab");
  await keyboard.press("Enter");
  await softphone.getByRole("heading", { name: "Call a customer back" }).waitFor();

  // Without a last name it goes nowhere, and the keyboard is where it is missing.
  await walkTo("action-field-0", "Tab");
  await keyboard.type("Dana");
  await keyboard.press("Enter");
  await t.until("the last name is asked for", async () => (await focused(softphone)) === "action-field-1");
  assert.equal(callbacks(await t.facts()).length, 0);
  await keyboard.type("Ortiz");
  // Her record says (415) 555-0142, and Salesforce compares the digits.
  await enter(2, "+1 415-555-0142");
  await keyboard.press("Enter");

  const customer = (await dana(t)).id;
  const [first] = await t.until("the task is made", (facts) => {
    const found = callbacks(facts);
    return found.length === 1 && found;
  });
  const { fields } = first;
  assert.equal(fields.Subject, "Callback - Dana - Ortiz");
  assert.equal(fields.Description, "+1 415-555-0142");
  assert.equal(fields.WhoId, customer);
  assert.equal(fields.Status, "Not Started");
  assert.equal(fields.CallObject, undefined, "it is no log");
  await t.until("it opens", (facts) => opened(facts, fields.Id));

  // Back in the list, on the action's own row; the flow has come to its end.
  await arrow.waitFor();
  await t.until("the keyboard is on the action's row", async () => (await focused(softphone)) === place);

  // Again, without a number: the one of the call, which nobody has.
  const { number } = (await t.facts()).contacts[0];
  await keyboard.press("Enter");
  await softphone.getByRole("heading", { name: "Call a customer back" }).waitFor();
  await enter(1, "Nguyen");
  await keyboard.press("Enter");
  const second = await t.until("the second task is made", (facts) =>
    callbacks(facts).find((task) => task.fields.Id !== fields.Id));
  assert.match(second.fields.Subject, /^Callback - .*Nguyen$/);
  const digits = (text) => text.replaceAll(/\D/g, "");
  assert.ok(digits(number).endsWith(digits(second.fields.Description)), `${second.fields.Description} is ${number}`);
  assert.equal(second.fields.WhoId ?? null, null, "nobody has the number");
  await t.until("it opens, too", (facts) => opened(facts, second.fields.Id));
}
