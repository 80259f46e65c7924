// The mini page: the Contact Control Panel is in another window, this one shows the agent's state and the administrator's
// text. Flows, pops and logs are the same.
// Shows: call-modes, difference-g
import assert from "node:assert/strict";

import { dana, ready, theLog } from "../../lib/softphone.mjs";
import { setItem } from "../../lib/page.mjs";

export async function run(t) {
  await setItem(t, "mode", "mini");
  await setItem(t, "message", "Calls are in the <b>other</b> window.");
  const tab = await t.open("/");
  const softphone = await ready(tab);
  await tab.page.getByRole("button", { name: "Available" }).click();
  await softphone.getByText("Calls are in the <b>other</b> window.", { exact: true }).waitFor();
  await softphone.locator("#agent", { hasText: "Available" }).waitFor();
  const stage = await softphone.locator("#stage").evaluate((stage) => {
    const { width, height } = stage.getBoundingClientRect();
    return { inert: stage.inert, width, height };
  });
  assert.deepEqual(stage, { inert: true, width: 1, height: 1 });
  await t.until("it takes little room", (facts) => facts.consoles[0].panel.height === 240);

  await t.direct({ do: "setAgentState", name: "Lunch" });
  await t.until("the utility bar follows the state", (facts) => facts.consoles[0].panel.label === "Lunch");
  await t.direct({ do: "setAgentState", name: "Available" });
  await t.direct({ do: "knownCall" });
  const { id } = await dana(t);
  await t.until("her record is open", (facts) => facts.consoles[0].recordInView === id);
  await t.direct({ do: "agentAccepts" });
  await t.until("the agent talks", (facts) => facts.contacts[0].state === "connected");
  await t.advance(10_000);
  await t.direct({ do: "agentHangsUp" });
  const log = await theLog(t);
  assert.equal(log.WhoId, id);
  assert.equal(log.CallDisposition, "Answered");
}
