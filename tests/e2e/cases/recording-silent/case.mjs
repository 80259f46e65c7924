// Salesforce takes the change of a recording and never says so: nothing is assumed, the agent is told, and pressing again is
// harmless.
import assert from "node:assert/strict";

import { bePatient, holdDeadlines, losePatience } from "../../lib/deadlines.mjs";
import { withPage } from "../../lib/page.mjs";
import { answer, begunLog, openTab, ready } from "../../lib/softphone.mjs";

export async function run(t) {
  await withPage(t, (page) => {
    page.config.panel = { recording: { enabled: true } };
    page.config.recording = { namedCredential: "Ours" };
  });
  await holdDeadlines(t);
  const tab = await t.open("/");
  const softphone = await ready(tab);
  await t.direct({ do: "deployPackage", credentials: ["Ours"] });
  await t.direct({ do: "knownCall" });
  await t.until("it rings", (facts) => facts.contacts.length === 1);
  await answer(t, tab);
  await begunLog(t);
  const panel = await openTab(softphone, "recording");
  const stands = (sentence) => panel.getByRole("status").filter({ hasText: sentence }).waitFor();
  const isRecorded = (how) => t.until(`the recording is ${how}`, (facts) => facts.contacts.at(-1).recording === how);
  const problem = panel.getByRole("alert");

  await stands("The call is not recorded.");
  await t.direct({ do: "injectNamed", name: "apex-silent" });
  await losePatience(softphone);
  await panel.getByRole("button", { name: "Start recording" }).click();
  await problem.getByText("There was no answer in time").waitFor();
  // It was done all the same; the page does not know, and says what it knows.
  await isRecorded("on");
  await stands("The call is not recorded.");

  // Once more, answered: it may be recorded already.
  await bePatient(softphone);
  const asked = () => t.facts().then(({ requests }) => requests.filter(({ method }) => method === "startContactRecording").length);
  const before = await asked();
  await panel.getByRole("button", { name: "Start recording" }).click();
  await t.until("it is asked again", async () => (await asked()) === before + 1);
  await isRecorded("on");
  await t.until("the old problem is gone, or there is a new one", async () => {
    const text = await problem.textContent();
    return !text.includes("There was no answer in time");
  });
  assert.equal(await panel.getByRole("button", { name: /recording/ }).count(), 2);
}
