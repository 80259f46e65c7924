// A page of somebody else's frames the softphone and names an org that is allowed, and the web server has lost the header that says who may
// frame it: the browser names the frame, and the page stops and says which it is.
// Shows: issue-10-integrity
import assert from "node:assert/strict";
import { join } from "node:path";

import { StaticHost } from "../../lib/static-host.mjs";

const SOFTPHONE = "https://cti.example.com/softphone/?mode=Lightning&sfdcIframeOrigin=https%3A%2F%2Facme.lightning.force.com";

export async function run(t) {
  const host = await StaticHost.open(join(process.env.SWITCHBOARD_DIST, "site"));
  const page = /^https:\/\/cti\.example\.com\/softphone(\/[^?]*)/;
  t.answer(page, async (url) => {
    const { headers, ...answer } = await host.answer(page.exec(url)[1]);
    const policy = headers["content-security-policy"].replace(/frame-ancestors [^;]*; /, "");
    return { ...answer, headers: { ...headers, "content-security-policy": policy } };
  });
  t.answer(/^https:\/\/evil\.example\/$/, {
    status: 200,
    headers: { "content-type": "text/html" },
    body: `<!doctype html><title>Evil</title><iframe src="${SOFTPHONE}" width="400" height="560"></iframe>`,
  });
  const tab = await t.openAt("https://evil.example/");
  const softphone = await tab.softphone();
  const finding = softphone.locator(".problem.stops");
  await finding.waitFor();
  assert.equal(await finding.locator("code").innerText(), "host-refused");
  assert.match(await finding.innerText(), /“https:\/\/evil\.example”/);
}
