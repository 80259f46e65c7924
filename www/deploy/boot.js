// Starts the page: module and release stand in it as base64, because a page from a disk may fetch nothing.
const place = (id) => document.getElementById(id);
const bytes = (id) => {
  const text = atob(place(id).textContent);
  const all = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) all[at] = text.charCodeAt(at);
  return all;
};

function halt(error) {
  console.error(error);
  place("form").hidden = true;
  place("halt").hidden = false;
  place("halt").textContent =
    "This page could not do its work in this browser. Try another one, or the command line: `cti deploy`, as INSTALL.md says. " +
    (error instanceof Error ? error.message : String(error));
}

addEventListener("error", ({ error }) => error instanceof WebAssembly.RuntimeError && halt(error));
wasm_bindgen({ module_or_path: bytes("module") })
  .then(() => wasm_bindgen.start(bytes("release")))
  .catch(halt);
