// The longest words in the narrowest panel: German and French at 300 px. No sentence is cut off, nothing lies on its neighbour, in
// any panel of the drawer, in a form and its errors.
import assert from "node:assert/strict";

import { actionFlow, task } from "../../lib/actions.mjs";
import { wrong } from "../../lib/layout.mjs";
import { withPage } from "../../lib/page.mjs";
import { answer, begunLog, openTab, ready, showSoftphone, tabNames } from "../../lib/softphone.mjs";

const LANGUAGES = ["de", "fr"];
const FLOW = actionFlow("Make", task({ subject1: "Made" }));

export async function run(t) {
  await withPage(t, (page) => {
    page.flows.push(FLOW);
    page.actions.push({ name: "Make", flow: "Make", order: 20 });
    page.config.panel = { ...page.config.panel, recording: { enabled: true } };
  });
  const tab = await t.open("/");
  const softphone = await ready(tab);
  await showSoftphone(t, tab);
  const frame = await softphone.frameElement();
  await frame.evaluate((frame) => Object.assign(frame.style, { width: "300px", height: "600px" }));
  await softphone.waitForFunction(() => innerWidth === 300 && innerHeight === 600);
  await t.direct({ do: "knownCall" });
  await t.until("it rings", (facts) => facts.contacts.length === 1);
  await answer(t, tab);
  await begunLog(t);

  for (const language of LANGUAGES) {
    const about = await openTab(softphone, "activity");
    await about.locator("#language").selectOption(language);
    await t.until(`the page speaks ${language}`, async () =>
      (await softphone.locator("html").getAttribute("lang")) === language);
    for (const name of await tabNames(softphone)) {
      const panel = await openTab(softphone, name);
      if (name === "activity") await panel.locator("#support summary").click();
      if (name === "actions") {
        // Its rows, then a form with everything wrong.
        assert.deepEqual(await unfit(softphone), [], `${language}, list of actions`);
        await panel.getByRole("button", { name: "Callback Customer", exact: true }).click();
        await panel.locator('#action-form [type="submit"]').click();
        await panel.locator(".problem-of:not(:empty)").first().waitFor();
      }
      assert.deepEqual(await unfit(softphone), [], `${language}, ${name}`);
      if (name === "actions") await panel.locator("#action-form").getByRole("button").first().click();
      if (name === "activity") await panel.locator("#support summary").click();
    }
  }
}

/** What is wrong, and every text of ours that is cut off. */
async function unfit(softphone) {
  const cut = await softphone.locator(".drawer").evaluate((drawer) =>
    [...drawer.querySelectorAll("button, [role=tab], p, label, span, h2, h3, option, summary, div")]
      .filter((element) => element.checkVisibility() && !element.closest(".unseen"))
      .filter((element) => getComputedStyle(element).overflowX === "hidden" && element.scrollWidth > element.clientWidth + 1)
      .map((element) => `“${element.textContent.slice(0, 60)}” is cut off`));
  return [...(await wrong(softphone)), ...cut];
}
