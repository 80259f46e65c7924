//! One contact: a call, a callback, a chat, a task, a mail.

use serde::Serialize;

use crate::connection::{ConnectionSnapshot, ConnectionType};
use crate::data::{Data, Members};
use crate::endpoint::Endpoint;
use crate::fields::Fields;
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
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct ContactSnapshot {
    /// `contactId`.
    pub contact_id: String,
    /// `initialContactId`; differs from `contact_id` for transfers and callbacks.
    pub initial_contact_id: Option<String>,
    /// `relatedContactId`.
    pub related_contact_id: Option<String>,
    /// `type`: the channel.
    pub kind: ContactType,
    /// `state.type`.
    pub state: ContactStateType,
    /// `state.timestamp`: since when the contact is in this state.
    pub since: Option<Timestamp>,
    /// The queue it waited in; absent while monitoring.
    pub queue: Option<Queue>,
    /// `queueTimestamp`: when it entered the queue.
    pub queued_at: Option<Timestamp>,
    /// `contactDuration`, seconds.
    pub duration_seconds: Option<i64>,
    /// Contact attributes, name to value; empty while monitoring.
    pub attributes: Texts,
    /// `initiationMethod`.
    pub initiation_method: Option<InitiationMethod>,
    /// Name of a task or mail.
    pub name: Option<String>,
    /// Description of a task.
    pub description: Option<String>,
    /// `segmentAttributes` that carry a `ValueString`.
    pub segment_attributes: Texts,
    /// `customerEndpoint`: the other party of a mail.
    pub customer_endpoint: Option<Endpoint>,
    /// `connectSystemEndpoint`: our own address of a mail.
    pub system_endpoint: Option<Endpoint>,
    /// The legs.
    pub connections: Vec<ConnectionSnapshot>,
    /// Members this crate does not name (`references`, `channelContext`, `contactFeatures`, …).
    pub extra: Members,
}

impl ContactSnapshot {
    /// Reads `contactData`, the raw data behind the library's contact objects.
    ///
    /// Dates are `{"$date": epoch milliseconds}`, as [`Timestamp`] describes.
    pub fn from_json(data: impl Into<Data>) -> Self {
        Self::read(data.into())
    }

    fn read(data: Data) -> Self {
        let mut fields = Fields::of(data);
        let mut state = fields.object("state").unwrap_or_default();
        // The worker adds `status`, a copy of `state`.
        fields.object("status");
        let connections = fields.list("connections");
        Self {
            contact_id: fields.text("contactId").unwrap_or_default(),
            initial_contact_id: fields.text("initialContactId"),
            related_contact_id: fields.text("relatedContactId"),
            kind: fields.text("type").map(ContactType::from).unwrap_or_default(),
            state: state.text("type").map(ContactStateType::from).unwrap_or_default(),
            since: state.time("timestamp"),
            queue: fields.object("queue").map(Queue::read),
            queued_at: fields.time("queueTimestamp"),
            duration_seconds: fields.whole("contactDuration"),
            attributes: fields.map_of_texts("attributes", "value"),
            initiation_method: fields.text("initiationMethod").map(InitiationMethod::from),
            name: fields.text("name"),
            description: fields.text("description"),
            segment_attributes: fields.map_of_texts("segmentAttributes", "ValueString"),
            customer_endpoint: fields.object("customerEndpoint").map(Endpoint::read),
            system_endpoint: fields.object("connectSystemEndpoint").map(Endpoint::read),
            connections: connections.into_iter().map(Fields::of).map(ConnectionSnapshot::read).collect(),
            extra: fields.rest(),
        }
    }

    /// Fills gaps of a late snapshot from an earlier one of the same contact, so that the number, the
    /// direction and the connection ids are still there when the contact ends.
    pub(crate) fn remember(&mut self, earlier: &Self) {
        if self.connections.is_empty() {
            self.connections.clone_from(&earlier.connections);
        }
        for connection in &mut self.connections {
            if connection.endpoint.is_none() {
                let same = |known: &&ConnectionSnapshot| known.connection_id == connection.connection_id;
                connection.endpoint =
                    earlier.connections.iter().find(same).and_then(|known| known.endpoint.clone());
            }
        }
    }

    /// The leg the contact began with.
    pub fn initial_connection(&self) -> Option<&ConnectionSnapshot> {
        self.connections.iter().find(|connection| connection.initial)
    }

    /// The agent's leg, which is the one to destroy to hang up.
    pub fn agent_connection(&self) -> Option<&ConnectionSnapshot> {
        self.connections.iter().find(|connection| connection.is_agent())
    }

    /// The customer's leg: the initial one, unless that is the agent's.
    pub fn customer_connection(&self) -> Option<&ConnectionSnapshot> {
        self.initial_connection()
            .filter(|connection| !connection.is_agent())
            .or_else(|| self.connections.iter().find(|connection| !connection.is_agent()))
    }

    /// Legs that are neither the agent's nor the customer's.
    pub fn third_parties(&self) -> impl Iterator<Item = &ConnectionSnapshot> {
        let customer = self.customer_connection().map(|customer| customer.connection_id.as_str());
        self.connections.iter().filter(move |connection| {
            !connection.is_agent() && Some(connection.connection_id.as_str()) != customer
        })
    }

    /// Whether the customer came to us, by the library's rule (`isInbound()`): for tasks, mail and
    /// campaign previews "not begun by the agent", otherwise the type of the initial connection.
    ///
    /// A queue callback is inbound. An outbound call that was transferred is inbound for its second
    /// agent. Without an initial connection the library throws; here it is not inbound.
    pub fn is_inbound(&self) -> bool {
        let by_method = matches!(self.kind, ContactType::Task | ContactType::Email)
            || self.initiation_method == Some(InitiationMethod::CampaignPreview);
        if by_method {
            self.initiation_method != Some(InitiationMethod::Outbound)
        } else {
            self.initial_connection().is_some_and(|leg| leg.kind == ConnectionType::Inbound)
        }
    }

    /// Whether another agent or queue handed the contact over. Callbacks also have an initial contact
    /// of another id; they are no transfers.
    pub fn is_transfer(&self) -> bool {
        match &self.initiation_method {
            Some(InitiationMethod::Transfer | InitiationMethod::QueueTransfer) => true,
            Some(method) if method.as_str().starts_with("callback") => false,
            _ => {
                self.kind != ContactType::QueueCallback
                    && self.initial_contact_id.as_ref().is_some_and(|id| *id != self.contact_id)
            }
        }
    }

    /// Whether this agent listens in on somebody else's contact, by either form of monitoring.
    pub fn is_monitor(&self) -> bool {
        self.connections.iter().any(ConnectionSnapshot::is_monitor)
    }

    /// The customer's telephone number, for voice and callbacks. Anonymous callers have none, or a
    /// word instead: parse before use.
    pub fn customer_number(&self) -> Option<&str> {
        if !matches!(self.kind, ContactType::Voice | ContactType::QueueCallback | ContactType::Other(_)) {
            return None;
        }
        self.customer_connection()?.endpoint.as_ref()?.number()
    }

    /// The customer's mail address, for mail.
    pub fn customer_address(&self) -> Option<&str> {
        self.customer_endpoint.as_ref()?.email_address.as_deref()
    }

    /// `connect:Subtype` of the segment attributes (`getContactSubtype()`).
    pub fn subtype(&self) -> Option<&str> {
        self.segment_attributes.get("connect:Subtype")
    }

    /// Whether the contact still is in one of the active states (incoming to connected, or paused).
    pub fn is_active(&self) -> bool {
        matches!(
            self.state,
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
