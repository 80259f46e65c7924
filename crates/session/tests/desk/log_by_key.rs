//! Logs in an org with the org package: written by its class under a key, so that a create may be sent again.

use std::cell::Cell;
use std::rc::Rc;

use crate::common::{Bench, LOG, TASK, bench, kind_world, rejected, timed_out, whole_call};
use desk::{Direction, LogMemory, PortEffect};
use flow::{Answer, Failure, FailureKind, HostEffect, NO_CLASS, Reply, WriteLog};
use panel_protocol::SaveState;

/// What the org's class says to the writes of a test, first come first.
type Says = fn(usize, &WriteLog) -> Option<Reply>;

/// A world whose org has the classes; that of logs says what it is told to.
fn world(says: Says) -> impl FnMut(&PortEffect) -> Option<Reply> + 'static {
    let writes = Rc::new(Cell::new(0));
    move |effect| match effect {
        PortEffect::Host(HostEffect::ReadSettings) => Some(Ok(Answer::Settings {
            settings: [("/reqGeneralInfo/reqInternalName".into(), "Acme".to_owned())].into_iter().collect(),
        })),
        PortEffect::Host(HostEffect::ReadFlows { .. }) => {
            Some(Ok(Answer::Value { value: r#"{"state":"absent"}"#.into() }))
        }
        PortEffect::Host(HostEffect::WriteLog(log)) => {
            writes.set(writes.get() + 1);
            says(writes.get(), log)
        }
        effect => kind_world(effect),
    }
}

fn working(says: Says) -> Bench {
    let mut bench = bench(&[LOG], world(says));
    bench.boot();
    bench
}

fn saved() -> Option<Reply> {
    Some(Ok(Answer::Saved { record_id: TASK.into() }))
}

/// The writes of the class, and how many saves went by Open CTI.
fn asked(bench: &Bench) -> (Vec<WriteLog>, usize) {
    let writes = bench.performed.iter().filter_map(|effect| match effect {
        PortEffect::Host(HostEffect::WriteLog(log)) => Some(log.clone()),
        _ => None,
    });
    (writes.collect(), bench.saves().len())
}

#[test]
fn the_class_writes_it_for_the_contact_and_then_by_its_id() {
    let mut bench = working(|_, _| saved());
    whole_call(&mut bench, "c1", Direction::Inbound, 60_000);
    let (writes, by_open_cti) = asked(&bench);
    assert_eq!(by_open_cti, 0);
    assert!(writes.iter().all(|log| log.contact == "c1"));
    assert_eq!(writes[0].record_id, None);
    assert!(writes[1..].iter().all(|log| log.record_id.as_deref() == Some(TASK)), "{writes:?}");
    assert!(matches!(bench.panel().saves[0].state, SaveState::Saved { .. }));
}

// Shows: F6
#[test]
fn a_creation_without_an_answer_is_sent_again_and_nobody_is_asked() {
    let mut bench = working(|times, _| if times <= 9 { timed_out() } else { saved() });
    whole_call(&mut bench, "c1", Direction::Inbound, 60_000);
    assert!(matches!(bench.panel().saves[0].state, SaveState::Failed(_)));
    bench.pass(1_800_000);
    let (writes, by_open_cti) = asked(&bench);
    assert_eq!(by_open_cti, 0);
    assert!(writes[..10].iter().all(|log| log.record_id.is_none() && log.contact == "c1"), "{writes:#?}");
    assert!(matches!(bench.log("c1"), LogMemory::Saved { .. }));
    assert_eq!(writes[9].fields.get("Status"), Some(&"Completed".into()));
}

// Shows: F7
#[test]
fn a_page_that_goes_in_the_middle_of_a_creation_leaves_it_to_the_next() {
    let mut bench = working(|_, _| None);
    whole_call(&mut bench, "c1", Direction::Inbound, 60_000);
    assert!(asked(&bench).0.iter().all(|log| log.record_id.is_none()));
    let mut bench = bench.reload(&[LOG], world(|_, _| saved()));
    bench.boot();
    let (writes, by_open_cti) = asked(&bench);
    assert_eq!((writes[0].contact.as_str(), by_open_cti), ("c1", 0));
    assert!(matches!(bench.panel().saves[0].state, SaveState::Saved { .. }));
}

#[test]
fn what_the_class_refuses_is_left_out_and_the_rest_is_saved() {
    let mut bench = working(|_, log| {
        if log.fields.contains_key("CallDisposition") || !log.fields.contains_key("CallType") {
            return saved();
        }
        let failure = Failure::new(FailureKind::Rejected, "bad value for restricted picklist field");
        Some(Err(Failure { fields: vec!["CallType".to_owned()], ..failure }))
    });
    whole_call(&mut bench, "c1", Direction::Inbound, 60_000);
    let (writes, by_open_cti) = asked(&bench);
    assert_eq!(by_open_cti, 0);
    assert!(writes.last().is_some_and(|log| !log.fields.contains_key("CallType")), "{writes:?}");
    assert!(matches!(bench.log("c1"), LogMemory::Saved { .. }));
}

// Shows: issue-11-5-key
#[test]
fn an_org_without_that_class_has_its_logs_by_open_cti() {
    let mut bench = working(|_, _| {
        let failure = Failure::new(FailureKind::Unavailable, "Could not load Apex class");
        Some(Err(Failure { code: Some(NO_CLASS.to_owned()), ..failure }))
    });
    whole_call(&mut bench, "c1", Direction::Inbound, 60_000);
    whole_call(&mut bench, "c2", Direction::Inbound, 60_000);
    let (writes, by_open_cti) = asked(&bench);
    assert_eq!(writes.len(), 1, "it is asked once");
    assert!(by_open_cti >= 2);
    for contact in ["c1", "c2"] {
        assert!(matches!(bench.log(contact), LogMemory::Saved { .. }));
    }
}

#[test]
fn a_class_that_goes_while_it_is_asked_leaves_it_to_the_agent() {
    let mut bench = working(|times, _| match times {
        1 => timed_out(),
        _ => {
            let failure = Failure::new(FailureKind::Unavailable, "Could not load Apex class");
            Some(Err(Failure { code: Some(NO_CLASS.to_owned()), ..failure }))
        }
    });
    whole_call(&mut bench, "c1", Direction::Inbound, 60_000);
    bench.pass(600_000);
    assert_eq!(asked(&bench).1, 0, "no second log unasked");
    assert!(matches!(bench.panel().saves[0].state, SaveState::Uncertain(_)));
}

#[test]
fn a_refusal_as_a_whole_is_shown_and_not_sent_again() {
    let mut bench = working(|_, _| rejected());
    whole_call(&mut bench, "c1", Direction::Inbound, 60_000);
    let before = asked(&bench).0.len();
    bench.pass(600_000);
    assert_eq!(asked(&bench).0.len(), before);
    assert!(matches!(bench.panel().saves[0].state, SaveState::Failed(_)));
}
