//! Notes and dispositions: kept at once, written into the one log of the call, whatever happens in between.

use crate::common::{
    Bench, LOG, TASK, bench, bench_with, call, config, kind_world, rejected, timed_out, whole_call,
};
use desk::{
    Config, ContactEventKind as Kind, ContactState as State, Direction, Gesture, LogMemory, PortEffect, Start,
};
use flow::HostEffect;

/// Writes both fields the agent has a say in, when the call ends.
const SAYS: (&str, &str) = (
    "says.json",
    r#"{ "name": "Says", "source": "connectVoiceContact", "event": "onEnded", "actions": [
        { "id": "uid-0", "type": "SE_Start", "ports": { "done": "uid-1" } },
        { "id": "uid-1", "type": "SE_SFCreateTask", "controls": { "CallObject": "$.contact.contactId",
          "subject1": "Call", "CallDisposition": "Answered",
          "otherTaskFields": { "Description": "IVR: billing" } }, "ports": {} } ] }"#,
);

fn note(bench: &mut Bench, text: &str) {
    bench.press(Gesture::Note { contact: "c1".into(), text: text.into() });
}

fn file(bench: &mut Bench, word: Option<&str>) {
    bench.press(Gesture::Disposition { contact: "c1".into(), value: word.map(str::to_owned) });
}

fn leave(bench: &mut Bench) {
    bench.press(Gesture::WriteLog { contact: "c1".into() });
}

fn talk(bench: &mut Bench) {
    let talking = call("c1", Direction::Inbound, State::Connected, bench.now);
    bench.contact(Kind::Connected, &talking);
}

fn end(bench: &mut Bench) {
    let over = call("c1", Direction::Inbound, State::Ended, bench.now);
    bench.contact(Kind::AfterCallWork, &over);
    bench.contact(Kind::Ended, &over);
}

fn saved(bench: &Bench) -> bool {
    bench.panel().logs[0].saved
}

// Shows: issue-5-6-log
#[test]
fn during_the_call_they_are_kept_and_go_into_the_log_at_its_end() {
    let mut bench = bench(&[], kind_world);
    bench.boot();
    talk(&mut bench);
    assert!(saved(&bench), "nothing said, nothing to save");
    note(&mut bench, "Wants the invoice again");
    file(&mut bench, Some("Follow-up"));
    leave(&mut bench);
    assert_eq!(bench.saves().len(), 1, "the beginning of the log; the rest comes with its end");
    assert!(!saved(&bench));
    let mut bench = bench.reload(&[], kind_world);
    bench.boot();
    talk(&mut bench);
    assert_eq!(bench.panel().logs[0].notes, "Wants the invoice again", "a reload loses nothing");
    end(&mut bench);
    let saves = bench.saves();
    assert_eq!(saves.len(), 1, "{saves:?}");
    assert_eq!(saves[0]["target"]["update"]["id"], TASK);
    assert_eq!(saves[0]["fields"]["Description"], "Wants the invoice again");
    assert_eq!(saves[0]["fields"]["CallDisposition"], "Follow-up");
    assert!(saved(&bench));
}

#[test]
fn after_the_call_they_update_the_same_log() {
    let mut bench = bench(&[LOG], kind_world);
    bench.boot();
    whole_call(&mut bench, "c1", Direction::Inbound, 60_000);
    let before = bench.saves().len();
    note(&mut bench, "a");
    note(&mut bench, "ab");
    assert_eq!(bench.saves().len(), before, "not at every key");
    leave(&mut bench);
    leave(&mut bench);
    assert_eq!(bench.saves().len(), before + 1, "once");
    let last = bench.saves().pop().unwrap();
    assert_eq!(last["target"]["update"]["id"], TASK);
    assert_eq!(last["fields"], serde_json::json!({ "Description": "ab" }), "only what is new");
    file(&mut bench, Some("Sold"));
    leave(&mut bench);
    assert_eq!(bench.task()["CallDisposition"], "Sold");
    file(&mut bench, None);
    note(&mut bench, "");
    leave(&mut bench);
    assert_eq!(bench.task()["CallDisposition"], "Answered", "how it went");
    assert_eq!(bench.task()["Description"], serde_json::Value::Null, "taken back");
    assert!(saved(&bench));
}

// Shows: issue-5-6-log
#[test]
fn what_a_flow_wrote_stays() {
    let mut bench = bench(&[SAYS], kind_world);
    bench.boot();
    talk(&mut bench);
    note(&mut bench, "Paid twice");
    end(&mut bench);
    assert_eq!(bench.task()["Description"], "IVR: billing\n\nPaid twice");
    assert_eq!(bench.task()["CallDisposition"], "Answered");
    assert_eq!(bench.panel().logs[0].room, 32_000 - "IVR: billing\n\n".len());
    file(&mut bench, Some("Refund"));
    note(&mut bench, "Paid three times");
    leave(&mut bench);
    assert_eq!(bench.task()["Description"], "IVR: billing\n\nPaid three times", "below it, not twice");
    assert_eq!(bench.task()["CallDisposition"], "Refund", "the agent's word counts");
    note(&mut bench, "");
    file(&mut bench, None);
    leave(&mut bench);
    assert_eq!(bench.task()["Description"], "IVR: billing");
    assert_eq!(bench.task()["CallDisposition"], "Answered");
}

#[test]
fn a_call_that_goes_away_takes_nothing_along() {
    let mut bench = bench(&[], kind_world);
    bench.boot();
    whole_call(&mut bench, "c1", Direction::Inbound, 60_000);
    note(&mut bench, "Sends the papers");
    let gone = call("c1", Direction::Inbound, State::Ended, bench.now);
    bench.contact(Kind::Destroyed, &gone);
    assert_eq!(bench.task()["Description"], "Sends the papers", "written although nobody left the field");
    assert_eq!(bench.panel().logs.len(), 1, "the last call stays open to a word");
    note(&mut bench, "Sends the papers on Friday");
    leave(&mut bench);
    assert_eq!(bench.task()["Description"], "Sends the papers on Friday");
    whole_call(&mut bench, "c2", Direction::Outbound, 1_000);
    let listed: Vec<_> = bench.panel().logs.into_iter().map(|log| log.contact).collect();
    assert_eq!(listed, ["c2"]);
}

#[test]
fn notes_wait_for_a_save_that_is_under_way_and_for_one_that_nobody_answers() {
    let mut bench = bench(&[], |effect| match effect {
        PortEffect::Host(HostEffect::SaveRecord(_)) => None,
        effect => kind_world(effect),
    });
    bench.boot();
    talk(&mut bench);
    end(&mut bench);
    note(&mut bench, "Angry");
    leave(&mut bench);
    assert_eq!(bench.saves().len(), 1, "one at a time");
    bench
        .answer(|effect| matches!(effect, PortEffect::Host(HostEffect::SaveRecord(_))), timed_out().unwrap());
    assert_eq!(bench.saves().len(), 1, "perhaps it is there: the agent looks first");
    assert!(!saved(&bench));
    bench.press(Gesture::SaveLogAgain { contact: "c1".into() });
    assert_eq!(bench.saves()[1]["fields"]["Description"], "Angry");
    assert_eq!(bench.panel().logs.len(), 1);
}

#[test]
fn a_refused_log_is_sent_again_with_what_it_lacked() {
    let mut bench = bench(&[], |effect| match effect {
        PortEffect::Host(HostEffect::SaveRecord(save)) if !save.fields.contains_key("Description") => {
            rejected()
        }
        effect => kind_world(effect),
    });
    bench.boot();
    whole_call(&mut bench, "c1", Direction::Inbound, 60_000);
    assert!(matches!(bench.log("c1"), LogMemory::Failed { .. }));
    note(&mut bench, "As the administrator demands");
    leave(&mut bench);
    assert!(matches!(bench.log("c1"), LogMemory::Saved { .. }));
    assert!(saved(&bench));
}

#[test]
fn where_flows_write_the_logs_notes_are_not_lost() {
    let quiet = || {
        let mut config: Config = config();
        config.call_log.ensure = false;
        bench_with(Start { config, ..Start::default() }, kind_world)
    };
    let mut bench = quiet();
    bench.boot();
    whole_call(&mut bench, "c1", Direction::Inbound, 60_000);
    assert_eq!(bench.saves().len(), 0);
    note(&mut bench, "Worth a word");
    leave(&mut bench);
    assert_eq!(bench.task()["Description"], "Worth a word");
    assert_eq!(bench.task()["CallObject"], "c1");
}

#[test]
fn what_the_panel_says_of_calls_nobody_knows_is_nothing() {
    let mut bench = bench(&[], kind_world);
    bench.boot();
    bench.press(Gesture::Note { contact: "c9".into(), text: "x".into() });
    bench.press(Gesture::Disposition { contact: "c9".into(), value: Some("x".into()) });
    bench.press(Gesture::WriteLog { contact: "c9".into() });
    assert!(bench.memory.contacts.is_empty());
    assert!(bench.saves().is_empty());
}

#[test]
fn text_is_kept_as_it_is_and_as_much_as_fits() {
    let mut bench = bench(&[], kind_world);
    bench.boot();
    whole_call(&mut bench, "c1", Direction::Inbound, 1_000);
    let hostile = "<img src=x onerror=alert(1)>\u{202e}\u{0}\u{1f}\r\n\"\\{{x}}$.contact 👩‍👩‍👧‍👦";
    note(&mut bench, hostile);
    file(&mut bench, Some(&"d".repeat(300)));
    leave(&mut bench);
    assert_eq!(bench.task()["Description"], hostile);
    assert_eq!(bench.task()["CallDisposition"], "d".repeat(255));
    note(&mut bench, &"n".repeat(40_000));
    leave(&mut bench);
    assert_eq!(bench.task()["Description"].as_str().unwrap().len(), 32_000);
}

// Shows: issue-5-6-runs
#[test]
fn the_recording_says_what_every_block_did() {
    let mut bench = bench(&[SAYS], |effect| match effect {
        PortEffect::Host(HostEffect::SaveRecord(_)) => rejected(),
        effect => kind_world(effect),
    });
    bench.boot();
    whole_call(&mut bench, "c1", Direction::Inbound, 60_000);
    bench.press(Gesture::TellRuns);
    let told: serde_json::Value = serde_json::from_str(&bench.told[0]).expect("JSON");
    assert_eq!((&told["version"], &told["message"]), (&panel_protocol::VERSION.into(), &"runs".into()));
    let run = &told["runs"][0];
    assert_eq!(run["flow"], "Says");
    assert_eq!(run["event"], "onEnded");
    assert_eq!(run["contact"], "c1");
    assert_eq!(run["outcome"], "completed", "at a failed block nobody cares for");
    let block = &run["entries"][1];
    assert_eq!((&block["block"], &block["type"]), (&"uid-1".into(), &"SE_SFCreateTask".into()));
    assert_eq!(block["inputs"]["CallDisposition"], "Answered");
    let call = &block["calls"][0];
    assert_eq!((&call["failure"], &call["message"]), (&"rejected".into(), &"no".into()));
    assert_eq!(call["effect"]["effect"], "saveRecord");
    assert_eq!(call["effect"]["fields"]["CallDisposition"], "Answered");
    assert!(call.get("answer").is_none(), "{call}");
    assert!(block["ended"].is_number() && block["exception"].is_string(), "{block}");
    assert_eq!(run["entries"][0]["port"], "done");

    // Whoever watches from around the page is told the course alone.
    let course: serde_json::Value =
        serde_json::from_str(&bench.desk().traces().next().unwrap().to_message()).unwrap();
    assert_eq!(course["run"]["entries"][1]["failed"], true);
    for contents in ["Answered", "IVR", "c1"] {
        assert!(!course.to_string().contains(contents), "{course}");
    }
}

// Shows: issue-5-6-runs
#[test]
fn the_recording_has_the_contents_of_the_newest_runs_for_which_there_is_room() {
    let flow = serde_json::json!({
        "name": "Long", "source": "salesforceUi", "event": "onNavigationChange", "actions": [
            { "id": "uid-0", "type": "SE_Start", "ports": { "done": "uid-1" } },
            { "id": "uid-1", "type": "SE_Log", "controls": { "level": "info", "message": "x".repeat(1_100_000) } },
        ],
    });
    let mut bench = bench(&[("long.json", &flow.to_string())], kind_world);
    bench.boot();
    for _ in 0..3 {
        bench.handle(desk::Event::Navigation { view: flow::AppView::default() });
    }
    bench.press(Gesture::TellRuns);
    let told = bench.told.last().expect("told");
    assert!(told.len() < 5_000_000, "{} bytes", told.len());
    let told: serde_json::Value = serde_json::from_str(told).expect("JSON");
    let runs = told["runs"].as_array().expect("runs");
    let has_contents: Vec<bool> = runs.iter().map(|run| run["entries"][1].get("inputs").is_some()).collect();
    // The message is in the arguments and in the effect.
    assert_eq!(has_contents, [false, false, true]);
    assert_eq!(runs[2]["entries"][1]["calls"][0]["answer"], serde_json::json!({ "answer": "done" }));
    for run in runs {
        assert_eq!(run["entries"][1]["block"], "uid-1", "the course is whole");
        assert_eq!(run["entries"][1]["port"], "done");
    }
}
