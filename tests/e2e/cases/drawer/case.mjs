// The drawer over the Contact Control Panel: opened and closed by keyboard, out of the way while a contact rings, and sane in
// every size the utility bar allows.
// Shows: BH-05, BH-97, issue-5-7
import assert from "node:assert/strict";

import { above } from "../../lib/layout.mjs";
import { answer, ready, talkAndHangUp, theLog } from "../../lib/softphone.mjs";

/** Width and height in pixels: the utility bar's limits, the usual size, and 200 % zoom of it. */
const SIZES = [[300, 130], [300, 300], [350, 600], [700, 800], [175, 300]];

export async function run(t) {
  const tab = await t.open("/");
  const softphone = await ready(tab);
  const { keyboard } = tab.page;
  const drawer = softphone.locator(".drawer");
  const handle = softphone.locator("#drawer-handle");
  const isOpen = () => drawer.getAttribute("data-open");
  const active = () => softphone.evaluate(() => document.activeElement.id);

  await handle.waitFor();
  assert.equal(await isOpen(), "false", "it never opens by itself");
  await handle.focus();
  await keyboard.press("Enter");
  assert.equal(await isOpen(), "true");
  assert.equal(await handle.getAttribute("aria-expanded"), "true");
  await keyboard.press("Tab");
  const [first, second] = await softphone.locator('.strip [role="tab"]').evaluateAll((tabs) => tabs.map((tab) => tab.id));
  const isChosen = (frame, id) => frame.locator(`#${id}`).getAttribute("aria-selected");
  assert.equal(await active(), first);
  await keyboard.press("ArrowRight");
  assert.equal(await active(), second);
  assert.equal(await isChosen(softphone, second), "true");
  await keyboard.press("Home");
  assert.equal(await active(), first);

  // Nothing may lie over the buttons of a ringing call; afterwards the drawer is as it was, with the same tab.
  await keyboard.press("ArrowRight");
  await t.direct({ do: "knownCall" });
  await drawer.waitFor({ state: "hidden" });
  assert.equal(await active(), "contact", "the keyboard is where the call is");
  assert.deepEqual(await above(softphone), [], "nothing over the Contact Control Panel");
  await answer(t, tab);
  await drawer.waitFor();
  assert.equal(await isOpen(), "true");
  assert.equal(await isChosen(softphone, second), "true");

  const frame = await softphone.frameElement();
  for (const [width, height] of SIZES) {
    await frame.evaluate((frame, [width, height]) => {
      frame.style.width = `${width}px`;
      frame.style.height = `${height}px`;
    }, [width, height]);
    const wide = await softphone.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    assert.ok(wide[0] <= wide[1], `${width} × ${height}: ${wide[0]} px wide, there are ${wide[1]}`);
    await handle.scrollIntoViewIfNeeded();
    const box = await handle.evaluate((handle) => handle.getBoundingClientRect().toJSON());
    assert.ok(box.left >= 0 && box.right <= width && box.height >= 24, `${width} × ${height}: ${JSON.stringify(box)}`);
  }

  await softphone.locator(`#${second}`).focus();
  await keyboard.press("Escape");
  assert.equal(await isOpen(), "false");
  assert.equal(await active(), "drawer-handle");

  // Another console has a memory of its own: the call is over before.
  await talkAndHangUp(t, 10_000);
  await theLog(t);
  await t.direct({ do: "agentClears" });
  await t.until("the contact is gone", (facts) => !facts.contacts[0].present);

  // The tab is remembered, and the drawer stays as the agent left it; where nobody has opened it, it is closed.
  await handle.focus();
  await keyboard.press("Enter");
  await tab.reload();
  const again = await ready(tab);
  await again.locator("#drawer-handle").waitFor();
  assert.equal(await again.locator(".drawer").getAttribute("data-open"), "true");
  assert.equal(await isChosen(again, second), "true");
  await tab.close();
  const tomorrow = await ready(await t.open("/"));
  await tomorrow.locator("#drawer-handle").waitFor();
  assert.equal(await tomorrow.locator(".drawer").getAttribute("data-open"), "false");
  assert.equal(await isChosen(tomorrow, second), "true");
}
