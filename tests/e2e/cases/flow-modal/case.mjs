// Dialogs and passing lines of flows: seen with the panel collapsed, one after another, by keyboard, and never over a contact that
// rings.
// Shows: BH-14, BH-126
import assert from "node:assert/strict";

import { findings } from "../../lib/axe.mjs";
import { flow } from "../../lib/flow.mjs";
import { withPage } from "../../lib/page.mjs";
import { answer, ready } from "../../lib/softphone.mjs";

const TWO = flow("Two dialogs", "connectAgent", "onNotRoutable", [
  ["SE_ShowModal", { title: "First", message: "One\ntwo" }],
  ["SE_ShowModal", { title: "Second", message: "Three" }],
  ["SE_Alert", { message: "Passing by" }],
]);
const WHILE_RINGING = flow("While it rings", "connectVoiceContact", "onConnecting", [
  ["SE_ShowModal", { title: "Third", message: "Read me after the ring" }],
]);

export async function run(t) {
  await withPage(t, (page) => page.flows.push(TWO, WHILE_RINGING));
  const tab = await t.open("/");
  const softphone = await ready(tab);
  await softphone.locator("#drawer-handle").waitFor();
  const { keyboard } = tab.page;
  const modal = softphone.locator("#modal[open]");
  const title = softphone.locator("#modal-title");
  const active = () => softphone.evaluate(() => document.activeElement?.id);

  // The panel is collapsed; the dialog opens it.
  assert.equal((await t.facts()).consoles[0].panel.visible, false);
  await t.direct({ do: "setAgentState", name: "Lunch" });
  await t.until("the panel opens", (facts) => facts.consoles[0].panel.visible);
  await modal.waitFor();
  assert.equal(await title.textContent(), "First");
  assert.deepEqual(await findings(softphone), []);
  assert.equal(await active(), "modal-text", "the keyboard is in the dialog, where it presses nothing");

  // It holds the keyboard: nothing behind it is reached.
  for (let at = 0; at < 6; at += 1) {
    await keyboard.press("Tab");
    const where = await softphone.evaluate(() => {
      const at = document.activeElement;
      return at === document.body || document.getElementById("modal").contains(at);
    });
    assert.ok(where, "the keyboard stays in the dialog");
  }

  // It is said once, and can be put away.
  const line = softphone.locator("#said .said", { hasText: "Passing by" });
  await line.waitFor();

  // Something rings: the dialog makes room at once, with all that came meanwhile.
  await t.direct({ do: "setAgentState", name: "Available" });
  await t.direct({ do: "knownCall" });
  await modal.waitFor({ state: "hidden" });
  await t.until("the third dialog is there to be shown", (facts) => facts.contacts.at(-1)?.state === "connecting");
  assert.equal(await modal.count(), 0, "nothing over a contact that rings");
  await answer(t, tab);
  await modal.waitFor();

  // One after another, oldest first, by Escape and by button.
  assert.equal(await title.textContent(), "First");
  await softphone.getByRole("button", { name: "Close", exact: true }).focus();
  await keyboard.press("Escape");
  await t.until("the second dialog", async () => (await title.textContent()) === "Second");
  await modal.getByRole("button", { name: "Close" }).click();
  await t.until("the third dialog", async () => (await title.textContent()) === "Third");
  await modal.getByRole("button", { name: "Close" }).click();
  await modal.waitFor({ state: "hidden" });

  if (await line.count()) {
    await line.getByRole("button", { name: "Dismiss" }).click();
    await line.waitFor({ state: "detached" });
  }
}
