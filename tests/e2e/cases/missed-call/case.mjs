// Nobody answers: the call is logged as missed, without a duration, and the phone is ready for the next one.
// Shows: call-log-missed
import assert from "node:assert/strict";

import { ready, theLog } from "../../lib/softphone.mjs";

export async function run(t) {
  const tab = await t.open("/");
  const softphone = await ready(tab);
  await t.direct({ do: "knownCall" });
  await t.until("it rings", (facts) => facts.contacts.length === 1);
  await t.direct({ do: "miss" });
  const log = await theLog(t);
  assert.equal(log.CallDisposition, "Missed");
  assert.equal(log.CallDurationInSeconds, 0);
  assert.equal(log.CallType, "Inbound");
  await softphone.locator('#status[data-status="ready"]').waitFor();
}
