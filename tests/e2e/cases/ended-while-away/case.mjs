// The agent reloads, and the call ends and is cleared before the page is back: nobody reports it any more, and it is
// logged all the same.
import assert from "node:assert/strict";

import { dana, keptLog, ready, theLog } from "../../lib/softphone.mjs";

export async function run(t) {
  const tab = await t.open("/");
  const softphone = await ready(tab);
  await t.direct({ do: "knownCall" });
  await t.direct({ do: "agentAccepts" });
  await t.until("her record is open", (facts) => facts.pops.length === 1);
  await softphone.locator("#contact .state", { hasText: "Talking" }).waitFor();
  const { id } = await dana(t);
  await keptLog(t, softphone);

  // The page is away, with what it remembers: another page of the same tab, for a moment.
  await tab.page.goto("https://cti.example.com/softphone/softphone.css");
  await t.direct({ do: "customerHangsUp" });
  await t.direct({ do: "agentClears" });
  await t.until("the contact is gone", (facts) => !facts.contacts[0].present);
  await tab.page.goto("https://acme.lightning.force.com/");
  await ready(tab);

  const log = await theLog(t);
  assert.equal(log.CallDisposition, "Answered");
  assert.equal(log.WhoId, id);
  assert.equal(log.CallDurationInSeconds, undefined, "nobody saw how long it was");
}
