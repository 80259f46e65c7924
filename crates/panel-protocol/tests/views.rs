//! What the core tells the panel goes through text unchanged, and a text that is none is an error.

use panel_protocol::{
    BlockContents, BlockFailure, CallOutcome, CallerQuestion, CallerView, Channel, ContactState, ContactView,
    DataRow, DataView, Direction, Failure, FailureKind, FlowsSource, FlowsView, FormView, LayoutView,
    LogView, LookFor, MessageError, Notification, NotificationKind, OutboxView, PanelOwner, PanelView,
    PressState, PressView, RecordSource, RecordView, RecordedBlock, RecordedCall, RecordedRun,
    RecordingState, RecordingView, RunOutcome, RunView, RunsRecording, SaveState, SaveView, TodoState,
    TodoView, VERSION,
};
use serde_json::{Map, Value, json};

/// Texts that break a careless codec: quotes, control characters, markup, right-to-left, emoji, line separators.
const HOSTILE: &str = "\"\\\u{0}\u{1f}\n\r\t</script>{}\u{202e}שלום\u{2028}🙂";

fn text() -> String {
    HOSTILE.to_owned()
}

#[track_caller]
fn check(view: PanelView) {
    let message = view.to_message();
    assert_eq!(PanelView::from_message(&message).expect("it is read"), view, "{message}");
}

fn failure(kind: FailureKind) -> Failure {
    Failure { kind, code: Some(text()), message: text(), details: vec![text(), String::new()] }
}

fn full() -> PanelView {
    let record =
        |source| RecordView { id: text(), name: Some(text()), object: text(), details: vec![text()], source };
    let block = || BlockFailure { title: text(), reason: text() };
    let values = json!({ HOSTILE: HOSTILE, "$value": "nan", "list": [{ "n": 0.1, "big": 1e300 }, null] });
    let press = |state| PressView { action: text(), contact: Some(text()), run: 7, state };
    let look_for = || LookFor { name: Some(text()), number: Some(text()), at: Some(1_770_802_200_123) };
    let save = |state| SaveView {
        contact: text(),
        subject: text(),
        state,
        resends: true,
        look_for: Some(look_for()),
    };
    PanelView {
        owner: PanelOwner::Agent("ana".into()),
        contact: Some(ContactView {
            id: text(),
            channel: Channel::Chat,
            number: Some(text()),
            name: Some(text()),
            direction: Direction::Outbound,
            state: ContactState::Connected,
            since: Some(1_770_802_200_123),
            queue: Some(text()),
            outcome: Some(CallOutcome::Transferred),
            attributes: vec![(text(), text()), ("a".into(), String::new()), ("a".into(), "again".into())],
        }),
        callers: vec![CallerView {
            contact: text(),
            question: CallerQuestion::NotSearched,
            records: [RecordSource::Match, RecordSource::Click, RecordSource::InView].map(record).into(),
            new_records: vec![text()],
            searchable: true,
            related: vec![record(RecordSource::Match)],
        }],
        ringing: true,
        saves: vec![
            save(SaveState::Saving),
            save(SaveState::Saved { record_id: text() }),
            save(SaveState::Failed(failure(FailureKind::Rejected))),
            save(SaveState::Uncertain(failure(FailureKind::TimedOut))),
        ],
        todos: [
            TodoState::Open,
            TodoState::Completing,
            TodoState::Completed,
            TodoState::Failed(failure(FailureKind::Lost)),
        ]
        .map(|state| TodoView { contact: text(), subject: Some(text()), state })
        .into(),
        outbox: OutboxView {
            waiting_logs: 1,
            waiting_attributes: 2,
            stuck_logs: 3,
            stuck_attributes: 4,
            attributes_failure: Some(failure(FailureKind::Rejected)),
            questions: 5,
        },
        logs: vec![LogView {
            contact: text(),
            notes: text(),
            room: 31_990,
            disposition: Some(text()),
            saved: true,
        }],
        data: Some(DataView {
            contact: Some(text()),
            rows: vec![DataRow { name: text(), text: text(), nested: true }],
        }),
        notifications: [NotificationKind::Dialog, NotificationKind::Toast]
            .map(|kind| Notification { id: 7, kind, title: Some(text()), text: text() })
            .into(),
        show_attributes: true,
        recording: Some(RecordingView {
            contact: text(),
            state: RecordingState::Paused,
            busy: true,
            failure: Some(failure(FailureKind::Lost)),
        }),
        runs: vec![RunView {
            id: 7,
            flow: text(),
            event: text(),
            started: 1_770_802_200_123,
            blocks: 4,
            outcome: Some(RunOutcome::LoopGuard),
            block: Some(text()),
            failed: Some(block()),
        }],
        layout: Some(LayoutView { objects: vec![text()], rules: vec![text()], do_not_call: vec![text()] }),
        presses: vec![
            press(PressState::Running),
            press(PressState::Done),
            press(PressState::Failed(None)),
            press(PressState::Failed(Some(block()))),
            press(PressState::NoFlow),
        ],
        form: Some(FormView {
            action: text(),
            contact: Some(text()),
            state: PressState::Failed(Some(block())),
            values: values.as_object().expect("a map").clone(),
        }),
        flows: FlowsView {
            source: FlowsSource::Copy,
            revision: Some(text()),
            active: vec![text()],
            can_look: true,
            looking: true,
            heard: Some(1_772_442_000_000),
        },
        actions: Some(text()),
        settings: Some(text()),
    }
}

#[test]
fn every_part_arrives_as_it_was_sent() {
    check(PanelView::default());
    check(full());
}

/// The words on the wire, which end-to-end cases write as well.
#[test]
fn words_are_camel_case() {
    let message: Value = serde_json::from_str(&full().to_message()).expect("JSON");
    assert_eq!((&message["version"], &message["message"]), (&json!(VERSION), &json!("view")));
    assert_eq!(message["contact"]["outcome"], "Transferred");
    assert_eq!(message["callers"][0]["question"], "notSearched");
    assert_eq!(message["callers"][0]["records"][2]["source"], "inView");
    assert_eq!(message["saves"][0]["state"], "saving");
    assert_eq!(message["saves"][1]["state"], json!({ "saved": { "recordId": HOSTILE } }));
    assert_eq!(message["saves"][3]["state"]["uncertain"]["kind"], "timedOut");
    assert_eq!(message["runs"][0]["outcome"], "loopGuard");
    assert_eq!(message["presses"][2]["state"], json!({ "failed": null }));
    assert_eq!(message["presses"][4]["state"], "noFlow");
    assert_eq!(message["showAttributes"], true);
}

#[test]
fn a_recording_of_runs_with_and_without_contents() {
    let contents = BlockContents {
        r#type: text(),
        inputs: Map::from_iter([(text(), json!([1, null, { HOSTILE: 0.1 }]))]),
        results: json!({ "value": HOSTILE }),
        exception: Some(text()),
        calls: vec![
            RecordedCall {
                effect: json!({ "effect": "saveRecord", "fields": { HOSTILE: HOSTILE } }),
                started: 1,
                ended: Some(2),
                answer: None,
                failure: Some(FailureKind::Malformed),
                code: Some(text()),
                message: Some(text()),
                details: vec![text()],
            },
            RecordedCall {
                effect: json!({ "effect": "search" }),
                started: 2,
                ended: None,
                answer: Some(json!({ "answer": "matches", "records": [HOSTILE] })),
                failure: None,
                code: None,
                message: None,
                details: Vec::new(),
            },
        ],
    };
    for (contents, ended) in [(None, None), (Some(contents), Some(5))] {
        let block = RecordedBlock {
            block: text(),
            started: 1,
            ended,
            port: ended.map(|_| text()),
            failed: ended.is_some(),
            contents: contents.clone(),
        };
        let run = RecordedRun {
            id: 1,
            flow: text(),
            event: text(),
            started: 1,
            outcome: ended.map(|_| RunOutcome::Failed),
            contact: ended.map(|_| text()),
            entries: vec![block],
        };
        let recording = RunsRecording { runs: vec![run] };
        let message = recording.to_message();
        assert_eq!(RunsRecording::from_message(&message).expect("it is read"), recording, "{message}");
        assert_eq!(message.contains("inputs"), contents.is_some(), "{message}");
        let error = PanelView::from_message(&message).expect_err(&message);
        assert!(matches!(&error, MessageError::Kind { kind } if kind == "runs"), "{error}");
    }
}

#[test]
fn what_is_no_view_is_an_error() {
    let check = |text: &str, readable: bool| {
        let text = text.replace("VERSION", &VERSION.to_string());
        let read = PanelView::from_message(&text);
        assert_eq!(read.is_ok(), readable, "{text}: {read:?}");
        read.err()
    };
    for text in [
        "",
        "[]",
        "null",
        r#"{"message":"view"}"#,
        r#"{"version":VERSION,"message":"view","saves":5}"#,
        r#"{"version":VERSION,"message":"view","saves":[{"contact":"c","subject":"s","state":"lost"}]}"#,
        r#"{"version":VERSION,"message":"view","contact":{"id":"c"}}"#,
    ] {
        assert!(matches!(check(text, false), Some(MessageError::Unreadable(_))), "{text}");
    }
    let other = check(r#"{"version":1,"message":"view","saves":5}"#, false);
    assert!(matches!(other, Some(MessageError::Version { found: 1 })), "{other:?}");
    for text in [r#"{"version":VERSION,"message":"weather"}"#, r#"{"version":VERSION}"#] {
        assert!(matches!(check(text, false), Some(MessageError::Kind { .. })), "{text}");
    }
    // What a later core adds does not keep a panel from reading the rest.
    check(r#"{"version":VERSION,"message":"view","weather":"fine","saves":[],"runs":[]}"#, true);
}
