// Two tabs of one agent: what a flow remembers and counts in one is read in the other at once, outlasts both, and each knows how
// many there are.
// Shows: BH-121, cti-flows-4.7
import { flow } from "../../lib/flow.mjs";
import { withPage } from "../../lib/page.mjs";
import { ready } from "../../lib/softphone.mjs";

const COUNT = flow("Count", "salesforceUi", "onNavigationChange", [
  ["SE_UpdateCounter", { name: "looks" }],
  ["SE_GetCounter", { name: "openAgentTabs" }],
  ["SE_GetProperty", { key: "seen", defaultValue: "nothing" }],
  ["SE_SetProperty", { key: "seen", value: "$.payload.recordName" }],
  ["SE_TextStringTemplate", { template: "look ${count} in ${tabs}, after ${seen}", variables: {
    count: "$.actions.uid-1.results.value", tabs: "$.actions.uid-2.results.value", seen: "$.actions.uid-3.results.value" } }],
  ["SE_Alert", { message: "$.actions.uid-5.results.value" }],
]);

export async function run(t) {
  await withPage(t, (page) => page.flows.push(COUNT));
  const { records } = await t.facts();
  /** A record is looked at in the newest tab, whose softphone says so. */
  const look = async (softphone, name, says) => {
    const record = records.find((record) => record.fields.Name === name);
    await t.direct({ do: "console", act: { do: "openRecord", recordId: record.id } });
    await softphone.getByText(says).waitFor();
  };

  const first = await t.open("/");
  const one = await ready(first);
  await look(one, "Dana Ortiz", "look 1 in 1, after nothing");
  const second = await t.open("/");
  const two = await ready(second);
  await look(two, "Priya Raman", "look 2 in 2, after Dana Ortiz");
  await second.close();
  await look(one, "Nia Bevan", "look 3 in 1, after Priya Raman");
  await first.reload();
  const again = await ready(first);
  await look(again, "Dana Ortiz", "look 4 in 1, after Nia Bevan");
}
