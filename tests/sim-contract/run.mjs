// The cases of the library and the wire. Usually started by the simulator's own contract test: see README.md.
//   node tests/sim-contract/run.mjs [words of case names]

import { runCases } from "./check.mjs";
import { CASES as LIBRARY } from "./library.mjs";
import { CASES as PANEL } from "./panel.mjs";
import { CASES as STREAMS } from "./streams.mjs";
import { CASES as WHOLE } from "./whole.mjs";

const words = process.argv.slice(2).filter((word) => !word.startsWith("-"));
const lax = process.env.SWITCHBOARD_SIM_LAX || undefined;
const { passed, failed } = await runCases([...LIBRARY, ...PANEL, ...WHOLE, ...STREAMS], { words, lax });
console.log(`${passed} passed, ${failed} failed`);
// The streams library keeps timers; nothing here waits for them.
process.exit(failed === 0 ? 0 : 1);
