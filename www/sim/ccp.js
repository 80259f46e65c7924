// The simulated Contact Control Panel, served where a real instance serves its own: /ccp-v2/.
// The state lives in the simulator host; this page is a view of it and a relay between it and the embedding page.

import { createHost } from "./ccp-host.js";
import { createPanel } from "./ccp-panel.js";
import { startWire } from "./ccp-wire.js";

const notice = document.getElementById("notice");
const say = (text) => {
  notice.textContent = text;
};
const host = createHost((path, options) => fetch(path, options));

const panel = createPanel(document.getElementById("panel"), {
  clock: () => Date.now(),
  act: (act) => host.act(act).then(() => say(""), (error) => say(error.message)),
});

startWire({
  page: window.parent,
  own: window,
  host,
  channel: () => new MessageChannel(),
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  instance: { origin: window.location.origin, region: "us-west-2" },
  show: (view) => panel.show(view),
  tick: (epochMs) => panel.setClock(epochMs),
  say,
});

window.addEventListener("pagehide", () => host.close((path) => navigator.sendBeacon(path)));
setInterval(() => panel.tick(), 500);
