// The utility bar says how the phone is, and the panel comes up when a call rings, is as high as what it shows, and stays
// within limits; while it rings it stays as it is.
// Shows: call-panel, issue-5-7-ringing
import assert from "node:assert/strict";

import { answer, ready } from "../../lib/softphone.mjs";

export async function run(t) {
  const tab = await t.open("/");
  await ready(tab);
  const console_ = async () => (await t.host("GET", "/sim/facts")).consoles[0];
  const says = (label) => tab.page.locator(".utility-bar, footer").getByText(label, { exact: false }).first().waitFor();
  assert.equal((await console_()).panel.visible, false);
  const { height } = (await console_()).panel;

  await t.direct({ do: "severalCall" });
  await t.until("the panel is up", (facts) => facts.consoles[0].panel.visible);
  await t.until("it says so", (facts) => facts.consoles[0].panel.label === "Ringing");
  await t.until("so does its icon", (facts) => facts.consoles[0].panel.icon === "incoming_call");
  await says("Ringing");
  const softphone = await tab.softphone();
  await softphone.locator("#caller .choice").nth(2).waitFor();

  await answer(t, tab);
  await t.until("it says so", (facts) => facts.consoles[0].panel.label === "Talking");
  const grown = await t.until("it has grown with the choice", (facts) => {
    const now = facts.consoles[0].panel.height;
    return now > height && now;
  });
  assert.ok(grown <= 700, `${grown} px`);
  await t.until("so does its icon", (facts) => facts.consoles[0].panel.icon === "unmuted");
  const heights = (await t.facts()).calls.filter(({ method }) => method === "setSoftphonePanelHeight").length;
  assert.equal(heights, 1, "once, and not while it rang");
  await softphone.locator("#caller .choice").first().click();
  await t.until("the choice is made", (facts) => facts.consoles[0].panel.height < grown);
  await t.direct({ do: "agentHangsUp" });
  await t.until("it says so", (facts) => facts.consoles[0].panel.label === "After-call work");
  await t.direct({ do: "agentClears" });
  await t.until("it says so", (facts) => facts.consoles[0].panel.label === "Phone");
}
