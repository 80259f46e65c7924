//! What falls due at which time.

use desk::EffectId;
use flow::Millis;

/// What falls due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Due {
    /// A delay is over.
    Sleep(EffectId),
    /// An effect counts as unanswered.
    Deadline(EffectId),
    /// A write counts as unanswered.
    Write(u64),
}

/// Delays and deadlines that run.
#[derive(Debug, Default)]
pub(crate) struct Timers(Vec<(Millis, Due)>);

impl Timers {
    pub(crate) fn set(&mut self, at: Millis, due: Due) {
        self.0.push((at, due));
    }

    /// An effect is answered: nothing of it falls due any more.
    pub(crate) fn cancel(&mut self, answered: EffectId) {
        self.0.retain(|(_, due)| match due {
            Due::Sleep(id) | Due::Deadline(id) => *id != answered,
            Due::Write(_) => true,
        });
    }

    /// Writes up to this one are answered.
    pub(crate) fn cancel_writes(&mut self, answered: u64) {
        self.0.retain(|(_, due)| !matches!(due, Due::Write(write) if *write <= answered));
    }

    /// When the next one falls due.
    pub(crate) fn next(&self) -> Option<Millis> {
        self.0.iter().map(|(at, _)| *at).min()
    }

    /// Takes what has fallen due longest ago; of those of one time, the one that was set first.
    pub(crate) fn take_due(&mut self, now: Millis) -> Option<Due> {
        let at = self.next().filter(|at| *at <= now)?;
        let first = self.0.iter().position(|(due_at, _)| *due_at == at)?;
        Some(self.0.remove(first).1)
    }
}
