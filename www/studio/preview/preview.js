// The agent's panel (crates/overlay) in a frame of the element editor: it is given what the editor sends, and what is pressed in it
// goes back as text. crates/studio/src/actions/preview.rs is the other end.

import * as overlay from "./pkg/overlay.js";

/** Version of the messages. */
const VERSION = 1;

const tell = (message) => parent.postMessage(JSON.stringify({ version: VERSION, ...message }), location.origin);

/** The drawer is open, with the actions in front, as an agent has left it. */
function begin() {
  try {
    sessionStorage.setItem("switchboard.panel.open", "true");
    sessionStorage.setItem("switchboard.panel.tab", "actions");
  } catch {
    // A browser that keeps nothing shows the handle; a press opens the drawer.
  }
}

function fell(error) {
  const place = document.getElementById("fell");
  place.textContent = `The preview has stopped: ${error}`;
  place.hidden = false;
}

begin();
try {
  const [words] = await Promise.all([
    fetch(new URL("./lang/en.json", import.meta.url)).then((answer) => answer.text()),
    overlay.default({ module_or_path: fetch(new URL("./pkg/overlay_bg.wasm", import.meta.url)) }),
  ]);
  overlay.start(words, navigator.language, (message) => queueMicrotask(() => tell({ gesture: message })), fell);
  addEventListener("message", ({ source, origin, data }) => {
    if (source !== parent || origin !== location.origin || typeof data !== "string") return;
    try {
      const { version, view } = JSON.parse(data);
      if (version === VERSION) overlay.hear(view);
    } catch (error) {
      fell(error);
    }
  });
  tell({});
} catch (error) {
  fell(error);
}
