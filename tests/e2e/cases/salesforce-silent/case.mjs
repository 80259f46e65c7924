// The library loads and Salesforce never answers: the agent is told, can start over, and works once it does.
import assert from "node:assert/strict";

import { ready } from "../../lib/softphone.mjs";

export async function run(t) {
  await t.direct({ do: "injectNamed", name: "open-cti-silent" });
  const tab = await t.open("/");
  await tab.page.locator(".utility-item").click();
  const softphone = await tab.softphone();
  const finding = softphone.locator(".problem.stops");
  await finding.waitFor();
  assert.equal(await finding.locator("code").innerText(), "salesforce-silent");

  // Pressed while Salesforce is silent: otherwise the page, which looks again by itself, may be ready before the press. Only a press
  // takes the finding away before there is an answer.
  await softphone.getByRole("button", { name: "Try again" }).click();
  await softphone.locator('#status[data-status="starting"]').waitFor();
  await finding.waitFor({ state: "detached" });
  await t.direct({ do: "clearFaults" });
  await ready(tab);
  await t.until("one listener, after all that", (facts) => facts.consoles[0].clickListeners === 1);
}
