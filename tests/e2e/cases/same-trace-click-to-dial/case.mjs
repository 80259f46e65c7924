// The flow that dials does the same in the page, on a click in Salesforce, and on the command line.
import { sameTrace } from "../../lib/same-trace.mjs";

const PREPARED = "its answer is prepared: no platform gives it";

export async function run(t) {
  t.expect(/\[CTI ADAPTER\]/);
  await sameTrace(t, "click-to-dial", {
    "an American number as people write it": PREPARED,
    "a number with country code keeps it": PREPARED,
    "during a connected call the number joins it, where the configuration says so": PREPARED,
    "a refused call is logged": PREPARED,
    "during a connected call nothing is dialed, and the flow does not run": "Salesforce raises no click while click-to-dial is off",
  });
}
