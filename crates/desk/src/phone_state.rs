//! What the utility bar says about the phone, and when it has to say something else.

use flow::Millis;

use crate::contact::{ContactState, Direction};
use crate::desk::Desk;
use crate::view::PhoneState;

const MINUTE_MS: u64 = 60_000;

impl Desk {
    /// The state of the call on the agent's line.
    pub(crate) fn phone_state(&self, now: Millis) -> PhoneState {
        let Some(contact) = self.current_call() else { return PhoneState::Idle };
        match contact.state {
            ContactState::Connecting if contact.direction == Direction::Outbound => PhoneState::Calling,
            ContactState::Connecting | ContactState::Incoming => PhoneState::Ringing,
            ContactState::Connected => PhoneState::Talking {
                minutes: now.saturating_sub(self.talking_since().unwrap_or(now)) / MINUTE_MS,
            },
            ContactState::Ended => PhoneState::AfterWork,
            _ => PhoneState::Idle,
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
