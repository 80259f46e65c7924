// The core panics: its message and place are on the console and in the recording for support, from the page where it happened and
// after a reload.
// Shows: call-panic-said, F15
import assert from "node:assert/strict";

import { fallsInRecording, panic, watchModules } from "../../lib/fall.mjs";
import { openTab, ready, showSoftphone } from "../../lib/softphone.mjs";

const REASON = /^panicked at \S*adapter\S+lib\.rs:\d+:\d+:\s+asked to fall/;

export async function run(t) {
  t.expect(/\[CTI ADAPTER\]: the softphone core:/);
  t.expect(/\/(pkg\/adapter|boot)/);
  t.expect(/unreachable/);
  await watchModules(t);
  const tab = await t.open("/");
  const softphone = await ready(tab);
  await showSoftphone(t, tab);
  await openTab(softphone, "activity");
  await softphone.getByText("Recording for support").click();
  const said = tab.page.waitForEvent("console", (line) => line.text().includes("asked to fall"));
  await panic(softphone, "cores");
  assert.match((await said).text().replace("[CTI ADAPTER]: the softphone core: ", ""), REASON);
  await softphone.locator('#status[data-status="stopped"]').waitFor();
  const check = (falls) => {
    assert.deepEqual(falls.map(({ module }) => module), ["core"]);
    assert.match(falls[0].reason, REASON);
    assert.ok(!Number.isNaN(Date.parse(falls[0].at)), falls[0].at);
  };
  check(await fallsInRecording(tab, softphone));

  await tab.reload();
  const again = await ready(tab);
  await showSoftphone(t, tab);
  await openTab(again, "activity");
  await again.getByText("Recording for support").click();
  check(await fallsInRecording(tab, again));
}
