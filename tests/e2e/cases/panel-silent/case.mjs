// The Contact Control Panel stays silent however often it is loaded, and nothing speaks for a reason: after the library has given up the phone says
// where it has looked, and signing in begins anew.
import assert from "node:assert/strict";

import { ready } from "../../lib/softphone.mjs";

/** A browser that keeps no cookies from frames, and in which the library's five seconds are short. */
function hurried() {
  Document.prototype.hasStorageAccess = async () => true;
  const real = globalThis.setTimeout;
  globalThis.setTimeout = (callback, ms, ...more) => real(callback, ms === 5_000 && !globalThis.patient ? 200 : ms, ...more);
}

export async function run(t) {
  await t.context.addInitScript(hurried);
  await t.direct({ do: "injectNamed", name: "ccp-silent" });
  const tab = await t.open("/");
  await t.until("the panel comes up by itself", (facts) => facts.consoles[0]?.panel.visible);
  const softphone = await tab.softphone();
  await softphone.locator("#problems code", { hasText: "connect-silent" }).waitFor();
  assert.match(await softphone.locator("#problems").innerText(), /https:\/\/acme\.my\.connect\.aws\/ccp-v2\//);
  await softphone.locator('#status[data-status="stopped"]').waitFor();
  await t.until("the utility bar says so", (facts) => facts.consoles[0]?.panel.label === "Phone does not work");
  await softphone.getByRole("button", { name: "Try again" }).waitFor();

  // The last frame may still be on its way, and would be answered.
  await Promise.all(tab.page.frames().map((frame) => frame.waitForLoadState()));
  await t.direct({ do: "clearFaults" });
  await softphone.evaluate(() => (globalThis.patient = true));
  await softphone.getByRole("button", { name: "Sign in" }).click();
  await ready(tab);
  assert.equal(await softphone.locator("#findings article").count(), 0);
}
