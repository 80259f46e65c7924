//! What the page paints. Data only: the page turns it into words.

use flow::Failure;
use serde::{Deserialize, Serialize};

use crate::config::{InstanceUrlError, Mode, WrongItem};
use crate::event::{Absence, Silence, Trouble};

/// What the page itself paints; everything else is the panel's ([`PanelView`](panel_protocol::PanelView)).
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
    /// The language that the org's adapter record wants; empty where it does not say.
    pub language: String,
    /// The name of the record in front of the tab that works for the calls, when that is another one; empty where it shows none.
    pub elsewhere: Option<String>,
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
    ConnectSilent {
        /// Why, as far as the page can tell.
        why: Option<Silence>,
        /// Where it was looked for.
        address: String,
    },
    /// Amazon Connect refuses this agent or this origin.
    ConnectDenied,
    /// What must survive a reload cannot be kept.
    Storage,
    /// It could be kept until there was too much of it.
    StorageFull,
    /// A flow causes its own event, and is stopped until the page is loaded anew.
    FlowLoop {
        /// Name of the flow.
        name: String,
    },
    /// A later release has kept what this one cannot read, and does not replace.
    LaterRelease,
    /// The softphone layout could not be read.
    LayoutUnread(Failure),
    /// The softphone layout searches too little: these objects are missing, or have no fields.
    LayoutObjects {
        /// Object API names.
        missing: Vec<String>,
    },
    /// The flows of the org could not be read; what was in force stays.
    OrgFlowsUnread {
        /// Why.
        detail: String,
    },
    /// The org's list of flows was not complete, and is not used; what was in force stays.
    OrgFlowsIncomplete {
        /// What is wrong with it.
        detail: String,
    },
    /// The user may not read the flows of the org.
    OrgFlowsDenied,
    /// The adapter record is enabled and has no active flow.
    OrgFlowsNoneActive,
    /// A flow or an action of the org cannot be used.
    OrgDocument {
        /// Its name.
        name: String,
        /// What is wrong with it.
        detail: String,
        /// Whether its last good copy is in force.
        kept: bool,
    },
    /// A setting of the adapter record cannot be used; what was known before stays in force.
    OrgSettings {
        /// The key.
        name: String,
        /// What is wrong with it.
        detail: String,
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

/// What the utility bar says about the phone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PhoneState {
    /// No call.
    #[default]
    Idle,
    /// It does not work.
    Stopped,
    /// It works once the agent has signed in to Amazon Connect.
    SigningIn,
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
    /// No call, and something could not be saved.
    NotSaved {
        /// How much.
        count: usize,
    },
}

/// A notice of another tab, as its parts ([`Message`](crate::Message)).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relayed {
    /// Key of the sentence below `notice.`.
    pub key: String,
    /// What `{about}` stands for.
    pub about: String,
    /// What `{reason}` stands for; none: nothing, or that there was no answer.
    pub reason: Option<String>,
    /// Whether there was no answer.
    pub is_unanswered: bool,
    /// Whether it belongs where the agent looks.
    pub is_seen: bool,
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
    /// A clicked number may have been dialled, by this page or the one before it, and no call has come up.
    NoCallCameUp {
        /// The number as shown.
        number: String,
    },
    /// An action was pressed in a tab that closed, and is not run as late as it was found.
    ActionDropped {
        /// Its name.
        action: String,
    },
    /// A flow was under way in a page that is gone, and is not run again: what it has done may not be done twice.
    FlowInterrupted {
        /// Its name.
        flow: String,
        /// Whom it was about: the name of a record, or a number.
        about: Option<String>,
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
    /// Amazon Connect does not accept the agent any more, and a call is up.
    SessionExpired,
    /// This browser cannot tell the tabs of an agent from each other: she is to work in one.
    TabsApart,
    /// A call log was saved.
    LogSaved {
        /// Subject of the Task.
        subject: String,
    },
    /// A call log is saved without fields that Salesforce has refused.
    LogWithout {
        /// Subject of the Task.
        subject: String,
        /// API names of the fields.
        fields: String,
    },
    /// A call log was refused.
    LogFailed {
        /// Subject of the Task.
        subject: String,
    },
    /// Attributes of a contact could not be written.
    AttributesFailed {
        /// Their names.
        names: String,
        /// Why.
        failure: Failure,
    },
    /// A call log may or may not have been saved.
    LogUncertain {
        /// Subject of the Task.
        subject: String,
    },
}
