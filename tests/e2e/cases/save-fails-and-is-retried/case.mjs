// Salesforce refuses to finish the log: the agent sees what it said, saves again, and there is one log. Refused when people
// begin to talk, it is written at the end as a whole.
// Shows: gotcha-3, difference-f
import assert from "node:assert/strict";

import { answer, answerAndTalk, begunLog, ready, talkAndEnd, theLog } from "../../lib/softphone.mjs";

export async function run(t) {
  t.expect(/a line of a flow \(runs\.consoleData\)/);
  const tab = await t.open("/");
  const softphone = await ready(tab);
  await t.direct({ do: "knownCall" });
  await t.until("it rings", (facts) => facts.contacts.length === 1);
  await answer(t, tab);
  await begunLog(t);
  await t.direct({ do: "injectNamed", name: "next-save-fails" });
  await talkAndEnd(t, tab, 10_000);
  const failed = softphone.locator(".save.failed");
  await failed.waitFor();
  await begunLog(t);

  await failed.getByRole("button", { name: "Save again" }).click();
  await softphone.locator(".save.saved").waitFor();
  const log = await theLog(t);
  assert.equal(log.Status, "Completed");
  await t.direct({ do: "agentClears" });
  await t.until("the contact is gone", (facts) => !facts.contacts[0].present);

  await t.direct({ do: "knownCall" });
  await t.until("it rings", (facts) => facts.contacts.length === 2);
  await t.direct({ do: "injectNamed", name: "next-save-fails" });
  await answerAndTalk(t, tab, 10_000);
  assert.equal((await theLog(t)).Status, "Completed", "nobody had to press anything");
}
