// The drawer in the corners of its sizes: 300 to 700 px wide, 130 to 800 px high, at 200 % zoom, dark, in high contrast, without
// motion. Nothing overlaps, nothing is cut off without a way to scroll to it, the handle is in reach, and nothing lies over the
// Contact Control Panel while a contact rings.
import assert from "node:assert/strict";

import { above } from "../../lib/layout.mjs";
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

  for (const name of await tabNames(softphone)) {
    await openTab(softphone, name);
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

/** What is wrong with the layout, in sentences. */
function wrong(softphone) {
  return softphone.evaluate(() => {
    const said = [];
    const name = (element) => `${element.tagName.toLowerCase()}#${element.id}.${element.className} “${element.textContent.slice(0, 30)}”`;
    const page = document.documentElement;
    if (page.scrollWidth > innerWidth) said.push(`the page is ${page.scrollWidth} px wide, there are ${innerWidth}`);
    const panel = document.getElementById("tab-panel");
    if (panel.scrollWidth > panel.clientWidth) said.push(`the panel is ${panel.scrollWidth} px wide, there are ${panel.clientWidth}`);

    /** What has the point in the middle of an element, once it was scrolled to. */
    const reach = (element) => {
      element.scrollIntoView({ block: "nearest", inline: "nearest" });
      const { left, top, width, height } = element.getBoundingClientRect();
      if (width < 1 || height < 1) return said.push(`${name(element)} has no size`);
      if (left < -1 || left + width > innerWidth + 1) said.push(`${name(element)} reaches from ${left} to ${left + width}`);
      const hit = document.elementFromPoint(left + width / 2, top + Math.min(height / 2, 20));
      if (!hit || !(element.contains(hit) || hit.contains(element))) {
        said.push(`${name(element)} is covered by ${hit ? name(hit) : "the edge"}`);
      }
    };
    const there = (element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest(".unseen");
    // An open menu lies over the panel, and has to: then it alone is looked at.
    const menu = document.querySelector("#more:not([hidden])");
    const all = (menu ?? document.querySelector(".drawer")).querySelectorAll(":is(button, a, input, select, textarea, summary, h2, p, li)");
    const parts = [...all].filter(there);
    for (const part of parts) reach(part);
    reach(document.getElementById("drawer-handle"));

    // Nothing lies on its neighbour; what is inside something else is no neighbour.
    const boxes = parts.map((part) => [part, part.getBoundingClientRect()]);
    for (const [at, [one, a]] of boxes.entries()) {
      for (const [other, b] of boxes.slice(at + 1)) {
        if (one.contains(other) || other.contains(one)) continue;
        const over = Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
        const same = panel.contains(one) === panel.contains(other);
        if (over && same) said.push(`${name(one)} lies over ${name(other)}`);
      }
    }
    return said;
  });
}
