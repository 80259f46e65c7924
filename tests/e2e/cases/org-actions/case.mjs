// CTI Actions in the org: the list follows a new revision, and a form that an agent is filling in stays what it was.
import { flow } from "../../lib/flow.mjs";
import { actionFlow, task, tasksOf } from "../../lib/actions.mjs";
import { askedForFlows, orgPackage, writeAction, writeFlow } from "../../lib/org.mjs";
import { withPage } from "../../lib/page.mjs";
import { dana, openTab, ready, showSoftphone } from "../../lib/softphone.mjs";

/** Looking at a record asks the org for a person: the answer brings the news. */
const LOOK = flow("Look", "salesforceUi", "onNavigationChange", [["SE_SFGetContactId", { formattedPhoneNumber: "+14155550142" }]]);

const callBack = (label) => ({ name: "Call back", flow: "Entered", fields: [{ name: "why", label, type: "text" }] });

export async function run(t) {
  await withPage(t, (page) => (page.actions = [{ name: "Of the page", flow: "Entered" }]));
  await orgPackage(t);
  await writeFlow(t, LOOK);
  await writeFlow(t, actionFlow("Entered", task({ subject1: "$.payload.why" })));
  await writeAction(t, callBack("Reason"));
  const tab = await t.open("/");
  const softphone = await ready(tab);
  await showSoftphone(t, tab);
  const panel = await openTab(softphone, "actions");
  const arrow = panel.getByRole("button", { name: "Call back" });
  await arrow.click();
  await panel.getByLabel("Reason").fill("Asked for it");

  // The action changes, and another one comes.
  await writeAction(t, callBack("Why"));
  await writeAction(t, { name: "Escalate", flow: "Entered", payload: [{ key: "why", value: "Escalated" }] });
  await t.direct({ do: "console", act: { do: "openRecord", recordId: (await dana(t)).id } });
  await askedForFlows(t, 2);
  await panel.getByRole("button", { name: "Go back" }).click();
  await panel.getByText("Escalate").waitFor();
  await arrow.click();
  await t.until("the form is the one she began", async () => (await panel.getByLabel("Reason").inputValue()) === "Asked for it");
  await panel.getByRole("button", { name: "Submit" }).click();
  await t.until("the flow got what she entered", (facts) => tasksOf(facts, "Asked for it").length === 1);

  // The next form is the new one.
  await arrow.click();
  await panel.getByLabel("Why").waitFor();
  await panel.getByRole("button", { name: "Go back" }).click();
  await panel.getByRole("button", { name: /Escalate/ }).click();
  await t.until("the new action starts its flow", (facts) => tasksOf(facts, "Escalated").length === 1);
}
