//! The one catalogue of triggers: every source and event a flow may be bound to (`reference/cti-flows.md` §3).
//!
//! Dispatch, findings, `cti`, the panel's titles and `docs/sources-and-events.md` read it. A new source or event is a row
//! of [`TRIGGERS`]; nothing else spells its name.

mod context;
mod event;
mod finding;
mod markdown;
mod resolve;
mod source;

pub use context::{AGENT_FIELDS, CONTACT_FIELDS, ContextField};
pub use event::{ContactStage, TriggerEvent};
pub use finding::TriggerFinding;
pub use markdown::triggers_as_markdown;
pub(crate) use resolve::never_raised;
pub use resolve::resolve_trigger;
#[cfg(feature = "check")]
pub(crate) use resolve::{present_event, remarks};
pub use source::Source;

use Source::{
    ConnectAgent, ConnectChatContact, ConnectEmailContact, ConnectQueueCallbackContact, ConnectTaskContact,
    ConnectVoiceContact, CtiAction, Initialization, SalesforceAgent, SalesforceUi,
};
use TriggerEvent as On;

use crate::{editor_list, editor_text};

/// One thing that may start a flow: a source and, except for CTI Actions, an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trigger {
    /// Where the event comes from.
    pub source: Source,
    /// The event; none for a flow that an action starts.
    pub event: Option<TriggerEvent>,
    /// What `$.payload` holds; empty when there is none.
    pub payload: &'static [PayloadField],
    /// When `$.contact` is there.
    pub contact: ContactContext,
    /// Whether this version raises it.
    pub raised: Raised,
    /// What people who bind a flow to it often expect wrongly.
    pub hint: Option<&'static str>,
    /// What versions 5.0 to 5.17 of the vendor's adapter called the event.
    pub old_names: &'static [&'static str],
}

/// One key of `$.payload`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PayloadField {
    /// The key.
    pub name: &'static str,
    /// `string`, `number`, `boolean`, `map` or `any`.
    pub kind: &'static str,
    /// What it holds.
    pub description: &'static str,
}

/// When a run of a trigger has a contact in context (`$.contact`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContactContext {
    /// Never.
    Absent,
    /// Always: the contact the event is about.
    Present,
    /// When one is open: the contact the agent works on.
    IfOpen,
    /// When the agent views one: the contact in view as the action is pressed.
    IfViewed,
}

impl ContactContext {
    /// In words, for documents and editors.
    pub const fn description(self) -> &'static str {
        match self {
            ContactContext::Absent => "none",
            ContactContext::Present => "the contact of the event",
            ContactContext::IfOpen => "the open contact, if there is one",
            ContactContext::IfViewed => "the contact in view, if there is one",
        }
    }
}

/// Whether this version of Switchboard raises an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Raised {
    /// It does.
    Yes,
    /// It does not yet.
    NotYet {
        /// What it needs that is not there.
        why: &'static str,
    },
}

impl Trigger {
    /// Its word where one word is shown or recorded: the event's; the source's when it has no event.
    pub fn word(&self) -> &'static str {
        self.event.map_or(self.source.word(), TriggerEvent::word)
    }

    /// Whether this version raises it.
    pub fn is_raised(&self) -> bool {
        self.raised == Raised::Yes
    }

    const fn new(source: Source, event: TriggerEvent, contact: ContactContext) -> Trigger {
        let event = Some(event);
        Trigger { source, event, payload: &[], contact, raised: Raised::Yes, hint: None, old_names: &[] }
    }

    /// An event of a contact.
    const fn contact(source: Source, event: TriggerEvent) -> Trigger {
        Trigger::new(source, event, ContactContext::Present)
    }

    const fn payload(mut self, payload: &'static [PayloadField]) -> Trigger {
        self.payload = editor_list(payload);
        self
    }

    const fn not_yet(mut self, why: &'static str) -> Trigger {
        self.raised = Raised::NotYet { why };
        self
    }

    const fn hint(mut self, hint: &'static str) -> Trigger {
        self.hint = Some(editor_text(hint));
        self
    }

    const fn formerly(mut self, names: &'static [&'static str]) -> Trigger {
        self.old_names = names;
        self
    }
}

/// Finds a trigger by its source and event.
pub fn find_trigger(source: Source, event: Option<TriggerEvent>) -> Option<&'static Trigger> {
    TRIGGERS.iter().find(|trigger| trigger.source == source && trigger.event == event)
}

/// The trigger of flows that actions start.
pub fn action_trigger() -> &'static Trigger {
    &ACTION
}

const fn field(name: &'static str, kind: &'static str, description: &'static str) -> PayloadField {
    PayloadField { name, kind, description }
}

const AGENT_STATES: &[PayloadField] = &[
    field("oldState", "string", "name of the state before"),
    field("newState", "string", "name of the state now"),
];

const CHAT_MESSAGE: &[PayloadField] = &[
    field("contactId", "string", "id of the contact"),
    field("initialContactId", "string", "id of the contact it came from"),
    field("displayName", "string", "name of whoever wrote it"),
    field("participantRole", "string", "CUSTOMER or AGENT"),
    field("participantId", "string", "id of whoever wrote it"),
    field("content", "string", "the text"),
];

const TASK_EVENT: &[PayloadField] = &[field("event", "any", "what Amazon Connect's task session reports")];

const VIEWED: &[PayloadField] = &[field("contactId", "string", "id of the contact that is viewed")];

const OMNI_STATE: &[PayloadField] = &[
    field("statusId", "string", "id of the presence status"),
    field("channels", "string", "channels of the status, as JSON text"),
    field("statusName", "string", "label of the status"),
    field("statusApiName", "string", "API name of the status"),
];

const OMNI_WORK: &[PayloadField] =
    &[field("workItemId", "string", "id of the work item"), field("workId", "string", "id of the work")];

const OMNI_WORKLOAD: &[PayloadField] = &[
    field("configuredCapacity", "number", "what the agent can take"),
    field("previousWorkload", "number", "what the agent had"),
    field("newWorkload", "number", "what the agent has"),
];

const CLICK: &[PayloadField] = &[
    field("number", "string", "the number as it stands in Salesforce"),
    field("recordId", "string", "id of the record it stands on"),
    field("recordName", "string", "name of that record"),
    field("objectType", "string", "object of that record"),
    field("accountId", "string", "account of a person account"),
    field("contactId", "string", "contact of a person account"),
    field("personAccount", "boolean", "whether the record is a person account"),
    field("params", "string", "what the component that was clicked adds"),
];

const NAVIGATION: &[PayloadField] = &[
    field("url", "string", "address of the page"),
    field("recordId", "string", "id of the record"),
    field("recordName", "string", "name of the record"),
    field("objectType", "string", "object of the record"),
    field("accountId", "string", "account of a person account"),
    field("contactId", "string", "contact of a person account"),
    field("personAccount", "boolean", "whether the record is a person account"),
];

const WORK_START: &[PayloadField] = &[
    field("workId", "string", "id of the call step"),
    field("completeWorkWhen", "string", "TaskSaved"),
    field("attributes", "map", "the number to call, under `to`"),
];

const ACTION_PAYLOAD: &[PayloadField] = &[field(
    "(keys of the action)",
    "any",
    "the action's fixed payload, and what the agent entered in its form",
)];

const NO_CHAT_SESSION: &str = "the page opens no chat session, so it sees no messages";
const NO_TASK_SESSION: &str = "the page opens no task session";
const NO_OMNI: &str = "the page does not listen to Omni-Channel";

const CALLBACKS_ONLY: &str =
    "Amazon Connect raises it for queued callbacks only; a call that rings raises onConnecting";
const OFTEN: &str = "it is raised many times for one contact";

const ACTION: Trigger = Trigger {
    source: CtiAction,
    event: None,
    payload: editor_list(ACTION_PAYLOAD),
    contact: ContactContext::IfViewed,
    raised: Raised::Yes,
    hint: None,
    old_names: &[],
};

/// Every trigger there is, source by source.
pub static TRIGGERS: &[Trigger] = &[
    Trigger::new(Initialization, On::Init, ContactContext::Absent),
    // The agent in Amazon Connect.
    Trigger::new(ConnectAgent, On::Init, ContactContext::Absent),
    Trigger::new(ConnectAgent, On::Refresh, ContactContext::IfOpen),
    Trigger::new(ConnectAgent, On::StateChange, ContactContext::IfOpen).payload(AGENT_STATES),
    Trigger::new(ConnectAgent, On::Routable, ContactContext::IfOpen),
    Trigger::new(ConnectAgent, On::NotRoutable, ContactContext::IfOpen),
    Trigger::new(ConnectAgent, On::Offline, ContactContext::IfOpen),
    Trigger::new(ConnectAgent, On::Error, ContactContext::IfOpen),
    Trigger::new(ConnectAgent, On::AfterCallWork, ContactContext::IfOpen),
    // Calls.
    Trigger::contact(ConnectVoiceContact, On::Incoming).hint(CALLBACKS_ONLY),
    Trigger::contact(ConnectVoiceContact, On::Connecting).formerly(&["onInit"]),
    Trigger::contact(ConnectVoiceContact, On::Accepted),
    Trigger::contact(ConnectVoiceContact, On::Pending),
    Trigger::contact(ConnectVoiceContact, On::Connected),
    Trigger::contact(ConnectVoiceContact, On::Refresh).hint(OFTEN),
    Trigger::contact(ConnectVoiceContact, On::Missed),
    Trigger::contact(ConnectVoiceContact, On::Ended),
    Trigger::contact(ConnectVoiceContact, On::Destroy),
    // Callbacks.
    Trigger::contact(ConnectQueueCallbackContact, On::Incoming),
    Trigger::contact(ConnectQueueCallbackContact, On::Connecting),
    Trigger::contact(ConnectQueueCallbackContact, On::Accepted),
    Trigger::contact(ConnectQueueCallbackContact, On::Pending),
    Trigger::contact(ConnectQueueCallbackContact, On::Connected),
    Trigger::contact(ConnectQueueCallbackContact, On::Refresh).hint(OFTEN),
    Trigger::contact(ConnectQueueCallbackContact, On::Missed),
    Trigger::contact(ConnectQueueCallbackContact, On::Ended),
    Trigger::contact(ConnectQueueCallbackContact, On::Destroy),
    // Chats.
    Trigger::contact(ConnectChatContact, On::Connecting).formerly(&["onInit"]),
    Trigger::contact(ConnectChatContact, On::Accepted),
    Trigger::contact(ConnectChatContact, On::Pending),
    Trigger::contact(ConnectChatContact, On::Connected),
    Trigger::contact(ConnectChatContact, On::Refresh).hint(OFTEN),
    Trigger::contact(ConnectChatContact, On::Missed),
    Trigger::contact(ConnectChatContact, On::Ended),
    Trigger::contact(ConnectChatContact, On::Destroy),
    Trigger::contact(ConnectChatContact, On::MessageReceived)
        .payload(CHAT_MESSAGE)
        .formerly(&["onMessage"])
        .not_yet(NO_CHAT_SESSION),
    Trigger::contact(ConnectChatContact, On::MessageSent).payload(CHAT_MESSAGE).not_yet(NO_CHAT_SESSION),
    Trigger::contact(ConnectChatContact, On::ViewContact).payload(VIEWED).hint(OFTEN),
    // Tasks.
    Trigger::contact(ConnectTaskContact, On::Incoming),
    Trigger::contact(ConnectTaskContact, On::Connecting),
    Trigger::contact(ConnectTaskContact, On::Accepted),
    Trigger::contact(ConnectTaskContact, On::Pending),
    Trigger::contact(ConnectTaskContact, On::Connected),
    Trigger::contact(ConnectTaskContact, On::Refresh).hint(OFTEN),
    Trigger::contact(ConnectTaskContact, On::Missed),
    Trigger::contact(ConnectTaskContact, On::Ended),
    Trigger::contact(ConnectTaskContact, On::Destroy),
    Trigger::contact(ConnectTaskContact, On::TransferInitiated).payload(TASK_EVENT).not_yet(NO_TASK_SESSION),
    Trigger::contact(ConnectTaskContact, On::TransferSucceeded).payload(TASK_EVENT).not_yet(NO_TASK_SESSION),
    Trigger::contact(ConnectTaskContact, On::TransferFailed).payload(TASK_EVENT).not_yet(NO_TASK_SESSION),
    Trigger::contact(ConnectTaskContact, On::TaskExpiring).payload(TASK_EVENT).not_yet(NO_TASK_SESSION),
    Trigger::contact(ConnectTaskContact, On::TaskExpired).payload(TASK_EVENT).not_yet(NO_TASK_SESSION),
    // E-mails, our own extension.
    Trigger::contact(ConnectEmailContact, On::Incoming),
    Trigger::contact(ConnectEmailContact, On::Connecting),
    Trigger::contact(ConnectEmailContact, On::Accepted),
    Trigger::contact(ConnectEmailContact, On::Pending),
    Trigger::contact(ConnectEmailContact, On::Connected),
    Trigger::contact(ConnectEmailContact, On::Refresh).hint(OFTEN),
    Trigger::contact(ConnectEmailContact, On::Missed),
    Trigger::contact(ConnectEmailContact, On::Ended),
    Trigger::contact(ConnectEmailContact, On::Destroy),
    // The agent in Salesforce's Omni-Channel.
    Trigger::new(SalesforceAgent, On::StateChange, ContactContext::Absent)
        .payload(OMNI_STATE)
        .not_yet(NO_OMNI),
    Trigger::new(SalesforceAgent, On::WorkAccepted, ContactContext::Absent)
        .payload(OMNI_WORK)
        .not_yet(NO_OMNI),
    Trigger::new(SalesforceAgent, On::WorkloadChanged, ContactContext::Absent)
        .payload(OMNI_WORKLOAD)
        .not_yet(NO_OMNI),
    // The agent's screen in Salesforce.
    Trigger::new(SalesforceUi, On::ClickToDial, ContactContext::IfOpen).payload(CLICK),
    Trigger::new(SalesforceUi, On::NavigationChange, ContactContext::IfOpen).payload(NAVIGATION),
    Trigger::new(SalesforceUi, On::HvsWorkStart, ContactContext::IfOpen).payload(WORK_START),
    ACTION,
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Source, TRIGGERS, TriggerEvent, find_trigger};

    #[test]
    fn a_source_and_event_stand_once() {
        for trigger in TRIGGERS {
            let same =
                |other: &&super::Trigger| (other.source, other.event) == (trigger.source, trigger.event);
            assert_eq!(TRIGGERS.iter().filter(same).count(), 1, "{trigger:?}");
            assert_eq!(find_trigger(trigger.source, trigger.event), Some(trigger));
        }
    }

    #[test]
    fn every_source_and_every_event_has_a_trigger() {
        let sources: BTreeSet<Source> = TRIGGERS.iter().map(|trigger| trigger.source).collect();
        assert_eq!(sources, Source::ALL.into_iter().collect());
        let events: BTreeSet<TriggerEvent> = TRIGGERS.iter().filter_map(|trigger| trigger.event).collect();
        assert_eq!(events, TriggerEvent::ALL.into_iter().collect());
    }

    #[test]
    fn words_and_titles_tell_sources_and_events_apart() {
        let sources: BTreeSet<&str> = Source::ALL.iter().flat_map(|s| [s.word(), s.title()]).collect();
        assert_eq!(sources.len(), 2 * Source::ALL.len());
        let events: BTreeSet<&str> = TriggerEvent::ALL.iter().flat_map(|e| [e.word(), e.title()]).collect();
        assert_eq!(events.len(), 2 * TriggerEvent::ALL.len());
        for event in TriggerEvent::ALL {
            assert_eq!(TriggerEvent::parse(event.word()), Some(event));
        }
        for source in Source::ALL {
            assert_eq!(Source::parse(source.word()), Some(source));
        }
    }

    #[test]
    fn an_old_name_is_no_present_one_of_its_source() {
        for trigger in TRIGGERS {
            for old in trigger.old_names {
                let present = |other: &super::Trigger| other.source == trigger.source && other.word() == *old;
                assert!(!TRIGGERS.iter().any(present), "{old} of {trigger:?}");
            }
        }
    }
}
