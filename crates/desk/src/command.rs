//! What the desk asks of the page around it.

use std::sync::Arc;

use flow::{Effect, LogLevel, Map, Millis};
use serde::{Deserialize, Serialize};

use crate::view::{Notice, View};

/// Names one effect, so that its reply finds its way back. Counts from one for each desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct EffectId(pub u64);

/// One request of the desk. They are carried out in order.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Keep this text, before anything that follows: it is what survives a reload, to be read with
    /// [`Memory::from_text`](crate::Memory::from_text).
    Remember(String),
    /// Keep the call center settings, for the day they cannot be read.
    CacheSettings(Map<String>),
    /// Keep what flows remember for each other where every page of the agent's browser reads it, and hand what others keep
    /// there to the desk ([`Event::Properties`](crate::Event::Properties)).
    Share(String),
    /// Perform an effect and answer with [`Event::Reply`](crate::Event::Reply).
    Perform {
        /// Which effect the reply belongs to.
        id: EffectId,
        /// What to do.
        effect: Arc<Effect>,
        /// Milliseconds after which the effect counts as unanswered; none for delays.
        deadline_ms: Option<u32>,
    },
    /// Paint this.
    Show(Arc<View>),
    /// The panel is to show this from now on: a message, whenever there is a panel to take it.
    ShowPanel(String),
    /// Hand the panel this message: an answer to what it asked for, not a state.
    Tell(String),
    /// Say this once, aloud for screen readers.
    Announce(Notice),
    /// Write a line into the console, for administrators (`reference/cti-flows.md` §4.17).
    Log {
        /// How loud.
        level: LogLevel,
        /// What it says.
        text: String,
        /// JSON text that belongs to it, or nothing. What is called like a secret in there is not to be shown.
        data: String,
    },
    /// Wake the desk at this time. A later request replaces an earlier one.
    Wake(Millis),
    /// Open the sign-in window at this address, now, while the gesture counts.
    OpenSignIn(String),
    /// Begin again from finding Open CTI; what is left of Amazon Connect's panel goes first.
    Restart,
}

/// How long an effect may stay unanswered. The engine owns the limit of a run, this is the performer's.
pub fn deadline_ms(effect: &Effect) -> Option<u32> {
    match effect {
        Effect::Sleep { .. } => None,
        Effect::EnableClickToDial
        | Effect::NotifyReady
        | Effect::ReadPanelVisibility
        | Effect::RefreshView
        | Effect::SetPanelHeight { .. }
        | Effect::SetPanelVisibility { .. } => Some(5_000),
        Effect::ReadSettings => Some(3_000),
        Effect::SaveRecord(_) => Some(15_000),
        Effect::ParsePhone { .. } => Some(5_000),
        _ => Some(10_000),
    }
}
