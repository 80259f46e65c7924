//! The ports against the simulator (`crates/sim`), on its virtual clock.
//!
//! A [`Simulation`] is a session whose Salesforce and Amazon Connect are one [`World`](::sim::World). What happens there
//! reaches the desk as it would reach it in the page: clicks and navigation as messages of Open CTI, contacts and agent
//! states as the events that Amazon Connect Streams raises. No time passes but the caller's.

mod apex;
mod browser;
mod host;
mod open_cti;
mod platforms;
mod script;
mod streams;
mod telephony;
mod toolkits;

use ::sim::{Direction, World, WorldOptions};
use desk::{AgentSnapshot, Desk, Event, PortEffect, Start};
use flow::{Millis, Phone, Reply, Value};

use crate::Session;
pub use browser::{Browser, TabId};
use host::Performed;
pub use platforms::Platforms;
pub use script::{Scripted, ScriptedReply};

/// The org's credential for the API of Amazon Connect.
const CREDENTIAL: &str = "AmazonConnectAPI";

/// Parses a phone number, in a country when it carries no country code; nothing when it is no number.
pub type ParsePhone = fn(&str, Option<&str>) -> Option<Phone>;

/// What a simulation is made of, besides the desk's own start.
#[derive(Clone, Debug)]
pub struct Options {
    /// How phone numbers are parsed.
    pub parse_phone: ParsePhone,
    /// When the world begins, milliseconds since the Unix epoch.
    pub start: Millis,
}

/// A desk at work in a simulated world.
#[derive(Debug)]
pub struct Simulation {
    session: Session<Platforms>,
}

impl Simulation {
    /// A world with one browser tab, in which nothing has happened yet. The org has its own Apex classes (`salesforce/`).
    /// The desk signs in to the instance of the world.
    pub fn new(mut start: Start<'_>, options: Options) -> Simulation {
        let package = Some(vec![CREDENTIAL.to_owned()]);
        let world = World::new(WorldOptions { start: options.start, package, ..WorldOptions::default() });
        start.config.connect.instance_url = Some(world.options().origins.ccp.clone());
        start.config.recording.named_credential = CREDENTIAL.to_owned();
        let platforms = Platforms::new(world, options.parse_phone);
        Simulation { session: Session::new(start, platforms) }
    }

    /// Starts the phone, to the point at which nothing happens without time.
    pub fn begin(&mut self) {
        self.session.begin();
        self.settle();
    }

    /// Answers the effects of flows from prepared replies from now on, before the world is asked.
    pub fn script(&mut self, replies: Vec<ScriptedReply>) {
        self.session.ports_mut().script(replies);
    }

    /// Has the org save call logs by Open CTI from now on, as one does whose classes are of an earlier release.
    pub fn save_logs_by_open_cti(&mut self) {
        self.session.ports_mut().world.save_logs_by_open_cti();
    }

    /// Lets flows ask only what has a prepared reply from now on. The desk itself still has the world.
    pub fn flows_have_no_world(&mut self) {
        self.session.ports_mut().flows_have_no_world();
    }

    /// Has the browser keep this copy of an adapter record, as if an earlier page had.
    pub fn keep_flows(&mut self, adapter: &str, copy: String) {
        self.session.ports_mut().kept_flows.insert(adapter.to_owned(), copy);
    }

    /// Answers the question for the user's profile with this.
    pub fn user_profile(&mut self, profile: Value) {
        self.session.ports_mut().user_profile(profile);
    }

    /// Makes something happen in the world, with what follows from it without time.
    pub fn direct(&mut self, direction: Direction) {
        self.session.ports_mut().world.direct(direction);
        self.settle();
    }

    /// Hands the desk an event that the world does not make, with what follows from it without time.
    pub fn handle(&mut self, event: Event) {
        self.session.handle(event);
        self.settle();
    }

    /// Lets time pass.
    pub fn advance(&mut self, to: Millis) {
        while self.step(to) {}
        self.session.ports_mut().world.advance(to);
        self.settle();
    }

    /// The browser freezes the page: the world goes on without it, with what happens there at once, until the page is resumed. Whether the
    /// events of that time are lost on the way, or only late.
    pub fn freeze(&mut self, directions: Vec<Direction>, until: Millis, lost: bool) {
        let platforms = self.session.ports_mut();
        for direction in directions {
            platforms.world.direct(direction);
        }
        platforms.world.advance(until);
        if lost {
            platforms.lose_events();
        }
        self.handle(Event::Resumed);
    }

    /// Somebody sets the computer's clock: it is ahead of the right time by so much from now on.
    pub fn set_clock(&mut self, ahead_ms: i64) {
        self.session.ports_mut().wall_ahead = ahead_ms;
        self.settle();
    }

    /// Lets time pass until something is true of the desk, at most to a moment. Returns whether it became true.
    pub fn advance_until(&mut self, latest: Millis, reached: impl Fn(&Desk) -> bool) -> bool {
        while !reached(self.session.desk()) {
            if !self.step(latest) {
                return reached(self.session.desk());
            }
        }
        true
    }

    /// Has the world perform an effect that nobody at the desk asked for. Returns its answer; none when it never comes.
    pub fn ask(&mut self, effect: &PortEffect) -> Option<Reply> {
        let platforms = self.session.ports_mut();
        let performed = match effect {
            PortEffect::Host(effect) => platforms.perform_host(effect),
            PortEffect::Telephony(effect) => platforms.perform_telephony(effect),
            // The session performs these without the world.
            PortEffect::Page(_) => return None,
        };
        match performed {
            Performed::Answered(reply, _) => Some(reply),
            Performed::Never => None,
        }
    }

    /// The agent as Amazon Connect reports her now.
    pub fn agent(&self) -> AgentSnapshot {
        streams::agent_snapshot(&self.platforms().world.connect().agent_data(self.now()))
    }

    /// The present moment, milliseconds since the Unix epoch.
    pub fn now(&self) -> Millis {
        self.platforms().world.now()
    }

    /// The desk.
    pub fn desk(&self) -> &Desk {
        self.session.desk()
    }

    /// The world, and what the desk has kept and shown.
    pub fn platforms(&self) -> &Platforms {
        self.session.ports()
    }

    /// Moves on to the next moment at which something happens, when it is not later than `latest`.
    fn step(&mut self, latest: Millis) -> bool {
        let platforms = self.session.ports();
        let next = [self.session.next_wake(), platforms.next_answer(), platforms.world.next_due()];
        let Some(at) = next.into_iter().flatten().min().filter(|at| *at <= latest) else { return false };
        let at = at.max(self.now());
        self.session.ports_mut().world.advance(at);
        self.settle();
        true
    }

    /// Everything that happens without time.
    fn settle(&mut self) {
        loop {
            while let Some(event) = self.session.ports_mut().next_event() {
                self.session.handle(event);
            }
            if self.session.next_wake().is_none_or(|at| at > self.now()) {
                return;
            }
            self.session.wake();
        }
    }
}
