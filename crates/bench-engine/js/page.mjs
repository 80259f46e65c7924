// What runs in Chrome.
import { handwritten } from "./handwritten.mjs";
import { measure } from "./measure.mjs";
import { rete } from "./rete.mjs";
import { engine } from "./wasm.mjs";

export async function measureAll() {
  const works = { handwritten: [handwritten, 100_000] };
  for (const build of ["shipped", "embedded"]) {
    const glue = await import(`/${build}/bench_engine.js`);
    await glue.default({ module_or_path: `/${build}/bench_engine_bg.wasm` });
    Object.assign(works, engine(glue, build));
  }
  if (globalThis.Rete) works.rete = [rete(globalThis.Rete), 1_000];
  return measure(works);
}
