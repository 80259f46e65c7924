// The panel panics: its message and place are on the console, and in the recording that the next panel hands to support.
// Shows: call-panic-said, F15
import assert from "node:assert/strict";

import { fallsInRecording, panic, watchModules } from "../../lib/fall.mjs";
import { openTab, ready, showSoftphone } from "../../lib/softphone.mjs";

const REASON = /^panicked at \S*overlay\S+lib\.rs:\d+:\d+:\s+asked to fall/;

export async function run(t) {
  t.expect(/\[CTI ADAPTER\]: the panel:/);
  t.expect(/\/(pkg\/overlay|panel)/);
  t.expect(/unreachable/);
  await watchModules(t);
  const tab = await t.open("/");
  const softphone = await ready(tab);
  await showSoftphone(t, tab);
  await softphone.locator("#drawer-handle").waitFor();
  const said = tab.page.waitForEvent("console", (line) => line.text().includes("asked to fall"));
  await panic(softphone, "panels");
  assert.match((await said).text().replace("[CTI ADAPTER]: the panel: ", ""), REASON);
  await softphone.getByRole("button", { name: "Restart the panel" }).click();
  assert.equal(await softphone.locator("#status").getAttribute("data-status"), "ready");

  await openTab(softphone, "activity");
  await softphone.getByText("Recording for support").click();
  const falls = await fallsInRecording(tab, softphone);
  assert.deepEqual(falls.map(({ module }) => module), ["panel"]);
  assert.match(falls[0].reason, REASON);
}
