// A query parameter names a host that is not Salesforce's: no script is loaded from it, and the page says why.
// Shows: difference-a, S1
import assert from "node:assert/strict";

const SOFTPHONE =
  "https://cti.example.com/softphone/?mode=Lightning&sfdcIframeOrigin=https%3A%2F%2Facme.lightning.force.com.evil.example";

export async function run(t) {
  t.answer(/\/frame$/, {
    status: 200,
    headers: { "content-type": "text/html" },
    body: `<!doctype html><title>Frame</title><iframe src="${SOFTPHONE}" width="400" height="560"></iframe>`,
  });
  const tab = await t.openAt("https://acme.lightning.force.com/frame");
  const softphone = await tab.softphone();
  const finding = softphone.locator(".problem.stops");
  await finding.waitFor();
  assert.equal(await finding.locator("code").innerText(), "host-refused");
  assert.match(await finding.innerText(), /acme\.lightning\.force\.com\.evil\.example/);
  // A request to the foreign host would have failed the case by itself: it is not one of this world's origins.
}
