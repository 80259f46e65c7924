//! No modal over a ringing call.

use crate::common::{POP, bench, call, kind_world, nobody_known};
use desk::{ContactEventKind as Kind, ContactState as State, Direction, PortEffect};
use flow::{HostEffect, ScreenPop};

fn pops(bench: &crate::common::Bench) -> usize {
    bench
        .count(|effect| matches!(effect, PortEffect::Host(HostEffect::ScreenPop(ScreenPop::Deferred { .. }))))
}

// Shows: BH-172
#[test]
fn a_form_waits_until_the_call_is_taken() {
    let mut bench = bench(&[POP], nobody_known);
    bench.boot();
    let now = bench.now;
    bench.contact(Kind::Connecting, &call("c1", Direction::Inbound, State::Connecting, now));
    assert_eq!(pops(&bench), 0, "it rings");
    let mut bench = bench.reload(&[POP], nobody_known);
    bench.boot();
    bench.contact(Kind::Init, &call("c1", Direction::Inbound, State::Connecting, now));
    assert_eq!(pops(&bench), 0, "it still rings, in another page");
    bench.contact(Kind::Connected, &call("c1", Direction::Inbound, State::Connected, now));
    bench.contact(Kind::Refresh, &call("c1", Direction::Inbound, State::Connected, now));
    assert_eq!(pops(&bench), 1, "taken, and popped once");
}

#[test]
fn a_form_for_a_call_nobody_took_never_opens() {
    let mut bench = bench(&[POP], nobody_known);
    bench.boot();
    let now = bench.now;
    bench.contact(Kind::Connecting, &call("c1", Direction::Inbound, State::Connecting, now));
    bench.contact(Kind::Ended, &call("c1", Direction::Inbound, State::Error, now));
    bench.contact(Kind::Destroyed, &call("c1", Direction::Inbound, State::Error, now));
    assert_eq!(pops(&bench), 0);
}

#[test]
fn a_page_opens_while_it_rings() {
    let mut bench = bench(&[POP], |effect| match effect {
        PortEffect::Host(HostEffect::Search(search)) if search.deferred => {
            let pop =
                serde_json::json!({ "type": "sobject", "params": { "recordId": crate::common::CONTACT } });
            let Some(Ok(flow::Answer::Matches(found))) = kind_world(effect) else { unreachable!() };
            Some(Ok(flow::Answer::Matches(flow::Matches {
                pop: Some(flow::Value::from_json(&pop)),
                ..found
            })))
        }
        effect => kind_world(effect),
    });
    bench.boot();
    let now = bench.now;
    bench.contact(Kind::Connecting, &call("c1", Direction::Inbound, State::Connecting, now));
    assert_eq!(pops(&bench), 1);
    assert!(bench.memory.contacts["c1"].related.is_some());
}

#[test]
fn an_answer_after_the_call_was_taken_opens_at_once() {
    let mut bench = bench(&[POP], |effect| match effect {
        PortEffect::Host(HostEffect::Search(_)) => None,
        effect => kind_world(effect),
    });
    bench.boot();
    let now = bench.now;
    bench.contact(Kind::Connecting, &call("c1", Direction::Inbound, State::Connecting, now));
    bench.contact(Kind::Connected, &call("c1", Direction::Inbound, State::Connected, now));
    let is_search = |effect: &PortEffect| matches!(effect, PortEffect::Host(HostEffect::Search(_)));
    // Both spellings of the number: nobody.
    while let Some((_, search)) = bench.unanswered.iter().find(|(_, effect)| is_search(effect)) {
        let reply = nobody_known(&search.clone()).unwrap();
        bench.answer(is_search, reply);
    }
    assert_eq!(bench.count(is_search), 2);
    assert_eq!(pops(&bench), 1);
}

#[test]
fn without_pop_data_the_one_match_opens_unless_the_layout_says_not_to() {
    for (rule, expected) in [("DoNotPop", 0), ("PopToEntity", 1), ("", 1)] {
        let mut bench = bench(&[POP], move |effect| match effect {
            PortEffect::Host(HostEffect::ReadLayout) => {
                let rules = [String::new(), rule.to_owned(), String::new()];
                Some(Ok(flow::Answer::Layout(flow::Layout { rules, ..Default::default() })))
            }
            effect => kind_world(effect),
        });
        bench.boot();
        let now = bench.now;
        bench.contact(Kind::Connecting, &call("c1", Direction::Inbound, State::Connecting, now));
        bench.contact(Kind::Connected, &call("c1", Direction::Inbound, State::Connected, now));
        let opened = ScreenPop::Record { record_id: crate::common::CONTACT.into() };
        assert_eq!(
            bench.count(|effect| *effect == PortEffect::Host(HostEffect::ScreenPop(opened.clone()))),
            expected,
            "{rule}"
        );
    }
}

// Shows: checklist-5
#[test]
fn a_record_without_an_id_is_searched_for() {
    let mut bench = bench(&[POP], |effect| match effect {
        PortEffect::Host(HostEffect::Search(_)) => Some(Ok(flow::Answer::Matches(flow::Matches {
            records: vec![flow::Match { name: "Dana Ortiz".into(), ..flow::Match::default() }],
            pop: None,
        }))),
        effect => kind_world(effect),
    });
    bench.boot();
    let now = bench.now;
    bench.contact(Kind::Connecting, &call("c1", Direction::Inbound, State::Connecting, now));
    let search = ScreenPop::Search { search_string: "(415) 5550142".into() };
    assert_eq!(bench.count(|effect| *effect == PortEffect::Host(HostEffect::ScreenPop(search.clone()))), 1);
}

#[test]
fn a_form_that_a_flow_asks_for_waits_too() {
    let flow = (
        "form.json",
        r#"{ "source": "connectVoiceContact", "event": "onConnecting", "actions": [
            { "id": "uid-0", "type": "SE_Start", "ports": { "done": "uid-1" } },
            { "id": "uid-1", "type": "SE_SFScreenpopNewRecord", "controls": { "entityName": "Case" } } ] }"#,
    );
    let mut bench = bench(&[flow], kind_world);
    bench.boot();
    let now = bench.now;
    bench.contact(Kind::Connecting, &call("c1", Direction::Inbound, State::Connecting, now));
    assert_eq!(bench.count(|effect| matches!(effect, PortEffect::Host(HostEffect::ScreenPop(_)))), 0);
    assert_eq!(bench.desk().finished_runs().count(), 1, "the flow goes on");
    bench.contact(Kind::Connected, &call("c1", Direction::Inbound, State::Connected, now));
    let expected = serde_json::json!({ "effect": "screenPop", "kind": "deferred", "data":
        { "type": "newRecord", "params": { "entityName": "Case", "defaultFieldValues": {} } } });
    let popped =
        bench.performed.iter().find(|effect| matches!(effect, PortEffect::Host(HostEffect::ScreenPop(_))));
    assert_eq!(serde_json::to_value(popped.unwrap()).unwrap(), expected);
}

#[test]
fn a_form_that_waits_is_forgotten_once_somebody_is_known() {
    let known = |effect: &PortEffect| match effect {
        PortEffect::Host(HostEffect::Search(search)) if search.text.ends_with("4155550142") => {
            nobody_known(effect)
        }
        effect => kind_world(effect),
    };
    let flow = |block: &str, controls: &str| {
        format!(
            r#"{{ "source": "connectVoiceContact", "event": "onPending", "actions": [
                {{ "id": "uid-0", "type": "SE_Start", "ports": {{ "done": "uid-1" }} }},
                {{ "id": "uid-1", "type": "{block}", "controls": {controls} }} ] }}"#
        )
    };
    for (block, controls) in [
        ("SE_SFSearchAndScreenpop", r#"{ "searchParams": "Dana", "callType": "inbound" }"#),
        ("SE_SFSearchAndScreenpop", r#"{ "searchParams": "Dana", "callType": "inbound", "deferred": true }"#),
        ("SE_SFScreenpopObject", r#"{ "recordId": "0035g00000XyZabAAF" }"#),
    ] {
        let mut bench = bench(&[POP, ("later.json", &flow(block, controls))], known);
        bench.boot();
        let now = bench.now;
        bench.contact(Kind::Connecting, &call("c1", Direction::Inbound, State::Connecting, now));
        assert!(bench.memory.contacts["c1"].held_pop.is_some());
        bench.contact(Kind::Pending, &call("c1", Direction::Inbound, State::Connecting, now));
        bench.contact(Kind::Connected, &call("c1", Direction::Inbound, State::Connected, now));
        assert_eq!(pops(&bench), 0, "{block} {controls}");
        assert!(bench.desk().finished_runs().all(|run| run.outcome.name() == "completed"));
    }
}

const TRIAGE: (&str, &str) = (
    "triage.json",
    r#"{ "name": "Triage", "source": "connectVoiceContact", "event": "onConnecting", "actions": [
        { "id": "uid-0", "type": "SE_Start", "ports": { "done": "uid-1" } },
        { "id": "uid-1", "type": "SE_SFStartScreenFlow",
          "controls": { "flowName": "Caller_Triage", "variables": { "vip": true } }, "ports": {} } ] }"#,
);

#[test]
fn a_screen_flow_waits_until_the_call_is_taken() {
    let mut bench = bench(&[TRIAGE], kind_world);
    bench.boot();
    let now = bench.now;
    bench.contact(Kind::Connecting, &call("c1", Direction::Inbound, State::Connecting, now));
    let is_pop = |effect: &PortEffect| matches!(effect, PortEffect::Host(HostEffect::ScreenPop(_)));
    assert_eq!(bench.count(is_pop), 0, "it rings");
    bench.contact(Kind::Connected, &call("c1", Direction::Inbound, State::Connected, now));
    let data = serde_json::json!({ "type": "flow", "params": { "flowDevName": "Caller_Triage",
        "flowArgs": [{ "name": "vip", "type": "Boolean", "value": true }] } });
    let opens = ScreenPop::Deferred { data: flow::Value::from_json(&data) };
    assert_eq!(bench.count(|effect| *effect == PortEffect::Host(HostEffect::ScreenPop(opens.clone()))), 1);
}
