// An upgrade: the browser holds what release 0.1 has kept (tests/compat/0.1/stored). Forms, properties and falls are there as they
// were, and what this page keeps has versions. Then a tab of a later release writes properties: this page leaves them.
// Shows: issue-10-stored-0.1, issue-10-later-release
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

import { fallsInRecording } from "../../lib/fall.mjs";
import { flow } from "../../lib/flow.mjs";
import { withPage } from "../../lib/page.mjs";
import { dana, openTab, ready, showSoftphone } from "../../lib/softphone.mjs";
import { keep, kept } from "../../lib/storage.mjs";

const RECALL = flow("Recall", "salesforceUi", "onNavigationChange", [
  ["SE_GetProperty", { key: "version", defaultValue: "nothing" }],
  ["SE_SetProperty", { key: "looked", value: "$.payload.recordName" }],
  ["SE_TextStringTemplate", { template: "${name}: ${version}", variables: { version: "$.actions.uid-1.results.value", name: "$.payload.recordName" } }],
  ["SE_Alert", { message: "$.actions.uid-3.results.value" }],
]);
const PROPERTIES = "switchboard.properties";
const LATER = '{"ac:version":2,"seen":["a"]}';

const stored = (name) => readFile(new URL(`../../../compat/0.1/stored/${name}.json`, import.meta.url), "utf8");

export async function run(t) {
  const before = {
    sessionStorage: {
      "switchboard.memory": await stored("memory-after-a-call"),
      "switchboard.panel.forms": await stored("forms"),
      "switchboard.panel.open": "true",
    },
    localStorage: {
      [PROPERTIES]: await stored("properties"),
      "switchboard.settings": await stored("settings"),
      "switchboard.falls": await stored("falls"),
      "switchboard.panel.tab": "actions",
    },
  };
  await withPage(t, (page) => page.flows.push(RECALL));
  await keep(t, before);
  const tab = await t.open("/");
  const softphone = await ready(tab);
  await showSoftphone(t, tab);
  // The form of a contact that has gone meanwhile, in front of the tab that was.
  await softphone.locator("#action-form").waitFor();
  assert.equal(await softphone.locator("#action-field-0").inputValue(), "O\u202eRtiz <b>");
  assert.equal(await softphone.locator("#action-field-1").inputValue(), "+1 415 555 0142");

  await t.direct({ do: "console", act: { do: "openRecord", recordId: (await dana(t)).id } });
  await softphone.getByText("Dana Ortiz: 7").waitFor();
  const now = await kept(softphone, before);
  assert.equal(JSON.parse(now.sessionStorage["switchboard.panel.forms"]).version, 1);
  assert.match(now.localStorage[PROPERTIES], /^\{"ac:version":1,.*"looked":"Dana Ortiz"/);
  assert.match(now.localStorage["switchboard.settings"], /^\{"version":"1",/);
  await openTab(softphone, "activity");
  await softphone.getByText("Recording for support").click();
  const falls = await fallsInRecording(tab, softphone);
  assert.deepEqual(falls, JSON.parse(before.localStorage["switchboard.falls"]));

  // A tab of a later release.
  assert.equal(await softphone.locator("#problems code", { hasText: "later-release" }).count(), 0);
  const second = await t.open("/");
  const other = await ready(second);
  await other.evaluate(([key, text]) => localStorage.setItem(key, text), [PROPERTIES, LATER]);
  await softphone.locator("#problems code", { hasText: "later-release" }).waitFor();
  // Closed in the middle of loading its panel, it would say in the console that it was.
  await other.locator(".drawer").waitFor({ state: "attached" });
  await second.close();
  const priya = (await t.facts()).records.find((record) => record.fields.Name === "Priya Raman");
  await t.direct({ do: "console", act: { do: "openRecord", recordId: priya.id } });
  await softphone.getByText("Priya Raman: 7").waitFor();
  assert.equal((await kept(softphone, before)).localStorage[PROPERTIES], LATER);
}
