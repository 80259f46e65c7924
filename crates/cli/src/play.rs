//! Playing one case: the clock is ours, so a run takes no time.

use flow::{Millis, Outcome, Program, Run, Step, Value};

use crate::perform::{Performed, World};
use crate::scenario::Case;

/// When every case begins: 2026-01-05, 09:00 UTC.
const START: Millis = 1_767_603_600_000;

/// A case that has been played.
#[derive(Debug)]
pub(crate) struct Played {
    pub(crate) run: Run,
    pub(crate) outcome: Outcome,
    /// Answers nobody asked for.
    pub(crate) left_over: Vec<String>,
    /// What the property store holds afterwards.
    pub(crate) properties: Value,
    /// What is true in the simulator afterwards, when the case has one.
    pub(crate) facts: Option<Value>,
}

pub(crate) fn play(program: &Program, case: &Case) -> Played {
    let mut world = World::new(case, START);
    let mut now = START;
    let (mut run, mut step) = Run::start(program, case.context(world.present(), now), case.limits, now);
    let outcome = loop {
        step = match step {
            Step::Finished(outcome) => break outcome,
            Step::Yield => match run.wake(program, now) {
                Some(step) => step,
                None => break run.cancel(now),
            },
            Step::Perform(effect) => match world.perform(&effect, now) {
                // Whichever comes first: the answer, or the end of the run's time.
                Performed::Answered(reply, after) if now.saturating_add(after) < run.deadline() => {
                    now += after;
                    run.resume(program, reply, now)
                }
                Performed::Answered(..) | Performed::Never => {
                    now = run.deadline();
                    match run.wake(program, now) {
                        Some(step) => step,
                        None => break run.cancel(now),
                    }
                }
            },
        };
    };
    let left_over = world.left_over().into_iter().map(str::to_owned).collect();
    Played { run, outcome, left_over, properties: world.properties(), facts: world.facts() }
}
