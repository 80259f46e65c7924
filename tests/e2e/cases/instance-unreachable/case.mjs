// Nothing answers at the address of the instance: the phone says which, in the utility bar of the workbench that it does not start, and opens
// its panel once. When the browser has a network again the phone starts by itself.
// Shows: F12
import assert from "node:assert/strict";

import { ready } from "../../lib/softphone.mjs";

const INSTANCE = /^https:\/\/acme\.my\.connect\.aws\//;

export async function run(t) {
  t.answer(INSTANCE, "abort");
  t.expect(/net::ERR_/);
  // Begun anew in the same page, the library finds its own channel there.
  t.expect(/Attempted to initialize provider more than one time/);
  t.expect(/Error when setting up AmazonConnectStreamsSite/);
  const tab = await t.open("/");
  await t.until("the panel comes up by itself", (facts) => facts.consoles[0]?.panel.visible);
  const softphone = await tab.softphone();
  await softphone.locator("#problems code", { hasText: "connect-unreachable" }).waitFor();
  assert.match(await softphone.locator("#problems").innerText(), /https:\/\/acme\.my\.connect\.aws\/ccp-v2\//);
  await softphone.getByRole("button", { name: "Try again" }).waitFor();
  const label = await t.until("the utility bar says so", (facts) => facts.consoles[0]?.panel.label !== "Phone" && facts.consoles[0].panel.label);
  await tab.page.locator(".utility-item", { hasText: label }).waitFor();

  t.forget(INSTANCE);
  await softphone.getByRole("button", { name: "Try again" }).click();
  await ready(tab);
  assert.equal(await softphone.locator("#findings article").count(), 0);
  await t.until("the utility bar says so", (facts) => facts.consoles[0]?.panel.label === "Phone");
  await tab.page.locator(".utility-item", { hasText: "Phone" }).waitFor();
  const shown = (await t.facts()).calls.filter(({ method, args }) => method === "setSoftphonePanelVisibility" && args.visible);
  assert.equal(shown.length, 1, "it was opened once");
}
