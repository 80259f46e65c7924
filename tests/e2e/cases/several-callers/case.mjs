// Three records share the number: the softphone asks who is calling, the record that is pressed opens, and the log points to
// it. The choice can be changed while there is a call to log, by keyboard, and the phone is never out of reach.
import assert from "node:assert/strict";

import { answer, ready, talkAndEnd, theLog } from "../../lib/softphone.mjs";

export async function run(t) {
  const tab = await t.open("/");
  const softphone = await ready(tab);
  await t.direct({ do: "severalCall" });
  const choices = softphone.locator("#caller .choice");
  await choices.nth(2).waitFor();
  assert.match(await softphone.locator("#caller").innerText(), /Several records match/);
  assert.equal((await t.facts()).pops.length, 0, "nothing opens before the agent has chosen");
  const ccp = await tab.ccp();
  assert.ok(await inReach(softphone, ccp.getByRole("button", { name: "Accept call" })), "the call can be taken");

  const records = await names(t);
  const [tomas, priya] = [records.get("Tomas Lindqvist"), records.get("Priya Raman")];
  await choices.filter({ hasText: "Tomas Lindqvist" }).click();
  await t.until("his record is open", (facts) => facts.consoles[0].recordInView === tomas);
  await softphone.locator("#contact .who", { hasText: "Tomas Lindqvist" }).waitFor();
  assert.equal(await softphone.evaluate(() => document.activeElement.id), "caller", "the keyboard stays near");

  // It was Priya after all. Nothing opens by that: only the log is about her.
  await answer(t, tab);
  const change = softphone.locator("#caller .change");
  await change.focus();
  await tab.page.keyboard.press("Enter");
  const other = softphone.locator(`#caller [data-record="${priya}"]`);
  await other.waitFor();
  await other.focus();
  await tab.page.keyboard.press("Enter");
  await softphone.locator("#caller .related .name", { hasText: "Priya Raman" }).first().waitFor();
  await talkAndEnd(t, tab, 20_000);
  const log = await theLog(t);
  assert.equal(log.WhoId, priya);
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
