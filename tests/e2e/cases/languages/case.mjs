// The page in the language of a German browser; another one by hand, at once and after a reload; and what is left when a file
// lacks sentences or is not there.
// Shows: BH-91, languages-missing-file
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

import { withPage } from "../../lib/page.mjs";
import { answer, begunLog, ready, talkAndEnd, theLog } from "../../lib/softphone.mjs";

export const locale = "de-AT";

const LANG = new URL("../../../../www/adapter/lang/", import.meta.url);
const TAGS = ["en", "de", "es", "fr", "it", "ja", "ko", "pt-BR", "zh-CN", "zh-TW"];

const words = async (name) => JSON.parse(await readFile(new URL(`${name}.json`, LANG), "utf8"));

export async function run(t) {
  t.expect(/\[CTI ADAPTER\]/);
  // A block without a label of its own: its title is the catalogue's.
  await withPage(t, ({ flows }) => {
    const log = flows.find(({ name }) => name === "Call log");
    delete log.actions.find(({ type }) => type === "SE_SFCreateTask").meta;
  });
  const tab = await t.open("/");
  const softphone = await ready(tab);
  const speaks = (tag, ready) => t.until(`the page speaks ${tag}`, async () => {
    const status = await softphone.locator("#status-text").textContent();
    return (await softphone.locator("html").getAttribute("lang")) === tag && status === ready;
  });
  const label = (text) => t.until(`the utility bar says ${text}`, (facts) => facts.consoles[0].panel.label === text);
  const choice = softphone.locator("#language");

  // As the browser: page, utility bar, panel, plurals, times, titles of blocks.
  await speaks("de", "Bereit");
  await label("Telefon");
  assert.equal(await softphone.locator("h1").textContent(), "Telefon");
  assert.equal(await softphone.locator("#problems").getAttribute("aria-label"), "Einrichtung");
  await t.direct({ do: "knownCall" });
  await answer(t, tab);
  await begunLog(t);
  await t.direct({ do: "injectNamed", name: "next-save-fails" });
  await talkAndEnd(t, tab, 10_000);
  await label("Nachbearbeitung");
  await softphone.locator(".save.failed button", { hasText: "Erneut speichern" }).click();
  await theLog(t);
  await softphone.getByRole("button", { name: "Bedienfeld öffnen" }).click();
  await softphone.getByRole("button", { name: "Weitere Bereiche" }).click();
  await softphone.getByRole("menuitem", { name: "Aktivität" }).click();
  const runs = softphone.locator("#runs li");
  await runs.filter({ hasText: /\d\d:\d\d · beendet · \d Blöcke/ }).waitFor();
  await runs.filter({ hasText: "Aufgabe anlegen: " }).waitFor();

  // By hand: at once, the drawer stays open and the keyboard where it was.
  await choice.focus();
  await choice.selectOption("zh-TW");
  await speaks("zh-TW", "就緒");
  await label("通話後續工作");
  await runs.filter({ hasText: "已完成" }).first().waitFor();
  await runs.filter({ hasText: "建立工作: " }).waitFor();
  await t.until("the keyboard is where it was", () => choice.evaluate((choice) => choice === document.activeElement));
  assert.equal(await softphone.locator(".drawer").getAttribute("data-open"), "true");
  assert.equal(await softphone.locator("html").getAttribute("dir"), "ltr");

  // Remembered; and taken back.
  await t.direct({ do: "agentClears" });
  await tab.reload();
  const again = await ready(tab);
  await t.until("still Chinese", async () => (await again.locator("#status-text").textContent()) === "就緒");
  assert.equal(await again.locator("#language").inputValue(), "zh-TW");
  await again.locator("#language").selectOption("");
  await t.until("German again", async () => (await again.locator("#status-text").textContent()) === "Bereit");

  // A file that lacks sentences: English, key by key. One that is not there: English.
  const json = { status: 200, headers: { "content-type": "application/json" } };
  t.answer(/\/lang\/fr\.json$/, { ...json, body: '{"status.ready":"Prêt"}' });
  await again.locator("#language").selectOption("fr");
  await t.until("French", async () => (await again.locator("#status-text").textContent()) === "Prêt");
  await again.getByRole("tab", { name: "Activity" }).waitFor();
  t.expect(/Failed to load resource.*404.*\/lang\/it\.json/);
  t.answer(/\/lang\/it\.json$/, { status: 404, body: "Not found" });
  await again.locator("#language").selectOption("it");
  await t.until("English", async () => (await again.locator("#status-text").textContent()) === "Ready");
  assert.equal(await again.locator("html").getAttribute("lang"), "en");

  // Every plural has the forms that this browser asks for in its language.
  const categories = await again.evaluate(
    (tags) => tags.map((tag) => new Intl.PluralRules(tag).resolvedOptions().pluralCategories.sort()),
    TAGS,
  );
  for (const [at, tag] of TAGS.entries()) {
    const plurals = Object.entries(await words(tag)).filter(([, value]) => typeof value === "object");
    assert.ok(plurals.length > 0, tag);
    for (const [key, forms] of plurals) assert.deepEqual(Object.keys(forms).sort(), categories[at], `${tag}: ${key}`);
  }
}
