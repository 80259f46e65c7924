//! Any course of a day at the desk, a line each: a message of the panel, an event of the platforms, an answer, a pause, a reload.
//! Whatever comes, what is kept is what the desk knows, and the panel can read what it is told.
//!
//! `+` answers the oldest effect as a world in which all is well, `-` refuses it, `?` lets its deadline pass, `= {…}` answers it
//! with what stands there, `. 1500` lets so many milliseconds pass, `!` is a reload, and JSON is an event or a message.

#![no_main]
use std::collections::VecDeque;

use desk::{Command, Config, Connect, Desk, EffectId, Event, Gesture, Memory, PortEffect, Properties, Start};
use flow::{Answer, Failure, FailureKind, HostEffect, Map, Match, Matches, PageEffect, Phone, Value};
use libfuzzer_sys::fuzz_target;
use panel_protocol::PanelView;

const FLOWS: [(&str, &str); 4] = [
    ("call-log.json", include_str!("../../flows/call-log.json")),
    ("callback-customer.json", include_str!("../../flows/callback-customer.json")),
    ("click-to-dial.json", include_str!("../../flows/click-to-dial.json")),
    ("voice-screen-pop.json", include_str!("../../flows/voice-screen-pop.json")),
];

/// A day has no more lines than this.
const LINES: usize = 150;

fuzz_target!(|text: &str| {
    let mut day = Day::new(Memory::default(), Properties::default());
    for line in text.lines().take(LINES) {
        day.line(line);
    }
    if day.began {
        day.check();
    }
});

struct Day {
    desk: Desk,
    now: u64,
    unanswered: VecDeque<(EffectId, PortEffect)>,
    wake: Option<u64>,
    kept: String,
    shared: String,
    panel: String,
    /// Whether anything has happened: before that nobody is told anything.
    began: bool,
}

impl Day {
    fn new(memory: Memory, properties: Properties) -> Day {
        let flows = FLOWS.map(|(name, text)| (name, Value::from_json_text(text).expect("our own flow")));
        let connect =
            Connect { instance_url: Some("https://acme.my.connect.aws".into()), ..Connect::default() };
        let (kept, shared) = (memory.clone().to_text(), properties.to_text());
        let config = Config { connect, ..Config::default() };
        let desk = Desk::new(Start { config, flows: flows.into(), memory, properties, ..Start::default() });
        Day {
            desk,
            now: 1_772_442_000_000,
            unanswered: VecDeque::new(),
            wake: None,
            kept,
            shared,
            panel: String::new(),
            began: false,
        }
    }

    fn line(&mut self, line: &str) {
        if let Some(ms) = line.strip_prefix('.') {
            let until = self.now + ms.trim().parse().unwrap_or(100).min(100_000_000);
            for _ in 0..100 {
                let Some(at) = self.wake.take_if(|at| *at <= until) else { break };
                self.now = self.now.max(at);
                self.handle(Event::Wake);
            }
            self.now = until;
        } else if line == "!" {
            let memory = Memory::from_text(&self.kept).value;
            let properties = Properties::from_text(&self.shared).value;
            *self = Day { now: self.now, ..Day::new(memory, properties) };
        } else if let Ok(gesture) = Gesture::from_message(line) {
            self.handle(Event::Gesture { gesture });
        } else if let Ok(event) = serde_json::from_str(line) {
            self.handle(event);
        } else if line.starts_with(['+', '-', '?', '='])
            && let Some((id, effect)) = self.unanswered.pop_front()
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

    fn handle(&mut self, event: Event) {
        let mut told = false;
        self.began = true;
        // Another page has written it: it is in the browser's store already.
        let elsewhere = matches!(event, Event::Properties { .. });
        for command in self.desk.handle(event, self.now) {
            told |= matches!(command, Command::Remember(_) | Command::ShowPanel(_));
            match command {
                Command::Remember(text) => self.kept = text,
                Command::Share(text) => self.shared = text,
                Command::Perform { id, effect, .. } => self.unanswered.push_back((id, effect)),
                Command::ShowPanel(message) => self.panel = message,
                Command::Wake(at) => self.wake = Some(at),
                Command::CacheSettings(_)
                | Command::Show(_)
                | Command::Tell(_)
                | Command::Announce(_)
                | Command::Log { .. }
                | Command::OpenSignIn(_)
                | Command::Restart => {}
            }
        }
        if elsewhere {
            self.shared = self.desk.properties().to_text();
        }
        if told {
            self.check();
        }
    }

    fn check(&self) {
        assert_eq!(self.kept, self.desk.memory().to_text(), "what is kept is what the desk knows");
        assert_eq!(self.shared, self.desk.properties().to_text(), "and what is shared");
        let memory = Memory::from_text(&self.kept);
        assert_eq!(memory.problems, [], "what is kept can be read");
        assert_eq!(memory.value.to_text(), self.kept, "and stays what it is");
        assert_eq!(self.panel, self.desk.panel_view().to_message(), "the panel is told what is there");
        let read = PanelView::from_message(&self.panel);
        assert!(read.is_ok(), "the panel cannot read {}", self.panel);
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
