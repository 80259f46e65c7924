// The flow that opens the caller does the same in the page and on the command line, on every call that can happen in both.
import { sameTrace } from "../../lib/same-trace.mjs";

const PREPARED = "its answer is prepared: no platform gives it";

export async function run(t) {
  await sameTrace(t, "voice-screen-pop", {
    "a known caller opens": PREPARED,
    "a caller from abroad is searched as written at home": PREPARED,
    "a number the page has taken apart already is not parsed again": PREPARED,
    "an outbound call opens nothing": "a contact that nobody has dialed is no call of Amazon Connect",
    "a failed search is logged": PREPARED,
    "a search that never answers is logged after its ten seconds": PREPARED,
  });
}
