// The recording of the runs, for support: a file with what ran, and without what went through it unless the agent wants that.
// Shows: issue-5-6-runs, S6
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

import { answerAndTalk, openTab, ready, theLog } from "../../lib/softphone.mjs";

export async function run(t) {
  const tab = await t.open("/");
  const softphone = await ready(tab);
  await t.direct({ do: "knownCall" });
  await t.until("it rings", (facts) => facts.contacts.length === 1);
  await answerAndTalk(t, tab, 10_000);
  const { CallObject: contact } = await theLog(t);
  await openTab(softphone, "activity");
  await softphone.getByText("Recording for support").click();
  const download = softphone.getByRole("button", { name: "Download" });
  const file = async () => {
    const coming = tab.page.waitForEvent("download");
    await download.click();
    const came = await coming;
    assert.equal(came.suggestedFilename(), "switchboard-runs.json");
    return readFile(await came.path(), "utf8");
  };

  const shown = await softphone.locator("#release").textContent();
  assert.match(shown, /^Switchboard \d+\.\d+\.\d+$/);

  const bare = await file();
  const recording = JSON.parse(bare);
  assert.equal(recording.format, "switchboard-runs");
  assert.equal(recording.version, 1);
  assert.equal(`Switchboard ${recording.release}`, shown);
  assert.equal(recording.contents, false);
  const search = recording.runs.find((run) => run.entries.some((entry) => entry.type === "SE_SFSearchAndScreenpop"));
  assert.equal(search.outcome, "completed");
  assert.deepEqual(search.contact, { type: "text", length: contact.length });
  const block = search.entries.find((entry) => entry.type === "SE_SFSearchAndScreenpop");
  assert.ok(block.block && block.port && block.ended >= block.started, JSON.stringify(block));
  assert.deepEqual(block.inputs.searchParams.type, "text");
  assert.ok(block.calls.length > 0 && block.calls.every((call) => call.ended >= call.started));
  const [call] = block.calls;
  assert.equal(call.effect.effect, "search");
  assert.deepEqual(call.effect.text, { type: "text", length: "(415) 555-0142".length });
  assert.equal(call.answer.answer, "matches");
  assert.deepEqual(call.answer.records, { type: "list", length: 1 });
  for (const secret of ["4155550142", "555-0142", "Dana", contact]) assert.ok(!bare.includes(secret), `${secret} is nobody's business`);

  // With values, after a warning.
  await softphone.getByLabel("With values").check();
  await softphone.getByText("Hand it to people who may see that.").waitFor();
  const whole = await file();
  assert.equal(JSON.parse(whole).contents, true);
  assert.ok(whole.includes("555-0142") && whole.includes(contact));
  const [opened] = JSON.parse(whole).runs.flatMap((run) => run.entries).find((entry) => entry.block === block.block && entry.type === block.type).calls;
  assert.equal(opened.effect.text, "(415) 555-0142");
  assert.equal(opened.answer.records[0].name, "Dana Ortiz");
  assert.equal(JSON.parse(whole).runs.length, recording.runs.length);

  // A frame that may not save files still has the clipboard.
  await t.context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await softphone.getByLabel("With values").uncheck();
  await softphone.getByRole("button", { name: "Copy", exact: true }).click();
  const clipboard = () => tab.page.evaluate(() => navigator.clipboard.readText()).catch(() => "");
  await t.until("it is in the clipboard", async () => (await clipboard()).includes('"switchboard-runs"'));
  assert.ok(!(await clipboard()).includes(contact));
}
