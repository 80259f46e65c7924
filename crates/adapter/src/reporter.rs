//! The way back into the session, for callbacks and tasks of the browser.

use std::fmt;
use std::rc::Weak;

use desk::{EffectId, Event};
use flow::Reply;

/// What a session is handed.
pub(crate) enum Input {
    /// Something has happened.
    Event(Box<Event>),
    /// The time that the session asked for has come.
    Wake,
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

    fn hand_over(&self, input: Input) {
        if let Some(inbox) = self.0.upgrade() {
            inbox.take(input);
        }
    }
}
