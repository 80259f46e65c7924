// What axe finds on every panel of the drawer, light and dark, during a call and after it: nothing serious.
import assert from "node:assert/strict";

import { findings } from "../../lib/axe.mjs";
import { answer, openTab, ready, tabNames, talkAndHangUp, theLog } from "../../lib/softphone.mjs";

export async function run(t) {
  const tab = await t.open("/");
  const softphone = await ready(tab);
  await t.direct({ do: "knownCall" });
  await t.until("it rings", (facts) => facts.contacts.length === 1);
  await answer(t, tab);
  const look = async (state) => {
    for (const name of await tabNames(softphone)) {
      await openTab(softphone, name);
      if (name === "activity") await softphone.locator("#support").evaluate((support) => (support.open = true));
      for (const colorScheme of ["light", "dark"]) {
        await tab.page.emulateMedia({ colorScheme });
        assert.deepEqual(await findings(softphone), [], `${state}, ${name}, ${colorScheme}`);
      }
    }
  };
  await look("talking");
  await openTab(softphone, "log");
  await softphone.locator("#logs").getByLabel("Notes").fill("Wants the invoice again");
  await talkAndHangUp(t, 10_000);
  await theLog(t);
  await softphone.locator(".save.saved").waitFor();
  await look("logged");
  await softphone.locator("#more-button").click();
  await softphone.locator("#more").waitFor();
  assert.deepEqual(await findings(softphone), [], "the menu");
}
