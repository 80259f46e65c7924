// What axe finds on the softphone and on the console around it, in the states an agent meets: nothing serious.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

import { answerAndTalk, ready, theLog } from "../../lib/softphone.mjs";

const source = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Findings of one frame; frames inside it are asked themselves. */
async function findings(frame) {
  // Through the debugger: the page's Content-Security-Policy stays as it ships.
  await frame.evaluate(source);
  const { violations } = await frame.evaluate(() => window.axe.run(document, { iframes: false }));
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(" ")}`);
}

export async function run(t) {
  const tab = await t.open("/");
  const softphone = await ready(tab);
  const look = async (state) => {
    for (const frame of [softphone, tab.page.mainFrame()]) {
      assert.deepEqual(await findings(frame), [], `${state}: ${new URL(frame.url()).host}`);
    }
  };
  await look("ready");
  await t.direct({ do: "knownCall" });
  await softphone.locator("#contact .who", { hasText: "Dana Ortiz" }).waitFor();
  await look("ringing");
  await answerAndTalk(t, tab, 10_000);
  await theLog(t);
  await softphone.locator(".save.saved").waitFor();
  await look("logged");
}
