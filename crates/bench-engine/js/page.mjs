// What runs in Chrome.
import { handwritten } from "./handwritten.mjs";
import { measure } from "./measure.mjs";
import { rete } from "./rete.mjs";
import { engine } from "./wasm.mjs";

export async function measureAll() {
  const { load: compiled } = await import("/module.js");
  const found = {};
  for (const build of ["shipped", "embedded"]) {
    const glue = await import(`/${build}/bench_engine.js`);
    await glue.default({ module_or_path: compiled(`/${build}/bench_engine_bg.wasm`) });
    const { flow, load } = engine(glue);
    found[build] = { flow: await measure(flow, 10_000), load: await measure(load, 300) };
  }
  found.handwritten = { flow: await measure(handwritten, 100_000) };
  found.rete = globalThis.Rete && { flow: await measure(rete(globalThis.Rete), 1_000) };
  return found;
}
