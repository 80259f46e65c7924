// A flow makes a Task about the call itself, while people talk: that Task is the log. There is no second one, and at the end
// the desk fills in what the flow did not say.
// Shows: call-log-adopted
import assert from "node:assert/strict";

import { answer, ready, talkAndEnd, theLog } from "../../lib/softphone.mjs";
import { withPage } from "../../lib/page.mjs";

const FLOW = {
  name: "Own log",
  source: "connectVoiceContact",
  event: "onConnected",
  active: true,
  actions: [
    { id: "uid-1", type: "SE_Start", ports: { done: "uid-2" } },
    {
      id: "uid-2",
      type: "SE_SFCreateTask",
      controls: {
        CallObject: "$.contact.contactId",
        subject1: "The flow's own",
        otherTaskFields: { Description: "as the flow wrote it" },
      },
      ports: {},
    },
  ],
};

export async function run(t) {
  await withPage(t, (page) => {
    page.flows = page.flows.filter((flow) => flow.event !== "onEnded");
    page.flows.push(FLOW);
  });
  const tab = await t.open("/");
  await ready(tab);
  await t.direct({ do: "knownCall" });
  await answer(t, tab);
  const made = await t.until("the flow made its Task", (facts) => facts.tasks.find((task) => task.fields.CallObject));
  assert.equal(made.fields.Subject, "The flow's own");
  assert.equal(made.fields.Status, "In Progress", "the block's own word");
  await talkAndEnd(t, tab, 30_000);
  const log = await theLog(t);
  assert.equal(log.Subject, "The flow's own");
  assert.equal(log.Description, "as the flow wrote it");
  assert.equal(log.CallDisposition, "Answered");
  assert.equal(log.Status, "Completed", "what the block said was true while people talked");
  assert.ok(log.CallDurationInSeconds >= 30);
  const creates = (await t.facts()).calls.filter((call) => call.method === "saveLog" && !call.args.object?.Id);
  assert.equal(creates.length, 1, "one Task was made");
}
