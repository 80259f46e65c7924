//! An Amazon Connect instance in memory: one agent, calls and chats, and the wire to the pages that watch them.

mod agent;
mod attributes;
mod chat;
mod conduit;
mod contact;
mod instance;
mod master;
mod panel;
mod party;
mod recording;
mod request;
mod snapshot;

pub use agent::{Agent, AgentState, AgentStateKind};
pub use conduit::{CcpId, Port};
pub use contact::{
    Channel, Connection, ConnectionKind, Contact, ContactState, ContactStep, Direction as CallDirection,
    LegState,
};
pub use instance::{Instance, InstanceOptions, MissedForm};
pub use panel::{CcpAct, CcpActOn, CcpView, ContactCard};
pub use recording::{OPERATIONS as RECORDING_OPERATIONS, Recording};
pub use request::{ConnectFailure, Failed};

pub(crate) use instance::SETTLE;
