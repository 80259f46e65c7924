// High contrast: what colours say otherwise is still seen. The three dots are there, one tab looks chosen and the others do not, and a
// choice that is made looks made.
// Shows: A1-drawer, A1
import assert from "node:assert/strict";

import { findings } from "../../lib/axe.mjs";
import { answer, openTab, ready, tabNames } from "../../lib/softphone.mjs";

export async function run(t) {
  const tab = await t.open("/");
  const softphone = await ready(tab);
  await t.direct({ do: "knownCall" });
  await t.until("it rings", (facts) => facts.contacts.length === 1);
  await answer(t, tab);
  await openTab(softphone, (await tabNames(softphone))[0]);
  for (const colorScheme of ["light", "dark"]) {
    await tab.page.emulateMedia({ colorScheme, forcedColors: "active" });
    assert.ok(await marks(tab, softphone.locator("#more-button")), `${colorScheme}: the three dots are seen`);
    const [chosen, other] = await Promise.all(["true", "false"].map((is) => line(softphone.locator(`[role="tab"][aria-selected="${is}"]`))));
    assert.notEqual(chosen, other, `${colorScheme}: one tab looks chosen`);
    assert.deepEqual(await findings(softphone), [], colorScheme);
  }
}

/** Whether anything is painted on an element: in a picture of its middle more than one colour. */
async function marks(tab, element) {
  const picture = (await element.screenshot()).toString("base64");
  return tab.page.evaluate(async (picture) => {
    const image = await createImageBitmap(new Blob([Uint8Array.from(atob(picture), (c) => c.charCodeAt(0))]));
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext("2d");
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(8, 6, image.width - 16, image.height - 12);
    return new Set(new Uint32Array(data.buffer)).size > 1;
  }, picture);
}

/** The line below a tab: colour and thickness. */
function line(tab) {
  return tab.evaluate((tab) => {
    const { borderBottomColor, borderBottomWidth, backgroundColor } = getComputedStyle(tab);
    return borderBottomColor === backgroundColor ? "none" : `${borderBottomColor} ${borderBottomWidth}`;
  });
}
