// The panel falls on the page that `dist` wrote, where its scripts are one file: the page can tell it from the core all the same.
// Shows: issue-5-10
import assert from "node:assert/strict";

import { asShipped } from "../../lib/static-host.mjs";
import { run as panelFalls } from "../panel-falls/case.mjs";

export async function run(t) {
  const host = await asShipped(t);
  await panelFalls(t);
  const missing = [...host.given].filter(([, { status }]) => status !== 200).map(([path]) => path);
  assert.deepEqual(missing, [], "every file the page asks for is in the folder");
}
