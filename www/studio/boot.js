// Starts the page; says in words when it cannot. The module mounts itself and takes the notice's place.
const notice = document.getElementById("boot");
try {
  const { default: init } = await import("./pkg/studio.js");
  await init({ module_or_path: new URL("./pkg/studio_bg.wasm", import.meta.url) });
} catch (error) {
  notice?.setAttribute("role", "alert");
  if (notice) notice.textContent = `The studio could not start: ${error}`;
  throw error;
}
