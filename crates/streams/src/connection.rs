//! One leg of a contact.

use serde::Serialize;

use crate::data::Members;
use crate::endpoint::Endpoint;
use crate::fields::Fields;
use crate::open_enum::open_enum;
use crate::timestamp::Timestamp;

open_enum! {
    /// Whose leg it is.
    ConnectionType {
        /// The agent's own leg.
        Agent = "agent",
        /// A party that called in.
        Inbound = "inbound",
        /// A party that was called: the customer of an outbound call, or a third party.
        Outbound = "outbound",
        /// The leg of an agent who listens in.
        Monitoring = "monitoring",
    }
}

open_enum! {
    /// What state the leg is in.
    ConnectionStateType {
        /// Not yet begun.
        Init = "init",
        /// Ringing or being set up.
        Connecting = "connecting",
        /// Talking.
        Connected = "connected",
        /// On hold.
        Hold = "hold",
        /// Over.
        Disconnected = "disconnected",
        /// Refused; seen on the agent leg of rejected chats.
        Rejected = "rejected",
        /// Listening in.
        SilentMonitor = "silent_monitor",
        /// Listening in and heard.
        Barge = "barge",
    }
}

/// One leg of a contact at one moment.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct ConnectionSnapshot {
    /// `connectionId`. A queue callback replaces its ids between incoming and connecting.
    pub connection_id: String,
    /// `type`.
    pub kind: ConnectionType,
    /// `state.type`.
    pub state: ConnectionStateType,
    /// `state.timestamp`: since when the leg is in this state.
    pub since: Option<Timestamp>,
    /// Whether this is the leg the contact began with; exactly one is.
    pub initial: bool,
    /// The party at the other end; absent for chat customers, tasks and monitoring.
    pub endpoint: Option<Endpoint>,
    /// Whether the party is muted.
    pub mute: bool,
    /// Name of the quick connect that added the leg.
    pub quick_connect_name: Option<String>,
    /// `monitorStatus` of enhanced monitoring: `SILENT_MONITOR` or `BARGE`.
    pub monitor_status: Option<String>,
    /// Members this crate does not name (media information, capabilities, …).
    pub extra: Members,
}

impl ConnectionSnapshot {
    /// The agent's own leg, or that of a listening agent (`getAgentConnection()` returns either).
    pub fn is_agent(&self) -> bool {
        matches!(self.kind, ConnectionType::Agent | ConnectionType::Monitoring)
    }

    /// Whether an agent listens in over this leg.
    pub fn is_monitor(&self) -> bool {
        self.kind == ConnectionType::Monitoring
            || matches!(self.state, ConnectionStateType::SilentMonitor | ConnectionStateType::Barge)
            || (self.is_agent() && matches!(self.monitor_status.as_deref(), Some("SILENT_MONITOR" | "BARGE")))
    }

    /// Whether the leg is being set up, talking or on hold.
    pub fn is_active(&self) -> bool {
        !matches!(
            self.state,
            ConnectionStateType::Init | ConnectionStateType::Disconnected | ConnectionStateType::Rejected
        )
    }

    pub(crate) fn read(mut fields: Fields) -> Self {
        let mut state = fields.object("state").unwrap_or_default();
        Self {
            connection_id: fields.text("connectionId").unwrap_or_default(),
            kind: fields.text("type").map(ConnectionType::from).unwrap_or_default(),
            state: state.text("type").map(ConnectionStateType::from).unwrap_or_default(),
            since: state.time("timestamp"),
            initial: fields.flag("initial").unwrap_or_default(),
            endpoint: fields.object("endpoint").map(Endpoint::read),
            mute: fields.flag("mute").unwrap_or_default(),
            quick_connect_name: fields.text("quickConnectName"),
            monitor_status: fields.text("monitorStatus"),
            extra: fields.rest(),
        }
    }
}
