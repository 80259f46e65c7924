// A known customer calls: her record opens while it rings, and the finished call stands in her timeline.
// Shows: checklist-4, call-one-match, call-log-answered, call-modes, difference-h, difference-i, BH-181, BH-189
import assert from "node:assert/strict";

import { answerAndTalk, dana, ready, theLog } from "../../lib/softphone.mjs";

export async function run(t) {
  const tab = await t.open("/");
  const softphone = await ready(tab);
  await t.direct({ do: "knownCall" });
  const { id } = await dana(t);
  await t.until("her record is open", (facts) => facts.consoles[0].recordInView === id);
  await softphone.locator("#contact .who", { hasText: "Dana Ortiz" }).waitFor();

  await answerAndTalk(t, tab, 94_000);
  const log = await theLog(t);
  assert.equal(log.Status, "Completed");
  assert.equal(log.CallType, "Inbound");
  assert.equal(log.WhoId, id);
  assert.equal(log.WhatId, undefined);
  const facts = await t.facts();
  const { talkSeconds } = facts.contacts[0];
  assert.ok(Math.abs(log.CallDurationInSeconds - talkSeconds) <= 1, `${log.CallDurationInSeconds} of ${talkSeconds} s`);
  assert.ok(log.CallDurationInSeconds >= 94);
  assert.equal(facts.pops.length, 1, "popped once");

  // The agent sees it where she looks: in the softphone and in the timeline.
  await softphone.locator(".save.saved").waitFor();
  await tab.page.getByText(log.Subject).first().waitFor();
}
