//! Both sides of the messages: what the desk writes the panel reads with the same meaning, and the other way round.

mod shown;

use desk::{CallOutcome, Channel, ContactState, Direction, SaveState};
use flow::{BlockedReason, Exception, Failure, FailureKind, Outcome, Port, SkippedReason};
use overlay::message::{self as panel, Ignored};

/// Texts that break a careless writer: quotes, control characters, markup, right-to-left, emoji, line separators.
const HOSTILE: &str = "\"\\\u{0}\u{1f}\n\r\t</script>{}\u{202e}שלום\u{2028}🙂";

fn empty() -> desk::PanelView<'static> {
    desk::PanelView::default()
}

#[track_caller]
fn check(view: desk::PanelView<'_>, expected: panel::View) {
    let message = view.to_message();
    assert_eq!(panel::View::from_message(&message), Ok(expected), "{message}");
}

fn contact<'d>(
    direction: Direction,
    state: &'d ContactState,
    outcome: Option<CallOutcome>,
    attributes: &'d flow::Map<String>,
) -> Option<desk::ContactView<'d>> {
    Some(desk::ContactView {
        id: HOSTILE,
        channel: &Channel::Voice,
        number: Some(HOSTILE),
        name: Some(HOSTILE),
        direction,
        state,
        since: Some(1_770_802_200_123),
        queue: Some(HOSTILE),
        outcome,
        attributes: Some(attributes),
    })
}

fn attributes() -> flow::Map<String> {
    [("b", HOSTILE), (HOSTILE, "")].into_iter().map(|(name, value)| (name.into(), value.to_owned())).collect()
}

#[track_caller]
fn check_contact(state: ContactState, outcome: Option<CallOutcome>, word: panel::ContactState) {
    for direction in [Direction::Inbound, Direction::Outbound] {
        let expected = panel::Contact {
            id: HOSTILE.into(),
            channel: panel::Channel::Voice,
            number: Some(HOSTILE.into()),
            name: Some(HOSTILE.into()),
            direction: match direction {
                Direction::Inbound => panel::Direction::Inbound,
                Direction::Outbound => panel::Direction::Outbound,
            },
            state: word,
            since: Some(1_770_802_200_123),
            queue: Some(HOSTILE.into()),
            outcome: outcome.map(|outcome| match outcome {
                CallOutcome::Missed => panel::CallOutcome::Missed,
                CallOutcome::Rejected => panel::CallOutcome::Rejected,
                CallOutcome::Unanswered => panel::CallOutcome::Unanswered,
                CallOutcome::Transferred => panel::CallOutcome::Transferred,
                CallOutcome::Answered | CallOutcome::Unknown => panel::CallOutcome::Other,
            }),
            attributes: vec![("b".into(), HOSTILE.into()), (HOSTILE.into(), String::new())],
        };
        check(
            desk::PanelView {
                contact: contact(direction, &state, outcome, &attributes()),
                ringing: true,
                ..empty()
            },
            panel::View { contact: Some(expected), ringing: true, ..panel::View::default() },
        );
    }
}

#[test]
fn contacts() {
    check(empty(), panel::View::default());
    for (state, word) in [
        (ContactState::Init, panel::ContactState::Other),
        (ContactState::Incoming, panel::ContactState::Incoming),
        (ContactState::Pending, panel::ContactState::Pending),
        (ContactState::Connecting, panel::ContactState::Connecting),
        (ContactState::Connected, panel::ContactState::Connected),
        (ContactState::Paused, panel::ContactState::Paused),
        (ContactState::Missed, panel::ContactState::Other),
        (ContactState::Rejected, panel::ContactState::Other),
        (ContactState::Error, panel::ContactState::Other),
        (ContactState::Ended, panel::ContactState::Ended),
        (ContactState::Other(HOSTILE.into()), panel::ContactState::Other),
    ] {
        check_contact(state, None, word);
    }
    for outcome in CallOutcome::ALL {
        check_contact(ContactState::Ended, Some(outcome), panel::ContactState::Ended);
    }
}

#[test]
fn what_a_contact_lacks_stays_away() {
    let bare = desk::ContactView {
        id: "c",
        channel: &Channel::Voice,
        number: None,
        name: None,
        direction: Direction::Inbound,
        state: &ContactState::Connected,
        since: None,
        queue: None,
        outcome: None,
        attributes: None,
    };
    let expected = panel::Contact {
        id: "c".into(),
        channel: panel::Channel::Voice,
        number: None,
        name: None,
        direction: panel::Direction::Inbound,
        state: panel::ContactState::Connected,
        since: None,
        queue: None,
        outcome: None,
        attributes: Vec::new(),
    };
    check(
        desk::PanelView { contact: Some(bare), ..empty() },
        panel::View { contact: Some(expected), ..panel::View::default() },
    );
}

#[test]
fn channels() {
    for (theirs, ours) in [
        (Channel::Voice, panel::Channel::Voice),
        (Channel::QueueCallback, panel::Channel::Voice),
        (Channel::Chat, panel::Channel::Chat),
        (Channel::Task, panel::Channel::Task),
        (Channel::Email, panel::Channel::Email),
        (Channel::Other(HOSTILE.into()), panel::Channel::Other),
    ] {
        let none = attributes();
        let seen = contact(Direction::Inbound, &ContactState::Connected, None, &none);
        let view = desk::PanelView {
            contact: seen.map(|contact| desk::ContactView { channel: &theirs, ..contact }),
            ..empty()
        };
        let read = panel::View::from_message(&view.to_message()).expect("it is read");
        assert_eq!(read.contact.map(|contact| contact.channel), Some(ours), "{theirs:?}");
    }
}

#[test]
fn callers() {
    use desk::{CallerQuestion as Theirs, RecordSource as From};
    use panel::{Question as Ours, RecordSource as To};
    let record = |source| desk::Related {
        id: "003000000000001".into(),
        person_contact_id: Some("x".into()),
        name: Some(HOSTILE.into()),
        object: "Contact".into(),
        details: vec![HOSTILE.into(), "b".into()],
        source,
    };
    let read = |source| panel::Record {
        id: "003000000000001".into(),
        name: Some(HOSTILE.into()),
        object: "Contact".into(),
        details: vec![HOSTILE.into(), "b".into()],
        source,
    };
    let [found, clicked, seen] = [From::Match, From::Click, From::InView].map(record);
    for (theirs, ours) in [
        (Theirs::Settled, Ours::Settled),
        (Theirs::Several, Ours::Several),
        (Theirs::Nobody, Ours::Nobody),
        (Theirs::Withheld, Ours::Withheld),
        (Theirs::NotSearched, Ours::NotSearched),
    ] {
        let caller = desk::CallerView {
            contact: "c",
            question: theirs,
            records: vec![&found, &clicked, &seen],
            new_records: vec!["Contact", HOSTILE],
            searchable: true,
            related: vec![&found],
        };
        let expected = panel::Caller {
            contact: "c".into(),
            question: ours,
            records: vec![read(To::Match), read(To::Click), read(To::InView)],
            new_records: vec!["Contact".into(), HOSTILE.into()],
            searchable: true,
            related: vec![read(To::Match)],
        };
        check(
            desk::PanelView { callers: vec![caller], ..empty() },
            panel::View { callers: vec![expected], ..panel::View::default() },
        );
    }
}

#[test]
fn saves() {
    for kind in FailureKind::ALL {
        let mut failure = Failure::new(kind, HOSTILE);
        failure.code = Some("X".into());
        failure.details = vec!["a".into(), HOSTILE.into()];
        let read = panel::Failure {
            kind: kind.name().into(),
            code: Some("X".into()),
            message: HOSTILE.into(),
            details: vec!["a".into(), HOSTILE.into()],
        };
        check_save(SaveState::Failed(&failure), panel::SaveState::Failed, None, Some(read.clone()));
        check_save(SaveState::Uncertain(&failure), panel::SaveState::Uncertain, None, Some(read));
    }
    check_save(SaveState::Saving, panel::SaveState::Saving, None, None);
    let saved = SaveState::Saved { record_id: "00T" };
    check_save(saved, panel::SaveState::Saved, Some("00T"), None);
}

#[track_caller]
fn check_save(
    state: SaveState,
    word: panel::SaveState,
    record_id: Option<&str>,
    failure: Option<panel::Failure>,
) {
    let save = desk::SaveView { contact: "c", subject: HOSTILE, state };
    let expected = panel::Save {
        contact: "c".into(),
        subject: HOSTILE.into(),
        state: word,
        record_id: record_id.map(str::to_owned),
        failure,
    };
    check(
        desk::PanelView { saves: vec![save.clone(), save], ..empty() },
        panel::View { saves: vec![expected.clone(), expected], ..panel::View::default() },
    );
}

#[test]
fn logs() {
    for (notes, disposition, saved) in [("", None, true), (HOSTILE, Some(HOSTILE), false)] {
        check(
            desk::PanelView {
                logs: vec![desk::LogView { contact: HOSTILE, notes, room: 31_990, disposition, saved }],
                ..empty()
            },
            panel::View {
                logs: vec![panel::Log {
                    contact: HOSTILE.into(),
                    notes: notes.into(),
                    room: 31_990,
                    disposition: disposition.map(str::to_owned),
                    saved,
                }],
                ..panel::View::default()
            },
        );
    }
}

#[test]
fn runs() {
    let block = || flow::Text::from("uid-3");
    check_run(None, None, None);
    for port in [None, Some(Port::Failure)] {
        check_run(Some(Outcome::Completed { block: block(), port }), Some("completed"), None);
    }
    let failed = Outcome::Failed { block: block(), exception: Exception::UnexpectedAnswer };
    check_run(Some(failed), Some("failed"), Some("uid-3"));
    let late = Outcome::TimedOut { flow: None, block: block(), limit: 60_000, in_flight: true };
    check_run(Some(late), Some("timedOut"), Some("uid-3"));
    let looping = Outcome::LoopGuard { block: block(), limit: 500 };
    check_run(Some(looping), Some("loopGuard"), Some("uid-3"));
    for at in [None, Some("uid-3")] {
        let reason = BlockedReason::FlowChanged;
        let blocked = Outcome::Blocked { block: at.map(flow::Text::from), reason };
        check_run(Some(blocked), Some("blocked"), at);
    }
    let skipped = Outcome::Skipped { reason: SkippedReason::OtherTab };
    check_run(Some(skipped), Some("skipped"), None);
    check_run(Some(Outcome::Interrupted), Some("interrupted"), None);
    check_run(Some(Outcome::Cancelled), Some("cancelled"), None);
}

#[track_caller]
fn check_run(outcome: Option<Outcome>, word: Option<&str>, block: Option<&str>) {
    let run = desk::RunView {
        id: 7,
        flow: HOSTILE,
        event: "onConnecting",
        started: 1_770_802_200_123,
        blocks: 4,
        outcome: outcome.as_ref(),
        failed: Some(desk::FailedBlock { title: HOSTILE, reason: "no".to_owned() }),
    };
    let expected = panel::Run {
        id: 7,
        flow: HOSTILE.into(),
        event: "onConnecting".into(),
        started: 1_770_802_200_123,
        blocks: 4,
        outcome: word.map(str::to_owned),
        block: block.map(str::to_owned),
        failed: Some("no".into()),
        title: Some(HOSTILE.into()),
    };
    check(
        desk::PanelView { runs: vec![run], ..empty() },
        panel::View { runs: vec![expected], ..panel::View::default() },
    );
}

#[track_caller]
fn check_ignored(message: &str, why: Ignored) {
    assert_eq!(panel::View::from_message(message), Err(why), "{message}");
}

#[test]
fn what_nobody_knows_is_ignored() {
    assert_eq!(panel::VERSION, panel_protocol::VERSION);
    check_ignored("", Ignored::Unreadable);
    check_ignored("[]", Ignored::Unreadable);
    check_ignored(r#"{"message":"view"}"#, Ignored::Unreadable);
    check_ignored(r#"{"version":1,"message":"view","saves":5}"#, Ignored::Unreadable);
    check_ignored(r#"{"version":2,"message":"view","saves":5}"#, Ignored::Version);
    check_ignored(r#"{"version":1,"message":"weather"}"#, Ignored::Unknown);
    // What a newer core adds does not keep an older panel from reading the rest.
    let more = r#"{"version":1,"message":"view","weather":"fine","saves":[],"runs":[]}"#;
    assert_eq!(panel::View::from_message(more), Ok(panel::View::default()));
}
