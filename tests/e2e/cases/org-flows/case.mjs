// Flows in the org: a record changes while a call is up and the page hears of it, that call ends as it began and the next has the new
// flows; a broken flow keeps its last good copy; what is incomplete, denied or never answered changes nothing; a start with Salesforce
// slow runs the copy; without records the page's own run.
import assert from "node:assert/strict";

import { findings } from "../../lib/axe.mjs";
import { flow } from "../../lib/flow.mjs";
import { askedForFlows, lookForFlows, nextReading, openFlows, orgPackage, writeFlow } from "../../lib/org.mjs";
import { withPage } from "../../lib/page.mjs";
import { ready, showSoftphone } from "../../lib/softphone.mjs";

const SLOW_MS = 15_000;

/** A flow that asks the org whose number this is, and then says a word. */
function asking(word) {
  const made = flow("Greet", "connectVoiceContact", "onConnected", [
    ["SE_SFGetContactId", { formattedPhoneNumber: "+14155550142" }],
    ["SE_Alert", { message: word }],
  ]);
  made.actions[1].ports.failure = "uid-2";
  return made;
}

/** What a call asks of the org when it is over, and says then. */
function ending(word) {
  const made = flow("Over", "connectVoiceContact", "onEnded", [
    ["SE_SFGetContactId", { formattedPhoneNumber: "+14155550142" }],
    ["SE_Alert", { message: word }],
  ]);
  made.actions[1].ports.failure = "uid-2";
  return made;
}
/** Asks the org whenever another page of Salesforce is opened. */
const MOVED = flow("Moved", "salesforceUi", "onNavigationChange", [
  ["SE_SFGetContactId", { formattedPhoneNumber: "+14155550142" }],
]);
const ASIDE = flow("Aside", "salesforceUi", "onNavigationChange", [["SE_Alert", { message: "Aside" }]]);
const BROKEN = { ...asking("x"), actions: [{ id: "uid-0", type: "Nobody_Knows" }] };
const OWN = flow("Own", "connectVoiceContact", "onConnected", [["SE_Alert", { message: "The page's own" }]]);

async function ring(t) {
  await t.direct({ do: "knownCall" });
  await t.until("it rings", (facts) => facts.contacts.at(-1)?.state === "connecting");
  await t.direct({ do: "agentAccepts" });
  await t.until("they talk", (facts) => facts.contacts.at(-1).state === "connected");
}

async function over(t) {
  await t.direct({ do: "customerHangsUp" });
  await t.until("the call is over", (facts) => facts.contacts.at(-1).state === "ended");
  await t.direct({ do: "agentClears" });
  await t.until("the contact is gone", (facts) => !facts.contacts.at(-1).present);
}

/** A whole call, in which the flow says this. */
async function hears(t, softphone, word) {
  await ring(t);
  await softphone.locator("#panel").getByText(word, { exact: true }).first().waitFor();
  await over(t);
}

export async function run(t) {
  await withPage(t, (page) => (page.flows = [OWN]));
  await orgPackage(t);
  await writeFlow(t, asking("As it began"));
  await writeFlow(t, ending("Ends as it began"));
  await writeFlow(t, MOVED);
  const tab = await t.open("/");
  let softphone = await ready(tab);
  await askedForFlows(t, 1);

  // The record changes while the flow is at work.
  const late = { kind: "late", after: SLOW_MS };
  await t.direct({ do: "inject", fault: { target: { apex: "SwitchboardRecords.findByPhone" }, mishap: late } });
  await ring(t);
  await t.until("the flow asks", ({ calls }) => calls.some(({ args }) => args?.apexClass === "SwitchboardRecords"));
  await writeFlow(t, asking("The new one"));
  await writeFlow(t, ending("Ends anew"));
  await t.advance(SLOW_MS);
  await softphone.locator("#panel").getByText("As it began", { exact: true }).waitFor();
  // Another answer of the org's Apex brings the news before the call is over, and the call keeps its own flows.
  const dana = (await t.facts()).records.find(({ fields }) => fields.Name === "Dana Ortiz");
  await t.direct({ do: "console", act: { do: "openRecord", recordId: dana.id } });
  await askedForFlows(t, 2);
  await over(t);
  await softphone.locator("#panel").getByText("Ends as it began", { exact: true }).waitFor();
  assert.equal(await softphone.locator("#panel").getByText("Ends anew", { exact: true }).count(), 0);
  await hears(t, softphone, "The new one");
  await softphone.locator("#panel").getByText("Ends anew", { exact: true }).waitFor();

  // One broken flow among good ones.
  await showSoftphone(t, tab);
  const flows = await openFlows(softphone);
  const revision = () => flows.getByRole("status").textContent();
  const problems = softphone.locator("#findings");
  await writeFlow(t, BROKEN);
  await writeFlow(t, ASIDE);
  await lookForFlows(softphone);
  await problems.getByText("“Greet” of the org cannot be used").waitFor();
  await problems.getByText(/Until it is corrected the last copy that worked is in force/).waitFor();
  await flows.getByText("4 flows are active").waitFor();
  assert.deepEqual(await findings(softphone), []);

  // A list of which half came, and a user without the right: what was in force stays.
  const before = await revision();
  assert.match(before, /^The flows of the org are in force\. Revision: .+/);
  await writeFlow(t, asking("Set right"));
  await nextReading(t, "half");
  await lookForFlows(softphone);
  await problems.getByText("The flows of the org did not come whole").waitFor();
  await t.direct({ do: "givePermissionSets", permissionSets: [] });
  await lookForFlows(softphone);
  await problems.getByText("You may not read the flows of the org").waitFor();
  assert.equal(await revision(), before);
  await t.direct({ do: "givePermissionSets", permissionSets: ["agent"] });
  await lookForFlows(softphone);
  await t.until("a new revision is in force", async () => (await revision()) !== before);
  assert.equal(await problems.locator(".problem").count(), 0);

  // A start with Salesforce slow, whose Apex never answers: the copy runs.
  await t.direct({ do: "inject", fault: { target: { openCti: "getCallCenterSettings" }, mishap: late } });
  await nextReading(t, "never");
  await tab.reload();
  softphone = await ready(tab);
  await showSoftphone(t, tab);
  const again = await openFlows(softphone);
  await again.getByText(/as this browser kept them/).waitFor();
  await hears(t, softphone, "Set right");

  // The package goes: the copy stays, because nobody has said that the record is off. Then it is off.
  await t.direct({ do: "removePackage" });
  await tab.reload();
  softphone = await ready(tab);
  await softphone.getByText("The flows of the org could not be read").waitFor();
  await t.direct({ do: "deployPackage", credentials: [] });
  await t.direct({ do: "saveAdapter", key: "AcmeConnect", enabled: false });
  await showSoftphone(t, tab);
  const last = await openFlows(softphone);
  await lookForFlows(softphone);
  await last.getByText("The flows of this page are in force.").waitFor();
  await hears(t, softphone, "The page's own");
}
