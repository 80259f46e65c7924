// Try it: a flow runs in the simulator inside the page, at once and block by block, with a breakpoint and with a pinned reply; the canvas
// and a table show it; the run is saved, and cti finds in it what was found here. By mouse, and the same by keyboard.
// Shows: issue-12-6
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFile, mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { accessibility, block, keptItems, openStudio } from "../../lib/studio.mjs";

const FLOW = new URL("../../../../flows/voice-screen-pop.json", import.meta.url);
const SCENARIO = new URL("../../../../flows/voice-screen-pop.scenario.json", import.meta.url);

export async function run(t) {
  const page = await openStudio(t);
  const choose = async (button, files) => {
    const chooser = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: button, exact: true }).click();
    await (await chooser).setFiles(files);
  };
  await choose("Import", fileURLToPath(FLOW));
  await page.getByRole("link", { name: "Voice screen pop" }).click();
  await page.locator(".viewport").waitFor();

  const panel = page.getByRole("region", { name: "Try it" });
  const status = panel.getByRole("status");
  const press = (name) => panel.getByRole("button", { name, exact: true }).click();
  const rows = () => panel.locator("tbody tr");
  const badge = (title) => block(page, title).locator(".step");
  const saved = async () => (await keptItems(page)).find(({ key }) => key === "voice-screen-pop");
  const before = await saved();

  // At once: a known caller is found in the simulated org.
  await page.getByRole("button", { name: "Try it", exact: true }).click();
  await press("Run");
  await status.getByText(/^The run completed.*: 6 blocks/).waitFor();
  assert.equal(await rows().count(), 6);
  const search = rows().nth(4);
  await search.getByText('→ search {"text":"(415) 555-0142"').waitFor();
  await search.getByText("count = 1").waitFor();
  await badge("Open the caller").getByText("5 · success").waitFor();
  assert.equal(await page.locator(".wire.taken").count(), 5);
  assert.deepEqual(await accessibility(page), [], "a run");

  // The number is another: nobody is found, and the run is another.
  await panel.getByLabel("Sample contact").selectOption({ label: "Unknown caller" });
  await press("Run");
  await search.getByText("count = 0").waitFor();
  await panel.getByLabel("Sample contact").selectOption({ label: "Chat" });
  await press("Run");
  await status.getByText("This flow waits for the source Amazon Connect Voice Contact, and Chat is another").waitFor();
  assert.equal(await rows().count(), 0);

  // Block by block, and to a breakpoint.
  await panel.getByLabel("Sample contact").selectOption({ label: "Known caller" });
  await panel.getByText("Attributes and payload").click();
  await panel.getByLabel(/^Attributes/).fill("vip");
  await press("Run");
  await status.getByText("Attributes, line 1: write name = value.").waitFor();
  await panel.getByLabel(/^Attributes/).fill("vip = yes");
  await press("Step");
  await status.getByText("Paused before step 2 of the run").waitFor();
  await badge("Does the customer call us?").getByText("2 · next").waitFor();
  await press("Step");
  assert.equal(await rows().count(), 2);
  await press("Step back");
  assert.equal(await rows().count(), 1);
  await block(page, "Open the caller").locator(".body").click();
  await press("Breakpoint");
  await block(page, "Open the caller").getByRole("img", { name: "Breakpoint" }).waitFor();
  await press("Run on");
  await status.getByText("Paused before step 5 of the run: Open the caller [uid-5].").waitFor();
  await press("Run on");
  await status.getByText(/^The run completed/).waitFor();

  // A pinned reply: what is no reply is refused; then the search fails, and the flow logs it.
  await panel.getByRole("button", { name: "Pin the reply to search of uid-5" }).click();
  const dialog = page.locator("dialog");
  await dialog.getByLabel("Reply, as a scenario has it").fill("{");
  await dialog.getByRole("button", { name: "Pin", exact: true }).click();
  await dialog.getByText("This is no JSON").waitFor();
  assert.deepEqual(await accessibility(page), [], "pinning");
  await dialog.getByRole("button", { name: "It fails" }).click();
  await dialog.getByRole("button", { name: "Pin", exact: true }).click();
  await badge("Open the caller").getByText("5 · failure").waitFor();
  await panel.getByText("search of uid-5 fails").waitFor();
  await search.getByText("failed: Rejected: An error occurred").waitFor();
  assert.deepEqual(await accessibility(page), [], "a run with a pin");
  if (process.env.STUDIO_PICTURES) await page.screenshot({ path: join(process.env.STUDIO_PICTURES, "studio-try.png") });

  // Saved: cti finds the same.
  const folder = await mkdtemp(join(tmpdir(), "studio-try-"));
  await copyFile(FLOW, join(folder, "voice-screen-pop.json"));
  const save = async () => {
    const download = page.waitForEvent("download");
    await press("Save as scenario");
    const file = await download;
    assert.equal(file.suggestedFilename(), "voice-screen-pop.scenario.json");
    await file.saveAs(join(folder, "voice-screen-pop.scenario.json"));
    const ran = spawnSync(process.env.SWITCHBOARD_CTI, ["test", folder], { encoding: "utf8" });
    return ran.stdout + ran.stderr;
  };
  assert.match(await save(), /1 passed, 0 failed/);

  // A scenario that is there: its cases are choices, and it keeps them.
  await choose("Open a scenario", fileURLToPath(FLOW));
  await page.getByText("voice-screen-pop.json is no scenario").waitFor();
  await choose("Open a scenario", fileURLToPath(SCENARIO));
  await page.getByText(/voice-screen-pop.scenario.json: \d+ cases to choose from/).waitFor();
  await panel.getByRole("button", { name: "Unpin search of uid-5" }).click();
  await panel.getByLabel("Sample contact").selectOption({ label: "Scenario: an outbound call opens nothing" });
  await press("Clear");
  await press("Run");
  await status.getByText(/^The run completed.*: 3 blocks/).waitFor();
  const { cases } = JSON.parse(await readFile(SCENARIO, "utf8"));
  assert.match(await save(), new RegExp(`${cases.length} passed, 0 failed`));

  // By keyboard: run, step, breakpoint; and an edit says that the run is of before.
  await press("Clear");
  await panel.getByLabel("Sample contact").selectOption({ label: "Known caller" });
  await block(page, "Start").locator(".body").focus();
  await page.keyboard.press("n");
  await status.getByText("Paused before step 2 of the run").waitFor();
  await page.keyboard.press("r");
  await status.getByText("Paused before step 5 of the run").waitFor();
  await block(page, "Open the caller").locator(".body").focus();
  await page.keyboard.press("b");
  await page.keyboard.press("r");
  await status.getByText(/^The run completed/).waitFor();
  assert.equal(await page.locator(".breakpoint").count(), 0);
  assert.deepEqual(await saved(), before, "nothing of a trial is in the flow");
  await page.keyboard.press("ArrowDown");
  await status.getByText("The flow has changed since this run: run it again.").waitFor();
}
