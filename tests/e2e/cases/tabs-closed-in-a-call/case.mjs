// The tab that leads is closed in a call: the other one goes on with it, and there is one log, complete.
// Shows: F8
import assert from "node:assert/strict";

import { answer, keptLog, talkAndHangUp, theLog } from "../../lib/softphone.mjs";
import { onePopOneLog, twoTabs } from "../../lib/tabs.mjs";

export async function run(t) {
  const { one, second, two } = await twoTabs(t);

  await t.direct({ do: "knownCall" });
  await t.until("it rings", (facts) => facts.contacts.length === 1);
  await answer(t, second);
  await keptLog(t, two);
  await second.close();
  await one.locator("#elsewhere[hidden]").waitFor({ state: "attached" });
  await talkAndHangUp(t, 20_000);
  const log = await theLog(t);
  assert.equal(log.Status, "Completed");
  assert.ok(log.WhoId, "about the caller");
  await onePopOneLog(t);
}
