//! A desk with a scripted world around it: every effect is answered by a rule, at once or on demand.

#![allow(dead_code, reason = "each test file uses its part of the harness")]

use std::sync::Arc;

use desk::{
    AgentEventKind, AgentSnapshot, AgentStateKind, Channel, Command, Config, Connect, ConnectEvent,
    ContactEventKind, ContactSnapshot, ContactState, Desk, Direction, EffectId, Event, Gesture, LogMemory,
    Memory, Notice, PortEffect, Properties, Start, View,
};
use flow::{
    Answer, Failure, FailureKind, HostEffect, LogLevel, Map, Match, Matches, Millis, PageEffect, Phone, Reply,
};

/// When every test begins, milliseconds since the Unix epoch.
pub(crate) const START: Millis = 1_772_442_000_000;
pub(crate) const CONTACT: &str = "0035g00000XyZabAAF";
pub(crate) const TASK: &str = "00T5g00000AbCdeEAF";

/// What the world does with an effect.
pub(crate) type Rule = Box<dyn FnMut(&PortEffect) -> Option<Reply>>;

pub(crate) struct Bench {
    pub(crate) desk: Desk,
    pub(crate) now: Millis,
    pub(crate) performed: Vec<PortEffect>,
    pub(crate) notices: Vec<Notice>,
    pub(crate) told: Vec<String>,
    /// What went to the console, data behind the text.
    pub(crate) logged: Vec<(LogLevel, String)>,
    pub(crate) view: Option<Arc<View>>,
    panel: String,
    pub(crate) memory: Memory,
    /// What all pages share, as text.
    pub(crate) shared: String,
    /// The copies of adapter records that are kept, by the call center's internal name.
    pub(crate) kept_flows: std::collections::BTreeMap<String, String>,
    pub(crate) wake: Option<Millis>,
    pub(crate) restarts: usize,
    pub(crate) sign_ins: Vec<String>,
    pub(crate) unanswered: Vec<(EffectId, PortEffect)>,
    rule: Rule,
}

/// A start with an instance URL, so that the boot goes through.
pub(crate) fn config() -> Config {
    Config {
        connect: Connect { instance_url: Some("https://acme.my.connect.aws".into()), ..Connect::default() },
        ..Config::default()
    }
}

/// Flow files, read.
pub(crate) fn files<'a>(flows: &[(&'a str, &str)]) -> Vec<(&'a str, flow::Value)> {
    flows.iter().map(|(name, text)| (*name, flow::Value::from_json_text(text).unwrap_or_default())).collect()
}

pub(crate) fn bench(
    flows: &[(&str, &str)],
    rule: impl FnMut(&PortEffect) -> Option<Reply> + 'static,
) -> Bench {
    bench_with(Start { config: config(), flows: files(flows), ..Start::default() }, rule)
}

pub(crate) fn bench_with(
    start: Start<'_>,
    rule: impl FnMut(&PortEffect) -> Option<Reply> + 'static,
) -> Bench {
    Bench {
        memory: start.memory.clone(),
        shared: start.properties.to_text(),
        kept_flows: Default::default(),
        desk: Desk::new(start),
        now: START,
        performed: Vec::new(),
        notices: Vec::new(),
        told: Vec::new(),
        logged: Vec::new(),
        view: None,
        panel: String::new(),
        wake: None,
        restarts: 0,
        sign_ins: Vec::new(),
        unanswered: Vec::new(),
        rule: Box::new(rule),
    }
}

impl Bench {
    pub(crate) fn handle(&mut self, event: Event) {
        let mut kept = None;
        if let Event::Properties { text } = &event {
            self.shared.clone_from(text);
        }
        let mut events = vec![event];
        while !events.is_empty() {
            let event = events.remove(0);
            for command in self.desk.handle(event, self.now) {
                match command {
                    Command::Remember(text) => kept = Some(text),
                    Command::CacheSettings(_) => {}
                    Command::RecallFlows { adapter } => {
                        let copy = self.kept_flows.get(&adapter).cloned();
                        events.push(Event::FlowsRecalled { adapter, copy });
                    }
                    Command::KeepFlows { adapter, copy: Some(copy) } => {
                        self.kept_flows.insert(adapter, copy);
                    }
                    Command::KeepFlows { adapter, copy: None } => {
                        self.kept_flows.remove(&adapter);
                    }
                    Command::Share(text) => self.shared = text,
                    Command::Perform { id, effect, .. } => {
                        self.performed.push(effect.clone());
                        match (self.rule)(&effect) {
                            Some(reply) => events.push(Event::Reply { id, reply }),
                            None => self.unanswered.push((id, effect)),
                        }
                    }
                    Command::Show(view) => self.view = Some(view),
                    Command::ShowPanel(message) => self.panel = message,
                    Command::Announce(notice) => self.notices.push(notice),
                    Command::Log { level, text, data } => self.logged.push((level, text + &data)),
                    Command::Wake(at) => self.wake = Some(at),
                    Command::OpenSignIn(url) => self.sign_ins.push(url),
                    Command::Tell(message) => self.told.push(message),
                    Command::Restart => self.restarts += 1,
                }
            }
        }
        // Whatever changes is told: nothing that is kept or shown is behind.
        if let Some(text) = kept {
            self.memory = Memory::from_text(&text).value;
        }
        assert_eq!(self.memory, *self.desk.memory());
        assert_eq!(Properties::from_text(&self.shared).value, *self.desk.properties());
        assert_eq!(*self.view(), self.desk.view(self.now));
        assert_eq!(self.panel, self.panel().to_message());
    }

    /// Salesforce and Amazon Connect come up and an agent is available.
    pub(crate) fn boot(&mut self) {
        self.handle(Event::SalesforceReady);
        self.handle(Event::Connect { connect: ConnectEvent::Initialized });
        self.agent(AgentEventKind::Init, "Available");
    }

    pub(crate) fn agent(&mut self, kind: AgentEventKind, state: &str) {
        let agent = AgentSnapshot {
            name: "Ana Ng".into(),
            state: state.into(),
            state_kind: AgentStateKind::Routable,
            ..AgentSnapshot::default()
        };
        self.handle(Event::Agent { kind, agent });
    }

    /// One report of Streams about a contact.
    pub(crate) fn contact(&mut self, kind: ContactEventKind, contact: &ContactSnapshot) {
        self.handle(Event::Contact { kind, contact: Box::new(contact.clone()) });
    }

    /// Time passes; the desk is woken if it asked for it.
    pub(crate) fn pass(&mut self, ms: u64) {
        let until = self.now + ms;
        while let Some(at) = self.wake.take_if(|at| *at <= until) {
            self.now = self.now.max(at);
            self.handle(Event::Wake);
        }
        self.now = until;
    }

    /// Answers the oldest unanswered effect that fits.
    pub(crate) fn answer(&mut self, fits: impl Fn(&PortEffect) -> bool, reply: Reply) {
        let at = self.unanswered.iter().position(|(_, effect)| fits(effect)).expect("an unanswered effect");
        let (id, _) = self.unanswered.remove(at);
        self.handle(Event::Reply { id, reply });
    }

    pub(crate) fn press(&mut self, gesture: Gesture) {
        self.handle(Event::Gesture { gesture });
    }

    /// What the panel shows.
    pub(crate) fn panel(&self) -> panel_protocol::PanelView {
        self.desk.panel_view()
    }

    pub(crate) fn view(&self) -> &View {
        self.view.as_deref().expect("something was painted")
    }

    pub(crate) fn count(&self, fits: impl Fn(&PortEffect) -> bool) -> usize {
        self.performed.iter().filter(|effect| fits(effect)).count()
    }

    /// The saves asked for, as `(target, fields)` in JSON.
    pub(crate) fn saves(&self) -> Vec<serde_json::Value> {
        self.performed
            .iter()
            .filter_map(|effect| match effect {
                PortEffect::Host(HostEffect::SaveRecord(save)) => {
                    Some(serde_json::to_value(save).expect("plain data"))
                }
                _ => None,
            })
            .collect()
    }

    /// What the one Task holds after all the saves asked for; fails when there would be two.
    pub(crate) fn task(&self) -> serde_json::Map<String, serde_json::Value> {
        let mut task = serde_json::Map::new();
        for (at, save) in self.saves().iter().enumerate() {
            assert_eq!(save["target"]["create"].is_object(), at == 0, "one create, then updates: {save}");
            task.extend(save["fields"].as_object().expect("fields").clone());
        }
        task
    }

    pub(crate) fn log(&self, contact: &str) -> LogMemory {
        self.memory.contacts.get(contact).map(|memory| memory.log.clone()).unwrap_or_default()
    }

    /// Another page of the same tab takes over: only what was remembered is left.
    pub(crate) fn reload(
        self,
        flows: &[(&str, &str)],
        rule: impl FnMut(&PortEffect) -> Option<Reply> + 'static,
    ) -> Bench {
        // What is kept goes through text, as it does in the browser.
        let memory = Memory::from_text(&self.memory.to_text());
        assert_eq!(memory.problems, [], "our own text");
        let (memory, properties) = (memory.value, Properties::from_text(&self.shared).value);
        let start = Start { config: config(), flows: files(flows), memory, properties, ..Start::default() };
        let mut next = bench_with(start, rule);
        next.now = self.now;
        next
    }
}

/// A world in which everything works and one contact has every number.
pub(crate) fn kind_world(effect: &PortEffect) -> Option<Reply> {
    Some(Ok(match effect {
        PortEffect::Host(HostEffect::ReadSettings) => Answer::Settings { settings: Map::new() },
        PortEffect::Page(PageEffect::ParsePhone { number, .. }) => {
            Answer::Phone { phone: Some(phone(number)) }
        }
        PortEffect::Host(HostEffect::Search(_)) => Answer::Matches(Matches {
            records: vec![Match {
                id: CONTACT.into(),
                object: "Contact".into(),
                name: "Dana Ortiz".into(),
                fields: [("DoNotCall".into(), flow::Value::Bool(false))].into_iter().collect(),
            }],
            pop: None,
        }),
        PortEffect::Host(HostEffect::SaveRecord(_)) => Answer::Saved { record_id: TASK.into() },
        _ => Answer::Done,
    }))
}

pub(crate) fn phone(number: &str) -> Phone {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let national_number = digits.strip_prefix('1').unwrap_or(&digits).to_owned();
    Phone {
        e164: format!("+1{national_number}").into(),
        national: format!(
            "({}) {}",
            national_number.get(..3).unwrap_or(""),
            national_number.get(3..).unwrap_or("")
        )
        .into(),
        international: format!("+1 {national_number}").into(),
        country: Some("US".into()),
        national_number: national_number.into(),
        extension: None,
        valid: true,
    }
}

pub(crate) fn timed_out() -> Option<Reply> {
    Some(Err(Failure::new(FailureKind::TimedOut, "no answer")))
}

pub(crate) fn rejected() -> Option<Reply> {
    Some(Err(Failure::new(FailureKind::Rejected, "no")))
}

/// A call as Amazon Connect reports it.
pub(crate) fn call(id: &str, direction: Direction, state: ContactState, since: Millis) -> ContactSnapshot {
    ContactSnapshot {
        id: id.into(),
        initial_id: None,
        channel: Channel::Voice,
        state,
        state_since: Some(since),
        direction,
        transferred: false,
        third_party: false,
        monitoring: false,
        softphone: true,
        number: Some("+14155550142".into()),
        phone: None,
        queue: Some("Sales".into()),
        queue_arn: None,
        queued_at: None,
        attributes: Some(Map::new().into()),
    }
}

/// A call from ring to after-call work, in the order Streams reports it.
pub(crate) fn whole_call(bench: &mut Bench, id: &str, direction: Direction, talk_ms: u64) {
    let at = bench.now;
    let ringing = call(id, direction, ContactState::Connecting, at);
    bench.contact(ContactEventKind::Init, &ringing);
    bench.contact(ContactEventKind::Connecting, &ringing);
    bench.contact(ContactEventKind::Refresh, &ringing);
    bench.pass(4_000);
    let talking = call(id, direction, ContactState::Connected, bench.now);
    bench.contact(ContactEventKind::Connected, &talking);
    bench.contact(ContactEventKind::Refresh, &talking);
    bench.pass(talk_ms);
    let over = call(id, direction, ContactState::Ended, bench.now);
    bench.contact(ContactEventKind::AfterCallWork, &over);
    bench.contact(ContactEventKind::Ended, &over);
    bench.contact(ContactEventKind::Refresh, &over);
}

/// Searches and pops when a call rings.
pub(crate) const POP: (&str, &str) = (
    "pop.json",
    r#"{ "name": "Pop", "source": "connectVoiceContact", "event": "onConnecting", "actions": [
        { "id": "uid-0", "type": "SE_Start", "ports": { "done": "uid-1" } },
        { "id": "uid-1", "type": "SE_SFSearchAndScreenpop",
          "controls": { "searchParams": "4155550142", "callType": "inbound" }, "ports": {} } ] }"#,
);

/// Its answer when nobody is known by the number: the layout wants a form for a new record.
pub(crate) fn nobody_known(effect: &PortEffect) -> Option<Reply> {
    match effect {
        PortEffect::Host(HostEffect::Search(search)) if search.deferred => {
            let pop = serde_json::json!({ "type": "newRecord", "params": { "entityName": "Contact" } });
            Some(Ok(Answer::Matches(Matches {
                records: Vec::new(),
                pop: Some(flow::Value::from_json(&pop)),
            })))
        }
        effect => kind_world(effect),
    }
}

/// Creates the log when a call ends.
pub(crate) const LOG: (&str, &str) = (
    "log.json",
    r#"{ "name": "Log", "source": "connectVoiceContact", "event": "onEnded", "actions": [
        { "id": "uid-0", "type": "SE_Start", "ports": { "done": "uid-1" } },
        { "id": "uid-1", "type": "SE_SFCreateTask", "controls": {
            "CallObject": "$.contact.contactId", "subject1": "Call", "Status": "Completed",
            "CallType": "$.contact.callType", "CallDurationInSeconds": "$.contact.durationInSeconds",
            "WhoId": "$.contact.whoId", "WhatId": "$.contact.whatId" }, "ports": {} } ] }"#,
);

/// Creates a Task about a call while it is up: the same log, earlier.
pub(crate) const EARLY_LOG: (&str, &str) = (
    "early.json",
    r#"{ "name": "Early", "source": "connectVoiceContact", "event": "onConnected", "actions": [
        { "id": "uid-0", "type": "SE_Start", "ports": { "done": "uid-1" } },
        { "id": "uid-1", "type": "SE_SFCreateTask", "controls": {
            "CallObject": "$.contact.contactId", "subject1": "Early" }, "ports": {} } ] }"#,
);

/// Dials what was clicked.
pub(crate) const DIAL: (&str, &str) = (
    "dial.json",
    r#"{ "name": "Dial", "source": "salesforceUi", "event": "onClickToDial", "actions": [
        { "id": "uid-0", "type": "SE_Start", "ports": { "done": "uid-1" } },
        { "id": "uid-1", "type": "SE_CoreFormatPhoneNumberE164",
          "controls": { "phoneNumber": "$.payload.number", "countryCode": "US" }, "ports": { "done": "uid-2" } },
        { "id": "uid-2", "type": "SE_AgentDialNumber",
          "controls": { "phoneNumber": "$.actions.uid-1.results.value" }, "ports": {} } ] }"#,
);
