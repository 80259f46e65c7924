//! Everything that can wake the desk.

use flow::{AppView, Reply, Value, is_record_id};
use panel_protocol::Gesture;
use serde::{Deserialize, Serialize};

use crate::agent::AgentSnapshot;
use crate::contact::ContactSnapshot;
use crate::effect_id::EffectId;
use crate::runs::payload_builder::PayloadBuilder;
use crate::stored::Storage;

/// One thing that happened. The list is closed: whatever is not here cannot move the desk.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Event {
    /// Open CTI was found or loaded, and answered a probe.
    SalesforceReady,
    /// Open CTI cannot be used.
    SalesforceAbsent {
        /// Why.
        absence: Absence,
    },
    /// Amazon Connect reported something about itself.
    Connect {
        /// What.
        connect: ConnectEvent,
    },
    /// Amazon Connect reported the agent.
    Agent {
        /// What changed.
        kind: AgentEventKind,
        /// The agent now.
        agent: AgentSnapshot,
    },
    /// Amazon Connect reported a contact.
    Contact {
        /// What changed.
        kind: ContactEventKind,
        /// The contact now.
        contact: Box<ContactSnapshot>,
    },
    /// The agent looks at another contact in the Contact Control Panel, or at none.
    Viewed {
        /// Contact id.
        contact: Option<String>,
    },
    /// The agent clicked a phone number in Salesforce.
    ClickToDial {
        /// The number and its record.
        click: ClickToDial,
    },
    /// The agent moved to another page of Salesforce.
    Navigation {
        /// The page.
        view: AppView,
    },
    /// The agent has begun a call step of Sales Engagement. Nothing is dialled by it: the number comes as a click, too.
    WorkStart {
        /// What a flow gets as `$.payload`.
        payload: Value,
    },
    /// The agent pressed something in the softphone, and this is what the panel says of it. A tab that does not lead hands it on.
    Pressed {
        /// A text for [`Gesture::from_message`].
        message: String,
    },
    /// The same, where there are no other tabs.
    Gesture {
        /// What.
        gesture: Gesture,
    },
    /// The page has measured what it shows.
    Content {
        /// The height it needs, in CSS pixels.
        px: u32,
    },
    /// Another page of the agent's browser has written what flows remember for each other.
    Properties {
        /// As [`Command::Share`](crate::Command::Share) had it there; empty when it is gone.
        text: String,
    },
    /// The copy of an adapter record, as [`Command::RecallFlows`](crate::Command::RecallFlows) asked for it.
    FlowsRecalled {
        /// Internal name of the call center.
        adapter: String,
        /// As [`Command::KeepFlows`](crate::Command::KeepFlows) had it; none: there is none.
        copy: Option<String>,
    },
    /// An answer of the org's Apex to something else said how the adapter record stands (`docs/org-flows.md`).
    FlowsMentioned {
        /// `enabled`, `disabled`, `absent` or `denied`.
        state: String,
        /// The revision of an enabled one.
        revision: Option<String>,
    },
    /// The agent sees the page again, after it was behind another tab.
    Visible,
    /// The page goes on after the browser had frozen it, or kept it for the way back.
    Resumed,
    /// The agent does not see the page any more.
    Hidden,
    /// The journal is open, as [`Command::OpenJournal`](crate::Command::OpenJournal) asked for it: this page leads.
    JournalOpened {
        /// What stands in it: a text for [`Memory::from_text`](crate::Memory::from_text).
        memory: String,
        /// Since when nobody but this page may write it. Counts up.
        epoch: u64,
        /// What the agent's other tabs, some of which may be gone, have kept by [`Command::KeepDeeds`](crate::Command::KeepDeeds).
        deeds: Vec<String>,
    },
    /// The journal is another page's now.
    JournalLost,
    /// This browser cannot tell the tabs of an agent from each other: each works for itself.
    TabsApart,
    /// Another tab of the agent has posted a message ([`Command::PostToTabs`](crate::Command::PostToTabs)).
    Tabs {
        /// As it was posted.
        message: String,
    },
    /// The browser has a network again.
    Online,
    /// An effect was answered, or its deadline passed.
    Reply {
        /// Which effect.
        id: EffectId,
        /// The answer.
        reply: Reply,
    },
    /// What became of what was to be kept, when that is something else than before.
    Storage {
        /// Whether it was kept.
        storage: Storage,
    },
    /// The time asked for by [`Command::Wake`](crate::Command::Wake) has come.
    Wake,
}

/// Why Open CTI cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "why", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Absence {
    /// The page is not inside Salesforce: no frame around it or no parameters.
    NotInSalesforce,
    /// The page is inside Salesforce Classic.
    Classic,
    /// The page is framed by a host that is not one of Salesforce's.
    HostRefused {
        /// The host's origin.
        origin: String,
    },
    /// The browser or the network refused the library.
    LibraryBlocked {
        /// Its URL.
        url: String,
    },
    /// The library is there and did not start.
    LibraryBroken {
        /// What it said.
        message: String,
    },
    /// The library is there and Salesforce does not answer.
    NoAnswer,
    /// The configuration forbids loading the library, and Salesforce has not put it there.
    LoadingDisabled,
}

/// What Amazon Connect says about itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum ConnectEvent {
    /// The Contact Control Panel answered.
    Initialized,
    /// The agent has to sign in: the panel stays silent until she has.
    SignInNeeded,
    /// Amazon Connect has rejected the agent's token. It may accept it again in a moment.
    AuthFailed,
    /// Amazon Connect accepts the agent's token again.
    Authorized,
    /// The agent may not use this instance, or this page's origin is not approved.
    AccessDenied,
    /// The Contact Control Panel stays silent.
    Silent {
        /// Why, as far as the page can tell.
        why: Option<Silence>,
    },
    /// The browser lets the Contact Control Panel have its cookies: it comes now.
    CookiesGranted,
    /// The agent signed out.
    SignedOut,
    /// The library could not be loaded or threw.
    LibraryFailed {
        /// What it said.
        message: String,
    },
    /// Something that the agent should know and that stops nothing here.
    Trouble {
        /// What.
        trouble: Trouble,
        /// What the platform calls it; may be empty.
        about: String,
    },
}

/// Why the Contact Control Panel stays silent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Silence {
    /// The policy of this page frames another instance.
    NotAllowed,
    /// Nothing answers at its address.
    Unreachable,
    /// The browser keeps cookies from frames of other sites.
    Cookies,
}

/// Trouble of the Contact Control Panel, which goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Trouble {
    /// The audio of calls does not work, for instance because the microphone is not shared. Streams:
    /// `agent.onSoftphoneError`.
    Audio,
    /// The panel lost its connection to Amazon Connect. Streams: `agent.onWebSocketConnectionLost`.
    ConnectionLost,
    /// The panel has its connection again. Streams: `agent.onWebSocketConnectionGained`.
    ConnectionBack,
    /// An event came whose data could not be read: it has no effect here.
    Unreadable,
    /// A script for chats or tasks could not be loaded.
    PartMissing,
}

/// What changed about the agent. Streams: the callbacks of `connect.Agent`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum AgentEventKind {
    /// First report.
    Init,
    /// Any update.
    Refresh,
    /// The state's name changed.
    StateChange,
    /// Takes contacts now.
    Routable,
    /// Takes no contacts now.
    NotRoutable,
    /// Signed off.
    Offline,
    /// In an error state.
    Error,
    /// In after-call work.
    AfterCallWork,
}

/// What changed about a contact. Streams: the callbacks of `connect.Contact`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ContactEventKind {
    /// First seen.
    Init,
    /// A callback is offered.
    Incoming,
    /// Waiting.
    Pending,
    /// Ringing.
    Connecting,
    /// The agent accepted.
    Accepted,
    /// Talking.
    Connected,
    /// Not answered.
    Missed,
    /// After-call work began.
    AfterCallWork,
    /// No longer active.
    Ended,
    /// In an error state.
    Error,
    /// Any update.
    Refresh,
    /// Gone.
    Destroyed,
}

/// A click on a phone number. Open CTI guide: onClickToDial().
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ClickToDial {
    /// The number as shown.
    pub number: String,
    /// Record the number belongs to.
    pub record_id: Option<String>,
    /// Name of that record.
    pub record_name: Option<String>,
    /// Object API name of that record.
    pub object_type: Option<String>,
    /// Account half of a person account.
    pub account_id: Option<String>,
    /// Contact half of a person account.
    pub contact_id: Option<String>,
    /// Whether the record is a person account.
    pub person_account: Option<bool>,
    /// What the component was given, comma separated.
    pub params: Option<String>,
    /// Country of the record, when the layout shows it: the desk finds it out.
    #[serde(default)]
    pub country: Option<String>,
}

/// What is longer is no phone number with an extension, in bytes.
const LONGEST_NUMBER: usize = 100;

/// The Lightning message channel by which components of the org ask for a call (`salesforce/`).
pub const DIAL_CHANNEL: &str = "Switchboard_Dial__c";

impl ClickToDial {
    /// What a message on [`DIAL_CHANNEL`] asks for; nothing where it names no number. Anybody's component may send one, so what is
    /// no record id is left out.
    pub fn from_message(message: &serde_json::Value) -> Option<ClickToDial> {
        let text = |key: &str| match &message[key] {
            serde_json::Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
            _ => None,
        };
        let number = match &message["number"] {
            serde_json::Value::Number(number) => Some(number.to_string()),
            _ => text("number").filter(|number| number.len() <= LONGEST_NUMBER),
        };
        let record_id = text("recordId").filter(|id| is_record_id(id));
        let of_record = |key| text(key).filter(|_| record_id.is_some());
        Some(ClickToDial {
            number: number?,
            record_name: of_record("recordName"),
            object_type: of_record("objectType"),
            params: text("params"),
            record_id,
            ..ClickToDial::default()
        })
    }

    /// The click that a flow would see as this; nothing where it names no number.
    pub(crate) fn from_value(value: &Value) -> Option<ClickToDial> {
        let text = |key: &str| value.get(key).as_text().map(str::to_owned);
        Some(ClickToDial {
            number: text("number")?,
            record_id: text("recordId"),
            record_name: text("recordName"),
            object_type: text("objectType"),
            account_id: text("accountId"),
            contact_id: text("contactId"),
            person_account: value.get("personAccount").as_bool(),
            params: text("params"),
            country: None,
        })
    }

    /// The map a flow sees as `$.payload`.
    pub(crate) fn to_value(&self) -> Value {
        let mut facts = PayloadBuilder::new();
        facts.text("number", &self.number);
        facts.optional("recordId", self.record_id.as_deref());
        facts.optional("recordName", self.record_name.as_deref());
        facts.optional("objectType", self.object_type.as_deref());
        facts.optional("accountId", self.account_id.as_deref());
        facts.optional("contactId", self.contact_id.as_deref());
        facts.optional("params", self.params.as_deref());
        facts.value("personAccount", self.person_account.map_or(Value::Undefined, Value::Bool));
        facts.done()
    }
}

/// The map a flow sees as `$.payload` of a navigation. Open CTI guide: onNavigationChange().
pub(crate) fn view_value(view: &AppView) -> Value {
    let mut facts = PayloadBuilder::new();
    facts.optional("url", view.url.as_deref());
    facts.optional("recordId", view.record_id.as_deref());
    facts.optional("recordName", view.record_name.as_deref());
    facts.optional("objectType", view.object_type.as_deref());
    facts.optional("accountId", view.account_id.as_deref());
    facts.optional("contactId", view.contact_id.as_deref());
    facts.value("personAccount", view.person_account.map_or(Value::Undefined, Value::Bool));
    facts.done()
}
