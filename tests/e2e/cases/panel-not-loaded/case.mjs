// The panel cannot be fetched: the phone works without it, says so, and fetches it again when the agent wants it, as often as it takes.
// Shows: issue-5-10
import assert from "node:assert/strict";

import { ready } from "../../lib/softphone.mjs";

const SCRIPT = /\/panel\.js/;

export async function run(t) {
  t.expect(/Failed to load resource|panel\.js/);
  t.answer(SCRIPT, "abort");
  const tab = await t.open("/");
  const softphone = await ready(tab);
  const again = softphone.locator("#panel-restart");
  await again.waitFor();
  await t.direct({ do: "knownCall" });
  await t.direct({ do: "agentAccepts" });
  await t.until("the phone works", (facts) => facts.contacts.at(-1)?.state === "connected");

  // Not yet: it is offered again.
  await again.focus();
  const asked = tab.page.waitForEvent("requestfailed", (request) => SCRIPT.test(request.url()));
  await tab.page.keyboard.press("Enter");
  await asked;
  await t.until("it is offered again", () => softphone.evaluate(() => Boolean(document.getElementById("panel-restart").onclick)));

  t.forget(SCRIPT);
  await tab.page.keyboard.press("Enter");
  await softphone.locator("#contact .who", { hasText: "Dana Ortiz" }).waitFor();
  assert.equal(await again.isVisible(), false);
  assert.equal(await softphone.evaluate(() => document.activeElement.id), "softphone", "the keyboard stays in the page");
  assert.equal(await softphone.locator("#status-text").textContent(), "Ready", "in words, not codes");
}
