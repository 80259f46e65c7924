// Deadlines of the page that are over when the case says so: for answers that never come.

/** From now on pages can be told to lose patience. Before the first one is opened. */
export function holdDeadlines(t) {
  return t.context.addInitScript(() => {
    const DEADLINE_MS = 10_000;
    const { setTimeout } = window;
    const limit = AbortSignal.timeout.bind(AbortSignal);
    const time = (ms) => (window.isImpatient && ms === DEADLINE_MS ? 0 : ms);
    window.setTimeout = (act, ms, ...given) => setTimeout.call(window, act, time(ms), ...given);
    AbortSignal.timeout = (ms) => limit(time(ms));
  });
}

/** The frame's next calls of ten seconds are over at once. */
export function losePatience(frame) {
  return frame.evaluate(() => void (window.isImpatient = true));
}

/** They have all their time again. */
export function bePatient(frame) {
  return frame.evaluate(() => void (window.isImpatient = false));
}
