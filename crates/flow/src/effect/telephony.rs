//! What Amazon Connect is asked to do.

use serde::{Deserialize, Serialize};

use super::Repeat;
use crate::Map;

/// What Amazon Connect is asked to do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "effect", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum TelephonyEffect {
    /// Loads the Contact Control Panel and logs in.
    StartConnect(StartConnect),
    /// Opens the sign-in window, and loads the Contact Control Panel anew until somebody is signed in. Streams:
    /// connect.core.reauthenticateAfterLogout().
    SignInAgain,
    /// Reports the agent and every contact as they are now, as events: what was said while nobody heard it is not said again.
    ReportState,
    /// Places an outbound call.
    Dial(Dial),
    /// Adds a number to the voice contact in progress.
    AddParty {
        /// The contact to add to.
        contact: String,
        /// E.164 number.
        number: String,
    },
    /// Sends tones to the customer's side of a call.
    SendDigits {
        /// Contact id.
        contact: String,
        /// Digits, `*` and `#`.
        digits: String,
    },
    /// Ends the agent's part of a live contact.
    HangUp {
        /// Contact id.
        contact: String,
    },
    /// Closes a contact in after-call work.
    Clear {
        /// Contact id.
        contact: String,
    },
    /// Puts the agent into one of the states of the routing profile.
    SetAgentState {
        /// Name of the state, as the administrator wrote it.
        name: String,
    },
    /// Writes attributes of a contact; others stay as they are. Connect: UpdateContactAttributes.
    UpdateAttributes {
        /// Contact id.
        contact: String,
        /// Names and texts.
        attributes: Map<String>,
    },
    /// Changes the recording of a call. Connect: StartContactRecording and its siblings.
    Record {
        /// Contact id.
        contact: String,
        /// What is to become of the recording.
        change: RecordingChange,
    },
}

impl TelephonyEffect {
    /// Whether this effect may be performed again after an uncertain answer.
    pub fn repeat(&self) -> Repeat {
        match self {
            // Each names the contact or the state it is about: a second one can only be refused, or change nothing.
            TelephonyEffect::HangUp { .. }
            | TelephonyEffect::Clear { .. }
            | TelephonyEffect::UpdateAttributes { .. }
            | TelephonyEffect::Record { .. }
            | TelephonyEffect::SignInAgain
            | TelephonyEffect::SetAgentState { .. } => Repeat::Keyed,
            TelephonyEffect::ReportState => Repeat::Read,
            TelephonyEffect::StartConnect(_)
            | TelephonyEffect::Dial(_)
            | TelephonyEffect::AddParty { .. }
            | TelephonyEffect::SendDigits { .. } => Repeat::Once,
        }
    }
}

/// How to load the Contact Control Panel. Streams: connect.core.initCCP().
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct StartConnect {
    /// Full URL of the Contact Control Panel.
    pub ccp_url: String,
    /// Single sign-on URL of the identity provider.
    pub login_url: Option<String>,
    /// AWS region of the instance.
    pub region: Option<String>,
    /// Whether calls are heard through this page, and ring there; otherwise through another window.
    pub framed_audio: bool,
    /// Whether Amazon Connect's own page asks the browser for its cookies first. Streams: initCCP(), `storageAccess`.
    pub storage_access: bool,
}

/// An outbound call. Streams: agent.connect().
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Dial {
    /// The number to call, E.164.
    pub number: String,
    /// Queue to call from; absent means the default outbound queue of the routing profile.
    pub queue_arn: Option<String>,
}

/// What is to become of the recording of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum RecordingChange {
    /// It begins. Connect: StartContactRecording, once in the life of a contact.
    Start,
    /// It is silent for a while. Connect: SuspendContactRecording.
    Pause,
    /// It goes on. Connect: ResumeContactRecording.
    Resume,
    /// It is over, for good. Connect: StopContactRecording.
    Stop,
}

impl RecordingChange {
    /// All of them.
    pub const ALL: [RecordingChange; 4] =
        [RecordingChange::Start, RecordingChange::Pause, RecordingChange::Resume, RecordingChange::Stop];

    /// The word it is serialised as.
    pub fn name(self) -> &'static str {
        ["start", "pause", "resume", "stop"][self as usize]
    }
}
