// The org's library cannot be loaded: the agent is told so, with the address and what to do, and can try again.
// Shows: gotcha-5
import assert from "node:assert/strict";

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

  t.forget(library);
  await softphone.getByRole("button", { name: "Try again" }).click();
  await ready(tab);
  await t.until("click-to-dial works", (facts) => facts.clickToDial);
}
