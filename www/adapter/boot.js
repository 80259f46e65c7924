// Starts the softphone core. Whatever goes wrong here ends in a sentence, never in a blank panel.
import { falls, fell, replaced } from "./falls.js";
import initialize, { start } from "./pkg/adapter.js";
import { preloadConnect, preloadSalesforce } from "./preload.js";

performance.mark("switchboard:boot");
preloadSalesforce();

const place = (id) => document.getElementById(id);

let stopped = false;
function halt(sentence, error) {
  stopped = true;
  console.error("[CTI ADAPTER]: the softphone core:", error);
  place("status").dataset.status = "stopped";
  place("status-text").textContent =
    `${sentence} Reload the page; if that does not help, tell your administrator: ` +
    (error instanceof Error ? error.message : String(error));
}

// A trap ends its module for good: nothing it says afterwards can be believed, least of all "Ready". The innermost
// file of ours tells which it was; in doubt it was the core. A release has one script of each, otherwise the glue is apart. The panel is given up for any error of its own: it is easily replaced.
// Chrome keeps ten frames if it is not asked for more, and a module is easily deeper than that.
Error.stackTraceLimit = 99;
function trapped(event, error) {
  // A timer or listener of a panel that was replaced: wasm-bindgen does not let it in.
  if (error?.message === "Cannot invoke closure from previous WASM instance") return event.preventDefault();
  const [, script] = /\/(boot|panel|pkg\/adapter|pkg\/overlay)(?:_bg\.wasm|\.js)/.exec(error?.stack) ?? [];
  if (/panel|overlay/.test(script)) panel?.then((panel) => panel?.fell(error));
  else if (error instanceof WebAssembly.RuntimeError) {
    fell("core", String(error));
    halt("The phone has stopped.", error);
  }
}
addEventListener("error", (event) => trapped(event, event.error));
addEventListener("unhandledrejection", (event) => trapped(event, event.reason));

// The panel is a module of its own, fetched when the core has something to tell it: the phone is ready, or cannot be. One that
// could not be had is fetched again when the agent wants it, by another address: browsers remember that the first leads nowhere.
let softphone, panel, newest;
let again = "";
function tell(message, isAnswer) {
  if (!isAnswer) newest = message;
  panel ??= import("./panel.js" + again).then(
    (module) => {
      const fit = (px) => softphone.fit(px);
      const speak = (words) => softphone.speak(words);
      module.open({ fit, hear: ask, speak, falls, fell, replaced });
      return module;
    },
    (error) => {
      console.warn("[CTI ADAPTER]: the panel could not be loaded:", error);
      softphone.speak("");
      place("panel-fell").hidden = false;
      place("panel-restart").onclick = ({ target }) => {
        target.onclick = panel = null;
        again += "?";
        tell(newest);
      };
    },
  );
  panel.then((panel) => panel?.tell(message, isAnswer));
}

// A core that has stopped has no runs to tell any more; why it fell is in the recording for support all the same.
function ask(message) {
  if (stopped) tell('{"runs":[]}', true);
  else softphone.hear(message);
}

// A sign-in window is opened only in the very task of the click.
for (const button of document.querySelectorAll("[data-press]")) {
  button.addEventListener("click", () => {
    softphone?.hear(JSON.stringify({ version: 2, press: button.dataset.press }));
    // The button may be gone; a keyboard user is not thrown out of the page.
    if (!button.checkVisibility()) place("softphone").focus();
  });
}

try {
  await initialize({ module_or_path: fetch(new URL("./pkg/adapter_bg.wasm", import.meta.url)) });
  preloadConnect();
  softphone = start(tell, (reason) => fell("core", reason));
  const resumed = () => softphone.resumed();
  document.addEventListener("visibilitychange", () => (document.visibilityState === "visible" ? softphone.visible() : softphone.hidden()));
  document.addEventListener("resume", resumed);
  addEventListener("pageshow", ({ persisted }) => persisted && resumed());
  addEventListener("online", () => {
    softphone.online();
    resumed();
  });
  // What flows remember for each other: told in the other pages only.
  addEventListener("storage", ({ key, newValue }) => key === "switchboard.properties" && softphone.share(newValue ?? ""));
} catch (error) {
  halt("The phone could not start.", error);
}
