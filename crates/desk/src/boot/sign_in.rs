//! Signing in to Amazon Connect again: not for a token that is rejected for a moment, one window, and none while a call is up.

use flow::{Millis, TelephonyEffect};

use crate::boot::Topic;
use crate::command::Command;
use crate::desk::Desk;
use crate::frame::view::{Notice, Status};
use crate::routes::Owner;

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

impl SignIn {
    pub(crate) fn next_wake(&self) -> Option<Millis> {
        self.due
    }
}

impl Desk {
    /// The token was rejected. Until that has lasted nothing changes.
    pub(crate) fn auth_failed(&mut self, now: Millis) {
        let sign_in = &mut self.boot.sign_in;
        if self.boot.status != Status::Stopped && !sign_in.asked && !sign_in.after_call {
            sign_in.due.get_or_insert(now + FLAP_MS);
        }
    }

    /// The token is accepted: there is nobody to ask any more.
    pub(crate) fn authorized(&mut self, now: Millis) {
        let was_asked = self.boot.status == Status::SigningIn;
        if self.boot.sign_in.after_call {
            self.announce(Notice::Ready);
        }
        self.boot.sign_in = SignIn::default();
        if was_asked {
            self.connect_answers(now);
        }
    }

    /// The agent has signed out, here or in another window.
    pub(crate) fn signed_out(&mut self, now: Millis) {
        self.boot.status = Status::SigningIn;
        self.boot.sign_in = SignIn { due: Some(now + FLAP_MS), ..SignIn::default() };
    }

    pub(crate) fn wake_sign_in(&mut self, now: Millis) {
        if self.boot.sign_in.due.take_if(|at| *at <= now).is_some() {
            if self.has_active_call() {
                self.boot.sign_in.after_call = true;
                self.announce(Notice::SessionExpired);
            } else {
                self.sign_in_again();
            }
        }
        if self.boot.sign_in.after_call && !self.has_active_call() {
            self.sign_in_again();
        }
    }

    /// Whether the page offers the button: also in a call, whose end Amazon Connect may not report without a token, and where the
    /// panel was awaited in vain, which is what happens to an agent who comes back later.
    pub(crate) fn wants_sign_in(&self) -> bool {
        self.boot.status == Status::SigningIn || self.boot.sign_in.after_call || self.boot.gave_up()
    }

    /// The agent pressed *Sign in*. The window opens at once, while her gesture counts; the panel is loaded anew at its time.
    pub(crate) fn sign_in_pressed(&mut self) {
        if let Some(url) = self.sign_in_url() {
            self.emit(Command::OpenSignIn(url));
        }
        // Nobody loads the panel any more.
        if self.boot.gave_up() {
            self.boot.problems.remove(Topic::Connect);
            self.sign_in_again();
        }
    }

    fn sign_in_again(&mut self) {
        self.boot.status = Status::SigningIn;
        self.boot.sign_in = SignIn { asked: true, ..SignIn::default() };
        self.perform(Owner::Nobody, TelephonyEffect::SignInAgain);
    }
}
