// Work shared by several workers, told of in one order whoever was quicker.

/**
 * Runs each item on the next worker that is free. `report(item, result)` is called in the order of the items, as soon as
 * everything before has been reported. `start()` makes a worker, `stop(worker)` ends it, also when an item has thrown.
 */
export async function runOnWorkers(items, count, { start, run, report, stop }) {
  const results = new Map();
  let next = 0;
  let reported = 0;

  async function work() {
    const worker = await start();
    try {
      while (next < items.length) {
        const at = next++;
        results.set(at, await run(worker, items[at]));
        for (; results.has(reported); reported += 1) report(items[reported], results.get(reported));
      }
    } finally {
      await stop(worker);
    }
  }

  const ended = await Promise.allSettled(Array.from({ length: count }, work));
  const broken = ended.find(({ status }) => status === "rejected");
  if (broken) throw broken.reason;
}
