// The network is off for ten minutes around the end of a call, in an org without the org package: the agent sees that its log waits, and when the
// network is back it is finished by its id. There is one.
// Shows: F6
import assert from "node:assert/strict";

import { endWithoutNetwork } from "../../lib/outage.mjs";

export async function run(t) {
  t.expect(/a line of a flow \(runs\.consoleData\)/);
  await endWithoutNetwork(t, true);
  const { calls } = await t.facts();
  const saves = calls.filter(({ method }) => method === "saveLog");
  assert.equal(saves.filter(({ args }) => !JSON.stringify(args).includes('"Id"')).length, 1, "one creation");
  assert.ok(saves.length > 5, `sent again by itself: ${saves.length} times`);
}
