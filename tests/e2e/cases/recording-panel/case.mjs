// The recording of a call: the panel follows the table of states, by the agent's buttons and by a flow's blocks; the org's class or
// the deployment's own service is asked, on the page's own origin and nowhere else, and 500 characters of what it says are read; what
// fails changes nothing and is said.
// Shows: issue-10-own-service, BH-21, BH-25, BH-56, BH-58, BH-61, BH-15, BH-64
import assert from "node:assert/strict";

import { findings } from "../../lib/axe.mjs";
import { flow } from "../../lib/flow.mjs";
import { withPage } from "../../lib/page.mjs";
import { answer, keptLog, openTab, ready, showSoftphone } from "../../lib/softphone.mjs";

const STOP = flow("Stop", "salesforceUi", "onNavigationChange", [["SE_StopRecording"]]);

export async function run(t) {
  await withPage(t, (page) => {
    page.config.panel = { recording: { enabled: true } };
    page.config.recording = { namedCredential: "Ours" };
    page.config.connect.region = "eu-central-1";
    page.flows.push(STOP);
  });
  const tab = await t.open("/");
  const softphone = await ready(tab);
  await t.direct({ do: "console", act: { do: "toggleSoftphone" } });
  const panel = await openTab(softphone, "recording");
  const stands = (sentence) => panel.getByRole("status").filter({ hasText: sentence }).waitFor();
  const press = (name) => panel.getByRole("button", { name }).click();
  const buttons = () => panel.locator(".buttons button").evaluateAll((all) =>
    all.map((button) => `${button.textContent}${button.getAttribute("aria-disabled") === "true" ? " (off)" : ""}`));
  const isRecorded = (how) => t.until(`the recording is ${how}`, (facts) => facts.contacts.at(-1).recording === how);

  await stands("There is no call to record.");
  assert.deepEqual(await buttons(), ["Start recording (off)", "Pause recording (off)"]);
  assert.deepEqual(await findings(softphone), []);
  await t.direct({ do: "knownCall" });
  await t.until("it rings", (facts) => facts.contacts.length === 1);
  await answer(t, tab);
  await stands("The call is not recorded.");
  assert.deepEqual(await buttons(), ["Start recording", "Pause recording (off)"]);

  // Nothing is deployed: nothing changes, and Salesforce's own words are shown.
  await press("Start recording");
  await panel.getByText("Could not load Apex class: SwitchboardRecording.").waitFor();
  await isRecorded("off");

  // The org has a connection to the instance: its credential is used, whatever the page would name.
  await t.direct({ do: "deployPackage", credentials: ["Ours_us_west_2"] });
  await press("Start recording");
  await stands("The call is recorded.");
  await isRecorded("on");
  assert.deepEqual(await buttons(), ["Stop recording", "Pause recording"]);
  assert.deepEqual(await findings(softphone), []);

  await press("Pause recording");
  await stands("The recording is paused.");
  await isRecorded("suspended");
  assert.deepEqual(await buttons(), ["Stop recording", "Resume recording"]);

  // Amazon Connect refuses; then the answer comes twice.
  await t.direct({ do: "injectNamed", name: "recording-fails" });
  await press("Resume recording");
  await panel.getByText("The recording cannot be changed.").waitFor();
  await stands("The recording is paused.");
  await t.direct({ do: "injectNamed", name: "apex-answers-twice" });
  await press("Resume recording");
  await stands("The call is recorded.");
  await isRecorded("on");
  await t.until("one request each", (facts) =>
    facts.requests.filter((request) => request.method === "resumeContactRecording").length === 2);

  // A reload does not forget it, and a flow stops it: for good.
  await tab.reload();
  const again = await ready(tab);
  await t.direct({ do: "console", act: { do: "toggleSoftphone" } });
  const anew = await openTab(again, "recording");
  await anew.getByText("The call is recorded.").waitFor();
  await t.direct({ do: "showKnownCustomer" });
  await isRecorded("stopped");
  await anew.getByText("The recording has ended.").waitFor();
  const off = await anew.locator('.buttons [aria-disabled="true"]').count();
  assert.equal(off, 2, "both are of no use any more");
  await tab.close();

  await byItsOwnService(t);
}

/** The deployment's own service, on the page's own origin; and a contact that is recorded already. */
async function byItsOwnService(t) {
  await t.direct({ do: "customerHangsUp" });
  await t.direct({ do: "agentClears" });
  await withPage(t, (page) => {
    page.config.panel = { recording: { enabled: true } };
    page.config.recording = { endpoint: `${t.origins.adapter}/sim/recording` };
  });
  const tab = await t.open("/");
  const softphone = await ready(tab);
  await t.direct({ do: "console", act: { do: "toggleSoftphone" } });
  const panel = await openTab(softphone, "recording");
  await t.direct({ do: "inboundCall", from: "+14155550142", attributes: { RECORDING_STARTED: "true" } });
  await t.until("it rings", (facts) => facts.contacts.at(-1).state === "connecting");
  await answer(t, tab);
  await panel.getByText("The call is recorded.").waitFor();

  // The attribute was wrong: the service says so.
  t.expect(/status of 409/);
  await panel.getByRole("button", { name: "Pause recording" }).click();
  await panel.getByText("suspendContactRecording: the recording is Off").waitFor();
  const [asked] = (await t.facts()).requests.filter((request) => request.method === "suspendContactRecording").slice(-1);
  const { action, contactId, initialContactId, instanceId } = asked.params;
  const { id } = (await t.facts()).contacts.at(-1);
  assert.deepEqual({ action, contactId, initialContactId }, { action: "pause", contactId: id, initialContactId: id });
  assert.match(instanceId, /^[0-9a-f-]{36}$/);

  const pause = panel.getByRole("button", { name: "Pause recording" });
  // It says without end: what is read of it ends.
  await softphone.evaluate(() => {
    const ask = globalThis.fetch;
    globalThis.said = { chunks: 0, ended: false };
    globalThis.fetch = async () => {
      globalThis.fetch = ask;
      const pull = (body) => body.enqueue(new Uint8Array(300).fill(65 + said.chunks++));
      return new Response(new ReadableStream({ pull, cancel: () => void (said.ended = true) }), { status: 500 });
    };
  });
  await pause.click();
  await t.until("500 characters are shown", async () =>
    (await panel.getByRole("alert").textContent()).includes("A".repeat(300) + "B".repeat(200)));
  assert.ok(!(await panel.getByRole("alert").textContent()).includes("B".repeat(201)));
  const said = await softphone.evaluate(() => globalThis.said);
  assert.ok(said.ended && said.chunks <= 4, JSON.stringify(said));

  // On another origin it is not asked: the browser would send no cookies there, and it could not know who asks.
  const elsewhere = /^https:\/\/recorder\.example\//;
  let asks = 0;
  t.answer(elsewhere, () => void (asks += 1));
  await withPage(t, (page) => {
    page.config.panel = { recording: { enabled: true } };
    page.config.recording = { endpoint: "https://recorder.example/change" };
  });
  await keptLog(t, softphone);
  await tab.reload();
  const other = await ready(tab);
  await showSoftphone(t, tab);
  const there = await openTab(other, "recording");
  await there.getByRole("button", { name: "Pause recording" }).click();
  await there.getByText("https://recorder.example is not the origin of this page").waitFor();
  assert.equal(asks, 0);
}
