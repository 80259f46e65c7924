// Panels that fall: their memory is overwritten, so whatever they do next, they cannot go on.

/** From now on the page remembers the memory of each panel that it starts, as `panels`. Before the first one is opened. */
export function watchPanels(t) {
  return t.context.addInitScript(() => {
    const panels = (globalThis.panels = []);
    WebAssembly.Instance = new Proxy(WebAssembly.Instance, {
      construct(Instance, args) {
        const instance = new Instance(...args);
        if (instance.exports.answer) panels.push(instance.exports.memory);
        return instance;
      },
    });
  });
}

/** Overwrites the memory of the newest panel. */
export function breakPanel(softphone) {
  return softphone.evaluate(() => void new Uint8Array(panels.at(-1).buffer).fill(0xff));
}
