// The walk-through of the seed, by mouse: a new flow for a ringing call, drawn, saved, and there again after a reload.
// Shows: BH-102, BH-131, BH-142
import assert from "node:assert/strict";

import { accessibility, block, drag, keptFlows, openStudio, socket } from "../../lib/studio.mjs";

export async function run(t) {
  const page = await openStudio(t);
  assert.deepEqual(await accessibility(page), [], "the list of flows");

  // New flow: only events that the source has are offered, with what they bring.
  await page.getByRole("button", { name: "New flow" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Screen pop");
  await page.getByLabel("CTI Flow Source").selectOption({ label: "Amazon Connect Voice Contact" });
  const events = await page.getByLabel("CTI Flow Event").locator("option").allTextContents();
  assert.ok(events.some((event) => event.startsWith("onConnecting")), `${events}`);
  assert.ok(!events.some((event) => event.startsWith("onClickToDial")), `${events}`);
  await page.getByLabel("CTI Flow Event").selectOption("onConnecting");
  await page.getByText("Contact fields").click();
  await page.locator("dialog").getByText("formattedNumberE164", { exact: true }).waitFor();
  assert.deepEqual(await accessibility(page), [], "the form of the record");
  await page.getByRole("button", { name: "Save" }).click();

  // A CTI Block, from the palette: the Explorer asks which.
  const canvas = page.locator(".viewport");
  await canvas.waitFor();
  await drag(page, page.getByRole("button", { name: "CTI Block" }), canvas, { x: 300, y: 260 });
  const search = page.getByRole("searchbox", { name: "Search blocks", exact: true });
  await search.waitFor();
  const all = await page.locator(".card").count();
  await search.fill("Phone");
  await page.getByText(/^Showing \d+ blocks?$/).waitFor();
  assert.ok((await page.locator(".card").count()) < all, "the search narrows the cards");
  assert.deepEqual(await accessibility(page), [], "the Explorer");
  await page.getByRole("button", { name: "Select Get Customer Phone Number" }).click();
  await block(page, "Get Customer Phone Number").waitFor();

  // Closing the Explorer without a choice leaves no block.
  await page.keyboard.press("Escape");
  const none = { x: 700, y: 120 };
  await drag(page, page.getByRole("button", { name: "CTI Block" }), canvas, none);
  await search.waitFor();
  await page.keyboard.press("Escape");
  assert.equal(await page.locator(".block").count(), 1);

  await drag(page, page.getByRole("button", { name: "CTI Block" }), canvas, { x: 600, y: 300 });
  await search.fill("Search");
  await page.getByRole("button", { name: "Select Search and Screenpop" }).click();

  // A connection that must not be is refused, with the reason; then green to pink.
  await drag(page, socket(page, "Get Customer", "done"), socket(page, "Get Customer", "input"));
  await page.getByText("A block cannot lead to itself.").waitFor();
  await drag(page, socket(page, "Get Customer", "done"), socket(page, "Search and", "input"));
  await page.locator('[data-wire][data-port="done"]').waitFor({ state: "attached" });

  // The result of the block before, as a chip that follows its title; a value of one's own; the direction of the call.
  await block(page, "Search and").locator(".body").click();
  assert.equal(await page.locator('[data-argument="searchParams"] .need').textContent(), "required");
  assert.equal(await block(page, "Search and").locator(".id").textContent(), "uid-2");
  await page.locator("#argument-searchParams").fill("pho");
  await page.getByRole("option", { name: "phone", exact: true }).first().click();
  await page.getByRole("button", { name: "ValueOf Get Customer Phone Number → phone" }).waitFor();
  const query = page.locator('[data-argument="queryParams"]');
  await query.getByRole("combobox").fill("case=42");
  await query.getByRole("option", { name: "Add New Value: case=42" }).click();
  await page.locator("#argument-callType").selectOption("inbound");
  // What is typed by hand stays when another block has been looked at.
  const fields = page.locator('[data-argument="defaultFieldValues"]');
  await fields.getByRole("button", { name: "Add a field" }).click();
  await fields.getByRole("textbox", { name: "Key of defaultFieldValues" }).fill("Description");
  await fields.getByRole("combobox").fill("$.contact.attributes.odd one");
  await block(page, "Get Customer").locator(".body").click();
  await block(page, "Search and").locator(".body").click();
  await fields.getByRole("button", { name: "Contact → attributes.odd one" }).waitFor();
  assert.deepEqual(await accessibility(page), [], "the editor, a block selected");

  // Start and End are offered while there is none.
  await canvas.click({ position: { x: 60, y: 500 } });
  await drag(page, page.getByRole("button", { name: "Start", exact: true }), canvas, { x: 90, y: 180 });
  await page.keyboard.press("Escape");
  await drag(page, page.getByRole("button", { name: "End", exact: true }), canvas, { x: 820, y: 460 });
  await page.keyboard.press("Escape");
  assert.equal(await page.getByRole("button", { name: "Start", exact: true }).count(), 0);
  // Two clicks connect as well as a drag.
  await socket(page, "Start", "done").click();
  await socket(page, "Get Customer", "input").click();
  await drag(page, socket(page, "Search and", "success"), socket(page, "End", "input"));
  await drag(page, socket(page, "Search and", "failure"), socket(page, "End", "input"));

  // Renamed by a double click; the chip says the new title, the reference stays.
  await block(page, "Get Customer").dblclick();
  await page.getByRole("textbox", { name: "Title of the block" }).fill("Who calls?");
  await page.keyboard.press("Enter");
  await block(page, "Search and").locator(".body").click();
  await page.getByRole("button", { name: "ValueOf Who calls? → phone" }).waitFor();

  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText("Saved in this browser").waitFor();
  const { flow } = (await keptFlows(page))["Screen pop"];
  assert.deepEqual([flow.source, flow.event], ["connectVoiceContact", "onConnecting"]);
  const by = (type) => flow.actions.find((action) => action.type === type);
  const [start, phone, pop, end] = ["SE_Start", "SE_ContactCustomerPhoneNumber", "SE_SFSearchAndScreenpop", "SE_End"].map(by);
  assert.deepEqual(start.ports, { done: phone.id });
  assert.deepEqual(phone.ports, { done: pop.id });
  assert.deepEqual(pop.ports, { success: end.id, failure: end.id });
  assert.deepEqual(pop.controls, {
    searchParams: `$.actions.${phone.id}.results.phone`,
    queryParams: "case=42",
    defaultFieldValues: { Description: "$.contact.attributes.odd one" },
    callType: "inbound",
  });
  assert.equal(phone.meta.title, "Who calls?");
  assert.ok(flow.actions.every(({ position }) => position.every((place) => place % 16 === 0)), "blocks lie on the grid");

  // Undo of everything, redo of everything: what was saved.
  await canvas.click({ position: { x: 60, y: 500 } });
  while (await page.getByRole("button", { name: "Undo", exact: true }).isEnabled()) await page.keyboard.press("Control+z");
  assert.equal(await page.locator(".block").count(), 0);
  while (await page.getByRole("button", { name: "Redo", exact: true }).isEnabled()) await page.keyboard.press("Control+y");
  await page.getByText("Saved", { exact: true }).waitFor();

  // Unsaved work survives a closed tab.
  await block(page, "End").locator(".body").click();
  await page.locator("#block-title").fill("Done");
  await page.getByText("Unsaved changes").waitFor();
  const address = page.url();
  await t.until("the draft is kept", () => page.evaluate(() => Object.keys(localStorage).some((key) => key.includes(".draft."))));
  await page.close();
  const { page: again } = await t.openAt(address);
  await block(again, "Done").waitFor();
  await again.getByText("What you drew here and did not save is back.").waitFor();
  await again.getByRole("button", { name: "Save", exact: true }).click();
  await again.getByText("Saved in this browser").waitFor();
  await again.reload();
  await block(again, "Done").waitFor();
  await block(again, "Search and").locator(".body").click();
  await again.getByRole("button", { name: "Contact → attributes.odd one" }).waitFor();
  await again.getByText("Saved", { exact: true }).waitFor();
}
