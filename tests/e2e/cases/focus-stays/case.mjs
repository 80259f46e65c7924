// What changes by itself takes no keyboard away: a line that is put away, data and attributes that come anew under the button that
// copies them, and a flow that wants all attributes shown while the agent writes.
// Shows: A1-drawer, A1
import assert from "node:assert/strict";

import { over } from "../../lib/actions.mjs";
import { flow } from "../../lib/flow.mjs";
import { withPage } from "../../lib/page.mjs";
import { answer, keptLog, openTab, ready, showSoftphone } from "../../lib/softphone.mjs";

const SENDS = flow("Sends", "salesforceUi", "onNavigationChange", [
  ["SE_SendDataToOverlay", { value: { page: "$.payload.recordId", seen: "yes" } }],
  ["SE_Alert", { message: "Seen" }],
  ["SE_ShowAllAttributes", {}],
]);

/** As the core would tell of it. */
const PLATINUM = {
  version: 2,
  message: "view",
  contact: { id: "c-1", channel: "voice", direction: "inbound", state: "connected", attributes: [["tier", "platinum"]] },
};

export async function run(t) {
  await withPage(t, (page) => {
    page.config.panel = { attributes: [{ name: "tier" }] };
    page.flows.push(SENDS);
  });
  const tab = await t.open("/");
  const softphone = await ready(tab);
  await showSoftphone(t, tab);
  const { keyboard } = tab.page;
  const [dana, tomas] = ["Dana Ortiz", "Tomas Lindqvist"].map((name) => async () => {
    const found = (await t.facts()).records.find(({ fields }) => fields.Name === name);
    await t.direct({ do: "console", act: { do: "openRecord", recordId: found.id } });
    return found.id;
  });
  const inPage = () => softphone.evaluate(() => document.activeElement !== document.body && document.activeElement.isConnected);

  await openTab(softphone, "data");
  await dana();
  const copy = softphone.getByRole("button", { name: "Copy page" });
  await copy.focus();
  const id = await tomas();
  await softphone.locator("#data .value", { hasText: id }).waitFor();
  assert.ok(await copy.evaluate((button) => button === document.activeElement), "it is the same button");
  await softphone.evaluate(() => {
    Object.defineProperty(navigator, "clipboard", { value: { writeText: async (text) => void (window.copied = text) } });
  });
  await keyboard.press("Enter");
  await softphone.locator(".status-message", { hasText: "Copied." }).waitFor();
  assert.equal(await softphone.evaluate(() => window.copied), id, "what stands there now");

  // A line that goes leaves the keyboard in the page.
  const dismiss = softphone.locator("#said").getByRole("button", { name: "Dismiss" });
  await dismiss.first().focus();
  for (let left = await dismiss.count(); left > 0; left -= 1) {
    await dismiss.first().focus();
    await keyboard.press("Enter");
    await t.until("it goes", async () => (await dismiss.count()) < left);
    assert.ok(await inPage(), "the keyboard is in the page");
  }

  // An attribute that has another value stays the row it was.
  const begin = async () => {
    await t.direct({ do: "inboundCall", from: "+14155550142", attributes: { tier: "gold", other: "x" } });
    await t.until("it rings", (facts) => facts.contacts.at(-1)?.state === "connecting");
    await answer(t, tab);
    // The core has nothing more to tell.
    await keptLog(t, softphone);
  };
  await begin();
  const attribute = softphone.getByRole("button", { name: "Copy tier" });
  await openTab(softphone, "attributes");
  await attribute.focus();
  await softphone.evaluate(async (message) => (await import("./panel.js")).tell(message), JSON.stringify(PLATINUM));
  await softphone.locator("#attributes .value", { hasText: "platinum" }).waitFor();
  assert.ok(await attribute.evaluate((button) => button === document.activeElement), "it is the same button");
  await over(t);

  // All attributes are wanted; who writes is left alone. What was opened stays open when more is known.
  await begin();
  const held = (await t.facts()).records.find(({ object }) => object === "Case");
  await softphone.locator("#caller .change").click();
  await t.direct({ do: "console", act: { do: "openRecord", recordId: held.id } });
  await softphone.locator(`#caller .choice[data-record="${held.id}"]`).waitFor();
  await softphone.locator("#caller .change").click();
  await openTab(softphone, "log");
  const notes = softphone.locator("#logs textarea").first();
  await notes.pressSequentially("Hal");
  await dana();
  await softphone.locator("#said .said", { hasText: "Seen" }).first().waitFor();
  await notes.pressSequentially("lo");
  assert.equal(await notes.inputValue(), "Hallo");
  assert.equal(await softphone.locator("#tab-log").getAttribute("aria-selected"), "true");
  await openTab(softphone, "attributes");
  await softphone.locator("#attributes .label", { hasText: "other" }).waitFor();
}
