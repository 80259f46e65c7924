// Somebody sets the computer's clock in the middle of a call, an hour ahead and then an hour back: nothing is late for it, nothing waits an hour,
// and the call is as long as it was.
// Shows: F13
import assert from "node:assert/strict";

import { answer, ready } from "../../lib/softphone.mjs";

/** Every frame has a clock that can be set. */
function settable() {
  const real = Date.now;
  let ahead = 0;
  Date.now = () => real() + ahead;
  globalThis.setAhead = (ms) => (ahead = ms);
}

export async function run(t) {
  await t.context.addInitScript(settable);
  const tab = await t.open("/");
  await ready(tab);
  const set = (ms) => Promise.all(tab.page.frames().map((frame) => frame.evaluate((ms) => globalThis.setAhead(ms), ms)));
  const label = async () => (await t.facts()).consoles[0].panel.label;
  await t.direct({ do: "knownCall" });
  await t.until("it rings", (facts) => facts.contacts.length === 1);
  await answer(t, tab);
  await t.until("they talk", (facts) => facts.consoles[0].panel.label === "Talking");
  for (const ms of [3_600_000, -3_600_000, 0]) {
    await set(ms);
    await t.direct({ do: "console", act: { do: "openHome" } });
    await tab.page.waitForTimeout(1_200);
    assert.equal(await label(), "Talking", `${ms} ms`);
  }
  await set(3_600_000);
  await t.direct({ do: "customerHangsUp" });
  await t.direct({ do: "agentClears" });
  const task = await t.until("the log is whole", ({ tasks }) => tasks.find(({ fields }) => fields.CallObject && fields.Status === "Completed"));
  assert.ok(task.fields.CallDurationInSeconds < 60, `${task.fields.CallDurationInSeconds} s`);
}
