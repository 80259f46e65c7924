// The drawer in the corners of its sizes: 300 to 700 px wide, 130 to 800 px high, at 200 % zoom, dark, in high contrast, without
// motion. Nothing overlaps, nothing is cut off without a way to scroll to it, the handle is in reach, and nothing lies over the
// Contact Control Panel while a contact rings.
// Shows: BH-04, issue-5-7, A1
import assert from "node:assert/strict";

import { EVERY_FIELD, actionFlow } from "../../lib/actions.mjs";
import { above, wrong } from "../../lib/layout.mjs";
import { withPage } from "../../lib/page.mjs";
import { answer, openTab, ready, tabNames, talkAndHangUp, theLog } from "../../lib/softphone.mjs";

const WIDTHS = [300, 350, 700];
const HEIGHTS = [130, 300, 570, 800];
const SIZES = WIDTHS.flatMap((width) => HEIGHTS.map((height) => [width, height]));
/** 350 × 600 at 200 %. */
const ZOOMED = [175, 300];
const MEDIA = [
  { colorScheme: "dark" },
  { colorScheme: "light", forcedColors: "active" },
  { forcedColors: "none", reducedMotion: "reduce" },
];
const LONG = "A very long word: Donaudampfschifffahrtsgesellschaftskapitänskajütenschlüssel ".repeat(20);

export async function run(t) {
  await withPage(t, (page) => {
    page.config.panel = { showAllAttributes: true, recording: { enabled: true } };
    page.actions.push(EVERY_FIELD);
    page.flows.push(actionFlow("Nothing"));
  });
  const tab = await t.open("/");
  const softphone = await ready(tab);
  const frame = await softphone.frameElement();
  const resize = async ([width, height]) => {
    await frame.evaluate((frame, [width, height]) => {
      frame.style.width = `${width}px`;
      frame.style.height = `${height}px`;
    }, [width, height]);
    await softphone.waitForFunction(([width, height]) => innerWidth === width && innerHeight === height, [width, height]);
  };
  const check = async (about) => assert.deepEqual(await wrong(softphone), [], about);

  await t.direct({ do: "knownCall" });
  await t.until("it rings", (facts) => facts.contacts.length === 1);
  // Open before it rang: it goes out of the way all the same.
  await softphone.locator("#drawer-handle").evaluate((handle) => handle.click());
  for (const size of [...SIZES, ZOOMED]) {
    await resize(size);
    await softphone.locator(".drawer").waitFor({ state: "hidden" });
    assert.deepEqual(await above(softphone), [], `ringing, ${size}: nothing over the Contact Control Panel`);
  }
  await resize([350, 600]);
  await answer(t, tab);
  await openTab(softphone, "log");
  await softphone.locator("#logs").getByLabel("Notes").fill(LONG);
  await softphone.locator("#logs").getByLabel("Disposition").fill(LONG.slice(0, 200));
  await talkAndHangUp(t, 10_000);
  await theLog(t);
  await softphone.locator("#logs").getByText("In the call log.", { exact: true }).waitFor();

  const form = "the form of an action";
  for (const name of [...(await tabNames(softphone)), form]) {
    await openTab(softphone, name === form ? "actions" : name);
    if (name === form) {
      await softphone.getByRole("button", { name: EVERY_FIELD.name, exact: true }).click();
      await softphone.locator("#action-submit").click();
      await softphone.locator(".wrong", { hasText: "need to be corrected" }).waitFor();
    }
    for (const size of [...SIZES, ZOOMED]) {
      await resize(size);
      await check(`${name}, ${size}`);
    }
    await resize([300, 570]);
    for (const media of MEDIA) {
      await tab.page.emulateMedia(media);
      await check(`${name}, ${JSON.stringify(media)}`);
    }
    await tab.page.emulateMedia({ colorScheme: "light", forcedColors: "none", reducedMotion: "no-preference" });
    await resize([350, 600]);
  }
  // The menu in the narrowest and lowest window: all of it can be reached.
  await resize([300, 300]);
  await softphone.locator("#more-button").click();
  await softphone.locator("#more").waitFor();
  await check("the menu");
}
