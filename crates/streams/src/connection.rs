//! One leg of a contact.

use serde_json::Value;

use crate::data::Read;
use crate::endpoint::{self, Endpoint};
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
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ConnectionSnapshot<'a>(pub(crate) &'a Value);

impl<'a> ConnectionSnapshot<'a> {
    /// `connectionId`. A queue callback replaces its ids between incoming and connecting.
    pub fn connection_id(&self) -> String {
        self.0.text("connectionId").unwrap_or_default()
    }

    /// `type`.
    pub fn kind(&self) -> ConnectionType {
        self.0.text("type").unwrap_or_default().into()
    }

    /// `state.type`.
    pub fn state(&self) -> ConnectionStateType {
        self.0.member("state").text("type").unwrap_or_default().into()
    }

    /// `state.timestamp`: since when the leg is in this state.
    pub fn since(&self) -> Option<Timestamp> {
        self.0.member("state").time("timestamp")
    }

    /// Whether this is the leg the contact began with; exactly one is.
    pub fn initial(&self) -> bool {
        self.0.flag("initial")
    }

    /// The party at the other end; absent for chat customers, tasks and monitoring.
    pub fn endpoint(&self) -> Option<Endpoint> {
        self.0.object("endpoint").map(Endpoint::read)
    }

    /// The telephone number of the party, see [`Endpoint::number`].
    pub fn number(&self) -> Option<&'a str> {
        endpoint::bare(self.0.member("endpoint").get("phoneNumber")?.as_str()?)
    }

    /// Whether the party is muted.
    pub fn mute(&self) -> bool {
        self.0.flag("mute")
    }

    /// Name of the quick connect that added the leg.
    pub fn quick_connect_name(&self) -> Option<String> {
        self.0.text("quickConnectName")
    }

    /// `monitorStatus` of enhanced monitoring: `SILENT_MONITOR` or `BARGE`.
    pub fn monitor_status(&self) -> Option<&'a str> {
        self.0.get("monitorStatus")?.as_str()
    }

    /// All of it, members that this crate does not name included (media information, capabilities, …).
    pub fn data(&self) -> &'a Value {
        self.0
    }

    /// The agent's own leg, or that of a listening agent (`getAgentConnection()` returns either).
    pub fn is_agent(&self) -> bool {
        matches!(self.kind(), ConnectionType::Agent | ConnectionType::Monitoring)
    }

    /// Whether an agent listens in over this leg.
    pub fn is_monitor(&self) -> bool {
        self.kind() == ConnectionType::Monitoring
            || matches!(self.state(), ConnectionStateType::SilentMonitor | ConnectionStateType::Barge)
            || (self.is_agent() && matches!(self.monitor_status(), Some("SILENT_MONITOR" | "BARGE")))
    }

    /// Whether the leg is being set up, talking or on hold.
    pub fn is_active(&self) -> bool {
        !matches!(
            self.state(),
            ConnectionStateType::Init | ConnectionStateType::Disconnected | ConnectionStateType::Rejected
        )
    }
}
