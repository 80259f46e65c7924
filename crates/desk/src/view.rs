//! What the page paints. Data only: the page turns it into words.

use flow::{Failure, Millis, Outcome};
use serde::{Deserialize, Serialize};

use crate::config::InstanceUrlError;
use crate::contact::{CallOutcome, ContactState, Direction};
use crate::event::Absence;

/// Everything on the softphone page that changes.
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    /// The status line.
    pub status: Status,
    /// Whether a sign-in button is of use.
    pub sign_in: bool,
    /// What is wrong with the set-up, most urgent first.
    pub problems: Vec<Problem>,
    /// The agent, once known.
    pub agent: Option<AgentView>,
    /// The contact in front of the agent.
    pub contact: Option<ContactView>,
    /// Call logs that want attention.
    pub saves: Vec<SaveView>,
    /// Finished and running flows, newest first.
    pub runs: Vec<RunView>,
}

/// The status line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Looking for Salesforce.
    FindingSalesforce,
    /// Loading the call center's settings.
    ReadingSettings,
    /// Loading Amazon Connect.
    StartingConnect,
    /// Waiting for the agent to sign in to Amazon Connect.
    SigningIn,
    /// Everything works.
    Ready,
    /// Something keeps the softphone from working; see the problems.
    Stopped,
}

/// One finding of the self-check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Open CTI cannot be used.
    Salesforce(Absence),
    /// Salesforce does not enable click-to-dial; tried again by itself.
    ClickToDial(Failure),
    /// The settings could not be read; the last known ones are used when there are any.
    Settings {
        /// Why.
        failure: Failure,
        /// Whether the last known settings are in use.
        cached: bool,
    },
    /// The instance URL is missing or no URL.
    InstanceUrl(InstanceUrlError),
    /// The call center file declares another version than 4.0.
    CtiVersion {
        /// What it declares.
        found: String,
    },
    /// The call center file says that it needs no call center assignment.
    RequiresCallCenter {
        /// What it declares.
        found: String,
    },
    /// Amazon Connect's library could not be used.
    ConnectLibrary {
        /// What it said.
        message: String,
    },
    /// The Contact Control Panel does not answer.
    ConnectSilent,
    /// Amazon Connect refuses this agent or this origin.
    ConnectDenied,
    /// What must survive a reload cannot be kept.
    Storage,
    /// A flow cannot run as written.
    Flow {
        /// Its name.
        name: String,
        /// Number of errors.
        errors: usize,
        /// The first of them.
        first: String,
    },
}

/// The agent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgentView {
    /// Display name.
    pub name: String,
    /// Name of the state.
    pub state: String,
}

/// The contact in front of the agent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactView {
    /// Contact id.
    pub id: String,
    /// Number in national form, or as Amazon Connect spells it; none when withheld.
    pub number: Option<String>,
    /// Name of the related record.
    pub name: Option<String>,
    /// Who called whom.
    pub direction: Direction,
    /// State.
    pub state: ContactState,
    /// When the state began.
    pub since: Option<Millis>,
    /// Name of the queue.
    pub queue: Option<String>,
    /// How the call went, once it is over.
    pub outcome: Option<CallOutcome>,
}

/// A call log that is being saved or wants attention.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaveView {
    /// Contact id.
    pub contact: String,
    /// Subject of the Task.
    pub subject: String,
    /// Where the save stands.
    pub state: SaveState,
}

/// Where a save stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveState {
    /// Sent, not answered yet.
    Saving,
    /// Saved as this record.
    Saved {
        /// Task id.
        record_id: String,
    },
    /// Refused: the agent may try again.
    Failed(Failure),
    /// Perhaps saved: the agent has to look before trying again.
    Uncertain(Failure),
}

/// One run of a flow.
#[derive(Clone, Debug, PartialEq)]
pub struct RunView {
    /// Counts from one for each desk.
    pub id: u64,
    /// Name of the flow.
    pub flow: String,
    /// Event that started it.
    pub event: String,
    /// When it started.
    pub started: Millis,
    /// Blocks performed so far.
    pub blocks: usize,
    /// How it ended; none while it runs.
    pub outcome: Option<Outcome>,
    /// What the last failed block said, when one failed.
    pub failed: Option<String>,
}

/// Something to be said once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "notice", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Notice {
    /// The softphone works.
    Ready,
    /// A clicked number waits for the phone to be ready.
    ClickQueued {
        /// The number as shown.
        number: String,
    },
    /// A clicked number is being dialled.
    Dialling {
        /// The number as shown.
        number: String,
    },
    /// A clicked number is not dialled because a call is up.
    ClickDuringCall {
        /// The number as shown.
        number: String,
    },
    /// A clicked number is not dialled because another one is being dialled.
    ClickWhileDialling {
        /// The number as shown.
        number: String,
    },
    /// A waiting click was dropped: it waited too long, too many wait, or the agent signed out.
    ClickDropped {
        /// The number as shown.
        number: String,
    },
    /// The flow for clicks is over and has dialled nothing.
    NotDialled {
        /// The number as shown.
        number: String,
        /// What its last failed block said.
        reason: Option<String>,
    },
    /// A clicked number could not be dialled.
    DialFailed {
        /// The number as shown.
        number: String,
        /// Why.
        failure: Failure,
    },
    /// A call log was saved.
    LogSaved {
        /// Subject of the Task.
        subject: String,
    },
    /// A call log was refused.
    LogFailed {
        /// Subject of the Task.
        subject: String,
    },
    /// A call log may or may not have been saved.
    LogUncertain {
        /// Subject of the Task.
        subject: String,
    },
}
