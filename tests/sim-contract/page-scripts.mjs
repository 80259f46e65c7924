// The panel page's scripts. They are plain `.js` modules for the browser; a data URL tells Node so, whatever its version.

import { readFileSync } from "node:fs";

function load(name) {
  const source = readFileSync(new URL(`../../www/sim/${name}`, import.meta.url), "utf8");
  return import(`data:text/javascript,${encodeURIComponent(source)}`);
}

export const { actions, clockText, numberText } = await load("ccp-panel.js");
export const { answerSdk, isWorthSending, revive, startWire } = await load("ccp-wire.js");
export const { createHost } = await load("ccp-host.js");
