//! Everything the library can tell us, as one closed type.

use std::rc::Rc;

use crate::agent::AgentSnapshot;
use crate::contact::ContactSnapshot;
use crate::load::{LoadError, Script};

/// Something happened in the Contact Control Panel.
///
/// Order and repetition are the library's: after a page reload `Connecting`, `Connected` and `Acw` come
/// again for contacts that were handled before, so be idempotent by contact id.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// The panel acknowledged the page for the first time. May come after [`Event::AgentReady`].
    Initialized,
    /// The panel acknowledged the page anew: it was reloaded, or the agent logged in again.
    Reconnected,
    /// The first agent data is here; requests work from now on.
    AgentReady {
        /// The agent.
        agent: Rc<AgentSnapshot>,
    },
    /// New agent data.
    AgentChanged {
        /// What changed.
        kind: AgentChange,
        /// The agent.
        agent: Rc<AgentSnapshot>,
    },
    /// A contact came, changed or went.
    Contact {
        /// What happened.
        kind: ContactChange,
        /// The contact at that moment, or as it last was.
        contact: Rc<ContactSnapshot>,
    },
    /// The agent's token was rejected; the library shows the login popup, unless told not to.
    AuthFailed,
    /// The agent's token is accepted again.
    Authorized,
    /// The agent lacks a permission.
    AccessDenied,
    /// No acknowledge within the load timeout; the library replaces the iframe and tries again.
    AckTimeout,
    /// The library gave up; only a reload of the page helps.
    RetriesExhausted,
    /// The agent logged out somewhere.
    Terminated,
    /// What becomes of the cookies that the browser keeps from the panel ([`Options::storage_access`](crate::Options::storage_access)).
    StorageAccess(StorageAccess),
    /// The microphone was muted or opened.
    MuteChanged {
        /// Whether it is muted now.
        muted: bool,
    },
    /// The panel lost its connection to Amazon Connect.
    WebSocketLost,
    /// The panel has its connection again.
    WebSocketGained,
    /// The softphone failed.
    SoftphoneError {
        /// `errorType`, e.g. `microphone_not_shared`.
        kind: String,
        /// `errorMessage`.
        message: String,
    },
    /// The agent looks at another contact, or at none.
    ContactViewed {
        /// The contact.
        contact_id: Option<String>,
    },
    /// ChatJS or TaskJS was needed and could not be loaded. This crate works on without it.
    CompanionMissing {
        /// Which script.
        script: Script,
        /// Why.
        error: LoadError,
    },
    /// An event came whose data could not be read; nothing else is known about it.
    Unreadable {
        /// The library's name of the event.
        name: String,
    },
}

/// What Amazon Connect's page about cookies says. Streams: `connect.storageAccess`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StorageAccess {
    /// It is there, and asks the browser or the agent.
    Asked,
    /// The panel has its cookies, and is loaded now.
    Granted,
    /// The browser or the agent refuses.
    Denied,
}

/// What changed about the agent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AgentChange {
    /// Agent data came, perhaps with nothing new in it.
    Refresh,
    /// The agent became routable.
    Routable,
    /// The agent chose a state without contacts.
    NotRoutable,
    /// The agent went offline.
    Offline,
    /// The state's name changed.
    State {
        /// The old name; `Init` at the start.
        from: String,
        /// The new name.
        to: String,
    },
    /// The agent is in an error state, e.g. `MissedCallAgent`.
    Error,
    /// After-call work began.
    AfterCallWork,
    /// A state was chosen that begins when the current contact is over.
    NextStateEnqueued,
    /// That choice took effect or was withdrawn.
    NextStateCleared,
}

/// What happened to a contact. The order inside one update is: `Acw`, `Ended`, `Missed` — and
/// `Error`, `Missed`, `Ended` when the contact failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ContactChange {
    /// The contact is new to this page.
    Init,
    /// A queue callback is offered.
    Incoming,
    /// Accepted, not yet being set up.
    Pending,
    /// Ringing, or an outbound call being placed.
    Connecting,
    /// Under way; comes again after a pause.
    Connected,
    /// The agent accepted, here or in the panel. Before or after `Connected`.
    Accepted,
    /// Not answered or refused.
    Missed,
    /// After-call work began; comes *before* `Ended`.
    Acw,
    /// Left the active states, for whatever reason.
    Ended,
    /// Failed.
    Error,
    /// New data, perhaps with nothing new in it. Holds, transfers and conferences show only here.
    Refresh,
    /// Gone from the panel.
    Destroyed,
}

/// A name on the library's event bus, by what it carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Topic {
    Contact(ContactChange),
    AgentReady,
    AgentState,
    Agent(AgentTopic),
    Bare(Bare),
}

/// What changed about the agent, where the name says all of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AgentTopic {
    Refresh,
    Routable,
    NotRoutable,
    Offline,
    Error,
    AfterCallWork,
    NextStateEnqueued,
    NextStateCleared,
}

/// What comes without agent or contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bare {
    Init,
    Acknowledge,
    AckTimeout,
    Terminated,
    AuthFail,
    Authorized,
    AccessDenied,
    RetriesExhausted,
    StorageAsked,
    StorageGranted,
    StorageDenied,
    MuteToggle,
    SoftphoneError,
    WebSocketLost,
    WebSocketGained,
    View,
}

/// The names subscribed to. Contact events are taken under their general names, which the library
/// triggers right before the ones that end in a contact id: so no subscription can come too late.
pub(crate) const TOPICS: &[(&str, Topic)] = &[
    ("init", Topic::Bare(Bare::Init)),
    ("acknowledge", Topic::Bare(Bare::Acknowledge)),
    ("ack_timeout", Topic::Bare(Bare::AckTimeout)),
    ("terminated", Topic::Bare(Bare::Terminated)),
    ("auth_fail", Topic::Bare(Bare::AuthFail)),
    ("authorize_success", Topic::Bare(Bare::Authorized)),
    ("access_denied", Topic::Bare(Bare::AccessDenied)),
    ("iframe_retries_exhausted", Topic::Bare(Bare::RetriesExhausted)),
    ("storageAccess::init", Topic::Bare(Bare::StorageAsked)),
    ("storageAccess::granted", Topic::Bare(Bare::StorageGranted)),
    ("storageAccess::denied", Topic::Bare(Bare::StorageDenied)),
    ("agent::init", Topic::AgentReady),
    ("agent::refresh", Topic::Agent(AgentTopic::Refresh)),
    ("agent::routable", Topic::Agent(AgentTopic::Routable)),
    ("agent::not_routable", Topic::Agent(AgentTopic::NotRoutable)),
    ("agent::offline", Topic::Agent(AgentTopic::Offline)),
    ("agent::state_change", Topic::AgentState),
    ("agent::error", Topic::Agent(AgentTopic::Error)),
    ("agent::acw", Topic::Agent(AgentTopic::AfterCallWork)),
    ("agent::enqueued_next_state", Topic::Agent(AgentTopic::NextStateEnqueued)),
    ("agent::cleared_next_state", Topic::Agent(AgentTopic::NextStateCleared)),
    ("agent::mute_toggle", Topic::Bare(Bare::MuteToggle)),
    ("agent::softphone_error", Topic::Bare(Bare::SoftphoneError)),
    ("agent::websocket_connection_lost", Topic::Bare(Bare::WebSocketLost)),
    ("agent::websocket_connection_gained", Topic::Bare(Bare::WebSocketGained)),
    ("contact::init", Topic::Contact(ContactChange::Init)),
    ("contact::incoming", Topic::Contact(ContactChange::Incoming)),
    ("contact::pending", Topic::Contact(ContactChange::Pending)),
    ("contact::connecting", Topic::Contact(ContactChange::Connecting)),
    ("contact::connected", Topic::Contact(ContactChange::Connected)),
    ("contact::accepted", Topic::Contact(ContactChange::Accepted)),
    ("contact::missed", Topic::Contact(ContactChange::Missed)),
    ("contact::acw", Topic::Contact(ContactChange::Acw)),
    ("contact::ended", Topic::Contact(ContactChange::Ended)),
    ("contact::error", Topic::Contact(ContactChange::Error)),
    ("contact::refresh", Topic::Contact(ContactChange::Refresh)),
    ("contact::destroyed", Topic::Contact(ContactChange::Destroyed)),
    ("contact::view", Topic::Bare(Bare::View)),
];
