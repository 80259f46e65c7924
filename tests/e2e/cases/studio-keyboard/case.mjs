// The walk-through of the seed again, by keyboard alone: every drag has a key.
// Shows: studio-keys
import assert from "node:assert/strict";

import { block, keptFlows, openStudio } from "../../lib/studio.mjs";

export async function run(t) {
  const page = await openStudio(t);
  const press = async (...keys) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const focused = (selector) => page.locator(selector).and(page.locator(":focus")).waitFor();

  await page.getByRole("button", { name: "New flow" }).focus();
  await press("Enter");
  await focused("#record-name");
  await page.keyboard.type("By keys");
  await press("Tab");
  await page.keyboard.type("Amazon Connect Voice");
  await press("Tab");
  await page.keyboard.type("onConnecting");
  await page.locator("#record-name").focus();
  await press("Enter");
  await page.locator(".viewport").waitFor();

  // Start, End, and two blocks by the Explorer, where Enter takes the first card.
  await press("s");
  await block(page, "Start").waitFor();
  await press("e");
  await block(page, "End").waitFor();
  for (const [search, title] of [["Get Customer Phone", "Get Customer Phone Number"], ["Search and Screenpop", "Search and Screenpop"]]) {
    await press("a");
    await focused("#explorer-search");
    await page.keyboard.type(search);
    await press("Enter");
    await block(page, title).waitFor();
    await focused(".block.selected .body");
    // Moved by the grid.
    await press("ArrowDown", "ArrowDown", "ArrowRight");
  }

  // Connected by the choice of each output, which C goes to.
  const connect = async (title, output, to) => {
    await block(page, title).locator(".body").focus();
    await press("c");
    await focused("select[id^=output-]");
    while ((await page.evaluate(() => document.activeElement.id)) !== `output-${output}`) await press("Tab");
    await page.keyboard.type(to);
    await t.until(`${output} of ${title} leads to ${to}`, async () =>
      (await block(page, title).locator(".body").getAttribute("aria-label")).includes(`${output} leads to`));
  };
  await connect("Start", "done", "Get Customer");
  await connect("Get Customer", "done", "Search and");
  await connect("Search and", "success", "End");
  await connect("Search and", "failure", "End");

  // Arguments: the list of results by arrow keys, a value of one's own by typing.
  await block(page, "Search and").locator(".body").focus();
  await press("Enter");
  await focused("#block-title");
  while ((await page.evaluate(() => document.activeElement.id)) !== "argument-searchParams") await press("Tab");
  await page.keyboard.type("customer phone");
  await press("ArrowDown");
  await focused("#argument-searchParams");
  const offered = page.locator("#argument-searchParams-list [aria-selected=true]");
  while ((await offered.textContent()) !== "phone") await press("ArrowDown");
  await press("Enter");
  await page.getByRole("button", { name: "ValueOf Get Customer Phone Number → phone" }).waitFor();
  await page.locator("#argument-callType").focus();
  await page.keyboard.type("inbound");

  // Renamed, undone, done again; the list of keys; saved.
  await block(page, "End").locator(".body").focus();
  await press("F2");
  await focused(".rename");
  await page.keyboard.type("Bye");
  await press("Enter");
  await block(page, "Bye").waitFor();
  await press("Control+z");
  await block(page, "End").waitFor();
  await press("Control+y");
  await block(page, "Bye").waitFor();
  await press("?");
  await page.getByRole("heading", { name: "Keys", exact: true }).waitFor();
  await press("Escape");
  await press("Control+s");
  await page.getByText("Saved in this browser").waitFor();

  const { flow } = (await keptFlows(page))["By keys"];
  const by = (type) => flow.actions.find((action) => action.type === type);
  const [start, phone, pop, end] = ["SE_Start", "SE_ContactCustomerPhoneNumber", "SE_SFSearchAndScreenpop", "SE_End"].map(by);
  assert.deepEqual([start.ports.done, phone.ports.done, pop.ports], [phone.id, pop.id, { success: end.id, failure: end.id }]);
  assert.deepEqual(pop.controls, { searchParams: `$.actions.${phone.id}.results.phone`, callType: "inbound" });
  assert.equal(end.meta.title, "Bye");

  // Copied into another flow by the system's clipboard, with new ids and what is inside.
  await page.locator(".viewport").focus().catch(() => {});
  await block(page, "Bye").locator(".body").focus();
  await press("Control+a", "Control+c", "Control+v");
  await t.until("all but Start are there twice", async () => (await page.locator(".block").count()) === 7);
  await press("Delete");
  assert.equal(await page.locator(".block").count(), 4);
  await press("Control+z", "Control+z");
  assert.equal(await page.locator(".block").count(), 4);
  await page.getByText("Saved", { exact: true }).waitFor();
}
