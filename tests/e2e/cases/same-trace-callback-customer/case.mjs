// The flow of the action Callback Customer does the same in the page, pressed by an agent, and on the command line: all its scenarios.
import { sameTrace } from "../../lib/same-trace.mjs";

export async function run(t) {
  t.expect(/\[CTI ADAPTER\]/);
  await sameTrace(t, "callback-customer", {});
}
