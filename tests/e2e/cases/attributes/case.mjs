// Attributes of the contact as the administrator wants them shown, whatever a customer has put into them: as text, isolated, cut
// safely, never as an element or a request; gone when the call is over.
// Shows: S4-panel, BH-55, BH-116, BH-152, BH-168, BH-174, BH-186, B6
import assert from "node:assert/strict";

import { ORIGIN_HEADER, WORLD_HEADER } from "../../lib/host.mjs";
import { answer, openTab, ready } from "../../lib/softphone.mjs";

const PAGE = /^https:\/\/cti\.example\.com\/softphone\/(\?|$)/;

const PANEL = {
  showAllAttributes: true,
  attributes: [
    { name: "tier", label: "Tier", style: "color: rgb(1, 2, 3); position: fixed; background-color: url(https://evil.example/x)" },
    { name: "order", label: "Order", type: "Hyperlink", format: "https://shop.example/orders/{{order}}" },
    { name: "link", label: "Link", type: "Hyperlink" },
  ],
};

const HOSTILE = {
  tier: "gold",
  order: "A 1&b",
  link: "javascript:alert(1)",
  markup: "<img src=https://evil.example/y onerror=alert(1)><script>alert(2)</script>",
  rtl: "\u202etxet esrever שלום",
  emoji: "👩‍👩‍👧‍👦🇩🇪",
  control: "a\u0001b\u0007c",
  long: "x".repeat(32 * 1024),
  "<b>name</b>": "y",
};

export async function run(t) {
  await configure(t);
  const tab = await t.open("/");
  const softphone = await ready(tab);
  await t.direct({ do: "inboundCall", from: "+14155550142", attributes: HOSTILE });
  await t.until("it rings", (facts) => facts.contacts.length === 1);
  await answer(t, tab);
  await openTab(softphone, "attributes");
  const rows = softphone.locator("#attributes .attribute");
  await rows.first().waitFor();

  const shown = await rows.evaluateAll((rows) =>
    rows.map((row) => [row.querySelector(".label")?.textContent, row.querySelector(".value")?.textContent]));
  const expected = { Tier: "gold", Order: "https://shop.example/orders/A 1&b", Link: HOSTILE.link };
  for (const [name, value] of Object.entries(HOSTILE)) if (!["tier", "order", "link"].includes(name)) expected[name] = value;
  assert.deepEqual(Object.fromEntries(shown), expected);
  assert.equal(shown.length, Object.keys(HOSTILE).length, "none twice");

  const kinds = await rows.evaluateAll((rows) => [...new Set(rows.flatMap((row) => [...row.querySelectorAll("*")].map((e) => e.tagName)))].sort());
  assert.deepEqual(kinds, ["A", "BDI", "BUTTON", "DIV", "SPAN"], "no element but ours");
  const links = await rows.locator("a").evaluateAll((links) => links.map((link) => [link.getAttribute("href"), link.rel]));
  assert.deepEqual(links, [["https://shop.example/orders/A%201%26b", "noopener noreferrer"]]);
  const style = await rows.first().evaluate((row) => [getComputedStyle(row).color, getComputedStyle(row).position, getComputedStyle(row).backgroundImage]);
  assert.deepEqual(style, ["rgb(1, 2, 3)", "static", "none"]);
  const wide = await softphone.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  assert.ok(wide[0] <= wide[1], "long values are cut, not spread");

  await t.direct({ do: "customerHangsUp" });
  await softphone.getByText("This contact has no attributes to show.").waitFor();
  assert.equal(await rows.count(), 0, "they go with the call");
  assert.equal(await softphone.locator("#attributes").evaluate((box) => box.offsetHeight), 0, "no empty box remains");

  // Another contact brings its own.
  await t.direct({ do: "agentClears" });
  await t.direct({ do: "inboundCall", from: "+14155550142", attributes: { tier: "silver" } });
  await answer(t, tab);
  await rows.filter({ hasText: "silver" }).waitFor();
  assert.equal(await rows.count(), 1);

  // So does one that another agent hands over.
  await t.direct({ do: "customerHangsUp" });
  await t.direct({ do: "agentClears" });
  await t.direct({ do: "transferredCall", from: "+14155550142", attributes: { tier: "bronze" } });
  await answer(t, tab);
  await rows.filter({ hasText: "bronze" }).waitFor();
  assert.equal(await rows.count(), 1);
}

/** Answers the adapter's page with this panel; all else as it ships. */
async function configure(t) {
  const headers = { [ORIGIN_HEADER]: t.origins.adapter, [WORLD_HEADER]: t.world };
  const got = await fetch(`${t.host_.address}/softphone/`, { headers });
  const page = await got.text();
  const with_ = page.replace(/"panel":\{.*?\}(?=[,}])/, `"panel":${JSON.stringify(PANEL)}`);
  assert.notEqual(with_, page, "the page has its data block");
  const kept = [...got.headers].filter(([name]) => !/^(content-length|transfer-encoding|connection|date)$/.test(name));
  t.answer(PAGE, { status: 200, headers: Object.fromEntries(kept), body: with_ });
}
