// Whatever is sent to the Data panel or said to the agent is text: no element is created, no request made, nothing spreads.
// Shows: S4-panel, BH-126, S4
import assert from "node:assert/strict";

import { findings } from "../../lib/axe.mjs";
import { flow } from "../../lib/flow.mjs";
import { withPage } from "../../lib/page.mjs";
import { openTab, ready } from "../../lib/softphone.mjs";

const MARKUP = "<img src=https://evil.example/y onerror=alert(1)><script>alert(2)</script><b>bold</b>";
// As deep as the data of a run may lie (crates/flow/src/value.rs), the row and its map counted.
const NESTED = '{"a":'.repeat(36) + `"${MARKUP.replaceAll('"', "")}"` + "}".repeat(36);

const VALUE = {
  markup: MARKUP,
  [MARKUP]: "a name",
  rtl: "\u202etxet esrever שלום\u202c",
  emoji: "👩‍👩‍👧‍👦🇩🇪",
  control: "a\u0001b\u0007c\u0000d",
  long: "x".repeat(32 * 1024),
  words: "word ".repeat(6000),
  script: "javascript:alert(1)",
  almost: "https://evil.example/ x",
  deep: JSON.parse(NESTED),
  "": "no name",
  __proto: { constructor: MARKUP },
};

const SAY = flow("Hostile", "salesforceUi", "onNavigationChange", [
  ["SE_SendDataToOverlay", { value: VALUE }],
  ["SE_Alert", { message: MARKUP }],
  ["SE_Alert", { message: VALUE.long }],
  ["SE_ShowModal", { title: `${MARKUP}${VALUE.rtl}`, message: `${MARKUP}\n${VALUE.words}` }],
]);

export async function run(t) {
  await withPage(t, (page) => page.flows.push(SAY));
  const tab = await t.open("/");
  const softphone = await ready(tab);
  await softphone.locator("#drawer-handle").waitFor();
  await t.direct({ do: "showKnownCustomer" });

  const modal = softphone.locator("#modal[open]");
  await modal.waitFor();
  assert.deepEqual(await findings(softphone), []);
  assert.equal(await softphone.locator("#modal-title").textContent(), `${MARKUP}${VALUE.rtl}`);
  assert.equal(await softphone.locator("#modal-text").textContent(), `${MARKUP}\n${VALUE.words}`);
  assert.deepEqual(await kinds(softphone, "#modal"), ["BUTTON", "H2", "P"]);
  const box = await modal.evaluate((modal) => [modal.scrollWidth <= modal.clientWidth, modal.getBoundingClientRect().bottom <= innerHeight]);
  assert.deepEqual(box, [true, true], "it fits, and its button is in reach");
  await modal.getByRole("button", { name: "Close" }).click();
  await modal.waitFor({ state: "hidden" });

  const said = softphone.locator("#said .said bdi");
  assert.deepEqual(await said.allTextContents(), [MARKUP, VALUE.long]);
  assert.deepEqual(await kinds(softphone, "#said"), ["BDI", "BUTTON", "DIV"]);

  await openTab(softphone, "data");
  const rows = softphone.locator("#data .datum");
  await rows.first().waitFor();
  const shown = await rows.evaluateAll((rows) => rows.map((row) => [row.querySelector(".label").textContent, row.querySelector(".value").textContent]));
  // Without isolation, indentation and the marks of lists.
  const bare = (text) => text.replace(/[\u2068\u2069]|\n *|: /g, "");
  const leaves = (value) => (typeof value === "object" ? Object.entries(value).map(([name, value]) => name + leaves(value)).join("") : value);
  for (const [name, text] of shown) {
    const value = VALUE[name];
    if (typeof value === "string") assert.equal(text, value, name);
    else assert.equal(bare(text).replace(/:/g, ""), leaves(value).replace(/:/g, ""), name);
  }
  assert.equal(shown.length, Object.keys(VALUE).length);
  assert.deepEqual(await kinds(softphone, "#data"), ["BDI", "BUTTON", "DIV"], "no link, no image, no script");
  const wide = await softphone.evaluate(() => [document.documentElement.scrollWidth <= innerWidth, document.querySelector("#tab-panel").scrollWidth <= document.querySelector("#tab-panel").clientWidth]);
  assert.deepEqual(wide, [true, true], "nothing spreads");
  assert.deepEqual(await findings(softphone), []);
}

/** The kinds of elements inside a part of the page. Requests to anywhere else fail the case by themselves. */
function kinds(softphone, part) {
  return softphone.locator(part).evaluate((part) => [...new Set([...part.querySelectorAll("*")].map((e) => e.tagName))].sort());
}
