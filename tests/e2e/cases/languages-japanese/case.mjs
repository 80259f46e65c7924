// A Japanese browser: the page speaks Japanese by itself, from the self-check to a call; the call center's address and the
// deployment may say otherwise.
// Shows: BH-91
import assert from "node:assert/strict";

import { withPage } from "../../lib/page.mjs";
import { answer, ready, talkAndEnd, theLog } from "../../lib/softphone.mjs";

export const locale = "ja-JP";

export async function run(t) {
  const tab = await t.open("/");
  const softphone = await ready(tab);
  await says(t, softphone, "準備完了");
  await t.direct({ do: "severalCall" });
  await softphone.locator("#caller .question", { hasText: "複数のレコードが一致します。発信者は誰ですか?" }).waitFor();
  await softphone.locator("#contact .state", { hasText: "着信中" }).waitFor();
  await answer(t, tab);
  await t.until("the utility bar says so", (facts) => facts.consoles[0].panel.label === "通話中");
  assert.equal(await softphone.locator("html").getAttribute("lang"), "ja");
  await talkAndEnd(t, tab, 10_000);
  await theLog(t);
  await t.direct({ do: "agentClears" });
  await t.until("the contact is gone", (facts) => !facts.contacts.at(-1).present);
  await tab.close();

  // The deployment's language comes before the browser's, the address's before both. Hong Kong writes as Taiwan does.
  await withPage(t, ({ config }) => (config.language = "pt-PT"));
  const other = await t.open("/");
  await says(t, await ready(other), "Pronto");
  const outside = await t.openAt(new URL("/softphone/?language=zh_HK", t.origins.adapter).href);
  await outside.page.getByText("此頁面不在 Salesforce 中").waitFor();
  assert.equal(await outside.page.locator("html").getAttribute("lang"), "zh-TW");
}

function says(t, softphone, text) {
  return t.until(`it says ${text}`, async () => (await softphone.locator("#status-text").textContent()) === text);
}
