// The flow that logs calls does the same in the page and on the command line, on every call that can happen in both.
import { sameTrace } from "../../lib/same-trace.mjs";

const PREPARED = "its answer is prepared: no platform gives it";
const MADE_UP = "its contact says how the call went: Amazon Connect reports none like that";

export async function run(t) {
  await sameTrace(t, "call-log", {
    "an answered call from a known contact": PREPARED,
    "a call to an account": PREPARED,
    "a missed call from a stranger is logged too": PREPARED,
    "a refused save is logged with what Salesforce said": PREPARED,
    "the simulated org takes the log": MADE_UP,
    "a validation rule of the simulated org is logged in its own words": MADE_UP,
    "an answer that never comes: the Task may be there, so it is not sent again and the agent decides": MADE_UP,
  });
}
