// One way to measure for all: three warm-up rounds each with time for the compilers behind, then nine rounds in which all take
// turns, so that whatever else the machine does falls on all alike. The median of each, in nanoseconds for one.
const ROUNDS = 9;

const median = (times) => times.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)];

/** `works` are names with `[work, count]`: `work(count)` does it `count` times. Gives the times by the same names. */
export async function measure(works) {
  const rows = Object.entries(works).map(([name, [work, count]]) => ({ name, work, count, times: [] }));
  for (const { work, count } of rows) {
    for (let round = 0; round < 3; round += 1) {
      await work(count);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { work, count, times } of rows) {
      const began = performance.now();
      await work(count);
      times.push(((performance.now() - began) * 1e6) / count);
    }
  }
  return Object.fromEntries(rows.map(({ name, times }) => [name, median(times)]));
}
