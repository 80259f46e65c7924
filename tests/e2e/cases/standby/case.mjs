// The page reports to Salesforce before it has Amazon Connect, so that a slow instance never costs the phone. When the page
// cannot start at all, Salesforce shows the standby page, and stays on it.
// Shows: call-standby, difference-g
import assert from "node:assert/strict";

const WASM = /\/pkg\/adapter_bg\.wasm/;
const general = (item, value) => ({ do: "changeSetting", section: "reqGeneralInfo", item, value });

export async function run(t) {
  t.expect(/the softphone core/);
  t.expect(/Failed to load resource.*|console error.*adapter_bg/);
  await t.direct(general("reqStandbyUrl", "https://cti.example.com/softphone/standby.html"));
  await t.direct(general("reqTimeout", "15000"));

  await t.direct({ do: "injectNamed", name: "ccp-silent" });
  const slow = await t.open("/");
  await t.until("the page has reported", (facts) => facts.initialized);
  await t.advance(20_000);
  assert.equal((await t.facts()).consoles[0].standby, false, "Amazon Connect is silent, and the phone is there");
  await slow.close();
  await t.until("the tab is closed", (facts) => facts.consoles.length === 0);

  t.answer(WASM, "abort");
  const dead = await t.open("/");
  await (await dead.softphone()).locator('#status[data-status="stopped"]').waitFor({ state: "attached" });
  await t.advance(15_000);
  await t.until("Salesforce has switched", (facts) => facts.consoles[0].standby);
  await dead.page.locator(".utility-item").click();
  await standby(dead);

  t.forget(WASM);
  await dead.reload();
  await t.until("it stays there", (facts) => facts.consoles.some((console) => console.standby));
  await standby(dead);
}

async function standby(tab) {
  const frame = tab.page.frameLocator(".softphone iframe");
  await frame.getByText("The phone did not start in time").waitFor({ state: "attached" });
}
