// The panel traps: what it painted is gone, the phone goes on working in the middle of a call, and a button begins a new one,
// which shows how things are.
// Shows: issue-5-10, F15
import assert from "node:assert/strict";

import { breakPanel, watchModules } from "../../lib/fall.mjs";
import { dana, ready, theLog } from "../../lib/softphone.mjs";

export async function run(t) {
  t.expect(/\[CTI ADAPTER\]: the panel:/);
  await watchModules(t);
  const tab = await t.open("/");
  const softphone = await ready(tab);
  await t.direct({ do: "knownCall" });
  const who = softphone.locator("#contact .who", { hasText: "Dana Ortiz" });
  await who.waitFor();

  await breakPanel(softphone);
  await t.direct({ do: "agentAccepts" });
  const restart = softphone.getByRole("button", { name: "Restart the panel" });
  await restart.waitFor();
  assert.equal(await who.count(), 0, "nothing of the fallen panel is left");
  assert.equal(await softphone.locator("#status").getAttribute("data-status"), "ready");

  // The phone without its panel: the call ends and is logged.
  await t.until("the agent talks", (facts) => facts.contacts[0].state === "connected");
  await t.advance(12_000);
  await t.direct({ do: "agentHangsUp" });
  const log = await theLog(t);
  assert.equal(log.WhoId, (await dana(t)).id);
  assert.ok(log.CallDurationInSeconds >= 12);

  await restart.click();
  await who.waitFor();
  await softphone.locator(".save.saved").waitFor();
  assert.equal(await restart.isVisible(), false);

  // Once more: the new one can fall, too, this time by what the agent presses.
  t.expect(/\/(pkg\/overlay|panel)\.js/);
  await breakPanel(softphone);
  await softphone.locator("#drawer-handle").click();
  await restart.waitFor();
  await restart.click();
  await who.waitFor();
  assert.equal(await softphone.locator("#status").getAttribute("data-status"), "ready");
  assert.equal(await softphone.evaluate(() => panels.length), 3, "each panel has a memory of its own");
}
