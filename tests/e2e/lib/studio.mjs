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
  const kept = {};
  for (const { kind, text } of await keptItems(page)) {
    if (kind === "flow") kept[JSON.parse(text).name] = { text, flow: JSON.parse(text) };
  }
  return kept;
}

/** Takes away all that the browser keeps of the studio. */
export function forgetEverything(page) {
  return page.evaluate(() => {
    localStorage.clear();
    return new Promise((done, failed) => {
      const request = indexedDB.deleteDatabase("switchboard.studio");
      request.onsuccess = () => done();
      request.onerror = request.onblocked = () => failed(new Error("it is in use"));
    });
  });
}

/** What the studio keeps in the browser: flows and actions, as `{ key, kind, text, revision }`. */
export async function keptItems(page) {
  const rows = await page.evaluate(async () => {
    const answer = (request) => new Promise((done, failed) => {
      request.onsuccess = () => done(request.result);
      request.onerror = () => failed(request.error);
    });
    const opening = indexedDB.open("switchboard.studio", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("items");
    const database = await answer(opening);
    const rows = await answer(database.transaction("items").objectStore("items").getAll());
    database.close();
    return rows;
  });
  return rows.map((row) => JSON.parse(row));
}

/** Serious findings of axe on the page as it is. */
export function accessibility(page) {
  return findings(page.mainFrame());
}
