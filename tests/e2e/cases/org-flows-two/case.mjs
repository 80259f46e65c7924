// Two call centers of an org have two adapters, each with a copy of its own; two orgs on one page know nothing of each other.
import assert from "node:assert/strict";

import { flow } from "../../lib/flow.mjs";
import { ADAPTER, askedForFlows, nextReading, orgPackage, writeFlow } from "../../lib/org.mjs";
import { withPage } from "../../lib/page.mjs";
import { dana, ready } from "../../lib/softphone.mjs";

const says = (word) => flow("Greet", "salesforceUi", "onNavigationChange", [["SE_Alert", { message: word }]]);

/** What the flow in force says when the agent opens a record. */
async function hears(t, tab, word) {
  const softphone = await ready(tab);
  await t.direct({ do: "console", act: { do: "openRecord", recordId: (await dana(t)).id } });
  await softphone.locator("#panel").getByText(word, { exact: true }).first().waitFor();
  return softphone;
}

const copies = (softphone) =>
  softphone.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("switchboard.flows")).sort());

export async function run(t) {
  const own = (page) => (page.flows = [says("own")]);
  await withPage(t, own);
  await orgPackage(t);
  await orgPackage(t, "Second");
  await writeFlow(t, says("first"));
  await writeFlow(t, says("second"), "Second");
  let tab = await t.open("/");
  await ready(tab);
  await askedForFlows(t, 1);
  await hears(t, tab, "first");

  // The agent is moved to another call center.
  await t.direct({ do: "changeSetting", section: "reqGeneralInfo", item: "reqInternalName", value: "Second" });
  await tab.reload();
  await ready(tab);
  await askedForFlows(t, 2);
  const softphone = await hears(t, tab, "second");
  const acme = "https://acme.lightning.force.com";
  assert.deepEqual(await copies(softphone), [ADAPTER, "Second"].map((adapter) => `switchboard.flows.1 ${acme} ${adapter}`));
  await tab.close();

  // Another org, whose call center has the same name, in the same browser: its Apex never answers, and the copy of the first is not its.
  const console = "https://globex.lightning.force.com";
  const world = `${t.world}-b`;
  const { origins } = await t.host_.ask(world, "POST", "/sim/worlds", { origins: { ...t.origins, console } });
  t.world = t.network.world = world;
  t.origins = origins;
  t.network.origins.add(console);
  await withPage(t, own);
  await orgPackage(t);
  await writeFlow(t, says("globex"));
  await nextReading(t, "never");
  tab = await t.open("/");
  await hears(t, tab, "own");
  await tab.reload();
  await ready(tab);
  await askedForFlows(t, 2);
  await hears(t, tab, "globex");
}
