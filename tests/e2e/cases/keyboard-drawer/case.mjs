// Every panel of the drawer by keyboard alone, and a call's notes written without a mouse.
// Shows: A1-drawer, A1
import assert from "node:assert/strict";

import { answer, ready, tabNames, talkAndHangUp, theLog } from "../../lib/softphone.mjs";

export async function run(t) {
  const tab = await t.open("/");
  const softphone = await ready(tab);
  const { keyboard } = tab.page;
  const active = () => softphone.evaluate(() => document.activeElement.id);
  const reach = (what, id) => t.until(what, async () => (await active()) === id);
  await t.direct({ do: "knownCall" });
  await t.until("it rings", (facts) => facts.contacts.length === 1);
  await answer(t, tab);

  await softphone.locator("#drawer-handle").waitFor();
  await softphone.locator("#drawer-handle").focus();
  await keyboard.press("Enter");
  assert.equal(await softphone.locator(".drawer").getAttribute("data-open"), "true");
  const all = await tabNames(softphone);
  const strip = async () => (await softphone.locator('.strip [role="tab"]').evaluateAll((tabs) => tabs.map((tab) => tab.id)));
  const chosen = async () => softphone.locator('.strip [aria-selected="true"]').getAttribute("id");
  const seen = new Set();

  // From the handle into the strip, through it, and from there into the panel.
  await keyboard.press("Tab");
  for (const id of await strip()) {
    assert.equal(await active(), id);
    assert.equal(await chosen(), id);
    seen.add(id.slice(4));
    await keyboard.press("ArrowRight");
  }
  // Those behind the dots, one by one: each opens with the keyboard in it, and one step back leads to the dots again.
  for (const name of [...all.slice(2), "log"]) {
    await softphone.locator("#tab-panel").focus();
    await keyboard.press("Shift+Tab");
    assert.equal(await active(), "more-button");
    await keyboard.press("Enter");
    await reach("the menu has the keyboard", `more-${(await tabNames(softphone))[2]}`);
    for (let at = 0; (await active()) !== `more-${name}`; at += 1) {
      assert.ok(at < all.length, `${name} is in the menu`);
      await keyboard.press("ArrowDown");
    }
    await keyboard.press("Enter");
    await t.until(`${name} is in front`, async () => (await chosen()) === `tab-${name}`);
    assert.equal(await active(), "tab-panel");
    seen.add(name);
  }
  assert.deepEqual([...seen].sort(), [...all].sort(), "every panel was reached");

  // The notes of the call: from its panel to the field.
  await softphone.locator("#tab-panel").focus();
  const isNotes = () => softphone.evaluate(() => document.activeElement.tagName === "TEXTAREA");
  for (let at = 0; !(await isNotes()); at += 1) {
    assert.ok(at < 12, "the notes are in reach");
    await keyboard.press("Tab");
  }
  await keyboard.type("By keyboard");
  await keyboard.press("Escape");
  assert.equal(await active(), "drawer-handle");
  assert.equal(await softphone.locator(".drawer").getAttribute("data-open"), "false");
  await talkAndHangUp(t, 10_000);
  assert.equal((await theLog(t)).Description, "By keyboard");
}
