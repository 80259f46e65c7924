//! Signing in to Amazon Connect again: not for a token that is rejected for a moment, one window, and none while a call is up.

use flow::Millis;

/// How long Amazon Connect may reject the agent's token before she is asked to sign in, in milliseconds. Tokens are
/// refreshed behind the scenes, and a rejection may be over before anybody has seen it.
const FLAP_MS: u64 = 5_000;

/// What the desk knows of an agent who may have to sign in again.
#[derive(Debug, Default)]
pub(crate) struct SignIn {
    /// When she is asked, unless Amazon Connect accepts her before.
    due: Option<Millis>,
    /// She is asked when the call is over.
    after_call: bool,
    /// The window was opened.
    asked: bool,
}

/// What is to be done about an agent who has to sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ask {
    /// She is asked.
    Now,
    /// She is told that she will be asked when the call is over.
    AfterCall,
}

impl SignIn {
    pub(crate) fn next_wake(&self) -> Option<Millis> {
        self.due
    }

    /// The token was rejected. Until that has lasted nothing changes.
    pub(crate) fn rejected(&mut self, now: Millis) {
        if !self.asked && !self.after_call {
            self.due.get_or_insert(now + FLAP_MS);
        }
    }

    /// The agent has signed out, here or in another window.
    pub(crate) fn signed_out(&mut self, now: Millis) {
        *self = SignIn { due: Some(now + FLAP_MS), ..SignIn::default() };
    }

    /// There is nobody to ask any more.
    pub(crate) fn accepted(&mut self) {
        *self = SignIn::default();
    }

    /// The window is opened.
    pub(crate) fn asked(&mut self) {
        *self = SignIn { asked: true, ..SignIn::default() };
    }

    /// Whether she is to be asked when the call is over.
    pub(crate) fn waits_for_end_of_call(&self) -> bool {
        self.after_call
    }

    /// What is due.
    pub(crate) fn wake(&mut self, call_is_up: bool, now: Millis) -> Option<Ask> {
        if self.due.take_if(|at| *at <= now).is_some() {
            self.after_call = call_is_up;
            return Some(if call_is_up { Ask::AfterCall } else { Ask::Now });
        }
        (self.after_call && !call_is_up).then_some(Ask::Now)
    }
}
