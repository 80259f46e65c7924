// What axe finds on the softphone and on the console around it, in the states an agent meets: nothing serious.
// Shows: A1
import assert from "node:assert/strict";

import { findings } from "../../lib/axe.mjs";
import { answerAndTalk, ready, theLog } from "../../lib/softphone.mjs";

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
