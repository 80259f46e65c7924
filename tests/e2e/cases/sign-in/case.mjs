// The agent's session ends: the page offers a way back in, and the phone works again after it.
import assert from "node:assert/strict";

import { ready } from "../../lib/softphone.mjs";

export async function run(t) {
  const tab = await t.open("/");
  const softphone = await ready(tab);
  await tab.page.locator(".utility-item").click();
  await t.direct({ do: "logOut" });
  const button = softphone.getByRole("button", { name: "Sign in" });
  await button.waitFor();
  await t.until("the utility bar says so", (facts) => facts.consoles[0].panel.label === "Phone: sign in");
  const [window] = await Promise.all([t.context.waitForEvent("page"), button.click()]);
  assert.match(window.url(), /^(about:blank|https:\/\/acme\.my\.connect\.aws\/ccp-v2\/)/);
  await t.direct({ do: "logIn" });
  await ready(tab);
  await t.until("and that it is over", (facts) => facts.consoles[0].panel.label === "Phone");
}
