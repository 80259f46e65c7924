// Two tabs on one flow: what the other has saved is never overwritten unseen, and nothing drawn is lost. Findings lead to
// their blocks, and repairs can be undone.
// Shows: studio-nothing-lost
import assert from "node:assert/strict";

import { accessibility, block, keptFlows, openStudio } from "../../lib/studio.mjs";

/** An empty required argument, an old argument, a port that leads nowhere, an unknown type. */
const ODD = {
  name: "Odd",
  source: "connectVoiceContact",
  event: "onConnecting",
  active: false,
  actions: [
    { id: "uid-1", type: "SE_Start", ports: { done: "uid-2" }, position: [0, 0] },
    { id: "uid-2", type: "SE_SetProperty", meta: { title: "Keep" }, controls: {}, ports: { done: "uid-3" }, position: [256, 0] },
    { id: "uid-3", type: "SE_SFCreateTask", meta: { title: "Task" }, controls: { subject1: "s", TaskSubType: "Call" },
      ports: { success: "uid-4", failure: "uid-9" }, position: [512, 0] },
    { id: "uid-4", type: "SE_Magic", own: { kept: true }, position: [768, 0] },
  ],
};

export async function run(t) {
  const first = await openStudio(t);
  await first.evaluate((flow) => {
    const item = { key: "odd", kind: "flow", text: JSON.stringify(flow, null, 1), revision: "1" };
    localStorage.setItem("switchboard.studio.item.odd", JSON.stringify(item));
  }, ODD);
  await first.reload();
  const address = `${first.url().split("#")[0]}#/flows/odd`;
  await first.goto(address);
  await block(first, "Keep").waitFor();

  // Findings: counted, listed, and a click goes to the field.
  await first.locator("#findings-summary").click();
  await first.getByRole("button", { name: /key.*required argument/ }).click();
  await first.locator("#argument-key").and(first.locator(":focus")).waitFor();
  assert.deepEqual(await accessibility(first), [], "findings and a block");
  const before = (await keptFlows(first)).Odd.text;
  await first.getByRole("button", { name: "Repair 2 things" }).click();
  await first.getByText("Repaired:").waitFor();
  await first.getByRole("button", { name: "Undo", exact: true }).last().click();
  await first.getByText("Saved", { exact: true }).waitFor();

  // The other tab saves first.
  const { page: second } = await t.openAt(address);
  await block(second, "Keep").locator(".body").click();
  await second.locator("#block-title").fill("Theirs");
  await second.getByRole("button", { name: "Save", exact: true }).click();
  await second.getByText("Saved in this browser").waitFor();

  await block(first, "Task").locator(".body").click();
  await first.locator("#block-title").fill("Mine");
  await first.keyboard.press("Control+s");
  await first.getByRole("heading", { name: "Changed elsewhere" }).waitFor();
  const theirs = (await keptFlows(first)).Odd.text;
  assert.equal(theirs, before.replace('"Keep"', '"Theirs"'), "nothing was overwritten, and only the title had changed");
  await first.getByRole("button", { name: "Load theirs" }).click();
  await block(first, "Theirs").waitFor();
  await first.getByText("Saved", { exact: true }).waitFor();
  // Mine is one step back, and saving it now is meant.
  await block(first, "Theirs").locator(".body").focus();
  await first.keyboard.press("Control+z");
  await block(first, "Mine").waitFor();
  await first.keyboard.press("Control+s");
  await first.getByText("Saved in this browser").waitFor();
  assert.equal((await keptFlows(first)).Odd.text, before.replace('"Task"', '"Mine"'));

  // Deleted elsewhere: what is drawn here can be saved again.
  await second.goto(`${address.split("#")[0]}#/`);
  await second.getByRole("button", { name: "Delete Odd" }).click();
  await second.getByText("“Odd” is deleted.").waitFor();
  await first.locator("#block-title").fill("Still mine");
  await first.keyboard.press("Control+s");
  await first.getByText("This flow was deleted elsewhere").waitFor();
  await first.getByRole("button", { name: "Save mine over it" }).click();
  await first.getByText("Saved in this browser").waitFor();
  assert.ok((await keptFlows(first)).Odd.text.includes("Still mine"));

  // Both save at the same moment: one of them is told, whichever it is, and nothing of either is lost.
  await second.goto(address);
  await block(second, "Still mine").locator(".body").click();
  const title = (page) => page.locator("#block-title");
  await title(first).fill("One");
  await title(second).fill("Two");
  const conflict = (page) => page.getByRole("heading", { name: "Changed elsewhere" });
  await Promise.all([first, second].map((page) => page.keyboard.press("Control+s")));
  const loser = await Promise.race([first, second].map((page) => conflict(page).waitFor().then(() => page)));
  const winner = loser === first ? second : first;
  await winner.getByText("Saved in this browser").waitFor();
  assert.equal(await conflict(winner).count(), 0);
  assert.ok((await keptFlows(first)).Odd.text.includes(winner === first ? '"One"' : '"Two"'));
  await loser.getByRole("button", { name: "Save mine over it" }).click();
  await loser.getByText("Saved in this browser").waitFor();
  assert.ok((await keptFlows(first)).Odd.text.includes(loser === first ? '"One"' : '"Two"'));

  // Leaving with unsaved changes asks; what is left stays a draft and is back.
  await first.locator("#block-title").fill("Unsaved");
  await first.getByRole("link", { name: "‹ Flows" }).click();
  await first.getByRole("button", { name: "Leave, keep the draft" }).click();
  await first.getByText("draft", { exact: true }).waitFor();
  await first.getByRole("button", { name: "Draw Odd" }).click();
  await first.getByText("What you drew here and did not save is back.").waitFor();
  await block(first, "Unsaved").waitFor();
}
