//! CTI Actions: what a press starts, whom it is about, what the panel is told of it.

use crate::common::{Bench, TASK, bench, call, kind_world, rejected};
use desk::{ContactEventKind, ContactState, Direction, Gesture, PortEffect};
use flow::{Answer, HostEffect, PageEffect, Reply, Value};
use panel_protocol::{BlockFailure, PressState};

/// Logs whom it is about and what it was given, then asks Salesforce once.
const CALL_BACK: (&str, &str) = (
    "call-back.json",
    r#"{ "name": "Call back", "source": "ctiAction", "actions": [
        { "id": "s", "type": "SE_Start", "ports": { "done": "t" } },
        { "id": "t", "type": "SE_TextStringTemplate", "controls": {
            "variables": { "c": "$.contact.contactId", "p": "$.payload" }, "template": "${c} ${p}" }, "ports": { "done": "l" } },
        { "id": "l", "type": "SE_Log", "controls": { "message": "$.actions.t.results.value" }, "ports": { "done": "k" } },
        { "id": "k", "type": "SE_SFCreateTask", "controls": { "subject1": "Call back" }, "ports": { "failure": "w" } },
        { "id": "w", "type": "SE_Log", "controls": { "message": "not saved" } } ] }"#,
);

/// Asks nobody: it is over before the press returns.
const QUICK: (&str, &str) = (
    "quick.json",
    r#"{ "name": "Quick", "source": "ctiAction", "actions": [
        { "id": "s", "type": "SE_Start", "ports": { "done": "p" } }, { "id": "p", "type": "SE_GetPayload" } ] }"#,
);

/// Events start it, no action.
const VOICE: (&str, &str) = (
    "voice.json",
    r#"{ "name": "Voice", "source": "connectVoiceContact", "event": "onAccepted", "actions": [{ "id": "s", "type": "SE_Start" }] }"#,
);

const OFF: (&str, &str) = (
    "off.json",
    r#"{ "name": "Off", "source": "ctiAction", "active": false, "actions": [{ "id": "s", "type": "SE_Start" }] }"#,
);

/// Prepares a form.
const PREPARE: (&str, &str) = (
    "prepare.json",
    r#"{ "name": "Prepare", "source": "ctiAction", "actions": [
        { "id": "s", "type": "SE_Start", "ports": { "done": "f" } },
        { "id": "f", "type": "SE_SFGetContactId", "controls": { "formattedPhoneNumber": "$.contact.rawPhoneNumber" } } ] }"#,
);

/// Asks Salesforce for the same Task again and again.
const FOR_EVER: (&str, &str) = (
    "for-ever.json",
    r#"{ "name": "For ever", "source": "ctiAction", "actions": [
        { "id": "s", "type": "SE_Start", "ports": { "done": "k" } },
        { "id": "k", "type": "SE_SFCreateTask", "controls": { "subject1": "Call back" }, "ports": { "failure": "k" } } ] }"#,
);

const FLOWS: [(&str, &str); 6] = [CALL_BACK, QUICK, VOICE, OFF, PREPARE, FOR_EVER];

fn desk(rule: impl FnMut(&PortEffect) -> Option<Reply> + 'static) -> Bench {
    let mut bench = bench(&FLOWS, rule);
    bench.boot();
    bench
}

fn talking(bench: &mut Bench, id: &str) {
    let talking = call(id, Direction::Inbound, ContactState::Connected, bench.now);
    bench.contact(ContactEventKind::Init, &talking);
}

fn press(bench: &mut Bench, flow: &str, contact: Option<&str>) {
    press_with(bench, flow, contact, r#"{"k":"v"}"#, &[]);
}

fn press_with(bench: &mut Bench, flow: &str, contact: Option<&str>, payload: &str, references: &[&str]) {
    bench.press(Gesture::RunAction {
        action: format!("{flow}!"),
        flow: flow.into(),
        contact: contact.map(str::to_owned),
        payload: serde_json::from_str(payload).expect("a map"),
        references: references.iter().map(|key| (*key).to_owned()).collect(),
    });
}

#[test]
fn the_panel_is_told_of_the_last_fifty() {
    let mut bench = desk(kind_world);
    for at in 0..60 {
        press(&mut bench, "Quick", Some(&format!("c-{at}")));
    }
    let presses = presses(&bench);
    assert_eq!(presses.len(), 50);
    assert_eq!(presses[0], "Quick! c-59 done");
}

/// The presses as the panel sees them: action, contact, state.
fn presses(bench: &Bench) -> Vec<String> {
    let word = |state: &PressState| match state {
        PressState::Running => "running".to_owned(),
        PressState::Done => "done".to_owned(),
        PressState::Failed(said) => {
            let said = said.as_ref().map(|said| format!("{}: {}", said.title, said.reason));
            format!("failed: {}", said.as_deref().unwrap_or("-"))
        }
        PressState::NoFlow => "no flow".to_owned(),
    };
    let presses = bench.panel().presses.into_iter();
    presses
        .map(|press| {
            format!("{} {} {}", press.action, press.contact.as_deref().unwrap_or("-"), word(&press.state))
        })
        .collect()
}

fn lines(bench: &Bench) -> Vec<&str> {
    let lines = bench.performed.iter().filter_map(|effect| match effect {
        PortEffect::Page(PageEffect::Log { message, .. }) => Some(message.as_str()),
        _ => None,
    });
    lines.collect()
}

/// The Task of the flow, not the log of a call.
fn is_task(effect: &PortEffect) -> bool {
    match effect {
        PortEffect::Host(HostEffect::SaveRecord(save)) => {
            save.fields.get("Subject") == Some(&Value::from("Call back"))
        }
        _ => false,
    }
}

fn saved() -> Reply {
    Ok(Answer::Saved { record_id: TASK.into() })
}

// Shows: BH-41
#[test]
fn a_press_starts_its_flow_with_the_payload_for_the_contact_in_view() {
    let mut bench = desk(kind_world);
    talking(&mut bench, "c-1");
    press(&mut bench, "Call back", Some("c-1"));
    assert_eq!(lines(&bench), [r#"c-1 {"k":"v"}"#]);
    assert_eq!(presses(&bench), ["Call back! c-1 done"]);
    let shown = bench.panel();
    let press = &shown.presses[0];
    let run = shown.runs.iter().find(|run| run.id == press.run).expect("the run it names");
    assert_eq!((run.flow.as_str(), run.event.as_str()), ("Call back", "ctiAction"));
}

// Shows: BH-18
#[test]
fn with_several_contacts_it_is_about_the_one_that_was_in_view() {
    let mut bench = desk(kind_world);
    talking(&mut bench, "c-1");
    talking(&mut bench, "c-2");
    press(&mut bench, "Call back", Some("c-1"));
    press(&mut bench, "Call back", Some("c-2"));
    assert_eq!(lines(&bench), [r#"c-1 {"k":"v"}"#, r#"c-2 {"k":"v"}"#]);
    assert_eq!(presses(&bench), ["Call back! c-2 done", "Call back! c-1 done"]);
}

// Shows: BH-18
#[test]
fn without_a_contact_it_is_about_nobody_whoever_else_is_there() {
    let mut bench = desk(kind_world);
    press(&mut bench, "Call back", None);
    talking(&mut bench, "c-1");
    // Pressed a moment too late: its contact is gone, and another one is no substitute.
    press(&mut bench, "Call back", Some("c-0"));
    assert_eq!(lines(&bench), [r#" {"k":"v"}"#, r#" {"k":"v"}"#]);
    assert_eq!(presses(&bench), ["Call back! c-0 done", "Call back! - done"]);
}

#[test]
fn it_works_when_the_contact_has_ended_since() {
    let mut bench = desk(kind_world);
    talking(&mut bench, "c-1");
    let over = call("c-1", Direction::Inbound, ContactState::Ended, bench.now);
    bench.contact(ContactEventKind::AfterCallWork, &over);
    press(&mut bench, "Call back", Some("c-1"));
    assert_eq!(lines(&bench), [r#"c-1 {"k":"v"}"#]);
}

#[test]
fn a_second_press_while_it_runs_is_the_same_press() {
    let mut bench = desk(|effect| if is_task(effect) { None } else { kind_world(effect) });
    talking(&mut bench, "c-1");
    press(&mut bench, "Call back", Some("c-1"));
    press(&mut bench, "Call back", Some("c-1"));
    assert_eq!(presses(&bench), ["Call back! c-1 running"]);
    assert_eq!(bench.count(is_task), 1);
    bench.answer(is_task, saved());
    assert_eq!(presses(&bench), ["Call back! c-1 done"]);
    press(&mut bench, "Call back", Some("c-1"));
    assert_eq!(bench.count(is_task), 2);
    assert_eq!(presses(&bench), ["Call back! c-1 running"]);
}

#[test]
fn another_action_of_the_contact_waits_its_turn_and_is_not_forgotten() {
    let mut bench = desk(|effect| if is_task(effect) { None } else { kind_world(effect) });
    talking(&mut bench, "c-1");
    press(&mut bench, "Call back", Some("c-1"));
    press(&mut bench, "Quick", Some("c-1"));
    press(&mut bench, "Quick", None);
    assert_eq!(presses(&bench), ["Quick! - done", "Quick! c-1 running", "Call back! c-1 running"]);
    bench.answer(is_task, saved());
    assert_eq!(presses(&bench), ["Quick! - done", "Quick! c-1 done", "Call back! c-1 done"]);
}

#[test]
fn a_flow_that_has_not_done_its_work_says_why() {
    let mut bench = desk(|effect| match effect {
        PortEffect::Host(HostEffect::SaveRecord(_)) => rejected(),
        effect => kind_world(effect),
    });
    press(&mut bench, "Call back", None);
    // The flow has gone on from the refusal, to a line in the console; the agent hears of it all the same.
    assert_eq!(lines(&bench).last(), Some(&"not saved"));
    assert_eq!(presses(&bench), ["Call back! - failed: Create a Task: no"]);
}

#[test]
fn a_flow_that_never_ends_is_stopped_and_the_press_is_over() {
    let mut bench = desk(|effect| if is_task(effect) { None } else { kind_world(effect) });
    press(&mut bench, "For ever", None);
    bench.pass(60_001);
    assert_eq!(presses(&bench), ["For ever! - failed: -"]);
}

// Shows: BH-60
#[test]
fn what_is_no_flow_of_an_action_is_said() {
    let mut bench = desk(kind_world);
    for flow in ["Voice", "Off", "Nowhere"] {
        press(&mut bench, flow, None);
        let expected = format!("{flow}! - no flow");
        assert_eq!(presses(&bench)[0], expected);
        assert_eq!(bench.panel().presses[0].run, 0);
        press(&mut bench, flow, None);
    }
    assert_eq!(bench.panel().presses.len(), 3);
    assert!(bench.panel().runs.is_empty());
}

// Shows: BH-41
#[test]
fn hard_coded_references_are_resolved_at_the_press_and_what_a_person_types_never() {
    let mut bench = desk(kind_world);
    talking(&mut bench, "c-1");
    let payload =
        r#"{"who":"$.contact.queue","agent":"$.agent.name","typed":"$.contact.queue","none":"$.contact.no"}"#;
    press_with(&mut bench, "Call back", Some("c-1"), payload, &["who", "agent", "none", "not there"]);
    let line = lines(&bench)[0].to_owned();
    assert_eq!(line, r#"c-1 {"who":"Sales","agent":"Ana Ng","typed":"$.contact.queue"}"#);
}

#[test]
fn a_reload_ends_the_press() {
    let mut bench = desk(|effect| if is_task(effect) { None } else { kind_world(effect) });
    press(&mut bench, "Call back", None);
    assert_eq!(presses(&bench), ["Call back! - running"]);
    let mut bench = bench.reload(&FLOWS, kind_world);
    bench.boot();
    assert!(bench.panel().presses.is_empty() && bench.panel().form.is_none());
}

fn open(bench: &mut Bench, flow: Option<&str>, contact: Option<&str>, references: &[&str]) {
    bench.press(Gesture::OpenForm {
        action: "A".into(),
        flow: flow.map(str::to_owned),
        contact: contact.map(str::to_owned),
        references: references.iter().map(|text| (*text).to_owned()).collect(),
    });
}

/// The form as the panel sees it: state and values.
fn form(bench: &Bench) -> (PressState, String) {
    let form = bench.panel().form.expect("a form");
    (form.state, serde_json::to_string(&form.values).expect("data"))
}

const REFERENCES: [&str; 3] = ["$.contact.queue", "$.actions.f.results.sfContactId", "$.contact.no"];

#[test]
fn a_form_without_flow_is_filled_at_once() {
    let mut bench = desk(kind_world);
    talking(&mut bench, "c-1");
    open(&mut bench, None, Some("c-1"), &REFERENCES);
    assert_eq!(form(&bench), (PressState::Done, r#"{"$.contact.queue":"Sales"}"#.to_owned()));
    open(&mut bench, None, None, &["$.agent.name", "$.contact.queue"]);
    assert_eq!(form(&bench), (PressState::Done, r#"{"$.agent.name":"Ana Ng"}"#.to_owned()));
    bench.press(Gesture::CloseForm);
    assert_eq!(bench.panel().form, None);
}

#[test]
fn a_form_that_runs_nothing_does_not_take_the_run_of_a_press() {
    for flow in [None, Some("Nowhere")] {
        let mut bench = desk(kind_world);
        open(&mut bench, flow, None, &["$.agent.name"]);
        let before = form(&bench);
        press(&mut bench, "Quick", None);
        assert_eq!(presses(&bench), ["Quick! - done"], "{flow:?}");
        assert_eq!(form(&bench), before, "{flow:?}");
    }
}

fn is_find(effect: &PortEffect) -> bool {
    matches!(effect, PortEffect::Host(HostEffect::FindByPhone { .. }))
}

fn found() -> Reply {
    let record = flow::Match {
        id: crate::common::CONTACT.into(),
        object: "Contact".into(),
        name: "Dana Ortiz".into(),
        fields: flow::Fields::new(),
    };
    Ok(flow::Answer::Matches(flow::Matches { records: vec![record], pop: None }))
}

#[test]
fn a_form_with_a_flow_is_filled_when_that_is_over() {
    let mut bench = desk(|effect| if is_find(effect) { None } else { kind_world(effect) });
    talking(&mut bench, "c-1");
    open(&mut bench, Some("Prepare"), Some("c-1"), &REFERENCES);
    assert_eq!(form(&bench), (PressState::Running, r#"{"$.contact.queue":"Sales"}"#.to_owned()));
    bench.answer(is_find, found());
    let filled = format!(
        r#"{{"$.contact.queue":"Sales","$.actions.f.results.sfContactId":"{}"}}"#,
        crate::common::CONTACT
    );
    assert_eq!(form(&bench), (PressState::Done, filled));
    assert!(bench.panel().presses.is_empty(), "opening a form is no press");
}

#[test]
fn a_form_opens_with_what_is_there_when_its_flow_fails() {
    let mut bench = desk(|effect| if is_find(effect) { rejected() } else { kind_world(effect) });
    talking(&mut bench, "c-1");
    open(&mut bench, Some("Prepare"), Some("c-1"), &REFERENCES);
    let filled = r#"{"$.contact.queue":"Sales"}"#.to_owned();
    let said = BlockFailure { title: "Get Salesforce Contact Id".to_owned(), reason: "no".to_owned() };
    assert_eq!(form(&bench), (PressState::Failed(Some(said)), filled.clone()));
    open(&mut bench, Some("Nowhere"), Some("c-1"), &REFERENCES);
    assert_eq!(form(&bench), (PressState::NoFlow, filled));
}

#[test]
fn a_form_that_was_closed_or_opened_again_does_not_get_the_first_one_s_values() {
    let mut bench = desk(|effect| if is_find(effect) { None } else { kind_world(effect) });
    open(&mut bench, Some("Prepare"), None, &REFERENCES);
    bench.press(Gesture::CloseForm);
    open(&mut bench, None, None, &["$.agent.name"]);
    let before = form(&bench);
    bench.pass(60_001);
    assert_eq!(form(&bench), before);
}
