//! The loop.

use std::collections::VecDeque;

use desk::{Command, Desk, EffectId, Event, PortEffect, Start, Storage};
use flow::{Answer, Failure, FailureKind, Millis, PageEffect, Repeat, Reply};

use crate::ports::{Kept, Output, Ports, Request};
use crate::timers::{Due, Timers};
use crate::writes::Writes;

/// How long what must not be done twice waits for the journal, in milliseconds. A browser that is silent for longer keeps nothing, and
/// an agent who waits for ever is worse.
const JOURNAL_MS: Millis = 2_000;

/// A desk at work.
#[derive(Debug)]
pub struct Session<P> {
    desk: Desk,
    ports: P,
    /// Events that are still to be handled, first come first.
    waiting: VecDeque<Event>,
    timers: Timers,
    writes: Writes,
    /// When the desk wants to be woken.
    desk_wake: Option<Millis>,
    /// What the clock was asked for last.
    asked_wake: Option<Millis>,
    /// There was no room for what was to be kept last.
    full: bool,
}

impl<P: Ports> Session<P> {
    /// A session before anything has happened.
    pub fn new(start: Start<'_>, ports: P) -> Session<P> {
        Session {
            desk: Desk::new(start),
            ports,
            waiting: VecDeque::new(),
            timers: Timers::default(),
            writes: Writes::default(),
            desk_wake: None,
            asked_wake: None,
            full: false,
        }
    }

    /// Begins: looks for Salesforce.
    pub fn begin(&mut self) {
        if let Some(event) = self.ports.find_host() {
            self.handle(event);
        }
    }

    /// Hands an event to the desk and carries out what it commands, and what follows from answers that are known at once.
    pub fn handle(&mut self, mut event: Event) {
        // The library compares Amazon Connect's clock with the computer's, the desk with the session's.
        if let Event::Agent { agent, .. } = &mut event {
            agent.skew_ms = agent.skew_ms.saturating_add(self.ports.wall_ahead());
        }
        self.waiting.push_back(event);
        self.work_off();
    }

    /// Handles everything that waits, and what follows from it.
    fn work_off(&mut self) {
        while let Some(event) = self.waiting.pop_front() {
            if let Event::Reply { id, .. } = &event {
                self.timers.cancel(*id);
            }
            if event == Event::JournalLost {
                // What was being written is nobody's.
                self.writes.forget();
            }
            for command in self.desk.handle(event, self.ports.now()) {
                if let Command::Remember(text) = &command {
                    if !self.remember(text) {
                        break;
                    }
                    continue;
                }
                if self.waits_for_the_journal(&command) {
                    self.writes.hold(command);
                } else {
                    self.carry_out(command);
                }
            }
        }
        self.ask_wake();
    }

    /// What became of a write of the journal ([`Store::remember`](crate::Store::remember)). What waited for it is done.
    pub fn kept(&mut self, write: u64, kept: Kept) {
        self.timers.cancel_writes(write);
        if self.writes.is_forgotten(write) {
            return;
        }
        self.wrote(write, kept);
        self.work_off();
    }

    /// The time that was asked for has come: deadlines, delays, and whatever the desk waits for.
    pub fn wake(&mut self) {
        self.asked_wake = None;
        let now = self.ports.now();
        while let Some(due) = self.timers.take_due(now) {
            let (id, reply) = match due {
                Due::Write(write) => {
                    self.kept(write, Kept::NoRoom);
                    continue;
                }
                Due::Sleep(id) => (id, Ok(Answer::Done)),
                Due::Deadline(id) => (id, Err(Failure::new(FailureKind::TimedOut, "no answer in time"))),
            };
            self.handle(Event::Reply { id, reply });
        }
        if self.desk_wake.take_if(|at| *at <= now).is_some() {
            self.handle(Event::Wake);
        }
        self.ask_wake();
    }

    /// When [`Session::wake`] is due next.
    pub fn next_wake(&self) -> Option<Millis> {
        [self.timers.next(), self.desk_wake].into_iter().flatten().min()
    }

    /// The desk, to be looked at.
    pub fn desk(&self) -> &Desk {
        &self.desk
    }

    /// The ports.
    pub fn ports(&self) -> &P {
        &self.ports
    }

    /// The ports, between two events.
    pub fn ports_mut(&mut self) -> &mut P {
        &mut self.ports
    }

    fn ask_wake(&mut self) {
        let next = self.next_wake();
        if self.asked_wake != next {
            self.asked_wake = next;
            self.ports.wake_at(next);
        }
    }

    /// Keeps what survives the page. Returns whether what follows may be done.
    fn remember(&mut self, text: &str) -> bool {
        let write = self.writes.begin();
        match self.ports.remember(write, text) {
            Some(kept) => self.wrote(write, kept),
            None => {
                self.timers.set(self.ports.now() + JOURNAL_MS, Due::Write(write));
                true
            }
        }
    }

    /// What must be in the journal before it is done, while a write is under way.
    fn waits_for_the_journal(&self, command: &Command) -> bool {
        let once = match command {
            Command::Perform { effect: PortEffect::Host(effect), .. } => effect.repeat() != Repeat::Read,
            Command::Perform { effect: PortEffect::Telephony(effect), .. } => effect.repeat() != Repeat::Read,
            // The journal is handed on, and deeds are acknowledged, when all of it is written.
            Command::CloseJournal
            | Command::OpenJournal { .. }
            | Command::PostToTabs(_)
            | Command::ForgetDeeds(_) => true,
            Command::KeepDeeds(deeds) => deeds.is_empty(),
            _ => false,
        };
        once && self.writes.are_under_way()
    }

    /// A write is answered. Returns whether the journal is still this page's.
    fn wrote(&mut self, write: u64, kept: Kept) -> bool {
        if kept == Kept::NotOurs {
            // Which forgets what waits for a write.
            self.waiting.push_front(Event::JournalLost);
            return false;
        }
        let full = kept == Kept::NoRoom;
        if self.full != full {
            self.full = full;
            let storage = if full { Storage::Full } else { Storage::Works };
            self.waiting.push_back(Event::Storage { storage });
        }
        for command in self.writes.end(write) {
            self.carry_out(command);
        }
        true
    }

    fn carry_out(&mut self, command: Command) {
        match command {
            Command::Remember(_) => {}
            Command::Share(text) => self.ports.share(&text),
            Command::CacheSettings(settings) => self.ports.cache_settings(&settings),
            Command::RecallFlows { adapter } => {
                let copy = self.ports.recall_flows(&adapter);
                self.waiting.push_back(Event::FlowsRecalled { adapter, copy });
            }
            Command::KeepFlows { adapter, copy } => self.ports.keep_flows(&adapter, copy.as_deref()),
            Command::OpenJournal { agent, seize } => self.ports.open_journal(&agent, seize),
            Command::CloseJournal => self.ports.close_journal(),
            Command::KeepDeeds(deeds) => self.ports.keep_deeds(&deeds),
            Command::ForgetDeeds(deeds) => self.ports.forget_deeds(&deeds),
            Command::PostToTabs(message) => self.ports.post(&message),
            Command::Perform { id, run, effect, deadline_ms } => self.perform(id, run, effect, deadline_ms),
            Command::Show(view) => self.ports.show(Output::View(view)),
            Command::ShowPanel(message) => self.ports.show(Output::Panel(message)),
            Command::Tell(message) => self.ports.show(Output::Tell(message)),
            Command::Announce(notice) => self.ports.show(Output::Announce(notice)),
            Command::Relay(relayed) => self.ports.show(Output::Relay(relayed)),
            Command::Log { level, text, data } => self.ports.show(Output::Log { level, text, data }),
            Command::Wake(at) => self.desk_wake = Some(at),
            Command::OpenSignIn(url) => self.ports.show(Output::OpenSignIn(url)),
            Command::Restart => {
                self.ports.leave_telephony();
                self.waiting.extend(self.ports.find_host());
            }
        }
    }

    fn perform(&mut self, id: EffectId, run: Option<u64>, effect: PortEffect, deadline_ms: Option<u32>) {
        let now = self.ports.now();
        let reply = match effect {
            PortEffect::Host(effect) => self.ports.ask_host(Request { id, run, effect, deadline_ms }),
            PortEffect::Telephony(effect) => {
                self.ports.ask_telephony(Request { id, run, effect, deadline_ms })
            }
            PortEffect::Page(effect) => self.perform_here(id, effect, now),
        };
        match (reply, deadline_ms) {
            (Some(reply), _) => self.waiting.push_back(Event::Reply { id, reply }),
            (None, Some(ms)) => self.timers.set(now + Millis::from(ms), Due::Deadline(id)),
            (None, None) => {}
        }
    }

    fn perform_here(&mut self, id: EffectId, effect: PageEffect, now: Millis) -> Option<Reply> {
        match effect {
            PageEffect::ParsePhone { number, country } => {
                self.ports.parse_phone(id, &number, country.as_deref())
            }
            PageEffect::Log { level, message } => {
                let shown = self.desk.config().runs.console_data;
                self.ports.show(Output::FlowLog { level, message, shown });
                Some(Ok(Answer::Done))
            }
            PageEffect::CountOpenTabs => self.ports.count_open_tabs(id),
            PageEffect::Sleep { ms } => {
                self.timers.set(now.saturating_add(ms), Due::Sleep(id));
                None
            }
        }
    }
}
