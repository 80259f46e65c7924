//! What a session needs from the world: six ports, and a screen that only shows.

use std::sync::Arc;

use desk::{EffectId, Event, Notice, Relayed, View};
use flow::{HostEffect, LogLevel, Map, Millis, Reply, TelephonyEffect, Text};

/// One effect on its way to a port.
#[derive(Clone, Debug, PartialEq)]
pub struct Request<E> {
    /// Which effect it is: a later answer is an [`Event::Reply`] with this id.
    pub id: EffectId,
    /// The run of a flow that asks; none when the desk asks for itself.
    pub run: Option<u64>,
    /// What to do.
    pub effect: E,
    /// Milliseconds after which the session counts the effect as unanswered. A port need not keep the time; it may let go
    /// of the call then.
    pub deadline_ms: Option<u32>,
}

/// Salesforce.
pub trait Host {
    /// Looks for Salesforce. What comes of it is [`Event::SalesforceReady`] or [`Event::SalesforceAbsent`]: returned when it
    /// is known at once, else handed to the session later.
    fn find_host(&mut self) -> Option<Event>;

    /// Begins an effect. Returns the reply when it is known at once.
    fn ask_host(&mut self, request: Request<HostEffect>) -> Option<Reply>;
}

/// Amazon Connect.
pub trait Telephony {
    /// Begins an effect. Returns the reply when it is known at once.
    fn ask_telephony(&mut self, request: Request<TelephonyEffect>) -> Option<Reply>;

    /// Takes away what is left of Amazon Connect's panel, so that it can be loaded afresh.
    fn leave_telephony(&mut self);
}

/// What became of what was to be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It is kept.
    Yes,
    /// There was no room for it.
    NoRoom,
    /// The journal is another page's: nothing of what was to follow may be done.
    NotOurs,
}

/// What outlives the page.
pub trait Store {
    /// Keeps what survives a reload: a text for [`Memory::from_text`](desk::Memory::from_text).
    /// `write` counts up. Returns what became of it when that is known at once; else the session is told by
    /// [`Session::kept`](crate::Session::kept).
    fn remember(&mut self, write: u64, memory: &str) -> Option<Kept>;

    /// Keeps what flows remember for each other, where every page of the browser reads it.
    fn share(&mut self, properties: &str);

    /// Keeps the call center's settings, for the day they cannot be read.
    fn cache_settings(&mut self, settings: &Map<String>);

    /// The copy of an adapter record of this org that was kept last.
    fn recall_flows(&mut self, adapter: &str) -> Option<String>;

    /// Keeps a copy of an adapter record of this org, or forgets the one there is.
    fn keep_flows(&mut self, adapter: &str, copy: Option<&str>);

    /// Counts the pages of this softphone that are open in the browser. Returns the reply when it is known at once.
    fn count_open_tabs(&mut self, id: EffectId) -> Option<Reply>;
}

/// The time.
pub trait Clock {
    /// Milliseconds since the Unix epoch, by a clock that nobody sets: spans are measured by it. What is shown or sent of a call is
    /// Amazon Connect's time.
    fn now(&self) -> Millis;

    /// Milliseconds by which the computer's clock, which anybody may set, is ahead of [`Clock::now`]. Amazon Connect's library compares
    /// its own time with that clock. 0 where nobody can set it.
    fn wall_ahead(&self) -> i64 {
        0
    }

    /// Asks for [`Session::wake`](crate::Session::wake) at this time. A later request replaces an earlier one; none takes it
    /// back.
    fn wake_at(&mut self, at: Option<Millis>);
}

/// The other tabs of the agent. By default there are none.
pub trait Tabs {
    /// Opens the journal of this agent as soon as no other page has it: [`Event::JournalOpened`], then
    /// [`Event::JournalLost`] when it is taken away. `seize` takes it away from the page that has it.
    fn open_journal(&mut self, _agent: &str, _seize: bool) {}

    /// Closes the journal once everything is written.
    fn close_journal(&mut self) {}

    /// Keeps what this tab has handed on, in place of what was kept of it; empty: nothing. Kept at once, where there is room.
    fn keep_deeds(&mut self, _deeds: &str) {}

    /// Forgets what tabs have kept so, where it still says this.
    fn forget_deeds(&mut self, _deeds: &[String]) {}

    /// Hands a message to the other tabs of the agent whose journal was asked for last: [`Event::Tabs`] there.
    fn post(&mut self, _message: &str) {}
}

/// Taking phone numbers apart.
pub trait PhoneNumbers {
    /// Parses a number, in a country when it carries no country code. Returns the reply when it is known at once.
    fn parse_phone(&mut self, id: EffectId, number: &Text, country: Option<&str>) -> Option<Reply>;
}

/// Where things are shown and said. Nothing comes back.
pub trait Screen {
    /// Shows or says something.
    fn show(&mut self, output: Output);
}

/// What is only shown.
#[derive(Clone, Debug, PartialEq)]
pub enum Output {
    /// The page paints this.
    View(Arc<View>),
    /// The panel shows this from now on.
    Panel(String),
    /// The panel is handed this once.
    Tell(String),
    /// It is said once, aloud for screen readers.
    Announce(Notice),
    /// It is said once, as another tab has said it.
    Relay(Relayed),
    /// A line for the console, of a flow.
    FlowLog {
        /// How loud.
        level: LogLevel,
        /// The finished text.
        message: Text,
        /// Whether the administrator wants contents on the console.
        shown: bool,
    },
    /// A line for the console, of the desk.
    Log {
        /// How loud.
        level: LogLevel,
        /// What it says.
        text: String,
        /// JSON text that belongs to it, or nothing. What is called like a secret in there is not to be shown.
        data: String,
    },
    /// The sign-in window opens at this address, now, while the gesture counts.
    OpenSignIn(String),
}

/// All of them, as one value implements them.
pub trait Ports: Host + Telephony + Store + Tabs + Clock + PhoneNumbers + Screen {}

impl<T: Host + Telephony + Store + Tabs + Clock + PhoneNumbers + Screen> Ports for T {}
