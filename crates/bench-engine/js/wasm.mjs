// The flow engine in wasm, from the glue that wasm-bindgen wrote.
export function engine({ run, load }) {
  const check = (blocks, expected) => {
    if (blocks !== expected) throw new Error(`${blocks} blocks instead of ${expected}`);
  };
  return {
    flow: (count) => check(run(count), 10 * count),
    load: (count) => check(load(count), 60 * count),
  };
}
