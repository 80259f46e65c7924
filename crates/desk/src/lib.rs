//! One agent's desk: contacts, dispatch of flows, click-to-dial, call log.
//!
//! Pure: events in, commands out. Which flow runs for which contact, whether a click is dialled and who owns the
//! call log is decided here, as plain data, so that it can be tried with thousands of schedules. The page performs
//! the commands and turns the answers into events.

#![forbid(unsafe_code)]

mod actions;
mod agent;
mod awake;
mod boot;
pub mod cached_settings;
mod call_log;
mod caller;
mod caller_id;
mod clicks;
mod command;
mod config;
mod contact;
mod contacts;
mod counters;
mod desk;
mod dirty;
mod dispatch;
mod do_not_call;
mod effects;
mod event;
mod flow_log;
mod flow_output;
mod log_fields;
mod loop_guard;
mod memory;
mod messages;
mod notes;
mod org_flows;
mod overrides;
mod panel;
mod panel_view;
mod payload_builder;
mod phone_state;
mod pops;
mod properties;
mod ran;
mod reconcile;
mod recording;
mod related;
mod resend;
mod runs;
mod sign_in;
mod silence;
mod spread;
mod stored;
mod tabs;
mod trace;
mod view;

pub use agent::{AgentSnapshot, AgentStateKind};
pub use command::{Command, EffectId, PortEffect, deadline_ms};
pub use config::{
    BlockSettings, CallLogSettings, Config, ConfigError, Connect, Declared, DoNotCall, DuringCall,
    InstanceUrlError, LogPop, Mode, PageSettings, PhoneSettings, RecordingSettings, RunSettings, SECTION,
    Salesforce, ScreenPopSettings, Several, WrongItem, item_names,
};
pub use contact::{Attributes, CallOutcome, Channel, ContactSnapshot, ContactState, Direction};
pub use desk::{Desk, Start, Storage};
pub use event::{
    Absence, AgentEventKind, ClickToDial, ConnectEvent, ContactEventKind, DIAL_CHANNEL, Event, Silence,
    Trouble,
};
pub use memory::{CallFacts, CallerMemory, ContactMemory, LogMemory, Memory};
pub use messages::{Finding, Message, Reason};
pub use overrides::Overrides;
pub use panel_protocol::{CallerQuestion, FORMS_KEY, Gesture, RecordSource, RecordingChange, RecordingState};
pub use properties::Properties;
pub use ran::RanEvents;
pub use related::{Related, same_id};
pub use runs::FinishedRun;
pub use stored::{Restored, StoredDocument, StoredError, check_forms};
pub use trace::Trace;
pub use view::{AgentView, Notice, PhoneState, Problem, Relayed, Status, View};
