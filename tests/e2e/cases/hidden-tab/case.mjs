// Browsers hold back the timers of a hidden tab, after a while for a minute. A flow of many blocks does not ride on them: it comes to its end,
// though no short timer ever fires.
// Shows: F9
import assert from "node:assert/strict";

import { flow } from "../../lib/flow.mjs";
import { withPage } from "../../lib/page.mjs";
import { ready } from "../../lib/softphone.mjs";

/** As hidden as a tab can be: short timers never come. */
function holdTimersBack() {
  const real = globalThis.setTimeout;
  globalThis.setTimeout = (callback, ms, ...more) => real(callback, globalThis.held && (ms ?? 0) < 1_000 ? 3_600_000 : ms, ...more);
}

export async function run(t) {
  await t.context.addInitScript(holdTimersBack);
  const blocks = Array.from({ length: 400 }, (_, at) => ["SE_SetProperty", { key: `k${at}`, value: String(at) }]);
  const many = flow("Many blocks", "salesforceUi", "onNavigationChange", blocks);
  await withPage(t, ({ flows }) => flows.push(many));
  const tab = await t.open("/");
  const softphone = await ready(tab);
  await softphone.evaluate(() => (globalThis.held = true));
  await t.direct({ do: "console", act: { do: "openHome" } });
  await t.until("the last block has run", () =>
    softphone.evaluate(() => localStorage.getItem("switchboard.properties")?.includes('"k399"')),
  );
  assert.ok(await softphone.evaluate(() => globalThis.held));
}
