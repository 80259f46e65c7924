// Starts the softphone core. Whatever goes wrong here ends in a sentence, never in a blank panel.
import init, { start } from "./pkg/adapter.js";

performance.mark("switchboard:boot");

function halt(sentence, error) {
  console.error("[CTI ADAPTER]: the softphone core:", error);
  document.getElementById("status").dataset.status = "stopped";
  document.getElementById("status-text").textContent =
    `${sentence} Reload the page; if that does not help, tell your administrator: ` +
    (error instanceof Error ? error.message : String(error));
}

// A trap ends the core for good: nothing it says afterwards can be believed, least of all "Ready".
const trapped = (error) => error instanceof WebAssembly.RuntimeError && halt("The phone has stopped.", error);
addEventListener("error", (event) => trapped(event.error));
addEventListener("unhandledrejection", (event) => trapped(event.reason));

try {
  await init();
  start();
} catch (error) {
  halt("The phone could not start.", error);
}
