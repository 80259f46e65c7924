// Everything goes out as one archive and comes back to the byte in another browser; a record list of the incumbent's says when its flows
// run, and what was changed is reported; an import is taken back.
// Shows: issue-12-7-archive
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

import { accessibility, forgetEverything, keptFlows, openStudio } from "../../lib/studio.mjs";

const SHIPPED = ["voice-screen-pop", "click-to-dial", "call-log", "callback-customer"];
const path = (name) => fileURLToPath(new URL(`../../../../flows/${name}.json`, import.meta.url));

export async function run(t) {
  const page = await openStudio(t);
  const choose = async (files) => {
    const chooser = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: "Import" }).click();
    await (await chooser).setFiles(files);
  };
  await choose(SHIPPED.map(path));
  await page.getByText("4 flows imported.").waitFor();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export all" }).click();
  const file = await download;
  assert.equal(file.suggestedFilename(), "switchboard-flows.zip");
  const archive = { name: "switchboard-flows.zip", mimeType: "application/zip", buffer: await readFile(await file.path()) };

  // As in an empty browser.
  await forgetEverything(page);
  await page.reload();
  await page.getByText("There are no flows yet.").waitFor();
  await choose([archive]);
  await page.getByText("4 flows imported.").waitFor();
  const kept = await keptFlows(page);
  for (const name of SHIPPED) {
    const text = await readFile(path(name), "utf8");
    assert.equal(kept[JSON.parse(text).name].text, text, name);
  }

  // The incumbent's: a flow without a word of when it runs, and the list of records.
  const flow = '{"actions":[{"id":"uid-0","type":"SE_Start","ports":{"done":"uid-1"}},{"id":"uid-1","type":"SE_End"}]}';
  const list = "Name;Source;Event;Active\nGreeting;Amazon Connect Voice Contact;onConnecting;true\n";
  await choose([
    { name: "Greeting.json", mimeType: "application/json", buffer: Buffer.from(flow) },
    { name: "records.csv", mimeType: "text/csv", buffer: Buffer.from(list) },
  ]);
  await page.getByText("1 flow imported.").waitFor();
  const report = page.getByRole("dialog", { name: "Import report" });
  await report.getByRole("heading", { name: "Columns" }).waitFor();
  assert.deepEqual(await accessibility(page), [], "the report");
  await page.keyboard.press("Escape");
  const row = page.locator(".flow-row", { has: page.locator(".name", { hasText: "Greeting" }) });
  await row.getByText("Amazon Connect Voice Contact · onConnecting").waitFor();

  // Taken back; and what is a zip by its name only is said.
  await page.locator(".notice").getByRole("button", { name: "Undo" }).click();
  await row.waitFor({ state: "detached" });
  await choose([{ name: "odd.zip", mimeType: "application/zip", buffer: Buffer.from("no zip") }]);
  await report.getByText("this is no zip file").waitFor();
  await page.getByText("Nothing was imported.").waitFor();
}
