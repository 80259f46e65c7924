// What axe finds on every panel of the drawer, light, dark and in high contrast, during a call and after it: nothing serious. A form
// with all there is, and with all that is wrong with it, is no exception.
// Shows: A1-drawer, A1
import assert from "node:assert/strict";

import { EVERY_FIELD, actionFlow } from "../../lib/actions.mjs";
import { findings } from "../../lib/axe.mjs";
import { withPage } from "../../lib/page.mjs";
import { answer, openTab, ready, tabNames, talkAndHangUp, theLog } from "../../lib/softphone.mjs";

const MEDIA = [
  { colorScheme: "light", forcedColors: "none" },
  { colorScheme: "dark" },
  { colorScheme: "dark", forcedColors: "active" },
];

export async function run(t) {
  await withPage(t, (page) => {
    page.config.panel = { showAllAttributes: true, recording: { enabled: true } };
    page.actions.push(EVERY_FIELD);
    page.flows.push(actionFlow("Nothing"));
  });
  const tab = await t.open("/");
  const softphone = await ready(tab);
  await t.direct({ do: "knownCall" });
  await t.until("it rings", (facts) => facts.contacts.length === 1);
  await answer(t, tab);
  const look = async (state) => {
    for (const name of await tabNames(softphone)) {
      await openTab(softphone, name);
      if (name === "activity") await softphone.locator("#support").evaluate((support) => (support.open = true));
      await everyWay(`${state}, ${name}`);
      if (name === "actions") {
        await softphone.getByRole("button", { name: EVERY_FIELD.name, exact: true }).click();
        await everyWay(`${state}, a form`);
        await softphone.locator("#action-submit").click();
        await softphone.locator(".wrong", { hasText: "need to be corrected" }).waitFor();
        await everyWay(`${state}, a form with errors`);
        await softphone.getByRole("button", { name: "Go back" }).click();
      }
    }
  };
  const everyWay = async (state) => {
    for (const media of MEDIA) {
      await tab.page.emulateMedia(media);
      assert.deepEqual(await findings(softphone), [], `${state}, ${JSON.stringify(media)}`);
    }
  };
  await look("talking");
  await openTab(softphone, "log");
  await softphone.locator("#logs").getByLabel("Notes").fill("Wants the invoice again");
  await talkAndHangUp(t, 10_000);
  await theLog(t);
  await softphone.locator(".save.saved").waitFor({ state: "attached" });
  await tab.page.emulateMedia({ colorScheme: "light", forcedColors: "none" });
  await look("logged");
  await softphone.locator("#more-button").click();
  await softphone.locator("#more").waitFor();
  assert.deepEqual(await findings(softphone), [], "the menu");
}
