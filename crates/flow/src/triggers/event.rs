//! The events of all sources.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// What happened (`reference/cti-flows.md` §3.2). Which source has which event stands in [`TRIGGERS`](super::TRIGGERS).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TriggerEvent {
    /// The adapter has started, or the agent has signed in.
    Init,
    /// Any update of agent or contact.
    Refresh,
    /// The agent's state changed.
    StateChange,
    /// The agent can get contacts now.
    Routable,
    /// The agent cannot get contacts any more.
    NotRoutable,
    /// The agent is offline.
    Offline,
    /// The agent is in an error state.
    Error,
    /// The agent does after-call work.
    AfterCallWork,
    /// A contact is offered before it rings: queued callbacks, tasks.
    Incoming,
    /// It rings, in or out.
    Connecting,
    /// The agent accepted it.
    Accepted,
    /// It waits.
    Pending,
    /// Agent and customer are connected.
    Connected,
    /// The agent did not take it.
    Missed,
    /// It is over for the customer; after-call work begins.
    Ended,
    /// The agent has closed it.
    Destroy,
    /// The customer has written.
    MessageReceived,
    /// The agent has written.
    MessageSent,
    /// The agent looks at it.
    ViewContact,
    /// A transfer has begun.
    TransferInitiated,
    /// A transfer has succeeded.
    TransferSucceeded,
    /// A transfer has failed.
    TransferFailed,
    /// It expires in two hours.
    TaskExpiring,
    /// It has expired.
    TaskExpired,
    /// The agent accepted Omni-Channel work.
    WorkAccepted,
    /// The agent's Omni-Channel workload changed.
    WorkloadChanged,
    /// A phone number was clicked.
    ClickToDial,
    /// The agent went to another page.
    NavigationChange,
    /// The agent began a call step of Sales Engagement.
    HvsWorkStart,
}

/// How far a contact has come. A later stage has passed the earlier ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ContactStage {
    /// It rings, in or out.
    Ringing,
    /// People talk or write, or the task is worked on.
    Talking,
    /// The customer is gone, the agent is not done.
    AfterCallWork,
}

/// What is known of an event whatever its source.
struct Facts {
    word: &'static str,
    title: &'static str,
    hook: &'static str,
}

const fn facts(word: &'static str, title: &'static str, hook: &'static str) -> Facts {
    Facts { word, title, hook }
}

impl TriggerEvent {
    /// All events.
    pub const ALL: [TriggerEvent; 29] = [
        TriggerEvent::Init,
        TriggerEvent::Refresh,
        TriggerEvent::StateChange,
        TriggerEvent::Routable,
        TriggerEvent::NotRoutable,
        TriggerEvent::Offline,
        TriggerEvent::Error,
        TriggerEvent::AfterCallWork,
        TriggerEvent::Incoming,
        TriggerEvent::Connecting,
        TriggerEvent::Accepted,
        TriggerEvent::Pending,
        TriggerEvent::Connected,
        TriggerEvent::Missed,
        TriggerEvent::Ended,
        TriggerEvent::Destroy,
        TriggerEvent::MessageReceived,
        TriggerEvent::MessageSent,
        TriggerEvent::ViewContact,
        TriggerEvent::TransferInitiated,
        TriggerEvent::TransferSucceeded,
        TriggerEvent::TransferFailed,
        TriggerEvent::TaskExpiring,
        TriggerEvent::TaskExpired,
        TriggerEvent::WorkAccepted,
        TriggerEvent::WorkloadChanged,
        TriggerEvent::ClickToDial,
        TriggerEvent::NavigationChange,
        TriggerEvent::HvsWorkStart,
    ];

    const fn facts(self) -> Facts {
        use TriggerEvent::*;
        match self {
            Init => facts("onInit", "Started", "the page is ready; `connect.agent()`"),
            Refresh => facts("onRefresh", "Anything changed", "`agent.onRefresh`, `contact.onRefresh`"),
            StateChange => {
                facts("onStateChange", "State changed", "`agent.onStateChange`; Omni-Channel status")
            }
            Routable => facts("onRoutable", "Available for contacts", "`agent.onRoutable`"),
            NotRoutable => facts("onNotRoutable", "Not available for contacts", "`agent.onNotRoutable`"),
            Offline => facts("onOffline", "Offline", "`agent.onOffline`"),
            Error => facts("onError", "Error state", "`agent.onError`"),
            AfterCallWork => facts("onAfterCallWork", "After-call work", "`agent.onAfterCallWork`"),
            Incoming => facts("onIncoming", "Offered", "`contact.onIncoming`"),
            Connecting => facts("onConnecting", "Ringing", "`contact.onConnecting`"),
            Accepted => facts("onAccepted", "Accepted", "`contact.onAccepted`"),
            Pending => facts("onPending", "Waiting", "`contact.onPending`"),
            Connected => facts("onConnected", "Connected", "`contact.onConnected`"),
            Missed => facts("onMissed", "Missed", "`contact.onMissed`"),
            Ended => facts("onEnded", "Ended", "`contact.onEnded`, `contact.onACW`"),
            Destroy => facts("onDestroy", "Closed", "`contact.onDestroy`"),
            MessageReceived => facts("onMessageReceived", "Message from the customer", "the chat session"),
            MessageSent => facts("onMessageSent", "Message to the customer", "the chat session"),
            ViewContact => facts("onViewContact", "Viewed", "Streams `onViewContact`"),
            TransferInitiated => facts("onTransferInitiated", "Transfer begun", "the task session"),
            TransferSucceeded => facts("onTransferSucceeded", "Transfer succeeded", "the task session"),
            TransferFailed => facts("onTransferFailed", "Transfer failed", "the task session"),
            TaskExpiring => facts("onTaskExpiring", "Expires in two hours", "the task session"),
            TaskExpired => facts("onTaskExpired", "Expired", "the task session"),
            WorkAccepted => facts("onWorkAccepted", "Work accepted", "Omni-Channel"),
            WorkloadChanged => facts("onWorkloadChanged", "Workload changed", "Omni-Channel"),
            ClickToDial => facts("onClickToDial", "Number clicked", "Open CTI `onClickToDial()`"),
            NavigationChange => {
                facts("onNavigationChange", "Page changed", "Open CTI `onNavigationChange()`")
            }
            HvsWorkStart => facts("onHvsWorkStart", "Sales call step begun", "Open CTI `hvs.onWorkStart()`"),
        }
    }

    /// Its word in flow files, under the key `event`.
    pub const fn word(self) -> &'static str {
        self.facts().word
    }

    /// Its title, in a few words.
    pub const fn title(self) -> &'static str {
        self.facts().title
    }

    /// What raises it, in the words of Amazon Connect Streams or Salesforce.
    pub const fn hook(self) -> &'static str {
        self.facts().hook
    }

    /// The event with this word.
    pub fn parse(word: &str) -> Option<TriggerEvent> {
        TriggerEvent::ALL.into_iter().find(|event| event.word() == word)
    }

    /// The stage of a contact that it begins, for the events through which a contact that is first seen late is taken.
    pub const fn begins(self) -> Option<ContactStage> {
        match self {
            TriggerEvent::Connecting => Some(ContactStage::Ringing),
            TriggerEvent::Connected => Some(ContactStage::Talking),
            TriggerEvent::Ended => Some(ContactStage::AfterCallWork),
            _ => None,
        }
    }
}

impl Serialize for TriggerEvent {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}

impl<'de> Deserialize<'de> for TriggerEvent {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<TriggerEvent, D::Error> {
        let word = String::deserialize(deserializer)?;
        TriggerEvent::parse(&word)
            .ok_or_else(|| de::Error::custom(format_args!("there is no event \"{word}\"")))
    }
}
