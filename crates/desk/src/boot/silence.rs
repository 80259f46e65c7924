//! A Contact Control Panel that stays silent: what is said of it, and what begins anew.

use crate::boot::{Boot, Topic};
use crate::command::Command;
use crate::desk::Desk;
use crate::event::Silence;
use crate::frame::view::{Problem, Status};

impl Boot {
    /// Why Amazon Connect's panel is silent, when it is.
    fn silence(&self) -> Option<Option<Silence>> {
        match self.problems.get(Topic::Connect) {
            Some(Problem::ConnectSilent { why, .. }) => Some(*why),
            _ => None,
        }
    }

    /// Amazon Connect's panel was loaded again and again, and does not answer.
    pub(crate) fn gave_up(&self) -> bool {
        self.status == Status::Stopped && matches!(self.silence(), Some(None | Some(Silence::Unreachable)))
    }
}

impl Desk {
    /// The agent wants the browser asked for Amazon Connect's cookies. The finding stays until they are granted.
    pub(crate) fn ask_for_cookies(&mut self) {
        self.mark_unconfirmed();
        self.load_connect(true);
    }

    /// Begins from the beginning.
    pub(crate) fn try_again(&mut self) {
        self.boot = self.boot.again();
        self.mark_unconfirmed();
        self.emit(Command::Restart);
    }

    /// There is a network again, and perhaps an instance.
    pub(crate) fn reconnect(&mut self) {
        if self.boot.status == Status::Stopped && self.boot.silence().is_some() {
            self.try_again();
        }
    }

    /// The panel does not answer. What is known of the reason stays known when the library gives up.
    pub(crate) fn connect_silent(&mut self, why: Option<Silence>) {
        let gave_up = why.is_none();
        let why = why.or(self.boot.silence().flatten());
        // What was looked into for a while may be over.
        let is_over = match why {
            Some(Silence::Cookies) if self.boot.cookies_granted => true,
            _ => !gave_up && self.boot.status == Status::Ready,
        };
        if is_over {
            return;
        }
        let address = self.turn.config().connect.ccp_url().unwrap_or_default();
        self.connect_problem(Problem::ConnectSilent { why, address });
        // Browsers grant cookies only of sites that one has been to, and what seems unreachable may only be guarded: the way to sign
        // in stays open.
        let stops = match why {
            None | Some(Silence::NotAllowed) => true,
            Some(Silence::Unreachable) => gave_up,
            Some(Silence::Cookies) => false,
        };
        if !stops {
            self.boot.status = Status::SigningIn;
        }
    }

    /// The browser lets the panel have its cookies.
    pub(crate) fn cookies_granted(&mut self) {
        self.boot.cookies_granted = true;
        self.boot.problems.remove(Topic::Connect);
        self.boot.status = Status::StartingConnect;
    }
}
