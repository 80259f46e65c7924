// The panel falls between the last key and the writing of the log: what was typed is there again, the card says that it is not in the
// log yet, and one press writes it.
// Shows: issue-5-6-log
import assert from "node:assert/strict";

import { breakPanel, watchModules } from "../../lib/fall.mjs";
import { answer, isKept, openTab, ready, showSoftphone, talkAndHangUp, theLog } from "../../lib/softphone.mjs";

const NOTES = "Wants the invoice again";

export async function run(t) {
  t.expect(/\[CTI ADAPTER\]: the panel:|\/(pkg\/overlay|panel)\.js/);
  await watchModules(t);
  const tab = await t.open("/");
  const softphone = await ready(tab);
  await showSoftphone(t, tab);
  await t.direct({ do: "knownCall" });
  await t.until("it rings", (facts) => facts.contacts.length === 1);
  await answer(t, tab);
  await talkAndHangUp(t, 10_000);
  await theLog(t);
  await openTab(softphone, "log");
  const notes = softphone.locator("#logs").getByLabel("Notes");
  await notes.fill(NOTES);
  // The core has them as soon as the agent pauses; writing them is still some seconds away.
  await t.until("the core keeps them", () => isKept(softphone, NOTES));
  // Whatever it does next, it cannot go on: not even hand over what it holds when the field goes.
  await breakPanel(softphone);
  await softphone.locator("#drawer-handle").click();
  await softphone.getByRole("button", { name: "Restart the panel" }).click();
  await softphone.locator("#logs").getByText("Not in the call log yet.").waitFor();
  assert.equal(await notes.inputValue(), NOTES);
  await softphone.locator("#logs").getByRole("button", { name: "Save now" }).click();
  await softphone.locator("#logs").getByText("In the call log.", { exact: true }).waitFor();
  assert.equal((await theLog(t)).Description, NOTES);
}
