// The org's own Apex classes: without them a flow learns which one to deploy and people are found by the softphone layout; with
// them records are read, people are found in the order of their changes, and attributes are written. A service of the
// deployment's own can write them, too.
// Shows: BH-33, BH-65, BH-68, issue-3-Retrieve-Salesforce-Record
import assert from "node:assert/strict";

import { withPage } from "../../lib/page.mjs";
import { answer, dana, keptLog, ready } from "../../lib/softphone.mjs";

/** Looking at a person: her mobile number and whom a number belongs to become attributes of the call; what fails is said. */
const LOOK = {
  name: "Look",
  source: "salesforceUi",
  event: "onNavigationChange",
  actions: [
    { id: "uid-0", type: "SE_Start", ports: { done: "uid-1" } },
    { id: "uid-1", type: "SE_SFRetrieve", controls: { fields: "Name, MobilePhone", type: "Contact", id: "$.payload.recordId" },
      ports: { success: "uid-2", failure: "uid-5" } },
    { id: "uid-2", type: "SE_SFGetContactId", controls: { formattedPhoneNumber: "+15035550188" }, ports: { success: "uid-3" } },
    { id: "uid-3", type: "SE_ContactUpdateAttributes",
      controls: { attributes: { mobile: "$.actions.uid-1.results.record.MobilePhone", found: "$.actions.uid-2.results.sfContactId" } },
      ports: { failure: "uid-4" } },
    { id: "uid-4", type: "SE_Alert", controls: { message: "$.actions.uid-3.exception" } },
    { id: "uid-5", type: "SE_Alert", controls: { message: "$.actions.uid-1.exception" }, ports: { done: "uid-6" } },
    { id: "uid-6", type: "SE_SFGetLeadId", controls: { formattedPhoneNumber: "+15035550188" }, ports: { success: "uid-7" } },
    { id: "uid-7", type: "SE_ContactUpdateAttributes", controls: { attributes: { lead: "$.actions.uid-6.results.sfLeadId" } },
      ports: { failure: "uid-8" } },
    { id: "uid-8", type: "SE_Alert", controls: { message: "$.actions.uid-7.exception" } },
  ],
};

const attributes = (facts) => facts.contacts.at(-1).attributes;
const look = (t, recordId) => t.direct({ do: "console", act: { do: "openRecord", recordId } });
const missing = (name) => `Could not load Apex class: ${name}. Deploy salesforce/ and assign its permission set.`;

export async function run(t) {
  await withPage(t, (page) => {
    page.config.connect.region = "us-west-2";
    page.flows.push(LOOK);
  });
  const tab = await t.open("/");
  const softphone = await ready(tab);
  const { id } = await dana(t);
  const { records } = await t.facts();
  const tomas = records.find((record) => record.fields.Name === "Tomas Lindqvist");
  await t.direct({ do: "knownCall" });
  await t.until("it rings", (facts) => facts.contacts.length === 1);
  await answer(t, tab);

  // Nothing is deployed.
  await look(t, id);
  await softphone.getByText(missing("SwitchboardRecords")).waitFor();
  await softphone.getByText(missing("SwitchboardAttributes")).waitFor();
  const searched = (facts) => facts.calls.some((call) => call.method === "searchAndScreenPop" && call.args.searchParams === "5035550188");
  await t.until("the layout is searched for the lead", searched);
  assert.equal(attributes(await t.facts()).lead, undefined);

  // It is: of two with one number the last modified is found, by any phone field.
  await t.direct({ do: "deployPackage", credentials: ["AmazonConnectAPI"] });
  await look(t, tomas.id);
  await t.until("who has the number", (facts) => attributes(facts).found === tomas.id);
  await look(t, id);
  await t.until("what is read is written", (facts) => attributes(facts).mobile === "(415) 555-0143");
  assert.equal(attributes(await t.facts()).lead, undefined, "nobody looked for a lead again");
  await keptLog(t, softphone);
  await byItsOwnService(t, tab, id);
}

/** Attributes by the deployment's own service: no credential of the org is asked for. */
async function byItsOwnService(t, tab, id) {
  await t.direct({ do: "deployPackage", credentials: [] });
  await withPage(t, (page) => {
    page.config.recording = { endpoint: `${t.origins.adapter}/sim/recording` };
    page.flows.push({ ...LOOK, actions: LOOK.actions.map((action) =>
      action.id === "uid-3" ? { ...action, controls: { attributes: { by: "service" } } } : action) });
  });
  await tab.reload();
  await ready(tab);
  await t.direct({ do: "console", act: { do: "openHome" } });
  await look(t, id);
  await t.until("the service has written", (facts) => attributes(facts).by === "service");
}
