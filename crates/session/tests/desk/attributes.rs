//! Attributes that flows write: kept before they are sent, sent again when the answer was lost, and never lost without a word.

use std::cell::Cell;
use std::rc::Rc;

use crate::common::{Bench, bench, call, kind_world, rejected, timed_out};
use desk::{ContactEventKind, ContactState, Direction, Gesture, Notice, PortEffect};
use flow::{Failure, FailureKind, NO_CLASS, Reply, TelephonyEffect};
use panel_protocol::{Unsaved, UnsavedKind};

/// Writes two attributes when people begin to talk.
const TALK: (&str, &str) = (
    "talk.json",
    r#"{ "name": "Talk", "source": "connectVoiceContact", "event": "onConnected", "actions": [
        { "id": "uid-0", "type": "SE_Start", "ports": { "done": "uid-1" } },
        { "id": "uid-1", "type": "SE_ContactUpdateAttributes", "controls": {
            "attributes": { "vip": "yes", "step": "1" } }, "ports": {} } ] }"#,
);
/// And one when the talk is over.
const END: (&str, &str) = (
    "end.json",
    r#"{ "name": "End", "source": "connectVoiceContact", "event": "onEnded", "actions": [
        { "id": "uid-0", "type": "SE_Start", "ports": { "done": "uid-1" } },
        { "id": "uid-1", "type": "SE_ContactUpdateAttributes", "controls": {
            "attributes": { "step": "2" } }, "ports": {} } ] }"#,
);

fn world(reply: impl Fn(usize) -> Option<Reply> + 'static) -> impl FnMut(&PortEffect) -> Option<Reply> {
    let writes = Cell::new(0);
    move |effect| match effect {
        PortEffect::Telephony(TelephonyEffect::UpdateAttributes { .. }) => {
            writes.set(writes.get() + 1);
            reply(writes.get())
        }
        effect => kind_world(effect),
    }
}

fn talk(bench: &mut Bench) {
    bench.contact(
        ContactEventKind::Init,
        &call("c1", Direction::Inbound, ContactState::Connecting, bench.now),
    );
    bench.pass(1_000);
    let talking = call("c1", Direction::Inbound, ContactState::Connected, bench.now);
    bench.contact(ContactEventKind::Connected, &talking);
}

fn end(bench: &mut Bench) {
    let over = call("c1", Direction::Inbound, ContactState::Ended, bench.now);
    bench.contact(ContactEventKind::AfterCallWork, &over);
    bench.contact(ContactEventKind::Ended, &over);
}

/// What was asked of Amazon Connect, in its order.
fn written(bench: &Bench) -> Vec<String> {
    let writes = bench.performed.iter().filter_map(|effect| match effect {
        PortEffect::Telephony(TelephonyEffect::UpdateAttributes { contact, attributes }) => {
            assert_eq!(contact, "c1");
            let pairs = attributes.iter().map(|(name, text)| format!("{name}={text}"));
            Some(pairs.collect::<Vec<_>>().join(" "))
        }
        _ => None,
    });
    writes.collect()
}

// Shows: F6
#[test]
fn a_write_without_an_answer_is_sent_again_until_it_is_answered_and_counted_meanwhile() {
    let mut bench = bench(&[TALK], world(|times| if times < 4 { timed_out() } else { kind() }));
    bench.boot();
    talk(&mut bench);
    assert_eq!(bench.panel().outbox.waiting_attributes, 1);
    assert!(bench.kept.contains("\"vip\":\"yes\""), "kept while it waits");
    bench.pass(60_000);
    assert_eq!(written(&bench), ["vip=yes step=1"; 4]);
    assert!(bench.panel().outbox.is_empty());
    assert!(!bench.kept.contains("vip"), "{}", bench.kept);
    bench.pass(3_600_000);
    assert_eq!(written(&bench).len(), 4, "once it is there, nothing is sent");
}

fn kind() -> Option<Reply> {
    Some(Ok(flow::Answer::Done))
}

// Shows: F7
#[test]
fn it_is_in_the_journal_before_it_is_sent_and_the_next_page_sends_it_again() {
    let kept = Rc::new(Cell::new(false));
    let mut bench = bench(&[TALK], world(|_| None));
    bench.boot();
    talk(&mut bench);
    kept.set(bench.kept.contains("\"sent\":{\"vip\":\"yes\",\"step\":\"1\"}"));
    assert!(kept.get(), "{}", bench.kept);
    let mut next = bench.reload(&[TALK], world(|_| kind()));
    next.boot();
    assert_eq!(written(&next), [""; 0], "whether the contact is there is not known yet");
    let now = next.now;
    next.contact(ContactEventKind::Init, &call("c1", Direction::Inbound, ContactState::Connected, now));
    next.pass(60_000);
    assert_eq!(written(&next), ["vip=yes step=1"]);
    assert!(next.panel().outbox.is_empty());
}

#[test]
fn a_newer_value_is_written_over_an_older_one_and_never_the_other_way_round() {
    let mut bench = bench(&[TALK, END], world(|times| if times == 1 { timed_out() } else { None }));
    bench.boot();
    talk(&mut bench);
    bench.pass(5_000);
    assert_eq!(written(&bench).len(), 2, "the first is sent again");
    end(&mut bench);
    assert_eq!(written(&bench).len(), 2, "one write of a contact at a time");
    let is_write = |effect: &PortEffect| {
        matches!(effect, PortEffect::Telephony(TelephonyEffect::UpdateAttributes { .. }))
    };
    bench.answer(is_write, Ok(flow::Answer::Done));
    assert_eq!(written(&bench), ["vip=yes step=1", "vip=yes step=1", "step=2"]);
    assert_eq!(bench.desk().finished_runs().count(), 1, "the second flow waits for its own write");
    bench.answer(is_write, Ok(flow::Answer::Done));
    assert_eq!(bench.desk().finished_runs().count(), 2);
    assert!(bench.panel().outbox.is_empty());
}

#[test]
fn what_waits_goes_with_the_next_write() {
    let mut bench = bench(&[TALK, END], world(|times| if times <= 2 { timed_out() } else { kind() }));
    bench.boot();
    talk(&mut bench);
    assert_eq!(written(&bench).len(), 2, "the log was answered, so this is tried again at once");
    end(&mut bench);
    assert_eq!(written(&bench)[1..], ["vip=yes step=1", "vip=yes step=2"]);
    bench.pass(3_600_000);
    assert_eq!(written(&bench).len(), 3);
}

#[test]
fn a_refusal_is_said_and_kept_until_the_agent_has_seen_to_it() {
    for again in [true, false] {
        let mut bench = bench(&[TALK], world(|times| if times == 1 { rejected() } else { kind() }));
        bench.boot();
        talk(&mut bench);
        let told: Vec<_> = bench
            .notices
            .iter()
            .filter(|notice| matches!(notice, Notice::AttributesFailed { names, .. } if names == "vip, step"))
            .collect();
        assert_eq!(told.len(), 1);
        assert_eq!(bench.panel().outbox.stuck_attributes, 1);
        bench.pass(3_600_000);
        assert_eq!(written(&bench).len(), 1, "what was refused is not sent by itself");
        bench.press(Gesture::TellUnsaved);
        let told = Unsaved::from_message(bench.told.last().expect("a message")).expect("it is read").unsaved;
        assert_eq!(told.len(), 1);
        assert_eq!((told[0].kind, told[0].reason.as_deref()), (UnsavedKind::Attributes, Some("no")));
        assert_eq!(told[0].fields["vip"], "yes");
        bench.press(if again { Gesture::SaveAllAgain } else { Gesture::DropAttributes });
        assert_eq!(written(&bench).len(), if again { 2 } else { 1 });
        assert!(bench.panel().outbox.is_empty());
    }
}

#[test]
fn a_contact_that_is_over_leaves_what_was_not_written_to_the_agent() {
    let mut bench = bench(&[TALK], world(|_| timed_out()));
    bench.boot();
    talk(&mut bench);
    end(&mut bench);
    bench.contact(
        ContactEventKind::Destroyed,
        &call("c1", Direction::Inbound, ContactState::Ended, bench.now),
    );
    bench.pass(600_000);
    let outbox = bench.panel().outbox;
    assert_eq!((outbox.waiting_attributes, outbox.stuck_attributes), (0, 1));
    for number in 0..40 {
        let missed =
            call(&format!("later {number}"), Direction::Inbound, ContactState::Connecting, bench.now);
        bench.contact(ContactEventKind::Init, &missed);
        bench.contact(ContactEventKind::Destroyed, &missed);
    }
    assert_eq!(bench.panel().outbox.stuck_attributes, 1, "it is not forgotten with the contact");
}

#[test]
fn where_nobody_writes_attributes_nothing_is_kept() {
    let mut bench = bench(
        &[TALK],
        world(|_| {
            let failure = Failure::new(FailureKind::Unavailable, "Could not load Apex class");
            Some(Err(Failure { code: Some(NO_CLASS.to_owned()), ..failure }))
        }),
    );
    bench.boot();
    talk(&mut bench);
    bench.pass(3_600_000);
    assert_eq!(written(&bench).len(), 1);
    assert!(bench.panel().outbox.is_empty());
}
