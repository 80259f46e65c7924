// A call step of Sales Engagement begins: its flow runs, with what Salesforce says of it.
import { flow } from "../../lib/flow.mjs";
import { withPage } from "../../lib/page.mjs";
import { openTab, ready } from "../../lib/softphone.mjs";

const STARTS = flow("A step begins", "salesforceUi", "onHvsWorkStart", [
  ["SE_SendDataToOverlay", {
    value: { work: "$.payload.workId", when: "$.payload.completeWorkWhen", to: "$.payload.attributes.to" },
  }],
]);

export async function run(t) {
  await withPage(t, (page) => page.flows.push(STARTS));
  const tab = await t.open("/");
  const softphone = await ready(tab);
  await t.direct({ do: "console", act: { do: "toggleSoftphone" } });
  await openTab(softphone, "data");
  await t.direct({ do: "console", act: { do: "startWork", workId: "8HF5g0000004CdEGAU", number: "(415) 555-0142" } });
  for (const text of ["8HF5g0000004CdEGAU", "TaskSaved", "(415) 555-0142"]) {
    await softphone.locator("#data .datum .value", { hasText: text }).waitFor();
  }
  await t.until("its number is dialled", (facts) => facts.contacts.length === 1);
}
