// What an administrator decides in Setup: items of the call center choose language and panels; one that cannot be used is named
// with what could; and the panel says what the softphone layout is.
// Shows: BH-155
import assert from "node:assert/strict";

import { setItem } from "../../lib/page.mjs";
import { openTab, ready } from "../../lib/softphone.mjs";

export async function run(t) {
  await setItem(t, "language", "de");
  await setItem(t, "recordingPanel", "true");
  await setItem(t, "duringCall", "merge");
  const tab = await t.open("/");
  const softphone = await ready(tab);
  await t.direct({ do: "console", act: { do: "toggleSoftphone" } });
  await t.until("it speaks German", async () => (await softphone.locator("html").getAttribute("lang")) === "de");

  const finding = softphone.locator("#findings article");
  assert.equal(await finding.locator("code").textContent(), "custom-item-invalid");
  const remedy = await finding.locator("p").textContent();
  for (const part of ["duringCall", "„merge“", "disable, addParty"]) assert.ok(remedy.includes(part), remedy);

  await openTab(softphone, "recording");
  await openTab(softphone, "activity");
  const setup = softphone.locator("#setup");
  await setup.locator("summary", { hasText: "Softphone-Layout" }).click();
  assert.deepEqual(await setup.locator("li").allTextContents(), [
    "Nach Anrufern durchsucht: Contact, Lead, Account",
    "Nicht durchsucht: Case",
    "Niemand gefunden: Ein neuer Datensatz öffnet sich (Contact)",
    "Ein Datensatz gefunden: Der Datensatz öffnet sich",
    "Mehrere Datensätze gefunden: Die Suchseite von Salesforce öffnet sich",
    "„Nicht anrufen“ ist bekannt bei: Contact, Lead, Account",
  ]);

  await setItem(t, "duringCall", "addParty");
  await tab.reload();
  const again = await ready(tab);
  await t.until("it speaks German", async () => (await again.locator("html").getAttribute("lang")) === "de");
  assert.equal(await again.locator("#findings article").count(), 0);
}
