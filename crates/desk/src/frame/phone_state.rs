//! What the utility bar says about the phone, and when it has to say something else.

use flow::Millis;

use crate::contacts::Contacts;
use crate::contacts::record::Phase;
use crate::frame::view::{PhoneState, Status};

const MINUTE_MS: u64 = 60_000;

/// The state of the call on the agent's line; without one, how the phone is, and how much could not be saved.
pub(crate) fn phone_state(contacts: &Contacts, status: Status, not_saved: usize, now: Millis) -> PhoneState {
    match contacts.current_call().map(|call| call.phase()) {
        Some(Phase::Calling) => PhoneState::Calling,
        Some(Phase::Ringing) => PhoneState::Ringing,
        Some(Phase::Talking) => {
            let since = contacts.talking_since().unwrap_or(now);
            PhoneState::Talking { minutes: now.saturating_sub(since) / MINUTE_MS }
        }
        Some(Phase::AfterCallWork) => PhoneState::AfterWork,
        Some(Phase::Waiting | Phase::Paused | Phase::Away) | None => match status {
            Status::Stopped => PhoneState::Stopped,
            Status::SigningIn => PhoneState::SigningIn,
            Status::FindingSalesforce | Status::ReadingSettings | Status::StartingConnect | Status::Ready => {
                match not_saved {
                    0 => PhoneState::Idle,
                    count => PhoneState::NotSaved { count },
                }
            }
        },
    }
}

/// When the next minute of talk is full.
pub(crate) fn next_minute(contacts: &Contacts, now: Millis) -> Option<Millis> {
    let since = contacts.talking_since()?;
    Some(since + (now.saturating_sub(since) / MINUTE_MS + 1) * MINUTE_MS)
}
