// A dialog over an open drawer, one while the panel is minimised, and one that a call interrupts there: each is seen, none lies over
// a contact that rings, and the drawer stays as the agent left it.
import assert from "node:assert/strict";

import { flow } from "../../lib/flow.mjs";
import { withPage } from "../../lib/page.mjs";
import { answer, ready, showSoftphone } from "../../lib/softphone.mjs";

const DIALOG = flow("Dialog", "connectAgent", "onNotRoutable", [["SE_ShowModal", { title: "Lunch", message: "Enjoy it" }]]);

export async function run(t) {
  await withPage(t, (page) => page.flows.push(DIALOG));
  const tab = await t.open("/");
  const softphone = await ready(tab);
  const modal = softphone.locator("#modal[open]");
  const drawer = (isOpen) =>
    t.until(`the drawer is ${isOpen ? "open" : "closed"}`, async () =>
      (await softphone.locator(".drawer").getAttribute("data-open")) === String(isOpen));
  const visible = (facts) => facts.consoles[0].panel.visible;
  const lunch = () => t.direct({ do: "setAgentState", name: "Lunch" });
  const back = () => t.direct({ do: "setAgentState", name: "Available" });
  const onTop = () => modal.getByRole("button", { name: "Close" }).evaluate((button) => {
    const { left, top, width, height } = button.getBoundingClientRect();
    return document.elementFromPoint(left + width / 2, top + height / 2) === button;
  });
  const minimise = async () => {
    await t.direct({ do: "console", act: { do: "toggleSoftphone" } });
    await t.until("the panel is minimised", (facts) => !visible(facts));
  };

  // Over the open drawer; closed by Escape, which is the dialog's and not the drawer's.
  await showSoftphone(t, tab);
  await softphone.locator("#drawer-handle").click();
  await drawer(true);
  await lunch();
  await modal.waitFor();
  assert.equal(await onTop(), true, "nothing lies over it");
  await modal.locator("#modal-text").press("Escape");
  await modal.waitFor({ state: "hidden" });
  await drawer(true);
  await back();

  // Minimised, with the drawer closed: the dialog opens the panel, and no drawer.
  await softphone.locator("#drawer-handle").click();
  await drawer(false);
  await minimise();
  await lunch();
  await t.until("the panel opens", visible);
  await modal.waitFor();
  await drawer(false);

  // The agent minimises it unread: it is still there when she comes back.
  await minimise();
  await showSoftphone(t, tab);
  await modal.waitFor();
  assert.equal(await onTop(), true, "it can be closed");
  await back();

  // Minimised again, and a call rings: the panel opens for the call, without the dialog, which comes back afterwards.
  await minimise();
  await t.direct({ do: "knownCall" });
  await t.until("the panel opens for the call", visible);
  await softphone.locator('#contact[data-ringing="true"]').waitFor();
  await modal.waitFor({ state: "hidden" });
  await answer(t, tab);
  await modal.waitFor();
  await modal.getByRole("button", { name: "Close" }).click();
  await modal.waitFor({ state: "hidden" });
}
