// Going back: the browser holds what a later release has kept. It stays to the byte through a whole call, the agent is asked to
// reload, and the call is logged all the same.
// Shows: issue-10-later-release
import assert from "node:assert/strict";

import { flow } from "../../lib/flow.mjs";
import { withPage } from "../../lib/page.mjs";
import { answerAndTalk, ready, showSoftphone, theLog } from "../../lib/softphone.mjs";
import { kept, keep } from "../../lib/storage.mjs";

const LATER = {
  sessionStorage: {
    "switchboard.memory": '{"version":2,"contacts":{},"agents":["a"]}',
    "switchboard.panel.forms": '{"version":2,"forms":{"a":"<b>"}}',
  },
  localStorage: {
    "switchboard.properties": '{"ac:version":2,"seen":["a"]}',
    "switchboard.settings": '{"version":"2","/switchboardConnect/language":"de"}',
    "switchboard.falls": '{"version":2,"falls":{}}',
  },
};

const REMEMBER = flow("Remember", "connectVoiceContact", "onConnected", [["SE_SetProperty", { key: "seen", value: "here" }]]);

export async function run(t) {
  await withPage(t, (page) => page.flows.push(REMEMBER));
  await keep(t, LATER);
  const tab = await t.open("/");
  const softphone = await ready(tab);
  await showSoftphone(t, tab);
  await softphone.locator("#problems code", { hasText: "later-release" }).waitFor();
  assert.match(await softphone.locator("#problems").innerText(), /Reload now/);
  assert.notEqual(await softphone.locator("html").getAttribute("lang"), "de", "settings of a later release are not read");

  await t.direct({ do: "knownCall" });
  await t.until("it rings", (facts) => facts.contacts.length === 1);
  await answerAndTalk(t, tab, 20_000);
  assert.equal((await theLog(t)).Status, "Completed");
  assert.deepEqual(await kept(softphone, LATER), LATER);
}
