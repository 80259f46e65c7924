//! A desk with a scripted world around it: every effect is answered by a rule, at once or on demand.

use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use desk::{
    AgentEventKind, AgentSnapshot, AgentStateKind, Channel, Config, Connect, ConnectEvent, ContactEventKind,
    ContactSnapshot, ContactState, Desk, Direction, EffectId, Event, Gesture, LogMemory, Memory, Notice,
    PortEffect, Properties, Start, View,
};
use flow::{
    Answer, Failure, FailureKind, HostEffect, LogLevel, Map, Match, Matches, Millis, PageEffect, Phone,
    Reply, TelephonyEffect, Text,
};
use session::{Clock, Host, Kept, Output, PhoneNumbers, Request, Screen, Session, Store, Tabs, Telephony};

/// When every test begins, milliseconds since the Unix epoch.
pub(crate) const START: Millis = 1_772_442_000_000;
pub(crate) const CONTACT: &str = "0035g00000XyZabAAF";
pub(crate) const TASK: &str = "00T5g00000AbCdeEAF";

/// What the world does with an effect.
pub(crate) type Rule = Box<dyn FnMut(&PortEffect) -> Option<Reply>>;

/// Everything around the desk, and what was heard from it.
pub(crate) struct World {
    pub(crate) now: Millis,
    pub(crate) performed: Vec<PortEffect>,
    /// What was kept of the desk's memory when each save was asked for.
    pub(crate) kept_at_saves: Vec<String>,
    pub(crate) notices: Vec<Notice>,
    pub(crate) told: Vec<String>,
    /// What went to the console, data behind the text.
    pub(crate) logged: Vec<(LogLevel, String)>,
    pub(crate) view: Option<Arc<View>>,
    panel: String,
    /// The memory as it was kept last.
    pub(crate) kept: String,
    pub(crate) memory: Memory,
    /// What all pages share, as text.
    pub(crate) shared: String,
    /// How often that was written.
    pub(crate) shares: usize,
    /// The settings that were kept last, as text.
    pub(crate) settings: String,
    /// The copies of adapter records that are kept, by the call center's internal name.
    pub(crate) kept_flows: std::collections::BTreeMap<String, String>,
    pub(crate) restarts: usize,
    pub(crate) sign_ins: Vec<String>,
    pub(crate) unanswered: Vec<(EffectId, PortEffect)>,
    rule: Rule,
}

/// A desk at work in such a world.
pub(crate) struct Bench {
    session: Session<World>,
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
    let world = world(&start, rule);
    Bench { session: Session::new(start, world) }
}

/// A world whose browser holds what a page starts with.
pub(crate) fn world(start: &Start<'_>, rule: impl FnMut(&PortEffect) -> Option<Reply> + 'static) -> World {
    World {
        kept: start.memory.to_text(),
        memory: start.memory.clone(),
        shared: start.properties.to_text(),
        shares: 0,
        settings: String::new(),
        kept_flows: Default::default(),
        now: START,
        performed: Vec::new(),
        kept_at_saves: Vec::new(),
        notices: Vec::new(),
        told: Vec::new(),
        logged: Vec::new(),
        view: None,
        panel: String::new(),
        restarts: 0,
        sign_ins: Vec::new(),
        unanswered: Vec::new(),
        rule: Box::new(rule),
    }
}

impl World {
    /// Notes an effect, and answers it if the rule does.
    fn ask(&mut self, id: EffectId, effect: PortEffect) -> Option<Reply> {
        self.performed.push(effect.clone());
        if let PortEffect::Host(HostEffect::SaveRecord(_)) = &effect {
            self.kept_at_saves.push(self.kept.clone());
        }
        let reply = (self.rule)(&effect);
        if reply.is_none() {
            self.unanswered.push((id, effect));
        }
        reply
    }
}

impl Host for World {
    fn find_host(&mut self) -> Option<Event> {
        None
    }

    fn ask_host(&mut self, request: Request<HostEffect>) -> Option<Reply> {
        self.ask(request.id, PortEffect::Host(request.effect))
    }
}

impl Telephony for World {
    fn ask_telephony(&mut self, request: Request<TelephonyEffect>) -> Option<Reply> {
        self.ask(request.id, PortEffect::Telephony(request.effect))
    }

    fn leave_telephony(&mut self) {
        self.restarts += 1;
    }
}

impl Store for World {
    fn remember(&mut self, _: u64, memory: &str) -> Option<Kept> {
        memory.clone_into(&mut self.kept);
        self.memory = Memory::from_text(memory).value;
        Some(Kept::Yes)
    }

    fn share(&mut self, properties: &str) {
        properties.clone_into(&mut self.shared);
        self.shares += 1;
    }

    fn cache_settings(&mut self, settings: &Map<String>) {
        self.settings = desk::cached_settings::to_text(settings);
    }

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
        self.ask(id, PortEffect::Page(PageEffect::CountOpenTabs))
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
        let country = country.map(Text::new);
        self.ask(id, PortEffect::Page(PageEffect::ParsePhone { number: number.clone(), country }))
    }
}

impl Screen for World {
    fn show(&mut self, output: Output) {
        match output {
            Output::View(view) => self.view = Some(view),
            Output::Panel(message) => self.panel = message,
            Output::Tell(message) => self.told.push(message),
            Output::Announce(notice) => self.notices.push(notice),
            Output::FlowLog { level, message, .. } => {
                self.performed.push(PortEffect::Page(PageEffect::Log { level, message }));
            }
            Output::Log { level, text, data } => self.logged.push((level, text + &data)),
            Output::OpenSignIn(url) => self.sign_ins.push(url),
            Output::Relay(_) => {}
        }
    }
}

impl Deref for Bench {
    type Target = World;

    fn deref(&self) -> &World {
        self.session.ports()
    }
}

impl DerefMut for Bench {
    fn deref_mut(&mut self) -> &mut World {
        self.session.ports_mut()
    }
}

impl Bench {
    pub(crate) fn handle(&mut self, event: Event) {
        if let Event::Properties { text } = &event {
            self.shared.clone_from(text);
        }
        self.session.handle(event);
        self.check();
    }

    /// Whatever changes is told: nothing that is kept or shown is behind.
    fn check(&self) {
        assert_eq!(self.memory, *self.desk().memory());
        assert_eq!(Properties::from_text(&self.shared).value, *self.desk().properties());
        assert_eq!(*self.view(), self.desk().view(self.now));
        assert_eq!(self.panel, self.panel().to_message());
    }

    pub(crate) fn desk(&self) -> &Desk {
        self.session.desk()
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

    /// Time passes; what falls due in it happens at its time.
    pub(crate) fn pass(&mut self, ms: u64) {
        let until = self.now + ms;
        while let Some(at) = self.session.next_wake().filter(|at| *at <= until) {
            self.now = self.now.max(at);
            self.wake();
        }
        self.now = until;
    }

    /// When something falls due next.
    pub(crate) fn next_wake(&self) -> Option<Millis> {
        self.session.next_wake()
    }

    /// What is due by now happens.
    pub(crate) fn wake(&mut self) {
        self.session.wake();
        self.check();
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
        self.desk().panel_view()
    }

    pub(crate) fn view(&self) -> &View {
        self.session.ports().view.as_deref().expect("something was painted")
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
    // As the library does, without what stands behind the number.
    let number = number.split([';', '#', 'x', 'e']).next().unwrap_or(number);
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
