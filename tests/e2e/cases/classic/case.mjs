// Salesforce Classic frames the page: the agent is told to switch, and nothing is loaded from anywhere.
// Shows: gotcha-1, gotcha-4
import assert from "node:assert/strict";

const SOFTPHONE =
  "https://cti.example.com/softphone/?sfdcIFrameOrigin=https%3A%2F%2Facme.my.salesforce.com&nonce=0123456789abcdef";

export async function run(t) {
  t.answer(/\/classic$/, {
    status: 200,
    headers: { "content-type": "text/html" },
    body: `<!doctype html><title>Classic</title><iframe src="${SOFTPHONE}" width="400" height="560"></iframe>`,
  });
  const tab = await t.openAt("https://acme.lightning.force.com/classic");
  const softphone = await tab.softphone();
  const finding = softphone.locator(".problem.stops");
  await finding.waitFor();
  assert.equal(await finding.locator("code").innerText(), "classic");
  assert.match(await finding.innerText(), /Lightning Experience/);
  assert.equal(await softphone.evaluate(() => typeof window.sforce), "undefined");
}
