// The studio's page: opening it, and what people do on its canvas.
import { findings } from "./axe.mjs";

const STUDIO = "https://cti.example.com/studio/";

/** Opens the studio on the browser's own storage. */
export async function openStudio(t) {
  const { page } = await t.openAt(STUDIO);
  await page.getByRole("heading", { name: "CTI Flows" }).waitFor();
  return page;
}

/** The block on the canvas that has this title. */
export function block(page, title) {
  return page.locator(".block", { has: page.locator(".title", { hasText: title }) });
}

/** A socket of the block with this title: "input", or the name of an output. */
export function socket(page, title, name) {
  const which = name === "input" ? '[data-socket="input"]' : `[data-port="${name}"]`;
  return block(page, title).locator(`.socket${which}`);
}

/** Drags by mouse from one element to another, or to a place of it. */
export async function drag(page, from, to, place) {
  const middle = async (locator) => {
    const box = await locator.boundingBox();
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  };
  const start = await middle(from);
  let end;
  if (place) {
    const box = await to.boundingBox();
    end = { x: box.x + place.x, y: box.y + place.y };
  } else {
    end = await middle(to);
  }
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2, { steps: 4 });
  await page.mouse.move(end.x, end.y, { steps: 4 });
  await page.mouse.up();
}

/** The flows that the browser keeps, by name. */
export async function keptFlows(page) {
  return page.evaluate(() => {
    const kept = {};
    for (const [key, value] of Object.entries(localStorage)) {
      if (!key.startsWith("switchboard.studio.item.")) continue;
      const { text } = JSON.parse(value);
      kept[JSON.parse(text).name] = { text, flow: JSON.parse(text) };
    }
    return kept;
  });
}

/** Serious findings of axe on the page as it is. */
export function accessibility(page) {
  return findings(page.mainFrame());
}
