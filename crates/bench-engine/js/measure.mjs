// One way to measure for all: three warm-up rounds with time for the compilers behind, then the median of nine.
// Nanoseconds for one.
const ROUNDS = 9;

const median = (times) => times.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)];

/** `work(count)` does it `count` times. */
export async function measure(work, count) {
  for (let round = 0; round < 3; round += 1) {
    await work(count);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const times = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const began = performance.now();
    await work(count);
    times.push(((performance.now() - began) * 1e6) / count);
  }
  return median(times);
}
