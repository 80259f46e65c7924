// The adapter's page as this deployment would have it: another configuration, or more flows.
import assert from "node:assert/strict";

import { ORIGIN_HEADER, WORLD_HEADER } from "./host.mjs";

const PAGE = /^https:\/\/cti\.example\.com\/softphone\/(\?|$)/;
const ACTIONS = /(<script type="application\/json" id="switchboard-actions">)(.*?)(<\/script>)/s;
const DATA = /(<script type="application\/json" id="switchboard-config">)(.*?)(<\/script>)/s;

/** Answers the adapter's page with its data blocks changed by `edit({ config, flows, actions })`; all else as it ships. */
export async function withPage(t, edit) {
  const headers = { [ORIGIN_HEADER]: t.origins.adapter, [WORLD_HEADER]: t.world };
  const got = await fetch(`${t.host_.address}/softphone/`, { headers });
  const page = await got.text();
  const data = JSON.parse(DATA.exec(page)?.[2] ?? "null");
  assert.ok(data, "the page has its data block");
  data.actions = JSON.parse(ACTIONS.exec(page)?.[2] ?? "null");
  assert.ok(data.actions, "the page has its block of actions");
  edit(data);
  const { actions, ...core } = data;
  const put = (page, block, value) => page.replace(block, (_, open, __, close) => open + written(value) + close);
  const changed = put(put(page, DATA, core), ACTIONS, actions);
  const kept = [...got.headers].filter(([name]) => !/^(content-length|transfer-encoding|connection|date)$/.test(name));
  t.forget(PAGE);
  t.answer(PAGE, { status: 200, headers: Object.fromEntries(kept), body: changed });
}

/** As the build writes it: no text may end the block. */
function written(data) {
  return JSON.stringify(data).replaceAll("<", "\\u003c");
}

/** Sets an item of our section of the call center. */
export function setItem(t, item, value) {
  return t.direct({ do: "changeSetting", section: "switchboardConnect", item, value });
}
