// Two tabs of one agent.
import assert from "node:assert/strict";

import { ready } from "./softphone.mjs";

/** Opens two tabs and waits until the first knows that the other leads: the newest is in front. */
export async function twoTabs(t) {
  const first = await t.open("/");
  const one = await ready(first);
  const second = await t.open("/");
  const two = await ready(second);
  await one.locator("#elsewhere:not([hidden])").waitFor({ state: "attached" });
  return { first, one, second, two };
}

/** One call: one pop, which is returned, and one log. */
export async function onePopOneLog(t) {
  const { pops, tasks } = await t.facts();
  assert.equal(pops.length, 1, "one pop");
  assert.equal(tasks.filter(({ fields }) => fields.CallObject).length, 1, "one log");
  return pops[0];
}
