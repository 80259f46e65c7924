// What flows send to the Data panel: live, readable, replaced by each call, with the contact it came with; all attributes when a
// flow wants them shown.
// Shows: BH-62, BH-146, BH-26, BH-119
import assert from "node:assert/strict";

import { findings } from "../../lib/axe.mjs";
import { flow } from "../../lib/flow.mjs";
import { withPage } from "../../lib/page.mjs";
import { answer, dana, openTab, ready } from "../../lib/softphone.mjs";

const OF_CALL = flow("Show the caller", "connectVoiceContact", "onConnecting", [
  ["SE_SendDataToOverlay", {
    value: {
      tier: "$.contact.attributes.tier",
      "last order": { number: 7, items: ["a", "b"] },
      shop: "https://shop.example/orders/7",
      plain: "http://shop.example",
      record: "$.contact.attributes.record",
      missing: "$.contact.attributes.none",
    },
  }],
]);
const OF_PAGE = flow("Show the page", "salesforceUi", "onNavigationChange", [
  ["SE_SendDataToOverlay", { value: { page: "$.payload.recordId" } }],
]);
const ATTRIBUTES = flow("Show attributes", "connectVoiceContact", "onConnected", [["SE_ShowAllAttributes"]]);

export async function run(t) {
  await withPage(t, (page) => {
    page.config.panel = { showAllAttributes: false };
    page.flows.push(OF_CALL, OF_PAGE, ATTRIBUTES);
  });
  const { id } = await dana(t);
  const tab = await t.open("/");
  const softphone = await ready(tab);
  await t.direct({ do: "console", act: { do: "toggleSoftphone" } });
  const rows = softphone.locator("#data .datum");
  const shown = () => rows.evaluateAll((rows) =>
    Object.fromEntries(rows.map((row) => {
      const [label, value] = ["label", "value"].map((part) => row.querySelector(`.${part}`).textContent);
      // Without what isolates texts from one another.
      return [label, value.replace(/[\u2068\u2069]/g, "")];
    })));
  const shows = (what, expected) =>
    t.until(what, async () => JSON.stringify(await shown()) === JSON.stringify(expected) && true);

  await openTab(softphone, "data");
  await softphone.getByText("No flow has sent anything").waitFor();
  assert.equal(await softphone.locator("#tab-attributes").count(), 0, "no attributes are configured");

  // Without a contact it stays; each call replaces what was there.
  await t.direct({ do: "console", act: { do: "openRecord", recordId: id } });
  await shows("the page's data", { page: id });

  await t.direct({ do: "inboundCall", from: "+14155550142", attributes: { tier: "gold", record: id, secret: "none" } });
  await t.until("it rings", (facts) => facts.contacts.length === 1);
  await answer(t, tab);
  const call = {
    tier: "gold",
    "last order": 'number: 7\nitems:\n  • a\n  • b',
    shop: "https://shop.example/orders/7",
    plain: "http://shop.example",
    record: id,
    missing: "",
  };

  // A flow wants all attributes seen: the drawer, which was open, shows them while the call lives.
  await softphone.locator('#tab-attributes[aria-selected="true"]').waitFor();
  await softphone.locator("#attributes .attribute", { hasText: "secret" }).waitFor();

  await openTab(softphone, "data");
  await shows("the call's data", call);
  assert.deepEqual(await findings(softphone), []);
  const links = await rows.locator("a").evaluateAll((links) => links.map((link) => [link.getAttribute("href"), link.target, link.rel]));
  assert.deepEqual(links, [[call.shop, "_blank", "noopener noreferrer"]], "https and nothing else");

  // The exact value is copied, not what it looks like.
  await softphone.evaluate(() => {
    Object.defineProperty(navigator, "clipboard", { value: { writeText: async (text) => void (window.copied = text) } });
  });
  await rows.getByRole("button", { name: "Copy last order" }).click();
  await t.until("it is copied", () => softphone.evaluate(() => window.copied === '{"number":7,"items":["a","b"]}'));

  // A reload in the middle of the call keeps it: its flow does not run again.
  await tab.reload();
  const again = await ready(tab);
  await t.direct({ do: "console", act: { do: "toggleSoftphone" } });
  await openTab(again, "data");
  await again.locator("#data .datum", { hasText: "last order" }).waitFor();

  // A record opens in Salesforce.
  const pops = (await t.facts()).pops.length;
  await again.locator("#data").getByRole("button", { name: id, exact: true }).click();
  const pop = await t.until("the record opens", (facts) => facts.pops[pops]);
  assert.equal(pop.params.recordId, id);

  await t.direct({ do: "customerHangsUp" });
  await t.until("after-call work", (facts) => facts.contacts.at(-1).state === "ended");
  await t.until("the attributes are gone", async () => (await again.locator("#tab-attributes").count()) === 0);
  await t.direct({ do: "agentClears" });
  await again.locator("#data .datum", { hasText: "page" }).waitFor();
  assert.equal(await again.locator("#data .datum").count(), 1, "the call's data went with it, the other is back");
}
