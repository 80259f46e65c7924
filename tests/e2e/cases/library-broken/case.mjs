// Amazon Connect's library is missing, throws, is an old one, or is late: the self-check names it, the agent tries again, and one that is only late
// is waited for.
// Shows: F11
import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";

import { ORIGIN_HEADER, WORLD_HEADER } from "../../lib/host.mjs";
import { ready, showSoftphone } from "../../lib/softphone.mjs";

const LIBRARY = /\/vendor\/connect-streams-min\.js$/;

/** A script of this text in the library's place. */
const script = (body) => ({ status: 200, headers: { "content-type": "text/javascript; charset=utf-8" }, body });

const BROKEN = [
  ["missing", "abort"],
  ["not there", { status: 404, headers: { "content-type": "text/plain" }, body: "" }],
  ["throws", script('throw new Error("broken on the way");')],
  ["something else", script("globalThis.lily = {};")],
  ["old", script("globalThis.connect = { core: { initCCP() {} }, agent: {} };")],
];

export async function run(t) {
  t.expect(/net::ERR_|404|broken on the way/);
  t.answer(LIBRARY, BROKEN[0][1]);
  const tab = await t.open("/");
  await showSoftphone(t, tab);
  for (const [what, answer] of BROKEN) {
    t.forget(LIBRARY);
    t.answer(LIBRARY, answer);
    await tab.reload();
    await showSoftphone(t, tab);
    const softphone = await tab.softphone();
    await softphone.locator("#problems code", { hasText: "connect-library" }).waitFor();
    await softphone.locator('#status[data-status="stopped"]').waitFor();
    await t.until(`${what}: the utility bar says so`, (facts) => facts.consoles.at(-1)?.panel.label === "Phone does not work");
  }
  // Click-to-dial does not wait for it, and one that is there after all is taken without a reload, however late it comes.
  assert.ok((await t.facts()).consoles.at(-1).clickToDial);
  t.forget(LIBRARY);
  t.answer(LIBRARY, "abort");
  await tab.reload();
  await showSoftphone(t, tab);
  const softphone = await tab.softphone();
  await softphone.locator("#problems code", { hasText: "connect-library" }).waitFor();
  t.forget(LIBRARY);
  t.answer(LIBRARY, async (url) => {
    await pause(3_000);
    const headers = { [ORIGIN_HEADER]: t.origins.adapter, [WORLD_HEADER]: t.world };
    const got = await fetch(t.host_.address + new URL(url).pathname, { headers });
    return script(await got.text());
  });
  await softphone.getByRole("button", { name: "Try again" }).click();
  await ready(tab);
  assert.equal(await softphone.locator("#findings article").count(), 0);
}
