//! One agent's desk: contacts, dispatch of flows, click-to-dial, call log.
//!
//! Pure: events in, commands out. Which flow runs for which contact, whether a click is dialled and who owns the
//! call log is decided here, as plain data, so that it can be tried with thousands of schedules. The page performs
//! the commands and turns the answers into events.

#![forbid(unsafe_code)]

mod actions;
mod agent;
mod boot;
mod command;
mod config;
mod contact;
mod contacts;
mod desk;
mod dialing;
mod dirty;
mod effect_id;
mod effects;
mod event;
mod frame;
mod log;
mod memory;
mod org_flows;
mod routes;
mod runs;
mod self_check;
mod signal;
mod spread;
mod start;
mod stored;
mod tabs;
mod turn;

pub use agent::{AgentSnapshot, AgentStateKind};
pub use boot::cached_settings;
pub use command::{Command, PortEffect, deadline_ms};
pub use config::{
    BlockSettings, CallLogSettings, Config, ConfigError, Connect, Declared, DoNotCall, DuringCall,
    InstanceUrlError, LogPop, Mode, PageSettings, PhoneSettings, RecordingSettings, RunSettings, SECTION,
    Salesforce, ScreenPopSettings, Several, WrongItem, item_names,
};
pub use contact::{Attributes, CallOutcome, Channel, ContactSnapshot, ContactState, Direction};
pub use contacts::related::{Related, same_id};
pub use desk::Desk;
pub use effect_id::EffectId;
pub use event::{
    Absence, AgentEventKind, ClickToDial, ConnectEvent, ContactEventKind, DIAL_CHANNEL, Event, Silence,
    Trouble,
};
pub use frame::messages::{Finding, Message, Reason};
pub use frame::view::{AgentView, Notice, PhoneState, Problem, Relayed, Status, View};
pub use memory::{AttributesMemory, CallFacts, CallerMemory, ContactMemory, LogMemory, Memory, TodoMemory};
pub use panel_protocol::{CallerQuestion, FORMS_KEY, Gesture, RecordSource, RecordingChange, RecordingState};
pub use runs::finished::FinishedRun;
pub use runs::overrides::Overrides;
pub use runs::properties::Properties;
pub use runs::ran::RanEvents;
pub use runs::trace::Trace;
pub use start::Start;
pub use stored::{Restored, Storage, StoredDocument, StoredError, check_forms};
