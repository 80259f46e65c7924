// The browser keeps cookies from frames of other sites, as it does in this one: the Contact Control Panel of an instance that needs them stays
// silent. The phone says so and where, the agent has the browser asked, who is refused first and then granted: the phone is up without a
// reload, and after one, too.
// Shows: F12
import assert from "node:assert/strict";

import { setItem } from "../../lib/page.mjs";
import { ready, showSoftphone } from "../../lib/softphone.mjs";

export const world = { needsCookies: true };

export async function run(t) {
  // Where the panel is another window's: it comes into view as long as it has a question.
  await setItem(t, "mode", "mini");
  // Begun anew in the same page, the library finds its own channel there.
  t.expect(/Attempted to initialize provider more than one time/);
  t.expect(/Error when setting up AmazonConnectStreamsSite/);
  const tab = await t.open("/");
  await t.until("the panel of a phone that cannot start comes up by itself", (facts) => facts.consoles[0]?.panel.visible);
  const softphone = await tab.softphone();
  await softphone.locator("#problems code", { hasText: "connect-cookies" }).waitFor();
  assert.match(await softphone.locator("#problems").innerText(), /https:\/\/acme\.my\.connect\.aws\/ccp-v2\//);
  await t.until("the utility bar says what is to be done", (facts) => facts.consoles[0]?.panel.label === "Phone: sign in");
  await softphone.getByRole("button", { name: "Sign in" }).waitFor();
  await softphone.evaluate(() => (globalThis.sameDocument = true));

  const allow = softphone.getByRole("button", { name: "Allow cookies" });
  // Nobody has been to the instance's own site, and nobody is there to answer the browser's question.
  t.expect(/requestStorageAccess: (Permission denied|Request denied)/);
  await allow.click();
  const asking = softphone.frameLocator("#ccp iframe");
  await asking.getByRole("button", { name: "Provide access" }).click();
  await asking.getByText("The browser refuses.").waitFor();
  await softphone.locator("#problems code", { hasText: "connect-cookies" }).waitFor();

  await t.context.grantPermissions(["storage-access"]);
  await allow.click();
  await ready(tab);
  assert.equal(await softphone.locator("#findings article").count(), 0);
  assert.ok(await softphone.evaluate(() => globalThis.sameDocument), "no reload");
  assert.equal(await softphone.locator("#softphone").getAttribute("data-mode"), "mini");
  await t.until("the utility bar says so", (facts) => facts.consoles[0]?.panel.label === "Available");
  await t.direct({ do: "knownCall" });
  await softphone.locator("#contact .who", { hasText: "Dana Ortiz" }).waitFor();
  await t.direct({ do: "agentRejects" });
  await t.direct({ do: "agentClears" });

  // What the browser has granted holds: the next page asks by itself.
  await tab.close();
  const next = await t.open("/");
  await showSoftphone(t, next);
  await ready(next);
}
