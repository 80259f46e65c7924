// The adapter's page as this deployment would have it: another configuration, or more flows.
import assert from "node:assert/strict";

import { ORIGIN_HEADER, WORLD_HEADER } from "./host.mjs";

const PAGE = /^https:\/\/cti\.example\.com\/softphone\/(\?|$)/;
const DATA = /(<script type="application\/json" id="switchboard-config">)(.*?)(<\/script>)/s;

/** Answers the adapter's page with its data block changed by `edit({ config, flows })`; all else as it ships. */
export async function withPage(t, edit) {
  const headers = { [ORIGIN_HEADER]: t.origins.adapter, [WORLD_HEADER]: t.world };
  const got = await fetch(`${t.host_.address}/softphone/`, { headers });
  const page = await got.text();
  const data = JSON.parse(DATA.exec(page)?.[2] ?? "null");
  assert.ok(data, "the page has its data block");
  edit(data);
  // As the build writes it: no text of a flow may end the block.
  const text = JSON.stringify(data).replaceAll("<", "\\u003c");
  const changed = page.replace(DATA, (_, open, __, close) => open + text + close);
  const kept = [...got.headers].filter(([name]) => !/^(content-length|transfer-encoding|connection|date)$/.test(name));
  t.answer(PAGE, { status: 200, headers: Object.fromEntries(kept), body: changed });
}

/** Sets an item of our section of the call center. */
export function setItem(t, item, value) {
  return t.direct({ do: "changeSetting", section: "switchboardConnect", item, value });
}
