//! What the log of a call says when a flow, the desk and the agent all write it.

use std::collections::HashMap;

use crate::common::{POP, TASK, bench_with, config, files, kind_world, rejected, whole_call};
use desk::{Direction, Gesture, LogMemory, PortEffect, Start};
use flow::{Answer, HostEffect, Match, Matches, Reply, Value};
use serde_json::json;

const CONTACT: &str = "0035g00000XyZabAAF";
const ACCOUNT: &str = "0015g00000PqRstAAG";
const LEAD: &str = "00Q5g00000KlMnoEAF";
const OTHER_LEAD: &str = "00Q5g00000PqRstEAF";
const CASE: &str = "5005g00000LmNopAAJ";

/// The search finds this record, and Salesforce refuses a Task that points to a lead and to something else.
fn strict(found: &'static str) -> impl FnMut(&PortEffect) -> Option<Reply> + 'static {
    let mut task: HashMap<String, Value> = HashMap::new();
    move |effect| match effect {
        PortEffect::Host(HostEffect::Search(_)) => {
            let record = Match { id: found.into(), ..Match::default() };
            Some(Ok(Answer::Matches(Matches { records: vec![record], pop: None })))
        }
        PortEffect::Host(HostEffect::SaveRecord(save)) => {
            let mut then = task.clone();
            then.extend(save.fields.iter().map(|(field, value)| (field.to_string(), value.clone())));
            let id = |field: &str| then.get(field).and_then(Value::as_text).unwrap_or_default().to_owned();
            if id("WhoId").starts_with("00Q") && !id("WhatId").is_empty() {
                return rejected();
            }
            task = then;
            Some(Ok(Answer::Saved { record_id: TASK.into() }))
        }
        effect => kind_world(effect),
    }
}

/// A flow that makes a Task about the call with these fields.
fn task_flow(event: &str, fields: serde_json::Value) -> String {
    let controls =
        json!({ "CallObject": "$.contact.contactId", "subject1": "Call", "otherTaskFields": fields });
    json!({ "source": "connectVoiceContact", "event": event, "actions": [
        { "id": "uid-0", "type": "SE_Start", "ports": { "done": "uid-1" } },
        { "id": "uid-1", "type": "SE_SFCreateTask", "controls": controls, "ports": {} } ] })
    .to_string()
}

fn bench(found: &'static str, at_connect: bool, flow: &str) -> crate::common::Bench {
    let mut config = config();
    config.call_log.at_connect = at_connect;
    let flows = files(&[POP, ("task.json", flow)]);
    let mut bench = bench_with(Start { config, flows, ..Start::default() }, strict(found));
    bench.boot();
    bench
}

/// Where the Task points in the end: `WhoId` and `WhatId`, empty for nowhere.
fn points(bench: &crate::common::Bench) -> (String, String) {
    let task = bench.task();
    let id = |field: &str| task.get(field).and_then(serde_json::Value::as_str).unwrap_or_default().to_owned();
    assert!(matches!(bench.log("c1"), LogMemory::Saved { .. }), "{:?}", bench.log("c1"));
    (id("WhoId"), id("WhatId"))
}

#[test]
fn what_a_flow_says_and_what_was_found_never_make_a_pair_that_is_refused() {
    let check = |found: &'static str, said: serde_json::Value, expected: (&str, &str)| {
        for (event, at_connect) in [("onConnected", true), ("onEnded", true), ("onEnded", false)] {
            let mut bench = bench(found, at_connect, &task_flow(event, said.clone()));
            whole_call(&mut bench, "c1", Direction::Inbound, 60_000);
            let (who, what) = points(&bench);
            assert_eq!((who.as_str(), what.as_str()), expected, "{found} found, {said} said {event}");
            assert!(bench.saves().len() <= 2, "{:?}", bench.saves());
        }
    };
    check(ACCOUNT, json!({ "WhoId": LEAD }), (LEAD, ""));
    check(LEAD, json!({ "WhatId": CASE }), ("", CASE));
    check(LEAD, json!({ "WhoId": OTHER_LEAD, "WhatId": CASE }), (OTHER_LEAD, ""));
    check(LEAD, json!({ "WhoId": CONTACT, "WhatId": CASE }), (CONTACT, CASE));
    check(LEAD, json!({}), (LEAD, ""));
    // What goes together stays together.
    check(CONTACT, json!({ "WhatId": CASE }), (CONTACT, CASE));
    check(ACCOUNT, json!({ "WhoId": CONTACT }), (CONTACT, ACCOUNT));
}

#[test]
fn the_agent_points_it_elsewhere_whatever_a_flow_has_said() {
    for (found, said, relate, expected) in [
        (LEAD, json!({ "WhatId": CASE }), LEAD, (LEAD, "")),
        (ACCOUNT, json!({ "WhoId": LEAD }), ACCOUNT, ("", ACCOUNT)),
    ] {
        let mut bench = bench(found, true, &task_flow("onEnded", said));
        whole_call(&mut bench, "c1", Direction::Inbound, 60_000);
        bench.press(Gesture::Relate { contact: "c1".into(), record_id: Some(relate.into()) });
        let (who, what) = points(&bench);
        assert_eq!((who.as_str(), what.as_str()), expected);
    }
}

#[test]
fn a_status_counts_for_the_time_it_was_said_in() {
    for (event, said, expected) in [
        ("onConnected", json!({}), "Completed"),
        ("onConnected", json!({ "Status": "Waiting on someone else" }), "Completed"),
        ("onEnded", json!({ "Status": "Deferred" }), "Deferred"),
    ] {
        let mut bench = bench(CONTACT, true, &task_flow(event, said));
        whole_call(&mut bench, "c1", Direction::Inbound, 60_000);
        assert_eq!(bench.task()["Status"], expected, "{event}");
    }
}

#[test]
fn a_finished_log_has_the_date_of_the_agent_s_calendar() {
    for (hour, utc_offset, expected) in [
        (9, 0, "2026-03-02"),
        (9, -10 * 60, "2026-03-01"),
        (11, 12 * 60 + 45, "2026-03-02"),
        (12, 12 * 60 + 45, "2026-03-03"),
        (0, -30, "2026-03-01"),
    ] {
        let start = Start { config: config(), utc_offset, ..Start::default() };
        let mut bench = bench_with(start, kind_world);
        bench.now = bench.now - 9 * 3_600_000 + hour * 3_600_000;
        bench.boot();
        whole_call(&mut bench, "c1", Direction::Inbound, 60_000);
        assert_eq!(bench.saves()[0]["fields"].get("ActivityDate"), None, "it would lock what it is about");
        assert_eq!(bench.task()["ActivityDate"], expected, "{hour} h, {utc_offset} min");
    }
    let mut bench = bench(CONTACT, true, &task_flow("onEnded", json!({ "ActivityDate": "2026-12-24" })));
    whole_call(&mut bench, "c1", Direction::Inbound, 60_000);
    assert_eq!(bench.task()["ActivityDate"], "2026-12-24", "the flow's word");
}
