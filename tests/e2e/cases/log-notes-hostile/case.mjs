// Whatever an agent pastes into notes and disposition arrives as it is: as text, in the log and in the panel, no element made, no
// request sent, and no more than Salesforce takes. What a flow has written into the same field stays.
// Shows: issue-5-6-log, S4-panel, S4
import assert from "node:assert/strict";

import { withPage } from "../../lib/page.mjs";
import { answer, openTab, ready, showSoftphone, talkAndHangUp, theLog } from "../../lib/softphone.mjs";

const HOSTILE =
  "<img src=https://evil.example/x onerror=alert(1)><script>alert(2)</script>\n{{order}} $.contact.phone \"\\\u0001\u0007" +
  "\u202etxet esrever\u2066 שלום 👩‍👩‍👧‍👦🇩🇪 ";
const MOST = 32_000;

/** Creates the log with a comment of its own. */
const FLOW = {
  name: "Says",
  source: "connectVoiceContact",
  event: "onConnected",
  actions: [
    { id: "uid-0", type: "SE_Start", ports: { done: "uid-1" } },
    {
      id: "uid-1",
      type: "SE_SFCreateTask",
      controls: { CallObject: "$.contact.contactId", subject1: "<b>Call</b>", otherTaskFields: { Description: "IVR: <i>2</i>" } },
      ports: {},
    },
  ],
};

export async function run(t) {
  await withPage(t, (page) => page.flows.push(FLOW));
  const tab = await t.open("/");
  const softphone = await ready(tab);
  await showSoftphone(t, tab);
  await openTab(softphone, "log");
  await t.direct({ do: "knownCall" });
  await t.until("it rings", (facts) => facts.contacts.length === 1);
  await answer(t, tab);
  await t.until("the flow has written", (facts) => facts.tasks.some(({ fields }) => fields.Description?.startsWith("IVR")));
  const log = softphone.locator("#logs .log").first();
  const notes = log.getByLabel("Notes");
  const disposition = log.getByLabel("Disposition");
  await notes.fill(HOSTILE);
  await disposition.fill(`<b>Sold</b>\u202e${"d".repeat(300)}`);
  assert.equal((await disposition.inputValue()).length, 255, "as long as the field in Salesforce");
  await talkAndHangUp(t, 10_000);
  const word = await disposition.inputValue();
  await t.until("the log has the agent's word", (facts) => facts.tasks.some(({ fields }) => fields.CallDisposition === word));
  const saved = await theLog(t);
  assert.equal(saved.Description, `IVR: <i>2</i>\n\n${HOSTILE}`, "below what the flow wrote, as it was pasted");

  // As much as fits beside the flow's words, and it is said how much that is.
  const room = MOST - "IVR: <i>2</i>\n\n".length;
  await notes.focus();
  await notes.evaluate((area) => area.select());
  await tab.page.keyboard.insertText("🙂".repeat(room / 2 + 10));
  assert.ok((await notes.inputValue()).length <= room);
  await log.getByText(/^[01] characters? left$/).waitFor();
  await disposition.focus();
  await t.until("all of it is in the log", (facts) =>
    facts.tasks.some(({ fields }) => fields.Description?.startsWith("IVR: <i>2</i>\n\n🙂") && fields.Description.length > room));
  await log.getByText("In the call log.", { exact: true }).waitFor();

  const kinds = await softphone.locator("#drawer, #panel").evaluateAll((places) =>
    [...new Set(places.flatMap((place) => [...place.querySelectorAll("img, script, b, i, iframe, object")].map((e) => e.tagName)))]);
  assert.deepEqual(kinds, [], "no element but ours");
  const wide = await softphone.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  assert.ok(wide[0] <= wide[1], "long texts are wrapped, not spread");
}
