// Nobody answers, and the same contact rings once more: it pops again, and its one log says how it went in the end.
// Shows: call-log-offered-again
import assert from "node:assert/strict";

import { answerAndTalk, ready, theLog } from "../../lib/softphone.mjs";

export async function run(t) {
  const tab = await t.open("/");
  const softphone = await ready(tab);
  await t.direct({ do: "console", act: { do: "toggleSoftphone" } });
  await t.direct({ do: "knownCall" });
  await t.until("it rings", (facts) => facts.contacts.length === 1);
  await t.advance(20_000);
  assert.equal((await theLog(t)).CallDisposition, "Missed");
  await t.direct({ do: "agentClears" });
  await softphone.locator("#contact").waitFor({ state: "hidden" });
  await t.until("the agent is free", (facts) => facts.agent.name === "Available");

  const popped = (await t.facts()).pops.length;
  await t.direct({ do: "offerAgain" });
  await t.until("it pops again", (facts) => facts.pops.length === popped + 1);
  await answerAndTalk(t, tab, 15_000);
  await t.until("the log says so", async (facts) => facts.tasks.some((task) => task.fields.CallDisposition === "Answered"));
  const log = await theLog(t);
  assert.ok(log.CallDurationInSeconds >= 15, `${log.CallDurationInSeconds} s`);
  assert.equal((await t.facts()).contacts.length, 1, "it was one contact all the time");
}
