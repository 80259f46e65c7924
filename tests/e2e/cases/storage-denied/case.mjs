// A strict browser keeps site data from the page: Amazon Connect's library cannot start, and the page says what to allow,
// in one finding.
// Shows: F10
import assert from "node:assert/strict";

export const storage = "denied";

export async function run(t) {
  const tab = await t.open("/");
  await tab.page.locator(".utility-item").click();
  const softphone = await tab.softphone();
  await softphone.locator("#problems code", { hasText: "storage-denied" }).waitFor();
  await t.until("the phone has tried to start", (facts) => facts.calls.some((call) => call.method === "getCallCenterSettings"));
  await softphone.locator('#status[data-status="stopped"]').waitFor();
  const codes = await softphone.locator("#problems code").allInnerTexts();
  assert.deepEqual(codes, ["storage-denied"], "one cause, one finding");
  assert.match(await softphone.locator("#problems").innerText(), /allow site data/);
}
