// Starts the softphone core. Whatever goes wrong here ends in a sentence, never in a blank panel.
import init, { start } from "./pkg/adapter.js";

performance.mark("switchboard:boot");
try {
  await init();
  start();
} catch (error) {
  console.error("[CTI ADAPTER]: the softphone core did not start:", error);
  const status = document.getElementById("status");
  status.dataset.status = "stopped";
  document.getElementById("status-text").textContent =
    "The phone could not start. Reload the page; if that does not help, tell your administrator: core " +
    (error instanceof Error ? error.message : String(error));
}
