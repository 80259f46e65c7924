//! What a flow, or the desk around it, asks the world to do.
//!
//! One effect is one host call, in the domain's own words: the page's performer turns it into a call of
//! Open CTI or Amazon Connect, the command line and the tests into a call of the simulator. Effects are data,
//! so a list of effects and their replies is a recording that can be shown, compared and replayed.

use serde::{Deserialize, Serialize};

use crate::{Map, Text, Value};

/// One request to the world outside. Each is answered by exactly one [`Reply`](crate::Reply).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "effect", rename_all = "camelCase", rename_all_fields = "camelCase")]
#[non_exhaustive]
pub enum Effect {
    /// Makes the phone numbers of Salesforce clickable. Open CTI guide: enableClickToDial().
    EnableClickToDial,
    /// Makes the phone numbers of Salesforce inert. Open CTI guide: disableClickToDial().
    DisableClickToDial,
    /// Registers the click-to-dial listener, once for the life of the page: it cannot be removed.
    ListenForClicks,
    /// Registers the navigation listener, once for the life of the page.
    ListenForNavigation,
    /// Registers the listener for call steps of Sales Engagement. Open CTI guide: hvs.onWorkStart().
    ListenForWork,
    /// Tells Salesforce that the softphone is up, so that it keeps this page rather than the standby URL.
    NotifyReady,
    /// Reads the call center's settings. Answer: [`Answer::Settings`](crate::Answer::Settings).
    ReadSettings,
    /// Reads what the softphone layout says about calls from customers. Answer:
    /// [`Answer::Layout`](crate::Answer::Layout).
    ReadLayout,
    /// Reads the record in view. Answer: [`Answer::AppView`](crate::Answer::AppView).
    ReadAppView,
    /// Asks whether the softphone panel is open. Answer: [`Answer::Visible`](crate::Answer::Visible).
    ReadPanelVisibility,
    /// Sets the height of the softphone panel.
    SetPanelHeight {
        /// CSS pixels; Salesforce accepts 240 to 2560.
        px: u32,
    },
    /// Opens or minimises the softphone panel.
    SetPanelVisibility {
        /// `true` opens the panel.
        visible: bool,
    },
    /// Reads the view in front of the agent anew, so that what was saved is seen. Open CTI guide: refreshView().
    RefreshView,
    /// Opens something in Salesforce.
    ScreenPop(ScreenPop),
    /// Searches the objects of the softphone layout, and pops by its rules unless deferred.
    /// Answer: [`Answer::Matches`](crate::Answer::Matches).
    Search(Search),
    /// Creates or updates one record. Answer: [`Answer::Saved`](crate::Answer::Saved).
    SaveRecord(SaveRecord),
    /// Loads the Contact Control Panel and logs in.
    StartConnect(StartConnect),
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
    /// Accepts a ringing contact.
    Accept {
        /// Contact id.
        contact: String,
    },
    /// Rejects a ringing contact.
    Reject {
        /// Contact id.
        contact: String,
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
    /// Reads fields of one record. Answer: [`Answer::Value`](crate::Answer::Value), a map by field name.
    ReadRecord {
        /// Object API name.
        entity: String,
        /// Record id.
        id: String,
        /// Field API names.
        fields: Vec<String>,
    },
    /// Reads the Salesforce profile id of the user. Answer: [`Answer::Value`](crate::Answer::Value), a text.
    ReadUserProfile,
    /// Finds records of one object by any of their phone fields. Numbers that differ only in spelling match, with country
    /// code or without; whoever performs this escapes what its query language reserves, and puts no wildcard in front. By
    /// the org's own Apex the one last modified comes first and converted leads are left out; without it the order is that of
    /// Salesforce's search, in the objects of the softphone layout. Answer: [`Answer::Matches`](crate::Answer::Matches).
    FindByPhone {
        /// Object API name: `Contact` or `Lead`.
        entity: String,
        /// The number, in any spelling.
        number: String,
        /// ISO 3166-1 alpha-2 code of the country that numbers without a country code belong to, here and in the records.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        country: Option<Text>,
    },
    /// Tells Sales Engagement that a call step is done. Open CTI guide: hvs.completeWork().
    CompleteWork {
        /// Id of the work, from the event that started it.
        work_id: String,
        /// Id of the Task that was saved.
        task_id: String,
        /// Result of the call.
        disposition: Option<String>,
        /// Whether anyone answered.
        was_connected: bool,
    },
    /// Reads the agent's property store. Answer: [`Answer::Value`](crate::Answer::Value), undefined when absent.
    ReadProperty {
        /// Key.
        key: Text,
    },
    /// Writes into the agent's property store, for all flows, events and contacts.
    WriteProperty {
        /// Key; never a reserved one.
        key: Text,
        /// Value.
        value: Value,
    },
    /// Reads a named counter. Answer: [`Answer::Value`](crate::Answer::Value), a number; undefined when nobody has counted.
    ReadCounter {
        /// Its name. [`OPEN_TABS`] says how many pages of this phone are open.
        name: Text,
    },
    /// Counts with a named counter, which begins at 0. Answer: [`Answer::Value`](crate::Answer::Value), where it stands then.
    Count {
        /// Its name; never [`OPEN_TABS`].
        name: Text,
        /// How much to add; less than nothing to count down.
        by: f64,
        /// Whether it begins again at 0 before.
        anew: bool,
    },
    /// Parses a phone number. Answer: [`Answer::Phone`](crate::Answer::Phone).
    ParsePhone {
        /// The number as text, in any spelling.
        number: Text,
        /// ISO 3166-1 alpha-2 code to assume when the number carries no country code.
        country: Option<Text>,
    },
    /// Writes a line to the log.
    Log {
        /// How loud.
        level: LogLevel,
        /// The finished text.
        message: Text,
    },
    /// Shows rows in the agent's Data panel, in place of those before.
    ShowData {
        /// The contact they go and come back with; none: they stay.
        contact: Option<String>,
        /// What each row says, by its name.
        data: Value,
    },
    /// Opens the Attributes panel, with every attribute of the contact.
    ShowAttributes {
        /// Contact id.
        contact: String,
    },
    /// Says something to the agent, in the page.
    Say(Say),
    /// Changes the recording of a call. Connect: StartContactRecording and its siblings.
    Record {
        /// Contact id.
        contact: String,
        /// What is to become of the recording.
        change: RecordingChange,
    },
    /// Waits. The engine owns the limit of the run, the performer only this delay.
    Sleep {
        /// Milliseconds.
        ms: u64,
    },
}

/// The counter that the phone keeps itself: how many pages of it are open in this browser. Flows only read it.
pub const OPEN_TABS: &str = "openAgentTabs";

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
    /// Whether this effect may be performed again after an uncertain answer. This alone drives retry and recovery.
    pub fn repeat(&self) -> Repeat {
        match self {
            Effect::ReadSettings
            | Effect::ReadLayout
            | Effect::ReadAppView
            | Effect::ReadPanelVisibility
            | Effect::ReadRecord { .. }
            | Effect::ReadUserProfile
            | Effect::FindByPhone { .. }
            | Effect::ReadProperty { .. }
            | Effect::ReadCounter { .. }
            | Effect::ParsePhone { .. }
            | Effect::Log { .. }
            | Effect::Sleep { .. } => Repeat::Read,
            Effect::Search(search) if search.deferred => Repeat::Read,
            Effect::EnableClickToDial
            | Effect::DisableClickToDial
            | Effect::NotifyReady
            | Effect::SetPanelHeight { .. }
            | Effect::SetPanelVisibility { .. }
            | Effect::RefreshView
            | Effect::Accept { .. }
            | Effect::Reject { .. }
            | Effect::HangUp { .. }
            | Effect::Clear { .. }
            | Effect::UpdateAttributes { .. }
            | Effect::CompleteWork { .. }
            | Effect::WriteProperty { .. }
            | Effect::Count { anew: true, .. }
            | Effect::ShowData { .. }
            | Effect::ShowAttributes { .. }
            // Each names the contact and what its recording is to be: a second one can only be refused.
            | Effect::Record { .. }
            | Effect::SetAgentState { .. } => Repeat::Keyed,
            Effect::SaveRecord(SaveRecord { target: SaveTarget::Update { .. }, .. }) => Repeat::Keyed,
            Effect::SaveRecord(_)
            | Effect::Search(_)
            | Effect::ScreenPop(_)
            | Effect::Dial(_)
            | Effect::AddParty { .. }
            | Effect::Count { .. }
            | Effect::SendDigits { .. }
            | Effect::Say(_)
            | Effect::StartConnect(_)
            | Effect::ListenForClicks
            | Effect::ListenForNavigation
            | Effect::ListenForWork => Repeat::Once,
        }
    }
}

/// Field names and values, in the order they were given.
pub type Fields = Map<Value>;

/// What to open in Salesforce. Open CTI guide: screenPop().
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum ScreenPop {
    /// A record's page.
    Record {
        /// Record id, 15 or 18 characters.
        record_id: String,
    },
    /// A relative URL of the org.
    Url {
        /// Begins with `/`.
        url: String,
    },
    /// An object's home page.
    ObjectHome {
        /// Object API name.
        scope: String,
    },
    /// A list view.
    List {
        /// Id of the list view (`00B…`).
        list_view_id: String,
        /// Object API name.
        scope: String,
    },
    /// The search page.
    Search {
        /// At least three characters.
        search_string: String,
    },
    /// The form for a new record, as a modal.
    NewRecord {
        /// Object API name.
        entity_name: String,
        /// Field values to start with.
        defaults: Fields,
    },
    /// An active screen flow.
    Flow {
        /// Developer name of the flow.
        flow_dev_name: String,
        /// Input variables.
        args: Vec<FlowArg>,
    },
    /// What a deferred search handed back, to be returned untouched.
    Deferred {
        /// The opaque `SCREEN_POP_DATA`.
        data: Value,
    },
}

/// One input variable of a Salesforce screen flow.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FlowArg {
    /// Name of the variable.
    pub name: String,
    /// Type of the variable, for instance `String`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Value of the variable.
    pub value: Value,
}

/// Which section of the softphone layout a search uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum CallType {
    /// A call from a customer.
    Inbound,
    /// A call to a customer.
    Outbound,
    /// A call between agents.
    Internal,
}

/// A search of the objects of the softphone layout. Open CTI guide: searchAndScreenPop().
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Search {
    /// What to look for; at least three characters.
    pub text: String,
    /// Which section of the layout.
    pub call_type: CallType,
    /// Search only, and hand the pop back.
    pub deferred: bool,
    /// Passed to Visualforce pops only.
    pub query_params: Option<String>,
    /// Used when the layout answers "no match" with a new record.
    pub defaults: Fields,
}

/// Saves one record. Open CTI guide: saveLog().
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SaveRecord {
    /// New or existing.
    pub target: SaveTarget,
    /// Field API names and values.
    pub fields: Fields,
}

/// Whether a save creates or updates.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum SaveTarget {
    /// A new record of this object.
    Create {
        /// Object API name, for instance `Task`.
        entity: String,
    },
    /// The record with this id.
    Update {
        /// Record id.
        id: String,
    },
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

/// Something to be said to the agent. Text only, never markup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Say {
    /// How.
    pub kind: SayKind,
    /// The heading, when there is one.
    pub title: Option<Text>,
    /// The text.
    pub text: Text,
}

/// How something is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum SayKind {
    /// A dialog that stays until the agent closes it.
    Modal,
    /// A line that goes by itself.
    Toast,
}

impl SayKind {
    /// The word it is serialised as.
    pub fn name(self) -> &'static str {
        match self {
            SayKind::Modal => "modal",
            SayKind::Toast => "toast",
        }
    }
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

/// How loud a log line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum LogLevel {
    /// For developers.
    Debug,
    /// For administrators.
    Info,
    /// Something is odd.
    Warn,
    /// Something failed.
    Error,
}
