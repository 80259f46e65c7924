// Sixty actions, one with a very long name: in their order, the last one reached by scrolling and by keyboard, nothing spread.
// Shows: BH-46, BH-50
import assert from "node:assert/strict";

import { actionFlow, focused, openWith, task } from "../../lib/actions.mjs";

const FLOW = actionFlow("Make", task({ subject1: "$.payload.n" }));
const COUNT = 60;

/** Given in the wrong order; of equal order by name. */
const ACTIONS = Array.from({ length: COUNT }, (_, at) => ({
  name: at === 7 ? `Action 07 ${"with a name that does not end ".repeat(4)}` : `Action ${String(at).padStart(2, "0")}`,
  flow: "Make",
  order: Math.floor(at / 10),
  payload: [{ key: "n", value: String(at) }],
})).reverse();

export async function run(t) {
  const { tab, softphone } = await openWith(t, ACTIONS, [FLOW]);
  const names = await softphone.locator("#actions li bdi").allTextContents();
  assert.deepEqual(names.map((name) => Number(name.slice(7, 9))), Array.from({ length: COUNT }, (_, at) => at));
  for (const width of [300, 700]) {
    await (await softphone.frameElement()).evaluate((frame, width) => (frame.style.width = `${width}px`), width);
    const boxes = await softphone.evaluate(() => {
      const panel = document.getElementById("tab-panel");
      const rows = [...document.querySelectorAll("#actions li")];
      const spread = (node) => node.scrollWidth > node.clientWidth;
      return { spread: [panel, ...rows].some(spread), scrolls: panel.scrollHeight > panel.clientHeight };
    });
    assert.deepEqual(boxes, { spread: false, scrolls: true }, `${width} px`);
  }

  const last = softphone.getByRole("button", { name: "Execute Action 59" });
  await softphone.locator("#action-button-0").focus();
  for (let at = 1; at < COUNT; at += 1) await tab.page.keyboard.press("Tab");
  assert.equal(await focused(softphone), "action-button-59");
  const seen = await last.evaluate((button) => {
    const { left, top, width, height } = button.getBoundingClientRect();
    return document.elementFromPoint(left + width / 2, top + height / 2) === button;
  });
  assert.equal(seen, true, "the last one is in sight");
  await tab.page.keyboard.press("Enter");
  await t.until("its flow has run", (facts) => facts.tasks.some(({ fields }) => fields.Subject === "59"));
  assert.equal(await focused(softphone), "action-button-59");
}
