// A browser without Web Locks: the page says once that its tabs cannot be told from each other, and works for itself.
// Shows: F8
import assert from "node:assert/strict";

import { answerAndTalk, ready, theLog } from "../../lib/softphone.mjs";

export async function run(t) {
  await t.context.addInitScript(() => Object.defineProperty(Navigator.prototype, "locks", { value: undefined }));
  const tab = await t.open("/");
  const softphone = await ready(tab);
  await softphone.locator('.notice[data-key="tabs-apart"]').waitFor({ state: "attached" });
  await t.direct({ do: "knownCall" });
  await t.until("it rings", (facts) => facts.contacts.length === 1);
  await answerAndTalk(t, tab, 20_000);
  assert.equal((await theLog(t)).Status, "Completed");
  assert.equal(await softphone.locator("#elsewhere").isVisible(), false);
}
