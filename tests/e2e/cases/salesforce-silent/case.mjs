// The library loads and Salesforce never answers: the agent is told, and trying again works once it does.
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

  await t.direct({ do: "clearFaults" });
  await softphone.getByRole("button", { name: "Try again" }).click();
  await ready(tab);
  await t.until("one listener, after all that", (facts) => facts.consoles[0].clickListeners === 1);
}
