// The flow engine in wasm, from the glue that wasm-bindgen wrote: what to measure of a build.
export function engine({ run, load }, build) {
  const check = (blocks, expected) => {
    if (blocks !== expected) throw new Error(`${blocks} blocks instead of ${expected}`);
  };
  return {
    [build]: [(count) => check(run(count), 10 * count), 10_000],
    [`${build}Load`]: [(count) => check(load(count), 60 * count), 300],
  };
}
