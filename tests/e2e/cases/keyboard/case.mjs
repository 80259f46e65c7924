// Saving again by keyboard alone keeps the focus in the softphone: the next key goes where the agent is.
// Shows: A1
import assert from "node:assert/strict";

import { answer, begunLog, ready, talkAndEnd } from "../../lib/softphone.mjs";

export async function run(t) {
  t.expect(/a line of a flow \(runs\.consoleData\)/);
  const tab = await t.open("/");
  const softphone = await ready(tab);
  await t.direct({ do: "knownCall" });
  await t.until("it rings", (facts) => facts.contacts.length === 1);
  await answer(t, tab);
  await begunLog(t);
  await t.direct({ do: "injectNamed", name: "next-save-fails" });
  await talkAndEnd(t, tab, 10_000);
  const again = softphone.getByRole("button", { name: "Save again" });
  await again.waitFor();
  await again.focus();
  await tab.page.keyboard.press("Enter");
  await softphone.locator(".save.saved").waitFor();
  const place = await softphone.evaluate(() => document.activeElement?.id || document.activeElement?.tagName);
  assert.equal(place, "saves");
}
