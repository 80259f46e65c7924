//! One contact: a call, a callback, a chat, a task, a mail.

use serde::Serialize;

use crate::connection::{ConnectionSnapshot, ConnectionType};
use serde_json::Value;

use crate::data::Read;
use crate::endpoint::Endpoint;
use crate::open_enum::open_enum;
use crate::queue::Queue;
use crate::texts::Texts;
use crate::timestamp::Timestamp;

open_enum! {
    /// The channel of a contact.
    ContactType {
        /// A telephone or web call.
        Voice = "voice",
        /// A call back to a customer who left a queue.
        QueueCallback = "queue_callback",
        /// A chat.
        Chat = "chat",
        /// A task.
        Task = "task",
        /// A mail.
        Email = "email",
    }
}

open_enum! {
    /// What state a contact is in. After-call work *is* [`ContactStateType::Ended`].
    ContactStateType {
        /// Not yet begun.
        Init = "init",
        /// A queue callback before it is accepted.
        Incoming = "incoming",
        /// Accepted, not yet being set up.
        Pending = "pending",
        /// Ringing. Voice begins here.
        Connecting = "connecting",
        /// Under way.
        Connected = "connected",
        /// A paused task.
        Paused = "paused",
        /// Not answered in time.
        Missed = "missed",
        /// Refused by the agent.
        Rejected = "rejected",
        /// Failed; real instances report missed calls this way too.
        Error = "error",
        /// Over, in after-call work.
        Ended = "ended",
    }
}

open_enum! {
    /// How a contact came about. Long absent for voice: never rely on it alone.
    InitiationMethod {
        /// The customer called.
        Inbound = "inbound",
        /// The agent called.
        Outbound = "outbound",
        /// Transferred from an agent.
        Transfer = "transfer",
        /// Transferred from a queue.
        QueueTransfer = "queue_transfer",
        /// A callback.
        Callback = "callback",
        /// Made by an API request.
        Api = "api",
        /// A flow that ran when a contact was disconnected.
        Disconnect = "disconnect",
        /// A campaign shown to the agent before it is dialled.
        CampaignPreview = "campaign_preview",
        /// Monitoring.
        Monitor = "monitor",
    }
}

/// One contact at one moment, with no tie to the library: it stays readable when the contact is gone.
///
/// It holds the library's data as they came and reads what it is asked for; serialised it is that data.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[serde(transparent)]
pub struct ContactSnapshot(Value);

impl ContactSnapshot {
    /// Takes `contactData`, the raw data behind the library's contact objects.
    ///
    /// Dates are `{"$date": epoch milliseconds}`, as [`Timestamp`] describes.
    pub fn from_json(data: impl Into<Value>) -> Self {
        Self(data.into())
    }

    /// All of it, members that this crate does not name included (`references`, `channelContext`,
    /// `contactFeatures`, …).
    pub fn data(&self) -> &Value {
        &self.0
    }

    /// `contactId`.
    pub fn contact_id(&self) -> String {
        self.0.text("contactId").unwrap_or_default()
    }

    /// `initialContactId`; differs from `contactId` for transfers and callbacks.
    pub fn initial_contact_id(&self) -> Option<String> {
        self.0.text("initialContactId")
    }

    /// `relatedContactId`.
    pub fn related_contact_id(&self) -> Option<String> {
        self.0.text("relatedContactId")
    }

    /// `type`: the channel.
    pub fn kind(&self) -> ContactType {
        self.0.text("type").unwrap_or_default().into()
    }

    /// `state.type`.
    pub fn state(&self) -> ContactStateType {
        self.0.member("state").text("type").unwrap_or_default().into()
    }

    /// `state.timestamp`: since when the contact is in this state.
    pub fn since(&self) -> Option<Timestamp> {
        self.0.member("state").time("timestamp")
    }

    /// The queue it waited in; absent while monitoring.
    pub fn queue(&self) -> Option<Queue<'_>> {
        self.0.object("queue").map(Queue)
    }

    /// `queueTimestamp`: when it entered the queue.
    pub fn queued_at(&self) -> Option<Timestamp> {
        self.0.time("queueTimestamp")
    }

    /// `contactDuration`, seconds.
    pub fn duration_seconds(&self) -> Option<i64> {
        self.0.whole("contactDuration")
    }

    /// Contact attributes, name to value; empty while monitoring.
    pub fn attributes(&self) -> Texts {
        Texts::read(self.0.member("attributes"), "value")
    }

    /// `initiationMethod`.
    pub fn initiation_method(&self) -> Option<InitiationMethod> {
        self.0.text("initiationMethod").map(InitiationMethod::from)
    }

    /// Name of a task or mail.
    pub fn name(&self) -> Option<String> {
        self.0.text("name")
    }

    /// Description of a task.
    pub fn description(&self) -> Option<String> {
        self.0.text("description")
    }

    /// `segmentAttributes` that carry a `ValueString`.
    pub fn segment_attributes(&self) -> Texts {
        Texts::read(self.0.member("segmentAttributes"), "ValueString")
    }

    /// `customerEndpoint`: the other party of a mail.
    pub fn customer_endpoint(&self) -> Option<Endpoint> {
        self.0.object("customerEndpoint").map(Endpoint::read)
    }

    /// `connectSystemEndpoint`: our own address of a mail.
    pub fn system_endpoint(&self) -> Option<Endpoint> {
        self.0.object("connectSystemEndpoint").map(Endpoint::read)
    }

    /// The legs.
    pub fn connections(&self) -> impl Iterator<Item = ConnectionSnapshot<'_>> {
        self.0.member("connections").items().iter().map(ConnectionSnapshot)
    }

    /// Fills gaps of a late snapshot from an earlier one of the same contact, so that the number, the
    /// direction and the connection ids are still there when the contact ends.
    pub(crate) fn remember(&mut self, earlier: &Self) {
        let earlier = earlier.0.member("connections");
        let Value::Object(members) = &mut self.0 else { return };
        match members.get_mut("connections") {
            Some(Value::Array(legs)) if !legs.is_empty() => {
                for leg in legs {
                    let id = leg.text("connectionId");
                    if leg.object("endpoint").is_none()
                        && let Some(known) =
                            earlier.items().iter().find(|known| known.text("connectionId") == id)
                        && let Some(endpoint) = known.object("endpoint")
                        && let Value::Object(leg) = leg
                    {
                        leg.insert("endpoint".to_owned(), endpoint.clone());
                    }
                }
            }
            _ => {
                members.insert("connections".to_owned(), earlier.clone());
            }
        }
    }

    /// The leg the contact began with.
    pub fn initial_connection(&self) -> Option<ConnectionSnapshot<'_>> {
        self.find(&|leg| leg.initial())
    }

    /// The agent's leg, which is the one to destroy to hang up.
    pub fn agent_connection(&self) -> Option<ConnectionSnapshot<'_>> {
        self.find(&|leg| leg.is_agent())
    }

    /// The customer's leg: the initial one, unless that is the agent's.
    pub fn customer_connection(&self) -> Option<ConnectionSnapshot<'_>> {
        self.initial_connection()
            .filter(|connection| !connection.is_agent())
            .or_else(|| self.find(&|leg| !leg.is_agent()))
    }

    /// The first leg of which this is true. One search for all questions: each would bring its own.
    fn find(&self, wanted: &dyn Fn(&ConnectionSnapshot<'_>) -> bool) -> Option<ConnectionSnapshot<'_>> {
        self.connections().find(wanted)
    }

    /// Legs that are neither the agent's nor the customer's.
    pub fn third_parties(&self) -> impl Iterator<Item = ConnectionSnapshot<'_>> {
        let customer = self.customer_connection().map(|customer| customer.connection_id());
        self.connections()
            .filter(move |connection| !connection.is_agent() && Some(connection.connection_id()) != customer)
    }

    /// Whether the customer came to us, by the library's rule (`isInbound()`): for tasks, mail and
    /// campaign previews "not begun by the agent", otherwise the type of the initial connection.
    ///
    /// A queue callback is inbound. An outbound call that was transferred is inbound for its second
    /// agent. Without an initial connection the library throws; here it is not inbound.
    pub fn is_inbound(&self) -> bool {
        let method = self.initiation_method();
        let by_method = matches!(self.kind(), ContactType::Task | ContactType::Email)
            || matches!(method, Some(InitiationMethod::CampaignPreview));
        if by_method {
            !matches!(method, Some(InitiationMethod::Outbound))
        } else {
            self.initial_connection().is_some_and(|leg| matches!(leg.kind(), ConnectionType::Inbound))
        }
    }

    /// Whether another agent or queue handed the contact over. Callbacks also have an initial contact
    /// of another id; they are no transfers.
    pub fn is_transfer(&self) -> bool {
        match self.0.member("initiationMethod").as_str() {
            Some("transfer" | "queue_transfer") => true,
            Some(method) if method.starts_with("callback") => false,
            _ => {
                !matches!(self.kind(), ContactType::QueueCallback)
                    && self.initial_contact_id().is_some_and(|id| id != self.contact_id())
            }
        }
    }

    /// Whether this agent listens in on somebody else's contact, by either form of monitoring.
    pub fn is_monitor(&self) -> bool {
        self.find(&|leg| leg.is_monitor()).is_some()
    }

    /// The customer's telephone number, for voice and callbacks. Anonymous callers have none, or a
    /// word instead: parse before use.
    pub fn customer_number(&self) -> Option<&str> {
        if matches!(self.kind(), ContactType::Chat | ContactType::Task | ContactType::Email) {
            return None;
        }
        self.customer_connection()?.number()
    }

    /// The customer's mail address, for mail.
    pub fn customer_address(&self) -> Option<&str> {
        self.0.member("customerEndpoint").get("emailAddress")?.as_str()
    }

    /// `connect:Subtype` of the segment attributes (`getContactSubtype()`).
    pub fn subtype(&self) -> Option<&str> {
        self.0.member("segmentAttributes").member("connect:Subtype").get("ValueString")?.as_str()
    }

    /// Whether the contact still is in one of the active states (incoming to connected, or paused).
    pub fn is_active(&self) -> bool {
        matches!(
            self.state(),
            ContactStateType::Incoming
                | ContactStateType::Pending
                | ContactStateType::Connecting
                | ContactStateType::Connected
                | ContactStateType::Paused
        )
    }
}

#[cfg(test)]
mod tests;
