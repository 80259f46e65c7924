// The panel says at every start that it has its connection, which is no news. A loss is said; when the connection is back the warning goes, and that is said.
import assert from "node:assert/strict";

import { ready, showSoftphone } from "../../lib/softphone.mjs";

export async function run(t) {
  const tab = await t.open("/");
  const softphone = await ready(tab);
  await showSoftphone(t, tab);
  const lost = softphone.locator('.notice[data-key="connection-lost"]');
  const back = softphone.locator('.notice[data-key="connection-back"]');
  assert.equal(await back.count(), 0, "nothing was lost");
  await t.direct({ do: "regainConnection" });
  await t.direct({ do: "loseConnection" });
  await lost.getByText("lost its connection").waitFor();
  assert.equal(await back.count(), 0, "one that was never lost is no news");
  await t.direct({ do: "regainConnection" });
  await back.getByText("has its connection again").waitFor();
  assert.equal(await lost.count(), 0, "the warning is not true any more");
}
