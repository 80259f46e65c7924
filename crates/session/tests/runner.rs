//! The runner against ports that answer when told to: order, deadlines, delays, what is shown and what begins again.

use std::collections::VecDeque;

use desk::{
    AgentEventKind, AgentSnapshot, AgentStateKind, Channel, ClickToDial, Config, Connect, ConnectEvent,
    ContactEventKind, ContactMemory, ContactSnapshot, ContactState, Direction, EffectId, Event, LogMemory,
    Memory, Start, Storage,
};
use flow::{
    Answer, Failure, FailureKind, HostEffect, Map, Millis, Phone, Reply, TelephonyEffect, Text, Value,
};
use session::{Clock, Host, Kept, Output, PhoneNumbers, Request, Screen, Session, Store, Tabs, Telephony};

const START: Millis = 1_772_442_000_000;

/// Ports that answer at once what is in `answers`, in order, and note everything.
#[derive(Debug, Default)]
struct Ports {
    now: Millis,
    asked: Vec<(EffectId, String)>,
    answers: VecDeque<(&'static str, Reply)>,
    wake: Option<Millis>,
    kept: Vec<String>,
    has_room: bool,
    /// Whether writes are answered later.
    is_late: bool,
    writes: Vec<u64>,
    left: usize,
    found: usize,
    outputs: Vec<Output>,
}

impl Ports {
    fn ask(&mut self, id: EffectId, effect: impl serde::Serialize) -> Option<Reply> {
        let json = serde_json::to_value(effect).expect("data");
        let kind = json["effect"].as_str().expect("a kind").to_owned();
        let at = self.answers.iter().position(|(to, _)| *to == kind);
        self.asked.push((id, kind));
        at.and_then(|at| self.answers.remove(at)).map(|(_, reply)| reply)
    }
}

impl Host for Ports {
    fn find_host(&mut self) -> Option<Event> {
        self.found += 1;
        Some(Event::SalesforceReady)
    }

    fn ask_host(&mut self, request: Request<HostEffect>) -> Option<Reply> {
        self.ask(request.id, request.effect)
    }
}

impl Telephony for Ports {
    fn ask_telephony(&mut self, request: Request<TelephonyEffect>) -> Option<Reply> {
        self.ask(request.id, request.effect)
    }

    fn leave_telephony(&mut self) {
        self.left += 1;
    }
}

impl Store for Ports {
    fn remember(&mut self, write: u64, memory: &str) -> Option<Kept> {
        self.kept.push(memory.to_owned());
        self.writes.push(write);
        match self.is_late {
            true => None,
            false if self.has_room => Some(Kept::Yes),
            false => Some(Kept::NoRoom),
        }
    }

    fn share(&mut self, _: &str) {}

    fn cache_settings(&mut self, _: &Map<String>) {}

    fn recall_flows(&mut self, _: &str) -> Option<String> {
        None
    }

    fn keep_flows(&mut self, _: &str, _: Option<&str>) {}

    fn count_open_tabs(&mut self, _: EffectId) -> Option<Reply> {
        Some(Ok(Answer::Value { value: Value::Number(1.0) }))
    }
}

impl Tabs for Ports {}

impl Clock for Ports {
    fn now(&self) -> Millis {
        self.now
    }

    fn wake_at(&mut self, at: Option<Millis>) {
        self.wake = at;
    }
}

impl PhoneNumbers for Ports {
    fn parse_phone(&mut self, _: EffectId, number: &Text, _: Option<&str>) -> Option<Reply> {
        let phone = Phone {
            e164: number.clone(),
            national: number.clone(),
            international: number.clone(),
            country: None,
            national_number: number.clone(),
            extension: None,
            valid: true,
        };
        Some(Ok(Answer::Phone { phone: Some(phone) }))
    }
}

impl Screen for Ports {
    fn show(&mut self, output: Output) {
        self.outputs.push(output);
    }
}

fn session(answers: &[(&'static str, Reply)]) -> Session<Ports> {
    session_with(Vec::new(), answers)
}

fn session_with(flows: Vec<(&str, Value)>, answers: &[(&'static str, Reply)]) -> Session<Ports> {
    let connect = Connect { instance_url: Some("https://acme.my.connect.aws".into()), ..Connect::default() };
    let config = Config { connect, ..Config::default() };
    let ports = Ports { now: START, answers: answers.to_vec().into(), has_room: true, ..Ports::default() };
    Session::new(Start { config, flows, ..Start::default() }, ports)
}

fn pass(session: &mut Session<Ports>, to: Millis) {
    while let Some(at) = session.next_wake().filter(|at| *at <= to) {
        assert_eq!(session.ports().wake, Some(at), "the clock was asked for it");
        session.ports_mut().now = at.max(session.ports().now);
        session.wake();
    }
    session.ports_mut().now = to;
}

fn asked(session: &Session<Ports>) -> Vec<&str> {
    session.ports().asked.iter().map(|(_, kind)| kind.as_str()).collect()
}

fn settings() -> (&'static str, Reply) {
    ("readSettings", Ok(Answer::Settings { settings: Map::new() }))
}

#[test]
fn answers_that_are_known_at_once_lead_on_in_the_same_turn() {
    let mut session = session(&[("enableClickToDial", Ok(Answer::Done)), settings()]);
    session.begin();
    let asked = asked(&session);
    assert_eq!(asked[0], "enableClickToDial");
    assert!(asked.contains(&"listenForClicks") && asked.contains(&"startConnect"), "{asked:?}");
}

#[test]
fn an_answer_that_does_not_come_is_missed_at_the_deadline_and_means_nothing_afterwards() {
    let mut session = session(&[("enableClickToDial", Ok(Answer::Done))]);
    session.begin();
    assert!(!asked(&session).contains(&"startConnect"), "it waits for the settings");
    pass(&mut session, START + 2_999);
    assert!(!asked(&session).contains(&"startConnect"));
    pass(&mut session, START + 3_000);
    assert!(asked(&session).contains(&"startConnect"), "without settings, after three seconds");
    let (id, _) = *session.ports().asked.iter().find(|(_, kind)| kind == "readSettings").expect("asked");
    let before = session.ports().asked.len();
    session.handle(Event::Reply { id, reply: settings().1 });
    assert_eq!(session.ports().asked.len(), before, "too late");
}

#[test]
fn an_answer_in_time_takes_its_deadline_away() {
    let mut session = session(&[("enableClickToDial", Ok(Answer::Done))]);
    session.begin();
    let (id, _) = *session.ports().asked.iter().find(|(_, kind)| kind == "readSettings").expect("asked");
    session.handle(Event::Reply { id, reply: settings().1 });
    let view = session.desk().view(START);
    pass(&mut session, START + 5_000);
    assert_eq!(session.desk().view(START).problems, view.problems, "nothing timed out");
}

/// Dials what was clicked.
const DIAL: &str = r#"{ "name": "Dial", "source": "salesforceUi", "event": "onClickToDial", "actions": [
    { "id": "uid-0", "type": "SE_Start", "ports": { "done": "uid-1" } },
    { "id": "uid-1", "type": "SE_AgentDialNumber", "controls": { "phoneNumber": "$.payload.number" },
      "ports": { "success": "uid-2", "failure": "uid-3" } },
    { "id": "uid-2", "type": "SE_End" }, { "id": "uid-3", "type": "SE_End" } ] }"#;

/// A phone on which a flow has begun to dial, and the dial's id; nobody answers it.
fn dialing() -> (Session<Ports>, EffectId) {
    let flow = Value::from_json_text(DIAL).expect("our own flow");
    let done = |kind| (kind, Ok(Answer::Done));
    // Nobody who does not want to be called has this number.
    let search = ("search", Ok(Answer::Matches(flow::Matches::default())));
    let answers =
        [done("enableClickToDial"), done("listenForClicks"), settings(), done("startConnect"), search];
    let mut session = session_with(vec![("dial.json", flow)], &answers);
    session.begin();
    session.handle(Event::Connect { connect: ConnectEvent::Initialized });
    let agent = AgentSnapshot {
        name: "Ana Ng".to_owned(),
        state: "Available".to_owned(),
        state_kind: AgentStateKind::Routable,
        ..AgentSnapshot::default()
    };
    session.handle(Event::Agent { kind: AgentEventKind::Init, agent });
    let click = ClickToDial { number: "+14155550142".to_owned(), ..ClickToDial::default() };
    session.handle(Event::ClickToDial { click });
    let dial = session.ports().asked.iter().find(|(_, kind)| kind == "dial");
    let (id, _) = *dial.unwrap_or_else(|| panic!("it is dialed: {:?}", session.ports().asked));
    (session, id)
}

fn timed_out() -> Reply {
    Err(Failure::new(FailureKind::TimedOut, "no answer"))
}

/// The flow went through the failure port, once, on the one reply that counted, and nothing was dialed again.
#[track_caller]
fn check_one_reply(session: &Session<Ports>) {
    let runs: Vec<_> = session.desk().finished_runs().collect();
    assert_eq!(runs.len(), 1, "one run");
    let blocks: Vec<_> = runs[0].entries.iter().map(|entry| entry.block.as_str()).collect();
    assert_eq!(blocks, ["uid-0", "uid-1", "uid-3"]);
    let calls = &runs[0].entries[1].calls;
    assert_eq!(calls.len(), 1, "{calls:?}");
    let kind = calls[0].reply.as_ref().and_then(|reply| reply.as_ref().err()).map(|failure| failure.kind);
    assert_eq!((kind, calls[0].answered), (Some(FailureKind::TimedOut), Some(START + 10_000)));
    assert_eq!(asked(session).iter().filter(|kind| **kind == "dial").count(), 1, "dialed once");
}

/// Everything that was shown and said so far.
fn outputs(session: &Session<Ports>) -> Vec<Output> {
    session.ports().outputs.clone()
}

#[test]
fn what_the_port_says_after_the_deadline_is_no_second_reply() {
    let (mut session, id) = dialing();
    pass(&mut session, START + 10_000);
    check_one_reply(&session);
    let said = outputs(&session);
    // The port keeps the same time and says so, too; later the platform answers after all, and once more.
    for late in [timed_out(), Ok(Answer::Done), Ok(Answer::Done)] {
        session.handle(Event::Reply { id, reply: late });
        assert_eq!(outputs(&session), said, "nothing is said or shown of it");
        let later = session.ports().now + 1_000;
        pass(&mut session, later);
        check_one_reply(&session);
    }
}

#[test]
fn a_port_that_keeps_the_time_itself_is_not_followed_by_the_sessions_deadline() {
    let (mut session, id) = dialing();
    pass(&mut session, START + 9_999);
    session.ports_mut().now = START + 10_000;
    session.handle(Event::Reply { id, reply: timed_out() });
    check_one_reply(&session);
    pass(&mut session, START + 60_000);
    let said = outputs(&session);
    session.handle(Event::Reply { id, reply: Ok(Answer::Done) });
    assert_eq!(outputs(&session), said, "nothing is said or shown of it");
    check_one_reply(&session);
}

#[test]
fn a_full_store_is_told_once_and_so_is_room() {
    let mut session = session(&[("enableClickToDial", Ok(Answer::Done)), settings()]);
    session.begin();
    let full =
        |session: &Session<Ports>| session.desk().view(START).problems.contains(&desk::Problem::StorageFull);
    session.handle(ringing());
    session.ports_mut().has_room = false;
    let note = |text: &str| Event::Gesture {
        gesture: desk::Gesture::Note { contact: "c1".to_owned(), text: text.to_owned() },
    };
    session.handle(note("one"));
    assert!(full(&session), "nothing was kept: {:?}", session.ports().kept);
    session.ports_mut().has_room = true;
    session.handle(note("two"));
    assert!(!full(&session));
    session.handle(Event::Storage { storage: Storage::Denied });
    session.handle(note("three"));
    assert!(session.desk().view(START).problems.contains(&desk::Problem::Storage), "denied stays denied");
}

/// A call whose log is to be made, in a browser that takes its time to write; the write after which it may be made.
// Shows: F10
#[test]
fn where_there_is_no_room_the_rows_that_flows_have_sent_go_and_what_is_known_of_logs_stays() {
    let row = vec!["name".into(), Value::text(&"r".repeat(9_000)), false.into()];
    let data = Some(Value::List(vec![Value::List(row)]));
    let fields = [("Subject".into(), "Call".into())].into_iter().collect();
    let log = LogMemory::Saved { fields, record_id: "00T5g00000AbCdeEAF".into() };
    let contact = ContactMemory { data, log, notes: "Call back".into(), ..ContactMemory::default() };
    let memory = Memory { contacts: Map::from([("c".into(), contact.clone())]), ..Memory::default() };
    let start = Start { memory, ..Start::default() };
    let mut session = Session::new(start, Ports { now: START, ..Ports::default() });
    let gesture = desk::Gesture::Note { contact: "c".into(), text: "Call back soon".into() };
    session.handle(Event::Gesture { gesture });
    let [whole, short] = &session.ports().kept[..] else { panic!("{}", session.ports().kept.len()) };
    assert!(whole.len() > 9_000 && short.len() < 9_000);
    let notes = "Call back soon".to_owned();
    let short = Memory::from_text(short).value;
    assert_eq!(short.contacts["c"], ContactMemory { data: None, notes: notes.clone(), ..contact.clone() });
    assert_eq!(
        session.desk().memory().contacts["c"],
        ContactMemory { notes, ..contact },
        "it is still shown"
    );
    session.ports_mut().has_room = true;
    let gesture = desk::Gesture::Note { contact: "c".into(), text: "Call back".into() };
    session.handle(Event::Gesture { gesture });
    assert!(session.ports().kept.last().is_some_and(|text| text.len() < 9_000), "and it stays so");
}

fn talking() -> (Session<Ports>, u64) {
    let mut session = session(&[("enableClickToDial", Ok(Answer::Done)), settings()]);
    session.begin();
    session.handle(ringing());
    session.ports_mut().is_late = true;
    let Event::Contact { mut contact, .. } = ringing() else { unreachable!("it is one") };
    contact.state = ContactState::Connected;
    session.handle(Event::Contact { kind: ContactEventKind::Connected, contact });
    let write = *session.ports().writes.last().expect("it is written down first");
    (session, write)
}

fn saves(session: &Session<Ports>) -> usize {
    asked(session).iter().filter(|kind| **kind == "saveRecord").count()
}

// Shows: issue-11-2-first
#[test]
fn what_must_not_be_done_twice_waits_until_it_is_written_down() {
    let (mut session, write) = talking();
    assert_eq!(saves(&session), 0);
    session.kept(write, Kept::Yes);
    assert_eq!(saves(&session), 1);
    session.kept(write, Kept::Yes);
    assert_eq!(saves(&session), 1, "twice is once");
}

#[test]
fn a_browser_that_does_not_answer_holds_it_up_for_two_seconds() {
    let (mut session, _) = talking();
    pass(&mut session, START + 1_999);
    assert_eq!(saves(&session), 0);
    pass(&mut session, START + 2_000);
    assert_eq!(saves(&session), 1);
    assert!(session.desk().view(START).problems.contains(&desk::Problem::StorageFull), "and it is said");
}

#[test]
fn a_journal_that_is_another_pages_has_nothing_done() {
    let (mut session, write) = talking();
    session.kept(write, Kept::NotOurs);
    pass(&mut session, START + 60_000);
    assert_eq!(saves(&session), 0);
}

/// A call rings.
fn ringing() -> Event {
    let contact = ContactSnapshot {
        id: "c1".to_owned(),
        initial_id: None,
        channel: Channel::Voice,
        state: ContactState::Connecting,
        state_since: Some(START),
        direction: Direction::Inbound,
        transferred: false,
        third_party: false,
        monitoring: false,
        softphone: true,
        number: None,
        phone: None,
        queue: None,
        queue_arn: None,
        queued_at: None,
        attributes: None,
    };
    Event::Contact { kind: ContactEventKind::Connecting, contact: Box::new(contact) }
}

#[test]
fn a_restart_leaves_the_panel_and_looks_for_salesforce_again() {
    let mut session = session(&[("enableClickToDial", Ok(Answer::Done)), settings()]);
    session.begin();
    session.handle(Event::Gesture { gesture: desk::Gesture::TryAgain });
    assert_eq!((session.ports().left, session.ports().found), (1, 2));
}

#[test]
fn what_is_only_said_reaches_the_screen() {
    let mut session = session(&[("enableClickToDial", Ok(Answer::Done)), settings()]);
    session.begin();
    let click = ClickToDial { number: "+14155550142".to_owned(), ..ClickToDial::default() };
    session.handle(Event::ClickToDial { click });
    let queued = |output: &Output| matches!(output, Output::Announce(desk::Notice::ClickQueued { .. }));
    assert_eq!(session.ports().outputs.iter().filter(|output| queued(output)).count(), 1);
}
