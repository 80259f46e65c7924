//! Exactly one log for one call, whatever happens while it is saved.

use crate::common::{CONTACT, EARLY_LOG, LOG, POP, TASK, bench, kind_world, rejected, timed_out, whole_call};
use desk::{Direction, Gesture, LogMemory, Memory, Notice, PortEffect};
use flow::{Answer, HostEffect};
use panel_protocol::SaveState;

fn is_save(effect: &PortEffect) -> bool {
    matches!(effect, PortEffect::Host(HostEffect::SaveRecord(_)))
}

#[test]
fn a_flow_writes_the_log_and_the_desk_does_not_write_another() {
    let mut bench = bench(&[POP, LOG], kind_world);
    bench.boot();
    whole_call(&mut bench, "c1", Direction::Inbound, 60_000);
    let saves = bench.saves();
    assert_eq!(saves.len(), 2, "begun when people talk, finished by the flow");
    assert_eq!(saves[0]["target"]["create"]["entity"], "Task");
    assert_eq!(saves[0]["fields"]["Status"], "In Progress");
    let task = bench.task();
    assert_eq!(task["CallObject"], "c1");
    assert_eq!(task["CallType"], "Inbound");
    assert_eq!(task["Status"], "Completed");
    assert_eq!(task["Subject"], "Call", "the flow's word counts");
    assert_eq!(task["CallDisposition"], "Answered", "what the flow leaves out the desk fills in");
    assert_eq!(task["WhoId"], CONTACT);
    assert_eq!(task.get("WhatId"), None, "left out, not null");
    assert!(matches!(bench.log("c1"), LogMemory::Saved { record_id, .. } if record_id == TASK));
    assert_eq!(bench.notices.last(), Some(&Notice::LogSaved { subject: "Call".into() }));
    assert_eq!(
        bench.performed.last(),
        Some(&PortEffect::Host(HostEffect::RefreshView)),
        "a save alone shows nothing in Salesforce"
    );
}

#[test]
fn the_error_and_the_miss_that_come_before_the_end_write_nothing() {
    use desk::{ContactEventKind as Kind, ContactState as State};
    let mut bench = bench(&[LOG], kind_world);
    bench.boot();
    let now = bench.now;
    bench.contact(Kind::Connecting, &crate::common::call("c1", Direction::Inbound, State::Connecting, now));
    let missed = crate::common::call("c1", Direction::Inbound, State::Error, now);
    bench.contact(Kind::Error, &missed);
    bench.contact(Kind::Missed, &missed);
    assert!(bench.saves().is_empty(), "the flow of the end has not had its turn");
    bench.contact(Kind::Ended, &missed);
    bench.contact(Kind::Destroyed, &missed);
    assert_eq!(bench.saves().len(), 1);
    assert_eq!(bench.saves()[0]["fields"]["Subject"], "Call", "the flow's log, not the desk's");
}

// Shows: checklist-4, difference-i
#[test]
fn without_a_flow_the_desk_writes_it() {
    let mut bench = bench(&[POP], kind_world);
    bench.boot();
    whole_call(&mut bench, "c1", Direction::Outbound, 60_000);
    assert_eq!(bench.saves().len(), 2);
    let sent: Vec<String> = bench.saves()[1]["fields"].as_object().unwrap().keys().cloned().collect();
    assert_eq!(
        sent,
        ["Status", "CallDisposition", "CallDurationInSeconds", "ActivityDate"],
        "only what is new"
    );
    assert_eq!(
        serde_json::Value::Object(bench.task()),
        serde_json::json!({
            "Subject": "Outbound call to Dana Ortiz", "Status": "Completed", "Priority": "Normal",
            "TaskSubtype": "Call", "CallType": "Outbound", "CallDurationInSeconds": 60,
            "CallDisposition": "Answered", "CallObject": "c1", "WhoId": CONTACT, "ActivityDate": "2026-03-02",
        })
    );
}

#[test]
fn a_task_that_a_flow_made_during_the_call_is_the_log() {
    let mut bench = bench(&[EARLY_LOG, LOG], kind_world);
    bench.boot();
    whole_call(&mut bench, "c1", Direction::Inbound, 60_000);
    let saves = bench.saves();
    assert_eq!(saves.len(), 2);
    assert_eq!(saves[0]["target"]["create"]["entity"], "Task");
    assert_eq!(saves[1]["target"]["update"]["id"], TASK, "the same Task, by id");
    assert_eq!(saves[1]["fields"].get("TaskSubtype"), None, "create-only");
    assert_eq!(saves[1]["fields"]["CallDurationInSeconds"], 60.0);
}

// Shows: gotcha-3
#[test]
fn a_refused_save_is_shown_and_can_be_tried_again() {
    let mut refusals = 2;
    let mut bench = bench(&[LOG], move |effect| match effect {
        PortEffect::Host(HostEffect::SaveRecord(_)) if refusals > 0 => {
            refusals -= 1;
            rejected()
        }
        effect => kind_world(effect),
    });
    bench.boot();
    whole_call(&mut bench, "c1", Direction::Inbound, 60_000);
    assert!(matches!(bench.panel().saves[0].state, SaveState::Failed(_)));
    assert_eq!(bench.saves().len(), 2, "the end is sent as a whole; nothing is repeated by itself");
    bench.press(Gesture::SaveLogAgain { contact: "c1".into() });
    let saves = bench.saves();
    assert_eq!(saves.len(), 3);
    assert_eq!(saves[1], saves[2], "the same log");
    assert!(saves[2]["target"]["create"].is_object());
    assert_eq!(saves[2]["fields"]["Status"], "Completed");
    assert!(matches!(bench.panel().saves[0].state, SaveState::Saved { .. }));
    bench.press(Gesture::SaveLogAgain { contact: "c1".into() });
    assert_eq!(bench.saves().len(), 3, "pressing twice does nothing");
}

#[test]
fn an_unanswered_create_is_never_repeated_without_the_agent() {
    for confirm in [true, false] {
        let mut silences = 1;
        let mut bench = bench(&[LOG], move |effect| match effect {
            PortEffect::Host(HostEffect::SaveRecord(_)) if silences > 0 => {
                silences -= 1;
                timed_out()
            }
            effect => kind_world(effect),
        });
        bench.boot();
        whole_call(&mut bench, "c1", Direction::Inbound, 60_000);
        assert!(matches!(bench.panel().saves[0].state, SaveState::Uncertain(_)));
        bench.pass(600_000);
        assert_eq!(bench.saves().len(), 1);
        let contact = "c1".to_owned();
        if confirm {
            bench.press(Gesture::LogIsThere { contact });
            assert!(bench.panel().saves.is_empty());
            assert_eq!(bench.saves().len(), 1);
        } else {
            bench.press(Gesture::SaveLogAgain { contact });
            assert_eq!(bench.saves().len(), 2);
            assert!(matches!(bench.panel().saves[0].state, SaveState::Saved { .. }));
        }
    }
}

// Shows: F7
#[test]
fn a_reload_in_the_middle_of_a_create_asks_the_agent() {
    let mut bench = bench(&[LOG], |effect| if is_save(effect) { None } else { kind_world(effect) });
    bench.boot();
    whole_call(&mut bench, "c1", Direction::Inbound, 60_000);
    assert_eq!(bench.saves().len(), 1);
    let mut bench = bench.reload(&[LOG], kind_world);
    bench.boot();
    assert!(matches!(bench.panel().saves[0].state, SaveState::Uncertain(_)));
    assert!(bench.saves().is_empty());
}

// Shows: F7
#[test]
fn a_reload_in_the_middle_of_an_update_sends_it_again() {
    let mut creates = 0;
    let mut bench = bench(&[EARLY_LOG, LOG], move |effect| match effect {
        PortEffect::Host(HostEffect::SaveRecord(_)) if creates > 0 => None,
        PortEffect::Host(HostEffect::SaveRecord(_)) => {
            creates += 1;
            kind_world(effect)
        }
        effect => kind_world(effect),
    });
    bench.boot();
    whole_call(&mut bench, "c1", Direction::Inbound, 60_000);
    assert_eq!(bench.saves().len(), 2);
    let mut bench = bench.reload(&[EARLY_LOG, LOG], kind_world);
    bench.boot();
    assert_eq!(bench.saves().len(), 1);
    assert_eq!(bench.saves()[0]["target"]["update"]["id"], TASK);
    assert!(matches!(bench.panel().saves[0].state, SaveState::Saved { .. }));
}

// Shows: F14
#[test]
fn one_save_at_a_time_and_what_comes_meanwhile_follows_by_id() {
    let mut bench = bench(&[LOG], |effect| if is_save(effect) { None } else { kind_world(effect) });
    bench.boot();
    whole_call(&mut bench, "c1", Direction::Inbound, 10_000);
    assert_eq!(bench.saves().len(), 1, "the flow of the end waits for the answer to the beginning");
    assert_eq!(bench.desk().finished_runs().count(), 0);
    bench.answer(is_save, Ok(Answer::Saved { record_id: TASK.into() }));
    assert_eq!(bench.saves()[1]["target"]["update"]["id"], TASK);
    assert_eq!(bench.desk().finished_runs().count(), 0);
    bench.answer(is_save, Ok(Answer::Saved { record_id: TASK.into() }));
    let run = bench.desk().finished_runs().next().expect("answered with the log");
    assert_eq!(run.entries[1].results.get("id"), &flow::Value::from(TASK));
    assert_eq!(bench.task()["Subject"], "Call");
    assert_eq!(bench.saves().len(), 2);
}

#[test]
fn what_waits_for_an_answer_survives_a_reload() {
    let mut bench = bench(&[LOG], |effect| if is_save(effect) { None } else { kind_world(effect) });
    bench.boot();
    whole_call(&mut bench, "c1", Direction::Inbound, 10_000);
    let mut bench = bench.reload(&[LOG], kind_world);
    bench.boot();
    assert!(bench.saves().is_empty(), "the create may have happened");
    bench.press(Gesture::SaveLogAgain { contact: "c1".into() });
    assert_eq!(bench.task()["CallDurationInSeconds"], 10.0, "the whole log, not its beginning");
}

#[test]
fn the_answer_to_a_save_whose_run_is_over_still_counts() {
    let mut config = crate::common::config();
    config.runs.max_seconds = 5;
    let start = desk::Start { config, flows: crate::common::files(&[LOG]), ..desk::Start::default() };
    let silent = |effect: &PortEffect| if is_save(effect) { None } else { kind_world(effect) };
    let mut bench = crate::common::bench_with(start, silent);
    bench.boot();
    whole_call(&mut bench, "c1", Direction::Inbound, 1_000);
    bench.pass(6_000);
    assert_eq!(bench.desk().finished_runs().count(), 1, "the run reached its limit");
    assert_eq!(bench.saves().len(), 1, "the desk does not write a second log meanwhile");
    bench.answer(is_save, Ok(Answer::Saved { record_id: TASK.into() }));
    bench.answer(is_save, Ok(Answer::Saved { record_id: TASK.into() }));
    assert!(matches!(bench.log("c1"), LogMemory::Saved { .. }));
    assert_eq!(bench.task()["Status"], "Completed");
}

#[test]
fn a_create_that_the_agent_finds_again_is_finished_by_its_id() {
    let mut silences = 1;
    let mut bench = bench(&[], move |effect| match effect {
        PortEffect::Host(HostEffect::SaveRecord(_)) if silences > 0 => {
            silences -= 1;
            timed_out()
        }
        effect => kind_world(effect),
    });
    bench.boot();
    whole_call(&mut bench, "c1", Direction::Inbound, 60_000);
    let subject = bench.panel().saves[0].subject.clone();
    let look = |bench: &mut crate::common::Bench, id: &str, name: &str| {
        let view = flow::AppView {
            record_id: Some(id.into()),
            record_name: Some(name.into()),
            ..flow::AppView::default()
        };
        bench.handle(desk::Event::Navigation { view });
    };
    look(&mut bench, "00T5g00000ZzZzZEAV", "Send the checklist");
    look(&mut bench, TASK, &subject);
    bench.press(Gesture::LogIsThere { contact: "c1".into() });
    let last = bench.saves()[1].clone();
    assert_eq!(last["target"]["update"]["id"], TASK);
    assert_eq!(last["fields"]["CallDurationInSeconds"], 60);
    assert!(matches!(bench.panel().saves[0].state, SaveState::Saved { .. }));
}

#[test]
fn nothing_is_saved_without_a_session_and_nothing_is_lost() {
    use desk::{ContactEventKind, ContactState, Event};
    let mut bench = bench(&[LOG], kind_world);
    let now = bench.now;
    let over = crate::common::call("c1", Direction::Inbound, ContactState::Ended, now);
    bench.contact(ContactEventKind::Ended, &over);
    assert!(bench.saves().is_empty(), "Salesforce has not answered yet");
    let mut bench = bench.reload(&[LOG], kind_world);
    bench.handle(Event::SalesforceReady);
    assert_eq!(bench.task()["CallObject"], "c1");
}

// Shows: BH-178
#[test]
fn the_log_is_written_once_at_the_end_where_the_administrator_wants_it_so() {
    let mut config = crate::common::config();
    config.call_log.at_connect = false;
    let start = desk::Start { config, ..desk::Start::default() };
    let mut bench = crate::common::bench_with(start, kind_world);
    bench.boot();
    whole_call(&mut bench, "c1", Direction::Inbound, 60_000);
    assert_eq!(bench.saves().len(), 1);
    assert_eq!(bench.task()["Status"], "Completed");
}

// Shows: F7
#[test]
fn what_is_to_be_saved_is_remembered_before_it_is_sent() {
    use desk::{ContactEventKind, ContactState, Event};
    let mut bench = bench(&[LOG], kind_world);
    bench.boot();
    let now = bench.now;
    let mut over = crate::common::call("c1", Direction::Inbound, ContactState::Ended, now);
    // Then the flow has no number to wait for.
    over.number = None;
    let event = Event::Contact { kind: ContactEventKind::Ended, contact: Box::new(over) };
    bench.handle(event);
    let kept = Memory::from_text(&bench.kept_at_saves[0]).value;
    assert!(matches!(kept.contacts["c1"].log, LogMemory::Saving { .. }), "{kept:?}");
}

#[test]
fn a_call_one_only_listens_to_is_not_logged() {
    use desk::{ContactEventKind, ContactState};
    let mut bench = bench(&[], kind_world);
    bench.boot();
    let now = bench.now;
    let mut call = crate::common::call("c1", Direction::Inbound, ContactState::Ended, now);
    call.monitoring = true;
    bench.contact(ContactEventKind::Ended, &call);
    assert!(bench.saves().is_empty());
}

#[test]
fn what_comes_after_an_unanswered_create_is_part_of_the_same_log() {
    let mut silences = 1;
    let mut bench = bench(&[EARLY_LOG, LOG], move |effect| match effect {
        PortEffect::Host(HostEffect::SaveRecord(_)) if silences > 0 => {
            silences -= 1;
            timed_out()
        }
        effect => kind_world(effect),
    });
    bench.boot();
    whole_call(&mut bench, "c1", Direction::Inbound, 60_000);
    assert_eq!(bench.saves().len(), 1, "nothing is sent without the agent");
    bench.press(Gesture::SaveLogAgain { contact: "c1".into() });
    let saves = bench.saves();
    assert_eq!(saves.len(), 2);
    assert_eq!(saves[1]["fields"]["CallDurationInSeconds"], 60.0, "the whole log, not its beginning");
    assert_eq!(saves[1]["fields"]["Status"], "Completed");
}

#[test]
fn a_log_that_salesforce_never_takes_can_be_put_away() {
    let mut bench = bench(&[LOG], |effect| if is_save(effect) { rejected() } else { kind_world(effect) });
    bench.boot();
    whole_call(&mut bench, "c1", Direction::Inbound, 60_000);
    bench.press(Gesture::LogIsThere { contact: "c1".into() });
    assert!(bench.panel().saves.is_empty());
}

#[test]
fn a_log_put_away_after_a_refused_change_still_takes_what_comes_later() {
    let mut refusals = 1;
    let mut bench = bench(&[EARLY_LOG], move |effect| match effect {
        PortEffect::Host(HostEffect::SaveRecord(save))
            if matches!(save.target, flow::SaveTarget::Update { .. }) && refusals > 0 =>
        {
            refusals -= 1;
            rejected()
        }
        effect => kind_world(effect),
    });
    bench.boot();
    whole_call(&mut bench, "c1", Direction::Inbound, 60_000);
    bench.press(Gesture::LogIsThere { contact: "c1".into() });
    bench.press(Gesture::Note { contact: "c1".into(), text: "Sent the form".into() });
    bench.press(Gesture::WriteLog { contact: "c1".into() });
    assert_eq!(bench.task()["Description"], "Sent the form");
}

#[test]
fn trying_again_leaves_a_save_under_way_alone() {
    let mut bench = bench(&[LOG], |effect| if is_save(effect) { None } else { kind_world(effect) });
    bench.boot();
    whole_call(&mut bench, "c1", Direction::Inbound, 5_000);
    bench.press(Gesture::TryAgain);
    bench.boot();
    assert!(matches!(bench.panel().saves[0].state, SaveState::Saving));
    for _ in 0..2 {
        bench.answer(is_save, Ok(Answer::Saved { record_id: TASK.into() }));
    }
    assert!(matches!(bench.panel().saves[0].state, SaveState::Saved { .. }));
}

#[test]
fn a_flow_that_changes_the_log_by_its_id_is_taken_at_its_word() {
    let change = (
        "change.json",
        r#"{ "name": "Change", "source": "connectVoiceContact", "event": "onEnded", "actions": [
            { "id": "uid-0", "type": "SE_Start", "ports": { "done": "uid-1" } },
            { "id": "uid-1", "type": "SE_SFSaveLog", "controls": {
                "recordId": "00T5g00000AbCde", "fieldValues": { "CallDisposition": "Resolved" } },
              "ports": {} } ] }"#,
    );
    let mut bench = bench(&[EARLY_LOG, change], kind_world);
    bench.boot();
    whole_call(&mut bench, "c1", Direction::Inbound, 60_000);
    assert!(bench.desk().finished_runs().all(|run| run.outcome.name() == "completed"), "{:?}", bench.saves());
    assert_eq!(bench.task()["CallDisposition"], "Resolved", "{:?}", bench.saves());
    assert_eq!(bench.task()["CallDurationInSeconds"], 60, "what it did not say the desk does");
    assert_eq!(bench.saves().len(), 2, "in one save");
}
