// The workbench lights up the running flow, block by block, on its drawing; a softphone as it ships tells nobody.
import assert from "node:assert/strict";

import { withPage } from "../../lib/page.mjs";
import { answer, begunLog, ready, talkAndEnd } from "../../lib/softphone.mjs";

export async function run(t) {
  t.expect(/\[CTI ADAPTER\]/);
  // As it ships: a flow runs, and the page around the softphone hears nothing.
  const quiet = await t.open("/");
  await ready(quiet);
  await call(t, quiet);
  await t.until("the flow has run", (facts) => facts.pops.length === 1);
  await end(t, quiet);
  await drawer(quiet).getByText("No flow has run yet").waitFor();
  await quiet.close();

  // With the one setting of the development configuration.
  await withPage(t, (page) => (page.config.recorder = { expose: true }));
  const tab = await t.open("/");
  await ready(tab);
  await call(t, tab);
  await t.until("the flow has run", (facts) => facts.pops.length === 2);
  const flows = drawer(tab);
  await flows.locator('.shape.ran[data-block="uid-7"]').waitFor();
  assert.deepEqual(await blocks(flows, "ran"), ["uid-1", "uid-2", "uid-3", "uid-4", "uid-5", "uid-7"]);
  assert.deepEqual(await blocks(flows, "failed"), []);
  assert.equal(await flows.locator(".wire.ran").count(), 5, "the outputs it left through");

  // A save that Salesforce refuses: the block that failed, and the way out it took.
  await end(t, tab, "next-save-fails");
  await flows.locator('.shape.failed[data-block="uid-2"]').waitFor();
  assert.deepEqual(await blocks(flows, "failed"), ["uid-2"]);
  await flows.locator('.shape.ran[data-block="uid-3"]').waitFor();

  // An older run, and back to the newest.
  const older = flows.getByRole("button", { name: /screen pop/ });
  await older.click();
  await flows.locator('.shape.ran[data-block="uid-5"]').waitFor();
  await older.click();
  await flows.locator('.shape.failed[data-block="uid-2"]').waitFor();

  // An answer that does not come: the block the flow waits in.
  await call(t, tab);
  await end(t, tab, "callback-never-comes");
  await flows.locator('.shape.now[data-block="uid-2"]').waitFor();
  assert.deepEqual(await blocks(flows, "now"), ["uid-2"]);
  assert.deepEqual(await blocks(flows, "ran"), ["uid-1", "uid-2"]);
}

async function call(t, tab) {
  await t.direct({ do: "knownCall" });
  await (await tab.ccp()).getByRole("button", { name: "Accept call" }).waitFor();
}

/** The call goes its way; a fault strikes the save of its end. */
async function end(t, tab, fault) {
  await answer(t, tab);
  await begunLog(t);
  if (fault) await t.direct({ do: "injectNamed", name: fault });
  await talkAndEnd(t, tab, 10_000);
  await t.direct({ do: "agentClears" });
  await t.until("the contact is gone", (facts) => !facts.contacts.at(-1).present);
}

/** The drawer, opened. */
function drawer(tab) {
  const button = tab.page.getByRole("button", { name: "Flows", exact: true });
  const flows = tab.page.locator("#strip-flows");
  const open = async () => {
    if (!(await flows.isVisible())) await button.click();
  };
  tab.opened ??= open();
  return flows;
}

function blocks(flows, state) {
  return flows.locator(`.shape.${state}`).evaluateAll((shapes) => shapes.map((shape) => shape.dataset.block));
}
