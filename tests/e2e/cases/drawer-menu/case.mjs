// Two panels in the strip, the rest behind three dots: what is chosen there comes into the strip, by mouse and by keyboard, and is
// there the next day.
// Shows: BH-04, issue-5-7
import assert from "node:assert/strict";

import { ready, showSoftphone } from "../../lib/softphone.mjs";

export async function run(t) {
  const tab = await t.open("/");
  const softphone = await ready(tab);
  const { keyboard } = tab.page;
  const heads = () => softphone.locator('.strip [role="tab"]').evaluateAll((tabs) => tabs.map((tab) => tab.id.slice(4)));
  const items = softphone.locator('#more [role="menuitem"]');
  const rest = () => items.evaluateAll((items) => items.map((item) => item.id.slice(5)));
  const chosen = () => softphone.locator('.strip [aria-selected="true"]').evaluate((tab) => tab.id.slice(4));
  const active = () => softphone.evaluate(() => document.activeElement.id);
  const button = softphone.locator("#more-button");
  const menu = softphone.locator("#more");
  const settled = (what, holds) => t.until(what, async () => holds());

  await showSoftphone(t, tab);
  await softphone.locator("#drawer-handle").click();
  const strip = await heads();
  const behind = await rest();
  assert.equal(strip.length, 2);
  assert.ok(behind.length >= 1 && !behind.some((name) => strip.includes(name)), `${strip} | ${behind}`);
  assert.equal(await button.getAttribute("aria-haspopup"), "menu");
  assert.equal(await button.getAttribute("aria-expanded"), "false");
  await menu.waitFor({ state: "hidden" });

  // By mouse; the first of the strip stays where it is.
  await button.click();
  await menu.waitFor();
  await items.last().click();
  await menu.waitFor({ state: "hidden" });
  await settled("it is in the strip", async () => (await chosen()) === behind.at(-1));
  assert.deepEqual(await heads(), [strip[0], behind.at(-1)]);
  assert.ok((await rest()).includes(strip[1]), "what was there is in the menu now");
  assert.equal(await softphone.locator("#tab-panel").getAttribute("aria-labelledby"), `tab-${behind.at(-1)}`);

  // By keyboard: opened with the arrow, round with arrows, left with Escape, which does not close the drawer.
  await softphone.locator(`#tab-${behind.at(-1)}`).focus();
  await keyboard.press("Tab");
  assert.equal(await active(), "more-button");
  await keyboard.press("ArrowDown");
  const names = await rest();
  await settled("the first item has the keyboard", async () => (await active()) === `more-${names[0]}`);
  await keyboard.press("ArrowUp");
  assert.equal(await active(), `more-${names.at(-1)}`, "round");
  await keyboard.press("Home");
  assert.equal(await active(), `more-${names[0]}`);
  await keyboard.press("Escape");
  await menu.waitFor({ state: "hidden" });
  assert.equal(await active(), "more-button");
  assert.equal(await softphone.locator(".drawer").getAttribute("data-open"), "true");
  await keyboard.press("Enter");
  await settled("the first item has the keyboard", async () => (await active()) === `more-${names[0]}`);
  await keyboard.press("Tab");
  await menu.waitFor({ state: "hidden" });

  // Somewhere else is pressed: the menu goes.
  await button.click();
  await menu.waitFor();
  await softphone.locator(`#tab-${strip[0]}`).click();
  await menu.waitFor({ state: "hidden" });
  assert.equal(await chosen(), strip[0]);
  assert.deepEqual(await heads(), [strip[0], behind.at(-1)], "it stays in the strip");

  // Chosen by keyboard, the keyboard goes on in the panel.
  await button.focus();
  await keyboard.press("Enter");
  await settled("the first item has the keyboard", async () => (await active()) === `more-${names[0]}`);
  await keyboard.press("Enter");
  await settled("it is in front", async () => (await chosen()) === names[0]);
  assert.equal(await active(), "tab-panel");

  await tab.reload();
  const again = await ready(tab);
  await again.locator(`#tab-${names[0]}[aria-selected="true"]`).waitFor();
}
