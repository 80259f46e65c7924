// Two tabs of one agent and one call: one pop, in the tab in front; one log; notes written in the other tab are in it. The other
// tab says where the phone works, and takes over when the agent wants it.
// Shows: F8
import assert from "node:assert/strict";

import { answer, begunLog, openTab, talkAndHangUp, theLog } from "../../lib/softphone.mjs";
import { onePopOneLog, twoTabs } from "../../lib/tabs.mjs";

export async function run(t) {
  const { first, one, second, two } = await twoTabs(t);
  await two.locator("#elsewhere[hidden]").waitFor({ state: "attached" });

  await t.direct({ do: "knownCall" });
  await t.until("it rings", (facts) => facts.contacts.length === 1);
  await t.until("the caller opens", (facts) => facts.pops.length === 1);
  await answer(t, second);
  await begunLog(t);

  // The agent writes in the first tab, which follows until it is used.
  await first.page.bringToFront();
  await first.page.locator(".utility-item").click();
  await t.until("its softphone is open", (facts) => facts.consoles[0].panel.visible);
  await openTab(one, "log");
  const notes = () => one.locator("#logs .log").first().getByLabel("Notes");
  await notes().waitFor();
  await notes().fill("Wants the invoice again");
  await talkAndHangUp(t, 20_000);
  await t.until("the log has the notes", (facts) =>
    facts.tasks.some(({ fields }) => fields.CallObject && fields.Description === "Wants the invoice again"));
  assert.equal((await theLog(t)).Status, "Completed");
  const pop = await onePopOneLog(t);
  assert.equal(pop.console, 2, "in the tab in front");
}
