// The agent calls and nobody answers: the log says so, with no duration, about the record that was clicked.
// Shows: call-log-unanswered
import assert from "node:assert/strict";

import { dana, ready, theLog } from "../../lib/softphone.mjs";

export async function run(t) {
  const tab = await t.open("/");
  await ready(tab);
  const { id } = await dana(t);
  await t.direct({ do: "console", act: { do: "clickNumber", number: "(415) 555-0142", recordId: id } });
  await t.until("it rings", (facts) => facts.contacts.length === 1);
  await t.direct({ do: "customerDoesNotAnswer" });
  const log = await theLog(t);
  assert.equal(log.CallDisposition, "Unanswered");
  assert.equal(log.CallType, "Outbound");
  assert.equal(log.CallDurationInSeconds, 0);
  assert.equal(log.Status, "Completed");
  assert.equal(log.WhoId, id);
}
