//! What a flow, or the desk around it, asks to be done, grouped by who performs it.
//!
//! One effect is one request, in the domain's own words: the page turns it into a call of Open CTI or Amazon Connect,
//! the simulator into a change of its world. Effects are data, so a list of effects and their replies is a recording
//! that can be shown, compared and replayed. Every group is closed: whoever performs one matches all of it.

mod console;
mod desk;
mod host;
mod page;
mod telephony;

use serde::{Deserialize, Serialize};

pub use console::{ConsoleEffect, NewTab, PresenceEffect};
pub use desk::{DeskEffect, OPEN_TABS};
pub use host::{
    CallType, Fields, FlowArg, HostEffect, SaveRecord, SaveTarget, ScreenPop, Search, WriteLog, is_record_id,
};
pub use page::{LogLevel, PageEffect};
pub use telephony::{Dial, RecordingChange, StartConnect, TelephonyEffect};

/// One request of a flow. Each is answered by exactly one [`Reply`](crate::Reply).
///
/// Written as the group's own form, so that files say `{"effect": "screenPop", …}` and nothing of groups.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged, expecting = "no such effect")]
pub enum Effect {
    /// Salesforce performs it.
    Host(HostEffect),
    /// Amazon Connect performs it.
    Telephony(TelephonyEffect),
    /// The page performs it.
    Page(PageEffect),
    /// The desk answers it itself.
    Desk(DeskEffect),
}

/// What may happen when an effect is performed again after its answer was lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repeat {
    /// Changes nothing: repeat freely.
    Read,
    /// Repeating is harmless, because the effect names the thing it acts on.
    Keyed,
    /// Never repeat after an uncertain answer: it would happen twice.
    Once,
}

impl Effect {
    /// Whether this effect may be performed again after an uncertain answer.
    pub fn repeat(&self) -> Repeat {
        match self {
            Effect::Host(effect) => effect.repeat(),
            Effect::Telephony(effect) => effect.repeat(),
            Effect::Page(effect) => effect.repeat(),
            Effect::Desk(effect) => effect.repeat(),
        }
    }
}

impl From<HostEffect> for Effect {
    fn from(effect: HostEffect) -> Effect {
        Effect::Host(effect)
    }
}

impl From<TelephonyEffect> for Effect {
    fn from(effect: TelephonyEffect) -> Effect {
        Effect::Telephony(effect)
    }
}

impl From<PageEffect> for Effect {
    fn from(effect: PageEffect) -> Effect {
        Effect::Page(effect)
    }
}

impl From<DeskEffect> for Effect {
    fn from(effect: DeskEffect) -> Effect {
        Effect::Desk(effect)
    }
}
