//! What the core tells the panel and what the panel tells it, as JSON text. The other side is `crates/desk/src/message.rs`;
//! `tests/messages` holds the two together.

mod call;
mod contact;
mod shown;

use serde::Deserialize;

use crate::json::Json;

pub use call::{Caller, Failure, Log, Question, Record, RecordSource, Save, SaveState};
pub use contact::{CallOutcome, Channel, Contact, ContactState, Direction};
pub use panel_protocol::{Gesture, RecordingChange};
pub use shown::{
    Data, DataRow, Form, Layout, Press, PressState, Recording, RecordingState, Run, Said, SayKind,
};

/// The version of the messages. Another one is not read.
pub const VERSION: u32 = 1;

/// Everything the panel paints.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct View {
    /// The contact in front of the agent.
    pub contact: Option<Contact>,
    /// Whom the calls are about: the contact in front of the agent, and those of the saves.
    pub callers: Vec<Caller>,
    /// Whether a contact rings: nothing may lie over the Contact Control Panel.
    pub ringing: bool,
    /// Call logs: saved, being saved, or in want of the agent. Newest first.
    pub saves: Vec<Save>,
    /// What a flow has sent to the Data panel.
    pub data: Option<Data>,
    /// What flows have said and the agent has not put away, oldest first.
    pub said: Vec<Said>,
    /// Whether a flow wants every attribute of the contact shown.
    pub show_attributes: bool,
    /// The recording of the connected call.
    pub recording: Option<Recording>,
    /// Calls the agent can say something of, newest first.
    pub logs: Vec<Log>,
    /// The flows that ran, newest first.
    pub runs: Vec<Run>,
    /// What the softphone layout says, once it was read.
    pub layout: Option<Layout>,
    /// What became of CTI Actions: the last press of each action and contact, newest first.
    pub presses: Vec<Press>,
    /// The form that is open, with what it is filled with.
    pub form: Option<Form>,
}

/// Why a message was not taken. It is ignored and counted: core and panel may be of different versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ignored {
    /// No message at all, or one with a shape that nobody knows.
    Unreadable,
    /// Another version.
    Version,
    /// A kind of message that this version does not know.
    Unknown,
}

impl View {
    /// Reads a message of the core.
    ///
    /// # Errors
    /// Why it is to be ignored.
    pub fn from_message(text: &str) -> Result<View, Ignored> {
        let message = Json::read(text).ok_or(Ignored::Unreadable)?;
        let kind = message.get("message").and_then(Json::as_text).ok_or(Ignored::Unreadable)?;
        match (message.get("version"), kind) {
            (Some(Json::Number(version)), "view") if *version == f64::from(VERSION) => {
                View::deserialize(message).map_err(|_| Ignored::Unreadable)
            }
            (Some(Json::Number(version)), _) if *version == f64::from(VERSION) => Err(Ignored::Unknown),
            (Some(Json::Number(_)), _) => Err(Ignored::Version),
            _ => Err(Ignored::Unreadable),
        }
    }
}
