// The org's library cannot be loaded: the agent is told so, with the address and what to do, and can try again.
// Shows: gotcha-5
import assert from "node:assert/strict";

import { ORIGIN_HEADER, WORLD_HEADER } from "../../lib/host.mjs";
import { ready } from "../../lib/softphone.mjs";

export async function run(t) {
  const library = /\/support\/api\/\d+\.0\/lightning\/opencti/;
  t.answer(library, "abort");
  t.expect(/opencti_min\.js/);
  const tab = await t.open("/");
  await tab.page.locator(".utility-item").click();
  const softphone = await tab.softphone();
  const finding = softphone.locator(".problem.stops");
  await finding.waitFor();
  assert.match(await finding.innerText(), /library could not be loaded/);
  assert.match(await finding.innerText(), /https:\/\/acme\.lightning\.force\.com\/support\/api/);
  assert.equal(await finding.locator("code").innerText(), "library-blocked");

  // There again, but slow: otherwise the page, which looks again by itself, may be ready before the press. Only a press takes the
  // finding away before there is an answer.
  t.forget(library);
  let deliver;
  const delivered = new Promise((resolve) => (deliver = resolve));
  t.answer(library, async (address) => {
    await delivered;
    const headers = { [ORIGIN_HEADER]: new URL(address).origin, [WORLD_HEADER]: t.world };
    const got = await fetch(t.host_.address + new URL(address).pathname, { headers });
    return { status: got.status, contentType: "text/javascript", body: await got.text() };
  });
  await softphone.getByRole("button", { name: "Try again" }).click();
  await softphone.locator('#status[data-status="starting"]').waitFor();
  await finding.waitFor({ state: "detached" });
  deliver();
  await ready(tab);
  await t.until("click-to-dial works", (facts) => facts.clickToDial);
}
