// The call center names an instance that the page was not made for: its policy does not frame it. The phone says so, and which.
// Shows: F12
import assert from "node:assert/strict";

import { setItem } from "../../lib/page.mjs";

export async function run(t) {
  await setItem(t, "instanceUrl", "https://phone.globex.example");
  t.expect(/violates the following Content Security Policy directive: "frame-src/);
  t.expect(/frame-src refused/);
  // The window to sign in goes there.
  t.answer(/^https:\/\/phone\.globex\.example\//, { status: 200, headers: { "content-type": "text/plain" }, body: "" });
  const tab = await t.open("/");
  await t.until("the panel comes up by itself", (facts) => facts.consoles[0]?.panel.visible);
  const softphone = await tab.softphone();
  await softphone.locator("#problems code", { hasText: "connect-not-allowed" }).waitFor();
  assert.match(await softphone.locator("#problems").innerText(), /https:\/\/phone\.globex\.example\/ccp-v2\//);
  await softphone.locator('#status[data-status="stopped"]').waitFor();
  assert.equal(await softphone.getByRole("button", { name: "Sign in" }).count(), 0, "there is nothing to sign in to");
  await t.until("the utility bar says so", (facts) => facts.consoles[0]?.panel.label === "Phone does not work");
}
