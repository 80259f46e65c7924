// A check of the workbench, not of the product: as in Lightning, the form for a new record is a modal over everything, the
// phone included. That is what the adapter must not do to a ringing call, and a kinder console would hide it.
// Shows: call-no-match
import assert from "node:assert/strict";

import { ready } from "../../lib/softphone.mjs";

export async function run(t) {
  const tab = await t.open("/");
  const softphone = await ready(tab);
  await t.direct({ do: "knownCall" });
  await t.until("it rings", (facts) => facts.contacts.length === 1);
  const reachable = () =>
    tab.page.locator(".softphone iframe").evaluate((frame) => frame.closest("[inert]") === null);
  assert.equal(await reachable(), true);

  await softphone.evaluate(() => {
    const { opencti } = window.sforce;
    opencti.screenPop({ type: opencti.SCREENPOP_TYPE.NEW_RECORD_MODAL, params: { entityName: "Contact" }, callback() {} });
  });
  await tab.page.getByRole("dialog", { name: "New Contact" }).waitFor();
  assert.equal(await reachable(), false, "the form is over the phone");

  await tab.page.getByRole("button", { name: "Cancel" }).click();
  await tab.page.getByRole("dialog").waitFor({ state: "detached" });
  assert.equal(await reachable(), true);
}
