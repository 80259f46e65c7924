//! What the utility bar says about the phone, and when it has to say something else.

use flow::Millis;

use crate::contact::{ContactState, Direction};
use crate::desk::Desk;
use crate::frame::view::{PhoneState, Status};

const MINUTE_MS: u64 = 60_000;

impl Desk {
    /// The state of the call on the agent's line.
    pub(crate) fn phone_state(&self, now: Millis) -> PhoneState {
        let Some(contact) = self.current_call() else { return self.phone_without_call() };
        match contact.state {
            ContactState::Connecting if contact.direction == Direction::Outbound => PhoneState::Calling,
            ContactState::Connecting | ContactState::Incoming => PhoneState::Ringing,
            ContactState::Connected => PhoneState::Talking {
                minutes: now.saturating_sub(self.talking_since().unwrap_or(now)) / MINUTE_MS,
            },
            ContactState::Ended => PhoneState::AfterWork,
            _ => self.phone_without_call(),
        }
    }

    fn phone_without_call(&self) -> PhoneState {
        match self.boot.status() {
            Status::Stopped => PhoneState::Stopped,
            Status::SigningIn => PhoneState::SigningIn,
            Status::FindingSalesforce | Status::ReadingSettings | Status::StartingConnect | Status::Ready => {
                match self.outbox.stuck_count(&self.memory) {
                    0 => PhoneState::Idle,
                    count => PhoneState::NotSaved { count },
                }
            }
        }
    }

    /// When the next minute of talk is full.
    pub(crate) fn next_minute(&self, now: Millis) -> Option<Millis> {
        let since = self.talking_since()?;
        Some(since + (now.saturating_sub(since) / MINUTE_MS + 1) * MINUTE_MS)
    }

    fn talking_since(&self) -> Option<Millis> {
        let contact = self.current_call()?;
        self.contacts.get(contact.id.as_str())?.talking_since
    }
}
