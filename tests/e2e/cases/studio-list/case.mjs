// The list of flows: templates, activating, a second active flow for an event, duplicates, deleting and taking back, search,
// import and export to the byte, and what is stored but no flow.
// Shows: BH-93, BH-151
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

import { accessibility, block, keptFlows, keptItems, openStudio } from "../../lib/studio.mjs";

const SHIPPED = new URL("../../../../flows/", import.meta.url);

export async function run(t) {
  const page = await openStudio(t);
  const row = (name) => page.locator(".flow-row", { has: page.locator(".name", { hasText: name }) });

  // All flows that ship come in and go out as they are.
  const names = ["voice-screen-pop", "click-to-dial", "call-log", "callback-customer"];
  const texts = new Map();
  for (const name of names) texts.set(name, await readFile(new URL(`${name}.json`, SHIPPED), "utf8"));
  const choose = async (files) => {
    const chooser = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: "Import" }).click();
    await (await chooser).setFiles(files);
  };
  const file = (name, text) => ({ name, mimeType: "application/json", buffer: Buffer.from(text) });
  await choose([...[...texts].map(([name, text]) => file(`${name}.json`, text)), file("notes.txt", "no flow")]);
  await page.getByText("4 flows imported.").waitFor();
  const report = page.getByRole("dialog", { name: "Import report" });
  await report.getByRole("heading", { name: "notes.txt" }).waitFor();
  assert.equal(await report.getByRole("listitem").count(), 1, "of the flows nothing is to be said");
  assert.deepEqual(await accessibility(page), [], "the report");
  await page.keyboard.press("Escape");
  for (const [name, text] of texts) {
    const title = JSON.parse(text).name;
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: `Export ${title}` }).click();
    assert.equal(await readFile(await (await download).path(), "utf8"), text, name);
  }
  assert.deepEqual(await accessibility(page), []);

  // Search says where something is used.
  await page.getByRole("searchbox", { name: "Search all flows" }).fill("isInbound");
  await page.getByText("Found in:").waitFor();
  await page.getByRole("button", { name: "Does the customer call us? [uid-2], value" }).waitFor();
  assert.equal(await page.locator(".flow-row").count(), 1);
  await page.getByRole("searchbox", { name: "Search all flows" }).fill("");

  // A copy is inactive; a second active flow for one event is said.
  await page.getByRole("button", { name: "Duplicate Voice screen pop" }).click();
  const copy = row("Voice screen pop (copy)");
  await copy.waitFor();
  assert.equal(await copy.getByRole("checkbox").isChecked(), false);
  await copy.getByRole("checkbox").check();
  await page.getByText("“Voice screen pop” is active for this event, too").waitFor();

  // Renamed by its record; nothing else of the file changes.
  await copy.getByRole("button", { name: "Record Voice screen pop (copy)" }).click();
  await page.locator("dialog").getByText("is active for this event, too").waitFor();
  await page.getByLabel("Name", { exact: true }).fill("Second pop");
  await page.getByRole("button", { name: "Save" }).click();
  await row("Second pop").waitFor();
  const { text } = (await keptFlows(page))["Second pop"];
  assert.equal(text, texts.get("voice-screen-pop").replace("Voice screen pop", "Second pop"));

  // Deleted, and taken back.
  await page.getByRole("button", { name: "Delete Second pop" }).click();
  await page.getByText("“Second pop” is deleted.").waitFor();
  assert.equal(await row("Second pop").count(), 0);
  await page.getByRole("button", { name: "Undo" }).click();
  await row("Second pop").waitFor();

  // From a template, with its picture.
  await page.getByRole("button", { name: "New from a template" }).click();
  await page.getByRole("img", { name: "Click to dial" }).waitFor();
  assert.deepEqual(await accessibility(page), [], "the templates");
  await page.keyboard.press("Escape");

  // A flow that no org keeps says so while it is drawn.
  const large = (length) => {
    const flow = JSON.parse(texts.get("click-to-dial"));
    // An org keeps name, description, source and event beside the definition.
    const { name, description, source, event, active, ...definition } = { ...flow, padding: "" };
    flow.padding = "x".repeat(length - JSON.stringify(definition).length);
    return JSON.stringify(flow, null, 2);
  };
  await choose([file("near.json", large(119_990)), file("large.json", large(120_001))]);
  await page.getByText("2 flows imported.").waitFor();
  await page.keyboard.press("Escape");
  const open = async (key) => page.goto(`${page.url().split("#")[0]}#/flows/${key}`);
  await open("near");
  await page.getByText("This flow has 119990 of the 120000 characters").waitFor();
  await open("large");
  await page.getByText("it has 120001 characters, 1 more than the 120000").waitFor();
  assert.deepEqual(await accessibility(page), [], "a flow that is too large");
  await open("voice-screen-pop");
  await page.locator(".viewport").waitFor();
  assert.equal(await page.locator(".footer .size").isVisible(), false);

  // What is stored and no flow: shown as that, never drawn, and kept until something is saved.
  await page.evaluate(() => {
    const item = { key: "script", kind: "flow", text: "function run() { alert(1) }", revision: "1" };
    localStorage.setItem("switchboard.studio.item.script", JSON.stringify(item));
  });
  await page.reload();
  await page.goto(`${page.url().split("#")[0]}#/flows/script`);
  await page.getByRole("heading", { name: "Invalid Script" }).waitFor();
  assert.deepEqual(await accessibility(page), [], "the page of an invalid script");
  await page.getByRole("button", { name: "Continue →" }).click();
  await page.locator(".viewport").waitFor();
  assert.equal(await block(page, "Start").count(), 0);
  const stored = (await keptItems(page)).find(({ key }) => key === "script");
  assert.equal(stored.text, "function run() { alert(1) }");
}
