//! What the page paints. Data only: the page turns it into words.

use flow::{Failure, Layout, Map, Millis, Outcome, Value};
use serde::{Deserialize, Serialize};

use crate::config::{InstanceUrlError, Mode, WrongItem};
use crate::contact::{CallOutcome, Channel, ContactState, Direction};
use crate::event::{Absence, Trouble};
use crate::recording::RecordingView;
use crate::related::Related;
use crate::shown::{DataView, Said as SaidView};

/// What the page itself paints; everything else is the panel's ([`PanelView`]).
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    /// The status line.
    pub status: Status,
    /// How much of the softphone is shown.
    pub mode: Mode,
    /// The administrator's text for agents who work in a window of Amazon Connect; empty is none.
    pub message: String,
    /// Whether a sign-in button is of use.
    pub sign_in: bool,
    /// What is wrong with the set-up, most urgent first.
    pub problems: Vec<Problem>,
    /// The agent, once known.
    pub agent: Option<AgentView>,
    /// What the utility bar says.
    pub phone: PhoneState,
}

/// What the panel shows, as the desk has it: nothing is copied before it is written into a message.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PanelView<'d> {
    /// The contact in front of the agent.
    pub contact: Option<ContactView<'d>>,
    /// Whom the calls are about: the contact in front of the agent, and those of [`PanelView::saves`].
    pub callers: Vec<CallerView<'d>>,
    /// Whether a contact waits to be accepted: nothing of ours may cover the Contact Control Panel.
    pub ringing: bool,
    /// Call logs that want attention.
    pub saves: Vec<SaveView<'d>>,
    /// Calls the agent can say something of, newest first.
    pub logs: Vec<LogView<'d>>,
    /// What stands in the Data panel; none before a flow has sent something.
    pub data: Option<DataView<'d>>,
    /// What flows have said and nobody has put away, oldest first.
    pub said: &'d [SaidView],
    /// Whether a flow wants every attribute of the contact shown.
    pub show_attributes: bool,
    /// The recording of the connected call.
    pub recording: Option<RecordingView<'d>>,
    /// Finished and running flows, newest first.
    pub runs: Vec<RunView<'d>>,
    /// What the softphone layout says, once it was read.
    pub layout: Option<&'d Layout>,
    /// What became of CTI Actions: the last press of each action and contact, newest first.
    pub presses: &'d [PressView],
    /// The form that is open.
    pub form: Option<&'d FormView>,
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
    /// An item of the call center cannot be used; what was known before stays in force.
    CustomItem(WrongItem),
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
    /// It could be kept until there was too much of it.
    StorageFull,
    /// The softphone layout could not be read.
    LayoutUnread(Failure),
    /// The softphone layout searches too little: these objects are missing, or have no fields.
    LayoutObjects {
        /// Object API names.
        missing: Vec<String>,
    },
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
#[derive(Clone, Debug, PartialEq)]
pub struct ContactView<'d> {
    /// Contact id.
    pub id: &'d str,
    /// Channel.
    pub channel: &'d Channel,
    /// Number in national form, or as Amazon Connect spells it; none when withheld.
    pub number: Option<&'d str>,
    /// Name of the related record.
    pub name: Option<&'d str>,
    /// Who called whom.
    pub direction: Direction,
    /// State.
    pub state: &'d ContactState,
    /// When the state began.
    pub since: Option<Millis>,
    /// Name of the queue.
    pub queue: Option<&'d str>,
    /// How the call went, once it is over.
    pub outcome: Option<CallOutcome>,
    /// Contact attributes; none while monitoring.
    pub attributes: Option<&'d Map<String>>,
}

/// Whom a call is about, and what the agent can do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallerView<'d> {
    /// Contact id.
    pub contact: &'d str,
    /// What the agent is asked.
    pub question: CallerQuestion,
    /// The records to choose from, most likely first. [`Gesture::ChooseRecord`](crate::Gesture::ChooseRecord) and
    /// [`Gesture::Relate`](crate::Gesture::Relate) take their ids.
    pub records: Vec<&'d Related>,
    /// Objects a new record can be made of, by API name. [`Gesture::NewRecord`](crate::Gesture::NewRecord) takes one.
    pub new_records: Vec<&'d str>,
    /// Whether Salesforce's own search has something to look for.
    /// [`Gesture::ShowAll`](crate::Gesture::ShowAll) opens it.
    pub searchable: bool,
    /// The records the log points to: none, one, or a person and the thing it is about.
    pub related: Vec<&'d Related>,
}

/// What the agent is asked about a caller.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum CallerQuestion {
    /// Nothing: it is known whom the call is about, or nobody has looked. It can be changed all the same.
    #[default]
    Settled,
    /// Several records match: which is it?
    Several,
    /// No record matches: make one?
    Nobody,
    /// There is no number to look for.
    Withheld,
    /// The search failed: nobody knows whether there is a record.
    NotSearched,
}

impl CallerQuestion {
    /// The word it is serialised as.
    pub fn name(self) -> &'static str {
        match self {
            CallerQuestion::Settled => "settled",
            CallerQuestion::Several => "several",
            CallerQuestion::Nobody => "nobody",
            CallerQuestion::Withheld => "withheld",
            CallerQuestion::NotSearched => "notSearched",
        }
    }
}

/// What the utility bar says about the phone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PhoneState {
    /// No call.
    #[default]
    Idle,
    /// A call rings.
    Ringing,
    /// A number is being called.
    Calling,
    /// The agent talks.
    Talking {
        /// Whole minutes since the talk began.
        minutes: u64,
    },
    /// The agent works after a call.
    AfterWork,
}

/// A call log that is being saved or wants attention.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaveView<'d> {
    /// Contact id.
    pub contact: &'d str,
    /// Subject of the Task.
    pub subject: &'d str,
    /// Where the save stands.
    pub state: SaveState<'d>,
}

/// What the agent says of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogView<'d> {
    /// Contact id.
    pub contact: &'d str,
    /// Her notes.
    pub notes: &'d str,
    /// How long they can be in the log, in UTF-16 units.
    pub room: usize,
    /// How she files the call.
    pub disposition: Option<&'d str>,
    /// Whether all of it is in the log.
    pub saved: bool,
}

/// Where a save stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveState<'d> {
    /// Sent, not answered yet.
    Saving,
    /// Saved as this record.
    Saved {
        /// Task id.
        record_id: &'d str,
    },
    /// Refused: the agent may try again.
    Failed(&'d Failure),
    /// Perhaps saved: the agent has to look before trying again.
    Uncertain(&'d Failure),
}

/// One run of a flow.
#[derive(Clone, Debug, PartialEq)]
pub struct RunView<'d> {
    /// Counts from one for each desk.
    pub id: u64,
    /// Name of the flow.
    pub flow: &'d str,
    /// Event that started it.
    pub event: &'static str,
    /// When it started.
    pub started: Millis,
    /// Blocks performed so far.
    pub blocks: usize,
    /// How it ended; none while it runs.
    pub outcome: Option<&'d Outcome>,
    /// The last block that failed, when one did.
    pub failed: Option<FailedBlock<'d>>,
}

/// A block that failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailedBlock<'d> {
    /// Its label, else the title of its type.
    pub title: &'d str,
    /// What it said.
    pub reason: String,
}

/// A CTI Action that was pressed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PressView {
    /// Name of the action.
    pub action: String,
    /// The contact that was in view.
    pub contact: Option<String>,
    /// The run of its flow ([`RunView::id`]); 0 when there is no such flow.
    pub run: u64,
    /// How far it is.
    pub state: PressState,
}

/// How far the flow of a CTI Action, or of its form, is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PressState {
    /// It waits or runs.
    Running,
    /// It has done its work.
    Done,
    /// It has not, and this is what the block said at which it ended. None: the run's own outcome says why.
    Failed(Option<BlockSaid>),
    /// There is no such flow.
    NoFlow,
}

/// What a block said that failed. Apart, because its title is ours to translate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlockSaid {
    /// Its label, else the title of its type.
    pub title: String,
    /// What it said.
    pub reason: String,
}

/// What the form that is open is filled with.
#[derive(Clone, Debug, PartialEq)]
pub struct FormView {
    /// Name of the action.
    pub action: String,
    /// The contact that was in view.
    pub contact: Option<String>,
    /// How far the flow is that prepares it; done when it has none.
    pub state: PressState,
    /// What was found, by reference as written.
    pub values: Map<Value>,
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
    /// The record says that nobody must be called: not dialled.
    DoNotCall {
        /// The number as shown.
        number: String,
        /// Name of the record.
        name: Option<String>,
    },
    /// Nobody could find out whether the number may be called.
    DoNotCallUnknown {
        /// The number as shown.
        number: String,
        /// Whether it is dialled all the same, by configuration.
        dialled: bool,
    },
    /// The clicked number has an extension.
    Extension {
        /// Its digits.
        digits: String,
        /// Whether they were sent as tones; otherwise the agent has to.
        sent: bool,
    },
    /// Amazon Connect has a trouble that stops nothing here.
    Trouble {
        /// What.
        trouble: Trouble,
        /// What Amazon Connect calls it; may be empty.
        about: String,
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
