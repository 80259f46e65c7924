// Two chats: the panel, its attributes and the actions are about the one the agent looks at in the Contact Control Panel.
// Shows: BH-18, BH-35, L5
import assert from "node:assert/strict";

import { actionFlow, task } from "../../lib/actions.mjs";
import { withPage } from "../../lib/page.mjs";
import { openTab, ready } from "../../lib/softphone.mjs";

/** Writes down whom it was pressed for. */
const WHOSE = actionFlow("Whose", task({ subject1: "$.contact.attributes.customerName" }));

export async function run(t) {
  await withPage(t, (page) => {
    page.config.panel = { showAllAttributes: true };
    page.flows.push(WHOSE);
    page.actions.push({ name: "Whose", flow: "Whose" });
  });
  const tab = await t.open("/");
  const softphone = await ready(tab);
  await t.direct({ do: "console", act: { do: "toggleSoftphone" } });
  for (const customerName of ["Ada", "Ben"]) await t.direct({ do: "inboundChat", attributes: { customerName } });
  await t.until("both are offered", (facts) => facts.contacts.length === 2);
  const ccp = await tab.ccp();
  for (const left of [1, 0]) {
    await ccp.getByRole("button", { name: "Accept call" }).first().click();
    await ccp.getByRole("button", { name: "Accept call" }).nth(left).waitFor({ state: "detached" });
  }
  await t.until("both are under way", (facts) => facts.contacts.every((contact) => contact.state === "connected"));

  // In the Contact Control Panel itself, then wherever the agent looks: the drawer lies over it.
  await ccp.getByRole("button", { name: "Connected" }).first().click();
  const panel = await openTab(softphone, "attributes");
  const shown = (name) => panel.locator(".attribute .value", { hasText: name }).waitFor();
  await shown("Ada");
  const { contacts } = await t.facts();
  for (const [at, name] of [[1, "Ben"], [0, "Ada"], [1, "Ben"]]) {
    await t.direct({ do: "viewContact", contact: contacts[at].id });
    await openTab(softphone, "attributes");
    await shown(name);
    await openTab(softphone, "actions");
    await softphone.locator("#actions li", { hasText: "Whose" }).getByRole("button").click();
    await t.until(`it was about ${name}`, (facts) => facts.tasks.at(-1).fields.Subject === name);
  }
  assert.deepEqual((await t.facts()).tasks.slice(-3).map((made) => made.fields.Subject), ["Ben", "Ada", "Ben"]);
}
