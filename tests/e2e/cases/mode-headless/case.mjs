// The headless page works in the background: it never opens its panel, and flows, pops and logs are the same.
// Shows: call-modes, difference-g
import assert from "node:assert/strict";

import { dana, ready, theLog } from "../../lib/softphone.mjs";
import { setItem } from "../../lib/page.mjs";

export async function run(t) {
  await setItem(t, "mode", "headless");
  const tab = await t.open("/");
  const softphone = await tab.softphone();
  await softphone.locator('#status[data-status="ready"]').waitFor({ state: "attached" });
  await t.direct({ do: "knownCall" });
  const { id } = await dana(t);
  await t.until("her record is open", (facts) => facts.consoles[0].recordInView === id);
  await t.until("the utility bar rings", (facts) => facts.consoles[0].panel.label === "Ringing");
  await t.direct({ do: "agentAccepts" });
  await t.until("the agent talks", (facts) => facts.contacts[0].state === "connected");
  await t.advance(10_000);
  await t.direct({ do: "agentHangsUp" });
  assert.equal((await theLog(t)).WhoId, id);
  await t.direct({ do: "agentClears" });
  await t.until("the contact is gone", (facts) => !facts.contacts[0].present);
  await t.direct({ do: "console", act: { do: "clickNumber", number: "(415) 555-0142", recordId: id } });
  await t.until("it is dialled", (facts) => facts.dials.length === 1);
  const facts = await t.facts();
  assert.equal(facts.consoles[0].panel.visible, false);
  assert.equal(facts.calls.filter((call) => call.method === "setSoftphonePanelVisibility").length, 0);
}
