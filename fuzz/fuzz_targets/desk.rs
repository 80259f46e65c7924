//! Any course of a day at the desk, which a session drives as in the page, a line each: a message of the panel, an event of the platforms, an answer, a pause, a reload.
//! Whatever comes, what is kept is what the desk knows, and the panel can read what it is told.
//!
//! `+` answers the oldest effect as a world in which all is well, `-` refuses it, `?` lets its deadline pass, `= {…}` answers it
//! with what stands there, `. 1500` lets so many milliseconds pass, with every deadline in them, `!` is a reload, and JSON is an event or a message.

#![no_main]
use std::collections::{BTreeMap, VecDeque};

use desk::{Config, Connect, EffectId, Event, Gesture, Memory, PortEffect, Properties, Start};
use flow::{
    Answer, Failure, FailureKind, HostEffect, Map, Match, Matches, Millis, PageEffect, Phone, Reply,
    TelephonyEffect, Text, Value,
};
use libfuzzer_sys::fuzz_target;
use panel_protocol::PanelView;
use session::{Clock, Host, Kept, Output, PhoneNumbers, Request, Screen, Session, Store, Tabs, Telephony};

const FLOWS: [(&str, &str); 4] = [
    ("call-log.json", include_str!("../../flows/call-log.json")),
    ("callback-customer.json", include_str!("../../flows/callback-customer.json")),
    ("click-to-dial.json", include_str!("../../flows/click-to-dial.json")),
    ("voice-screen-pop.json", include_str!("../../flows/voice-screen-pop.json")),
];

/// A day has no more lines than this.
const LINES: usize = 150;

fuzz_target!(|text: &str| {
    let mut day = Day::new(1_772_442_000_000, Memory::default(), Properties::default());
    for line in text.lines().take(LINES) {
        day.line(line);
    }
    if day.began {
        day.check();
    }
});

/// A world that answers when a line says so.
#[derive(Debug)]
struct World {
    now: Millis,
    unanswered: VecDeque<(EffectId, PortEffect)>,
    kept: String,
    shared: String,
    /// The copies of adapter records that are kept.
    kept_flows: BTreeMap<String, String>,
    panel: String,
    /// Whether anything was kept or told since that was looked at.
    told: bool,
}

impl World {
    fn ask(&mut self, id: EffectId, effect: impl Into<PortEffect>) -> Option<Reply> {
        self.unanswered.push_back((id, effect.into()));
        None
    }
}

impl Host for World {
    fn find_host(&mut self) -> Option<Event> {
        None
    }

    fn ask_host(&mut self, request: Request<HostEffect>) -> Option<Reply> {
        self.ask(request.id, request.effect)
    }
}

impl Telephony for World {
    fn ask_telephony(&mut self, request: Request<TelephonyEffect>) -> Option<Reply> {
        self.ask(request.id, request.effect)
    }

    fn leave_telephony(&mut self) {}
}

impl Store for World {
    fn remember(&mut self, _: u64, memory: &str) -> Option<Kept> {
        memory.clone_into(&mut self.kept);
        self.told = true;
        Some(Kept::Yes)
    }

    fn share(&mut self, properties: &str) {
        properties.clone_into(&mut self.shared);
    }

    fn cache_settings(&mut self, _: &Map<String>) {}

    fn recall_flows(&mut self, adapter: &str) -> Option<String> {
        self.kept_flows.get(adapter).cloned()
    }

    fn keep_flows(&mut self, adapter: &str, copy: Option<&str>) {
        match copy {
            Some(copy) => self.kept_flows.insert(adapter.to_owned(), copy.to_owned()),
            None => self.kept_flows.remove(adapter),
        };
    }

    fn count_open_tabs(&mut self, id: EffectId) -> Option<Reply> {
        self.ask(id, PageEffect::CountOpenTabs)
    }
}

impl Tabs for World {}

impl Clock for World {
    fn now(&self) -> Millis {
        self.now
    }

    fn wake_at(&mut self, _: Option<Millis>) {}
}

impl PhoneNumbers for World {
    fn parse_phone(&mut self, id: EffectId, number: &Text, country: Option<&str>) -> Option<Reply> {
        self.ask(id, PageEffect::ParsePhone { number: number.clone(), country: country.map(Text::new) })
    }
}

impl Screen for World {
    fn show(&mut self, output: Output) {
        if let Output::Panel(message) = output {
            self.panel = message;
            self.told = true;
        }
    }
}

struct Day {
    session: Session<World>,
    /// Whether anything has happened: before that nobody is told anything.
    began: bool,
}

impl Day {
    fn new(now: Millis, memory: Memory, properties: Properties) -> Day {
        let flows = FLOWS.map(|(name, text)| (name, Value::from_json_text(text).expect("our own flow")));
        let connect =
            Connect { instance_url: Some("https://acme.my.connect.aws".into()), ..Connect::default() };
        let world = World {
            now,
            unanswered: VecDeque::new(),
            kept: memory.clone().to_text(),
            shared: properties.to_text(),
            kept_flows: BTreeMap::new(),
            panel: String::new(),
            told: false,
        };
        let config = Config { connect, ..Config::default() };
        let start = Start { config, flows: flows.into(), memory, properties, ..Start::default() };
        Day { session: Session::new(start, world), began: false }
    }

    fn line(&mut self, line: &str) {
        if let Some(ms) = line.strip_prefix('.') {
            self.pass(ms.trim().parse().unwrap_or(100).min(100_000_000));
        } else if line == "!" {
            let world = self.session.ports();
            let memory = Memory::from_text(&world.kept).value;
            let properties = Properties::from_text(&world.shared).value;
            *self = Day::new(world.now, memory, properties);
        } else if let Ok(gesture) = Gesture::from_message(line) {
            self.handle(Event::Gesture { gesture });
        } else if let Ok(event) = serde_json::from_str(line) {
            self.handle(event);
        } else if line.starts_with(['+', '-', '?', '='])
            && let Some((id, effect)) = self.session.ports_mut().unanswered.pop_front()
        {
            let reply = match &line[..1] {
                "+" => Ok(well(&effect)),
                "-" => Err(Failure::new(FailureKind::Rejected, "no")),
                "?" => Err(Failure::new(FailureKind::TimedOut, "no answer")),
                _ => serde_json::from_str::<Answer>(&line[1..])
                    .map_err(|error| Failure::new(FailureKind::Rejected, error.to_string())),
            };
            self.handle(Event::Reply { id, reply });
        }
    }

    /// Time passes, with at most a hundred moments at which something falls due.
    fn pass(&mut self, ms: Millis) {
        let until = self.session.ports().now + ms;
        for _ in 0..100 {
            let Some(at) = self.session.next_wake().filter(|at| *at <= until) else { break };
            let world = self.session.ports_mut();
            world.now = world.now.max(at);
            self.began = true;
            self.session.wake();
            self.look();
        }
        self.session.ports_mut().now = until;
    }

    fn handle(&mut self, event: Event) {
        self.began = true;
        // Another page has written it: it is in the browser's store already.
        let elsewhere = matches!(event, Event::Properties { .. });
        self.session.handle(event);
        if elsewhere {
            self.session.ports_mut().shared = self.session.desk().properties().to_text();
        }
        self.look();
    }

    /// Looks at what was kept and told, where there is anything new.
    fn look(&mut self) {
        if std::mem::take(&mut self.session.ports_mut().told) {
            self.check();
        }
    }

    fn check(&self) {
        let (desk, world) = (self.session.desk(), self.session.ports());
        assert_eq!(world.kept, desk.memory().to_text(), "what is kept is what the desk knows");
        assert_eq!(world.shared, desk.properties().to_text(), "and what is shared");
        let memory = Memory::from_text(&world.kept);
        assert_eq!(memory.problems, [], "what is kept can be read");
        assert_eq!(memory.value.to_text(), world.kept, "and stays what it is");
        assert_eq!(world.panel, desk.panel_view().to_message(), "the panel is told what is there");
        let read = PanelView::from_message(&world.panel);
        assert!(read.is_ok(), "the panel cannot read {}", world.panel);
    }
}

/// The answer of a world in which everything works and one contact has every number.
fn well(effect: &PortEffect) -> Answer {
    match effect {
        PortEffect::Host(HostEffect::ReadSettings) => Answer::Settings { settings: Map::new() },
        PortEffect::Page(PageEffect::ParsePhone { number, .. }) => Answer::Phone {
            phone: Some(Phone {
                e164: number.clone(),
                national: number.clone(),
                international: number.clone(),
                country: Some("US".into()),
                national_number: number.clone(),
                extension: None,
                valid: true,
            }),
        },
        PortEffect::Host(HostEffect::Search(_)) => Answer::Matches(Matches {
            records: vec![Match {
                id: "0035g00000XyZabAAF".into(),
                object: "Contact".into(),
                name: "Dana Ortiz".into(),
                fields: [("DoNotCall".into(), Value::Bool(false))].into_iter().collect(),
            }],
            pop: None,
        }),
        PortEffect::Host(HostEffect::SaveRecord(_)) => Answer::Saved { record_id: "00T5g00000AbCdeEAF".into() },
        _ => Answer::Done,
    }
}
