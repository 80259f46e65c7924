//! What the table of triggers says is raised is raised, and nothing else.

use std::collections::BTreeSet;

use crate::common::{Bench, bench, call, kind_world};
use desk::{
    AgentEventKind, Channel, ClickToDial, ContactEventKind, ContactSnapshot, ContactState, Direction, Event,
    Gesture,
};
use flow::{Source, TRIGGERS, Trigger, TriggerEvent, Value};

/// A flow for each trigger; its name is that of its file.
fn a_flow_for_each() -> Vec<(String, String)> {
    let flow = |(at, trigger): (usize, &Trigger)| {
        let event = trigger.event.map(|event| format!(r#","event":"{}""#, event.word())).unwrap_or_default();
        let source = trigger.source.word();
        let text = format!(r#"{{"source":"{source}"{event},"actions":[{{"id":"a","type":"SE_Start"}}]}}"#);
        (format!("flow-{at}"), text)
    };
    TRIGGERS.iter().enumerate().map(flow).collect()
}

fn contact(channel: Channel, state: ContactState, now: u64) -> ContactSnapshot {
    let id = format!("{channel:?}");
    ContactSnapshot { channel, ..call(&id, Direction::Inbound, state, now) }
}

/// Everything that Amazon Connect, Salesforce and the agent can report.
fn report_everything(bench: &mut Bench) {
    use ContactEventKind as Kind;
    use ContactState as State;
    let reports = [
        (Kind::Init, State::Init),
        (Kind::Incoming, State::Incoming),
        (Kind::Pending, State::Pending),
        (Kind::Connecting, State::Connecting),
        (Kind::Accepted, State::Connecting),
        (Kind::Connected, State::Connected),
        (Kind::Refresh, State::Connected),
        (Kind::Missed, State::Missed),
        (Kind::Error, State::Error),
        (Kind::AfterCallWork, State::Ended),
        (Kind::Ended, State::Ended),
        (Kind::Destroyed, State::Ended),
    ];
    for kind in [
        AgentEventKind::Init,
        AgentEventKind::Refresh,
        AgentEventKind::StateChange,
        AgentEventKind::Routable,
        AgentEventKind::NotRoutable,
        AgentEventKind::Offline,
        AgentEventKind::Error,
        AgentEventKind::AfterCallWork,
    ] {
        bench.agent(kind, "Available");
    }
    for channel in [Channel::Voice, Channel::QueueCallback, Channel::Chat, Channel::Task, Channel::Email] {
        for (kind, state) in reports.clone() {
            let contact = contact(channel.clone(), state.clone(), bench.now);
            bench.contact(kind, &contact);
            bench.handle(Event::Viewed { contact: Some(contact.id) });
            bench.handle(Event::Viewed { contact: None });
            bench.pass(1_000);
        }
    }
    bench.handle(Event::Navigation { view: flow::AppView::default() });
    bench.handle(Event::WorkStart { payload: Value::Undefined });
    let click = ClickToDial { number: "+14155550142".into(), ..ClickToDial::default() };
    bench.handle(Event::ClickToDial { click });
    for at in 0..TRIGGERS.len() {
        let (action, flow) = ("A".to_owned(), format!("flow-{at}"));
        let (contact, references) = (None, Vec::new());
        bench.press(Gesture::RunAction { action, flow, contact, payload: Default::default(), references });
    }
    bench.pass(60_000);
}

#[test]
fn the_table_says_what_is_raised() {
    let flows = a_flow_for_each();
    let named: Vec<(&str, &str)> = flows.iter().map(|(name, text)| (&**name, &**text)).collect();
    let mut bench = bench(&named, kind_world);
    bench.boot();
    report_everything(&mut bench);
    let name = |trigger: &Trigger| format!("{} {}", trigger.source.word(), trigger.word());
    let ran: BTreeSet<String> = bench.desk().finished_runs().map(|run| name(run.trigger)).collect();
    let said: BTreeSet<String> = TRIGGERS.iter().filter(|trigger| trigger.is_raised()).map(name).collect();
    assert_eq!(ran, said);
}

#[test]
fn a_flow_that_never_runs_is_a_finding_of_the_page() {
    let (_, fine) = a_flow_for_each().swap_remove(TRIGGERS.len() - 1);
    let check = |words: &str, says: &str| {
        let flow = format!(r#"{{"name":"F",{words}"actions":[{{"id":"a","type":"SE_Start"}}]}}"#);
        let bench = bench(&[("f.json", &flow), ("fine.json", &fine)], kind_world);
        let found = format!("{:?}", bench.desk().view(bench.now).problems);
        assert_eq!(found.is_empty() || found == "[]", says.is_empty(), "{words}: {found}");
        assert!(found.contains(says), "{words}: {found}");
    };
    check(r#""source":"connectVoiceContact","event":"onConnecting","#, "");
    check(r#""source":"connectVoiceContact","event":"onIncomming","#, "onIncoming");
    check(r#""source":"Amazon Connect Voice Contact","event":"onConnecting","#, "connectVoiceContact");
    check(r#""source":"connectChatContact","event":"onMessageReceived","#, "does not raise");
    check("", "does not say when it runs");
    check(r#""source":"connectVoice","event":"x","active":false,"#, "");
}

/// The chats whose view started a flow.
fn views(bench: &Bench) -> usize {
    let viewed = flow::find_trigger(Source::ConnectChatContact, Some(TriggerEvent::ViewContact));
    bench.desk().finished_runs().filter(|run| Some(run.trigger) == viewed).count()
}

#[test]
fn a_chat_is_viewed_each_time_the_agent_comes_to_it() {
    let flows = a_flow_for_each();
    let named: Vec<(&str, &str)> = flows.iter().map(|(name, text)| (&**name, &**text)).collect();
    let mut bench = bench(&named, kind_world);
    bench.boot();
    let view = |bench: &mut Bench, id: Option<&str>| {
        bench.handle(Event::Viewed { contact: id.map(str::to_owned) });
        views(bench)
    };
    let ringing = contact(Channel::Chat, ContactState::Connecting, bench.now);
    bench.contact(ContactEventKind::Connecting, &ringing);
    assert_eq!(view(&mut bench, Some(&ringing.id)), 0, "not before it is connected");
    assert_eq!(view(&mut bench, None), 0);
    let talking = contact(Channel::Chat, ContactState::Connected, bench.now);
    bench.contact(ContactEventKind::Connected, &talking);
    assert_eq!(view(&mut bench, Some(&talking.id)), 1);
    assert_eq!(view(&mut bench, Some(&talking.id)), 1, "Amazon Connect may say it twice");
    assert_eq!(view(&mut bench, Some("another")), 1, "of that one nothing is known");
    assert_eq!(view(&mut bench, Some(&talking.id)), 2, "the agent is back");
}

#[test]
fn a_change_of_state_has_both_states_though_a_refresh_tells_the_new_one_first() {
    let flow = r#"{ "source": "connectAgent", "event": "onStateChange", "actions": [
        { "id": "a", "type": "SE_Start", "ports": { "done": "b" } },
        { "id": "b", "type": "SE_SetProperty", "controls": { "key": "old", "value": "$.payload.oldState" },
          "ports": { "done": "c" } },
        { "id": "c", "type": "SE_SetProperty", "controls": { "key": "new", "value": "$.payload.newState" } } ] }"#;
    let mut bench = bench(&[("f.json", flow)], kind_world);
    bench.boot();
    bench.agent(AgentEventKind::Refresh, "Available");
    for (old, new) in [("Available", "Lunch"), ("Lunch", "Offline"), ("Offline", "Available")] {
        // The order of Amazon Connect Streams for one update.
        for kind in [AgentEventKind::Refresh, AgentEventKind::NotRoutable, AgentEventKind::StateChange] {
            bench.agent(kind, new);
        }
        bench.pass(1_000);
        let properties = Value::from(bench.desk().properties().clone());
        let seen = ["old", "new"].map(|key| properties.get(key).as_text().unwrap_or_default().to_owned());
        assert_eq!(seen, [old, new]);
    }
}
