// The tab that leads crashes in a call: the other one goes on with it within a second, and there is one log, complete. Notes that
// were written in one tab stand in the other.
// Shows: F8
import assert from "node:assert/strict";

import { answer, keptLog, openTab, talkAndHangUp, theLog } from "../../lib/softphone.mjs";
import { onePopOneLog, twoTabs } from "../../lib/tabs.mjs";

export async function run(t) {
  const { first, one, second, two } = await twoTabs(t);

  await t.direct({ do: "knownCall" });
  await t.until("it rings", (facts) => facts.contacts.length === 1);
  await answer(t, second);
  await keptLog(t, two);
  const notes = (softphone) => softphone.locator("#logs .log").first().getByLabel("Notes");
  await first.page.bringToFront();
  await first.page.locator(".utility-item").click();
  await openTab(one, "log");
  await notes(one).waitFor();
  await second.page.bringToFront();
  await openTab(two, "log");
  await notes(two).fill("Wants the invoice again");
  await notes(two).blur();
  await t.until("the other tab shows the notes", () => notes(one).inputValue().then((text) => text === "Wants the invoice again"));

  t.expect(/page crashed/);
  const devtools = await t.context.newCDPSession(second.page);
  await Promise.race([devtools.send("Page.crash").catch(() => {}), second.page.waitForEvent("crash")]);
  await one.locator("#elsewhere[hidden]").waitFor({ state: "attached" });
  await talkAndHangUp(t, 20_000);
  const log = await theLog(t);
  assert.equal(log.Status, "Completed");
  assert.equal(log.Description, "Wants the invoice again");
  await onePopOneLog(t);
}
