// Three records share the caller's number: the phone asks who is calling and stays within reach, the record that is pressed
// opens, and the log points to it. The agent may change her mind, by keyboard and after the call: nothing opens by that, and
// the log follows by its id.
// Shows: call-several-matches, difference-h
import assert from "node:assert/strict";

import { answer, begunLog, ready, talkAndEnd, theLog } from "../../lib/softphone.mjs";

export async function run(t) {
  const tab = await t.open("/");
  const softphone = await ready(tab);
  await t.direct({ do: "severalCall" });
  const choices = softphone.locator("#caller .choices .choice");
  await choices.nth(2).waitFor();
  assert.equal(await choices.count(), 3);
  assert.match(await softphone.locator("#caller").innerText(), /Several records match/);
  assert.equal((await t.facts()).pops.length, 0, "nothing opens before the agent has chosen");
  const ccp = await tab.ccp();
  assert.ok(await inReach(softphone, ccp.getByRole("button", { name: "Accept call" })), "the call can be taken");

  const records = await names(t);
  const [tomas, priya, rosa] = ["Tomas Lindqvist", "Priya Raman", "Rosa Imhoff"].map((name) => records.get(name));
  await choices.filter({ hasText: "Tomas Lindqvist" }).click();
  await t.until("his record is open", (facts) => facts.consoles[0].recordInView === tomas);
  await softphone.locator("#contact .who", { hasText: "Tomas Lindqvist" }).waitFor();
  assert.equal(await softphone.evaluate(() => document.activeElement.id), "caller", "the keyboard stays near");
  await answer(t, tab);
  assert.equal((await begunLog(t)).WhoId, tomas);

  // It was Priya after all.
  const change = softphone.locator("#caller .change");
  const choice = (record) => softphone.locator(`#caller .choice[data-record="${record}"]`);
  await change.focus();
  await tab.page.keyboard.press("Enter");
  await choice(priya).waitFor();
  await choice(priya).focus();
  await tab.page.keyboard.press("Enter");
  await softphone.locator("#caller .related .name", { hasText: "Priya Raman" }).first().waitFor();
  await talkAndEnd(t, tab, 20_000);
  assert.equal((await theLog(t)).WhoId, priya);

  // Or Rosa, who is a lead.
  await change.click();
  await choice(rosa).click();
  await t.until("the log is about the lead", (facts) => facts.tasks.some((task) => task.fields.WhoId === rosa));
  assert.equal((await theLog(t)).WhatId ?? null, null, "a lead stands alone");
  const facts = await t.facts();
  assert.equal(facts.pops.length, 1, "opened once");
  assert.equal(facts.consoles[0].recordInView, tomas);
}

/** Ids of the records of the world, by name. */
async function names(t) {
  return new Map((await t.facts()).records.map((record) => [record.fields.Name, record.id]));
}

/** Whether a button of the Contact Control Panel can be pressed after scrolling to it: nothing of ours lies over it. */
async function inReach(softphone, button) {
  await button.scrollIntoViewIfNeeded();
  const box = await button.boundingBox();
  const frame = await softphone.frameElement();
  const outer = await frame.boundingBox();
  return softphone.evaluate(
    ([x, y]) => document.elementFromPoint(x, y)?.tagName === "IFRAME",
    [box.x - outer.x + box.width / 2, box.y - outer.y + box.height / 2],
  );
}
