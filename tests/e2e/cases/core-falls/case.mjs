// The core traps where Amazon Connect's library catches everything: the phone says that it has stopped, instead of looking ready
// for ever. The Contact Control Panel is another page and goes on.
// Shows: call-core-falls, F15
import { breakCore, watchModules } from "../../lib/fall.mjs";
import { ready } from "../../lib/softphone.mjs";

export async function run(t) {
  t.expect(/\[CTI ADAPTER\]: the softphone core:/);
  t.expect(/\/(pkg\/adapter|boot)\.js/);
  await watchModules(t);
  const tab = await t.open("/");
  const softphone = await ready(tab);
  await t.direct({ do: "console", act: { do: "toggleSoftphone" } });
  await breakCore(softphone);
  await t.direct({ do: "knownCall" });
  await softphone.locator('#status[data-status="stopped"]', { hasText: "The phone has stopped." }).waitFor();

  const ccp = await tab.ccp();
  await ccp.getByRole("button", { name: "Accept call" }).click();
  await t.until("the agent talks all the same", (facts) => facts.contacts[0]?.state === "connected");
}
