//! What every machine of the desk is handed for one event.
//!
//! A machine (the log, the tabs, the boot, ...) is a struct whose fields are private. Its methods take what happened and `&mut Turn`.
//! From the turn it reads the time, the configuration and the flows in force, and whether this tab leads; into it go commands for the
//! page ([`Turn::emit`], [`Turn::perform`], [`Turn::announce`], [`Turn::log`]), and what the other machines are to know
//! ([`Turn::signal`]). What it has to read of another machine the loop gives it as an argument: a machine has no way to the others.
//!
//! ```ignore
//! impl Clicks {
//!     pub(crate) fn clicked(&mut self, click: ClickToDial, line: Line, turn: &mut Turn) {
//!         turn.signal(Signal::OpenPanel);
//!         ...
//!     }
//! }
//! // desk.rs
//! Event::ClickToDial { click } => self.clicks.clicked(click, self.contacts.line(), &mut self.turn),
//! ```

use flow::{HostEffect, LogLevel, Millis, ScreenPop};

use crate::command::{Command, PortEffect, deadline_ms};
use crate::config::Config;
use crate::effect_id::EffectId;
use crate::frame::view::Notice;
use crate::routes::{Owner, Routes};
use crate::runs::dispatch::FlowTable;
use crate::runs::queued::RunId;
use crate::signal::Signal;
use crate::stored::StoredDocument;

/// The time, what is in force, and where commands and signals go.
#[derive(Debug)]
pub(crate) struct Turn {
    now: Millis,
    leads: bool,
    /// By how much Amazon Connect's clock is ahead of the page's, in milliseconds.
    skew_ms: i64,
    /// Minutes by which the agent's clock is ahead of UTC.
    utc_offset: i32,
    config: Config,
    flows: FlowTable,
    routes: Routes,
    commands: Vec<Command>,
    signals: Vec<Signal>,
    /// Documents that a later release has kept.
    later_release: Vec<StoredDocument>,
}

impl Turn {
    pub(crate) fn new(
        config: Config,
        flows: FlowTable,
        utc_offset: i32,
        later_release: Vec<StoredDocument>,
    ) -> Turn {
        Turn {
            now: 0,
            leads: false,
            skew_ms: 0,
            utc_offset,
            config,
            flows,
            routes: Routes::default(),
            commands: Vec::new(),
            signals: Vec::new(),
            later_release,
        }
    }

    /// The page's clock, in milliseconds since the Unix epoch.
    pub(crate) fn now(&self) -> Millis {
        self.now
    }

    /// An event comes at this time. For the loop alone.
    pub(crate) fn begin(&mut self, now: Millis) {
        self.now = now;
    }

    /// Minutes by which the agent's clock is ahead of UTC.
    pub(crate) fn utc_offset(&self) -> i32 {
        self.utc_offset
    }

    /// The time by Amazon Connect's clock, in milliseconds since the Unix epoch. Times that it reports are compared with this
    /// one, never with the page's clock, which may be wrong.
    pub(crate) fn connect_now(&self) -> Millis {
        self.now.saturating_add_signed(self.skew_ms)
    }

    /// Amazon Connect's clock is so much ahead of the page's, in milliseconds. For the loop alone.
    pub(crate) fn set_skew(&mut self, skew_ms: i64) {
        self.skew_ms = skew_ms;
    }

    /// Whether this is the tab that works for the calls.
    pub(crate) fn leads(&self) -> bool {
        self.leads
    }

    /// This tab leads, or does not any more. For the machine of the tabs alone.
    pub(crate) fn set_leads(&mut self, leads: bool) {
        self.leads = leads;
    }

    /// The configuration in force.
    pub(crate) fn config(&self) -> &Config {
        &self.config
    }

    /// For the machine of the flows alone.
    pub(crate) fn set_config(&mut self, config: Config) {
        self.config = config;
    }

    /// The flows in force.
    pub(crate) fn flows(&self) -> &FlowTable {
        &self.flows
    }

    /// For the machine of the flows alone.
    pub(crate) fn set_flows(&mut self, flows: FlowTable) {
        self.flows = flows;
    }

    /// The effects that are under way.
    pub(crate) fn routes(&self) -> &Routes {
        &self.routes
    }

    /// The same, to be changed by the loop.
    pub(crate) fn routes_mut(&mut self) -> &mut Routes {
        &mut self.routes
    }

    /// Tells the other machines.
    pub(crate) fn signal(&mut self, signal: Signal) {
        self.signals.push(signal);
    }

    /// What the machines have said since this was last asked, for the loop to hand on.
    pub(crate) fn take_signals(&mut self) -> Vec<Signal> {
        std::mem::take(&mut self.signals)
    }

    /// Asks the page for something.
    pub(crate) fn emit(&mut self, command: Command) {
        self.commands.push(command);
    }

    /// The same, several times.
    pub(crate) fn extend(&mut self, commands: impl IntoIterator<Item = Command>) {
        self.commands.extend(commands);
    }

    /// Everything that was asked of the page, for the loop.
    pub(crate) fn take_commands(&mut self) -> Vec<Command> {
        std::mem::take(&mut self.commands)
    }

    /// Sends an effect to its port; the reply is the owner's.
    pub(crate) fn perform(&mut self, owner: Owner, effect: impl Into<PortEffect>) -> EffectId {
        let effect = effect.into();
        let run = match &owner {
            Owner::Run(RunId(run), _) => Some(*run),
            _ => None,
        };
        let id = self.routes.open(owner);
        let deadline_ms = deadline_ms(&effect);
        self.emit(Command::Perform { id, run, effect, deadline_ms });
        id
    }

    /// Opens something in Salesforce, whatever rings.
    pub(crate) fn pop(&mut self, pop: ScreenPop) {
        self.perform(Owner::Nobody, HostEffect::ScreenPop(pop));
    }

    /// Says something once.
    pub(crate) fn announce(&mut self, notice: Notice) {
        self.emit(Command::Announce(notice));
    }

    /// Writes a line into the console.
    pub(crate) fn log(&mut self, level: LogLevel, text: String, data: String) {
        self.emit(Command::Log { level, text, data });
    }

    /// Whether a document may be kept: not in place of one that a later release wrote.
    pub(crate) fn may_replace(&self, document: StoredDocument) -> bool {
        !self.later_release.contains(&document)
    }

    /// Whether a later release has kept anything.
    pub(crate) fn has_later_release(&self) -> bool {
        !self.later_release.is_empty()
    }

    /// Whether a later release has kept this document.
    pub(crate) fn set_later_release(&mut self, document: StoredDocument, is_later: bool) {
        self.later_release.retain(|known| *known != document);
        if is_later {
            self.later_release.push(document);
        }
    }
}
