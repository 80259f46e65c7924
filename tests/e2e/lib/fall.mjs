// Softphone cores and panels that fall: they panic, or their memory is overwritten, so whatever they do next, they cannot go on.
import { readFile } from "node:fs/promises";

/** From now on the page remembers what each core and each panel that it starts exports, as `cores` and `panels`. Before it is opened. */
export function watchModules(t) {
  return t.context.addInitScript(() => {
    globalThis.cores = [];
    globalThis.panels = [];
    const remember = ({ exports }) => (exports.answer ? panels : cores).push(exports);
    const { instantiateStreaming } = WebAssembly;
    WebAssembly.instantiateStreaming = async (...args) => {
      const made = await instantiateStreaming(...args);
      remember(made.instance);
      return made;
    };
    // A panel that takes the place of one that fell is made of the module that is there.
    WebAssembly.Instance = new Proxy(WebAssembly.Instance, {
      construct(Instance, args) {
        const instance = new Instance(...args);
        remember(instance);
        return instance;
      },
    });
  });
}

/** Overwrites the memory of the core. */
export function breakCore(softphone) {
  return softphone.evaluate(() => void new Uint8Array(cores.at(-1).memory.buffer).fill(0xff));
}

/** Overwrites the memory of the newest panel. */
export function breakPanel(softphone) {
  return softphone.evaluate(() => void new Uint8Array(panels.at(-1).memory.buffer).fill(0xff));
}

/** Core or panel panics. `which` is `cores` or `panels`; a development build has `fall` for this. */
export function panic(softphone, which) {
  return softphone.evaluate((which) => setTimeout(globalThis[which].at(-1).fall), which);
}

/** What the recording for support says of falls. The drawer is open on its activity. */
export async function fallsInRecording(tab, softphone) {
  const coming = tab.page.waitForEvent("download");
  await softphone.getByRole("button", { name: "Download" }).click();
  return JSON.parse(await readFile(await (await coming).path(), "utf8")).falls;
}
