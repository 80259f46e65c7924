// The softphone page is opened on its own: it says where it belongs, and never shows a blank panel.
// Shows: gotcha-4
import assert from "node:assert/strict";

export async function run(t) {
  const tab = await t.openAt("https://cti.example.com/softphone/");
  const finding = tab.page.locator(".problem.stops");
  await finding.waitFor();
  assert.match(await finding.innerText(), /not inside Salesforce/);
  assert.equal(await finding.locator("code").innerText(), "not-in-salesforce");
  assert.equal(await tab.page.locator("#status").getAttribute("data-status"), "stopped");
}
