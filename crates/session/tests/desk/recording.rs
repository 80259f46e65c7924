//! The recording of a call, by the table of `reference/cti-flows.md` §7.2.

use crate::common::{Bench, START, bench, bench_with, call, config, files, kind_world, rejected};
use desk::{
    Channel, ContactEventKind, ContactSnapshot, ContactState, Direction, Gesture, PortEffect, RecordingState,
};
use flow::RecordingChange::{Pause, Resume, Start, Stop};
use flow::{FailureKind, Map, RecordingChange, Reply, TelephonyEffect};

fn talking(id: &str) -> ContactSnapshot {
    call(id, Direction::Inbound, ContactState::Connected, START)
}

fn on_a_call(rule: impl FnMut(&PortEffect) -> Option<Reply> + 'static) -> Bench {
    let mut bench = bench(&[], rule);
    bench.boot();
    bench.contact(ContactEventKind::Connected, &talking("c1"));
    bench
}

fn press(bench: &mut Bench, change: RecordingChange) {
    let change = match change {
        Start => desk::RecordingChange::Start,
        Pause => desk::RecordingChange::Pause,
        Resume => desk::RecordingChange::Resume,
        Stop => desk::RecordingChange::Stop,
    };
    bench.press(Gesture::Record { contact: "c1".into(), change });
}

/// What was asked of Amazon Connect so far.
fn asked(bench: &Bench) -> Vec<RecordingChange> {
    let change = |effect: &PortEffect| match effect {
        PortEffect::Telephony(TelephonyEffect::Record { contact, change }) if contact == "c1" => {
            Some(*change)
        }
        _ => None,
    };
    bench.performed.iter().filter_map(change).collect()
}

fn state(bench: &Bench) -> Option<RecordingState> {
    bench.panel().recording.as_ref().map(|recording| recording.state)
}

/// These presses, what of them leaves, and how the recording stands then.
#[track_caller]
fn check(pressed: &[RecordingChange], leaves: &[RecordingChange], stands: RecordingState) {
    let mut bench = on_a_call(kind_world);
    for change in pressed {
        press(&mut bench, *change);
    }
    assert_eq!((asked(&bench).as_slice(), state(&bench)), (leaves, Some(stands)), "{pressed:?}");
}

// Shows: BH-61
#[test]
fn the_table_of_states() {
    check(&[], &[], RecordingState::Idle);
    check(&[Pause, Resume, Stop], &[], RecordingState::Idle);
    check(&[Start], &[Start], RecordingState::Recording);
    check(&[Start, Start, Resume], &[Start], RecordingState::Recording);
    check(&[Start, Pause, Pause, Start], &[Start, Pause], RecordingState::Paused);
    check(&[Start, Pause, Resume], &[Start, Pause, Resume], RecordingState::Recording);
    check(&[Start, Pause, Stop], &[Start, Pause, Stop], RecordingState::Stopped);
    check(&[Start, Stop, Start, Pause, Resume, Stop], &[Start, Stop], RecordingState::Stopped);
}

#[test]
fn only_a_connected_call_of_her_own() {
    let not_so: [fn(&mut ContactSnapshot); 4] = [
        |contact| contact.state = ContactState::Connecting,
        |contact| contact.state = ContactState::Ended,
        |contact| contact.channel = Channel::Chat,
        |contact| contact.monitoring = true,
    ];
    for change in not_so {
        let mut bench = bench(&[], kind_world);
        bench.boot();
        let mut contact = talking("c1");
        change(&mut contact);
        bench.contact(ContactEventKind::Refresh, &contact);
        press(&mut bench, Start);
        assert_eq!((state(&bench), asked(&bench).len()), (None, 0), "{contact:?}");
    }
    let mut bench = on_a_call(kind_world);
    bench.press(Gesture::Record { contact: "somebody else's".into(), change: desk::RecordingChange::Start });
    assert!(asked(&bench).is_empty());
}

// Shows: BH-58
#[test]
fn an_attribute_says_that_it_has_begun() {
    for (text, stands) in [("true", RecordingState::Recording), ("false", RecordingState::Idle)] {
        let mut bench = bench(&[], kind_world);
        bench.boot();
        let mut contact = talking("c1");
        contact.attributes = Some(Map::from([("RECORDING_STARTED".into(), text.to_owned())]).into());
        bench.contact(ContactEventKind::Connected, &contact);
        assert_eq!(state(&bench), Some(stands));
        // What was changed here counts for more.
        press(&mut bench, if stands == RecordingState::Idle { Start } else { Stop });
        assert_ne!(state(&bench), Some(stands));
    }
}

#[test]
fn a_failure_changes_nothing_and_is_told_until_the_next_change() {
    for (start, kind) in
        [(rejected as fn() -> _, FailureKind::Rejected), (crate::common::timed_out, FailureKind::TimedOut)]
    {
        let mut first = true;
        let mut bench = on_a_call(move |effect| match effect {
            PortEffect::Telephony(TelephonyEffect::Record { .. }) if std::mem::take(&mut first) => start(),
            effect => kind_world(effect),
        });
        press(&mut bench, Start);
        let view = bench.panel().recording.clone().expect("a call");
        assert_eq!((view.state, view.busy), (RecordingState::Idle, false));
        let kind = serde_json::to_value(kind).expect("a word");
        let shown = view.failure.map(|failure| serde_json::to_value(failure.kind).expect("a word"));
        assert_eq!(shown, Some(kind));
        press(&mut bench, Start);
        let view = bench.panel().recording.clone().expect("a call");
        assert_eq!((view.state, view.failure), (RecordingState::Recording, None));
    }
}

#[test]
fn one_change_at_a_time() {
    let mut bench = on_a_call(|effect| match effect {
        PortEffect::Telephony(TelephonyEffect::Record { .. }) => None,
        effect => kind_world(effect),
    });
    press(&mut bench, Start);
    press(&mut bench, Start);
    press(&mut bench, Stop);
    assert_eq!(asked(&bench), [Start]);
    assert!(bench.panel().recording.as_ref().is_some_and(|recording| recording.busy));
    bench.answer(
        |effect| matches!(effect, PortEffect::Telephony(TelephonyEffect::Record { .. })),
        Ok(flow::Answer::Done),
    );
    assert_eq!(state(&bench), Some(RecordingState::Recording));
}

#[test]
fn it_survives_a_reload_and_ends_with_the_call() {
    let mut bench = on_a_call(kind_world);
    press(&mut bench, Start);
    press(&mut bench, Stop);
    let mut bench = bench.reload(&[], kind_world);
    bench.boot();
    bench.contact(ContactEventKind::Connected, &talking("c1"));
    press(&mut bench, Start);
    assert_eq!((state(&bench), asked(&bench).len()), (Some(RecordingState::Stopped), 0));
    bench.contact(ContactEventKind::Ended, &call("c1", Direction::Inbound, ContactState::Ended, START));
    assert_eq!(state(&bench), None);
    bench.contact(ContactEventKind::Connected, &talking("c2"));
    assert_eq!(state(&bench), Some(RecordingState::Idle), "each call has its own");
}

/// A flow on `onConnected` with these blocks; the ports it leaves through.
#[track_caller]
fn check_flow(blocks: &[&str], rule: impl FnMut(&PortEffect) -> Option<Reply> + 'static, ports: &[&str]) {
    let mut actions = r#"{ "id": "b0", "type": "SE_Start", "ports": { "done": "b1" } }"#.to_owned();
    for (at, block) in blocks.iter().enumerate() {
        let next = at + 2;
        actions += &format!(
            r#", {{ "id": "b{}", "type": "SE_{block}Recording", "ports": {{ "success": "b{next}", "failure": "b{next}" }} }}"#,
            at + 1
        );
    }
    let flow =
        format!(r#"{{ "source": "connectVoiceContact", "event": "onConnected", "actions": [{actions}] }}"#);
    let mut config = config();
    config.runs.max_seconds = 5;
    let start = desk::Start { config, flows: files(&[("f.json", &flow)]), ..desk::Start::default() };
    let mut bench = bench_with(start, rule);
    bench.boot();
    bench.contact(ContactEventKind::Connected, &talking("c1"));
    bench.pass(6_000);
    let run = bench.desk().finished_runs().last().expect("a run");
    let left: Vec<_> =
        run.entries.iter().skip(1).filter_map(|entry| entry.port).map(|port| port.name()).collect();
    assert_eq!(left, ports, "{blocks:?}");
}

// Shows: BH-64, O-18
#[test]
fn blocks_change_the_same_state_by_the_same_table() {
    check_flow(&["Start", "Pause", "Resume", "Stop"], kind_world, &["success"; 4]);
    check_flow(&["Stop"], kind_world, &["failure"]);
    check_flow(&["Start", "Stop", "Start"], kind_world, &["success", "success", "failure"]);
    check_flow(&["Start", "Resume"], kind_world, &["success", "failure"]);
    let refuse = |effect: &PortEffect| match effect {
        PortEffect::Telephony(TelephonyEffect::Record { .. }) => rejected(),
        effect => kind_world(effect),
    };
    check_flow(&["Start", "Stop"], refuse, &["failure", "failure"]);
    // A run that ends while the answer is out leaves the recording to the agent.
    let silent = |effect: &PortEffect| match effect {
        PortEffect::Telephony(TelephonyEffect::Record { .. }) => None,
        effect => kind_world(effect),
    };
    check_flow(&["Start"], silent, &[]);
}
