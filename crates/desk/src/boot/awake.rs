//! Time in which the page did not run: the browser had frozen it, or the computer slept.

use flow::Millis;

/// How often the state is read again because the agent is back at the page, in milliseconds: she may be every few seconds.
const REREAD_MS: u64 = 60_000;
/// A page that is awake hears something at least so often while people talk, in milliseconds: the minutes in the utility bar, in a
/// hidden tab a minute late.
const LONGEST_SILENCE_MS: u64 = 150_000;
/// How long after a sleep everything is reported that has happened meanwhile, in milliseconds.
const CATCH_UP_MS: u64 = 10_000;

/// When the page ran.
#[derive(Clone, Debug, Default)]
pub(crate) struct Awake {
    /// When the state was read again last.
    reread_at: Millis,
    /// When the desk was handed something last; none before the first time.
    active_at: Option<Millis>,
    /// The end of the last sleep.
    since: Option<Millis>,
}

impl Awake {
    /// The desk is handed something.
    pub(crate) fn note_activity(&mut self, now: Millis) {
        if self.active_at.is_some_and(|at| at + LONGEST_SILENCE_MS < now) {
            self.woke_up(now);
        }
        self.active_at = Some(now);
    }

    /// The computer has slept, or the page was frozen.
    pub(crate) fn woke_up(&mut self, now: Millis) {
        self.since = Some(now);
    }

    /// Whether what is reported now may have happened in a sleep.
    pub(crate) fn just_woke_up(&self, now: Millis) -> bool {
        self.since.is_some_and(|since| now.saturating_sub(since) < CATCH_UP_MS)
    }

    /// Whether the state is to be read again, by a phone that is ready: after a freeze, else now and then.
    pub(crate) fn takes_reread(&mut self, was_frozen: bool, now: Millis) -> bool {
        let due = was_frozen || self.reread_at + REREAD_MS <= now;
        if due {
            self.reread_at = now;
        }
        due
    }
}
