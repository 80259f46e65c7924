// A call rings, the agent reloads, and it is gone before the page is back: nobody knows whether it was missed, and the log
// says so instead of guessing.
// Shows: call-log-unknown
import assert from "node:assert/strict";

import { ready, theLog } from "../../lib/softphone.mjs";

export async function run(t) {
  const tab = await t.open("/");
  let softphone = await ready(tab);
  await t.direct({ do: "knownCall" });
  await softphone.locator("#contact .state", { hasText: "Ringing" }).waitFor();
  await tab.page.goto("https://cti.example.com/softphone/softphone.css");
  await t.direct({ do: "miss" });
  await t.direct({ do: "agentClears" });
  await t.until("the contact is gone", (facts) => !facts.contacts[0].present);
  await tab.page.goto("https://acme.lightning.force.com/");
  softphone = await ready(tab);

  const log = await theLog(t);
  assert.equal(log.CallDisposition, "Unknown");
  assert.equal(log.CallDurationInSeconds, undefined);
  assert.match(log.Subject, /outcome unknown/);
  await softphone.locator(".save", { hasText: "outcome unknown" }).waitFor();
}
