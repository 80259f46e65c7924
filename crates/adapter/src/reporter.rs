//! The way back into the session, for callbacks and tasks of the browser.

use std::collections::VecDeque;
use std::fmt;
use std::rc::Weak;

use desk::{EffectId, Event};
use flow::Reply;
use session::Kept;

/// What a session is handed.
pub(crate) enum Input {
    /// Something has happened.
    Event(Box<Event>),
    /// The time that the session asked for has come.
    Wake,
    /// What became of a write of the journal.
    Kept(u64, Kept),
}

/// So much waits for a session that is busy: more than anything brings about in one turn.
const MOST_WAITING: usize = 10_000;

/// What waits for a session, first come first.
#[derive(Default)]
pub(crate) struct Backlog(VecDeque<Input>);

impl Backlog {
    /// Adds to the end. Where there is no room nobody takes anything any more: a session that has trapped stays busy for ever, and
    /// the platforms go on reporting.
    pub(crate) fn push(&mut self, input: Input) {
        if self.0.len() < MOST_WAITING {
            self.0.push_back(input);
        }
    }

    /// Takes the first.
    pub(crate) fn pop(&mut self) -> Option<Input> {
        self.0.pop_front()
    }
}

/// Whoever hands a session what has happened.
pub(crate) trait Inbox {
    /// Hands it over: now, or as soon as the session has finished with what came before.
    fn take(&self, input: Input);
}

/// The way back to an inbox. Once that is gone, nothing comes of what is reported.
#[derive(Clone)]
pub(crate) struct Reporter(Weak<dyn Inbox>);

impl fmt::Debug for Reporter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reporter").finish_non_exhaustive()
    }
}

impl Reporter {
    pub(crate) fn new(inbox: Weak<dyn Inbox>) -> Reporter {
        Reporter(inbox)
    }

    /// Hands an event to the session.
    pub(crate) fn report(&self, event: Event) {
        self.hand_over(Input::Event(Box::new(event)));
    }

    /// Hands the reply to an effect to the session.
    pub(crate) fn reply(&self, id: EffectId, reply: Reply) {
        self.report(Event::Reply { id, reply });
    }

    /// The time that the session asked for has come.
    pub(crate) fn wake(&self) {
        self.hand_over(Input::Wake);
    }

    /// What became of a write of the journal.
    pub(crate) fn kept(&self, write: u64, kept: Kept) {
        self.hand_over(Input::Kept(write, kept));
    }

    fn hand_over(&self, input: Input) {
        if let Some(inbox) = self.0.upgrade() {
            inbox.take(input);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_takes_is_bounded_and_what_somebody_takes_comes_in_order() {
        let mut backlog = Backlog::default();
        backlog.push(Input::Wake);
        for _ in 0..1_000_000 {
            backlog.push(Input::Event(Box::new(Event::Visible)));
        }
        assert!(matches!(backlog.pop(), Some(Input::Wake)));
        let left = std::iter::from_fn(|| backlog.pop()).count();
        assert_eq!(left, MOST_WAITING - 1);
    }
}
