// Versions: what was saved before comes back, and can be taken back again; and a place that was found is opened, with its argument.
// Shows: issue-12-7-versions
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

import { accessibility, keptFlows, openStudio } from "../../lib/studio.mjs";

const FLOW = new URL("../../../../flows/voice-screen-pop.json", import.meta.url);

export async function run(t) {
  const page = await openStudio(t);
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Import" }).click();
  await (await chooser).setFiles(fileURLToPath(FLOW));
  await page.getByText("1 flow imported.").waitFor();
  const text = await readFile(FLOW, "utf8");

  // Where is it used? The place is opened: flow, block, argument.
  await page.getByRole("searchbox", { name: "Search all flows" }).fill("isInbound");
  await page.getByRole("button", { name: "Does the customer call us? [uid-2], value" }).click();
  await page.locator(".viewport").waitFor();
  await page.getByText("ID: uid-2").waitFor();
  await page.waitForFunction(() => document.activeElement?.closest(".argument") !== null);

  // Renamed and saved twice: two more versions.
  for (const name of ["Second text", "Third text"]) {
    await page.getByRole("button", { name: "Record" }).click();
    await page.getByLabel("Name", { exact: true }).fill(name);
    await page.locator("dialog").getByRole("button", { name: "Save" }).click();
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText("Saved in this browser.").waitFor();
    await page.getByRole("button", { name: "Dismiss" }).click();
  }
  await page.getByRole("link", { name: "‹ Flows" }).click();
  await page.getByRole("button", { name: "Versions Third text" }).click();
  const dialog = page.getByRole("dialog", { name: "Versions of Third text" });
  await dialog.getByText("7 blocks · as it is now").waitFor();
  assert.equal(await dialog.getByRole("listitem").count(), 3);
  assert.deepEqual(await accessibility(page), [], "versions");
  if (process.env.STUDIO_PICTURES) await page.screenshot({ path: `${process.env.STUDIO_PICTURES}/studio-versions.png` });
  await dialog.getByRole("button", { name: /^Restore the text of/ }).last().click();
  await page.getByText(/“Third text” is as it was/).waitFor();
  assert.equal((await keptFlows(page))["Voice screen pop"].text, text, "to the byte");
  await page.getByRole("button", { name: "Undo" }).click();
  await page.locator(".name", { hasText: "Third text" }).waitFor();
  await page.getByRole("button", { name: "Versions Third text" }).click();
  await dialog.getByText("7 blocks · as it is now").first().waitFor();
  assert.equal(await dialog.getByRole("listitem").count(), 5, "restoring and taking it back are saves, too");
}
