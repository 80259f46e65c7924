//! What is to be saved and is not yet: how many requests are under way, and in which order they go.

use std::cell::Cell;
use std::rc::Rc;

use crate::common::{Bench, LOG, TASK, bench, kind_world, whole_call};
use desk::{Direction, Event, LogMemory, PortEffect};
use flow::{Answer, HostEffect, SaveTarget};

/// How many saves have not been answered.
fn under_way(bench: &Bench) -> usize {
    let is_save = |effect: &PortEffect| matches!(effect, PortEffect::Host(HostEffect::SaveRecord(_)));
    bench.unanswered.iter().filter(|(_, effect)| is_save(effect)).count()
}

/// How many logs wait for an answer.
fn saving(bench: &Bench) -> usize {
    bench.memory.contacts.values().filter(|memory| matches!(memory.log, LogMemory::Saving { .. })).count()
}

fn answer(bench: &mut Bench) {
    let is_save = |effect: &PortEffect| matches!(effect, PortEffect::Host(HostEffect::SaveRecord(_)));
    bench.answer(is_save, Ok(Answer::Saved { record_id: TASK.into() }));
}

/// The call whose end the save at a place of all saves tells of.
fn call_of(bench: &Bench, at: usize) -> String {
    bench.saves()[at]["fields"]["CallObject"].as_str().unwrap_or_default().to_owned()
}

// Shows: F14
#[test]
fn thirty_logs_that_waited_for_salesforce_are_four_requests_at_a_time_in_their_order() {
    let mut bench = bench(&[LOG], |effect| match effect {
        PortEffect::Host(HostEffect::SaveRecord(_)) => None,
        effect => kind_world(effect),
    });
    // Nothing is saved without an active session.
    for call in 0..30 {
        whole_call(&mut bench, &format!("c{call}"), Direction::Inbound, 1_000);
    }
    assert_eq!(bench.saves().len(), 0);
    bench.handle(Event::SalesforceReady);
    for sent in 0..30 {
        assert!(under_way(&bench) <= 4, "{} requests at once", under_way(&bench));
        assert_eq!(call_of(&bench, sent), format!("c{sent}"));
        answer(&mut bench);
    }
    assert_eq!((under_way(&bench), bench.saves().len()), (0, 30));
    assert!((0..30).all(|call| matches!(bench.log(&format!("c{call}")), LogMemory::Saved { .. })));
}

// Shows: F14
#[test]
fn a_storm_of_lost_answers_is_four_requests_at_a_time_too() {
    let answers = Rc::new(Cell::new(false));
    let up = Rc::clone(&answers);
    let mut bench = bench(&[LOG], move |effect| match effect {
        PortEffect::Host(HostEffect::SaveRecord(save))
            if matches!(save.target, SaveTarget::Update { .. }) && !up.get() =>
        {
            None
        }
        effect => kind_world(effect),
    });
    bench.boot();
    for call in 0..12 {
        whole_call(&mut bench, &format!("c{call}"), Direction::Inbound, 1_000);
    }
    for _ in 0..600 {
        bench.pass(1_000);
        assert!(saving(&bench) <= 4, "{} at once", saving(&bench));
        bench.handle(Event::Online);
        assert!(saving(&bench) <= 4, "{} at once", saving(&bench));
    }
    answers.set(true);
    bench.pass(3_600_000);
    assert!((0..12).all(|call| matches!(bench.log(&format!("c{call}")), LogMemory::Saved { .. })));
}

// Shows: F14
#[test]
fn a_page_that_was_closed_over_many_saves_leaves_the_next_one_four_at_a_time() {
    let mut bench = bench(&[LOG], |effect| match effect {
        PortEffect::Host(HostEffect::SaveRecord(save))
            if matches!(save.target, SaveTarget::Update { .. }) =>
        {
            None
        }
        effect => kind_world(effect),
    });
    bench.boot();
    for call in 0..10 {
        whole_call(&mut bench, &format!("c{call}"), Direction::Inbound, 1_000);
    }
    let mut next = bench.reload(&[LOG], |effect| match effect {
        PortEffect::Host(HostEffect::SaveRecord(_)) => None,
        effect => kind_world(effect),
    });
    next.boot();
    assert_eq!(under_way(&next), 4);
    while under_way(&next) > 0 {
        answer(&mut next);
        assert!(under_way(&next) <= 4);
    }
    next.pass(600_000);
    while under_way(&next) > 0 {
        answer(&mut next);
    }
    assert!((0..10).all(|call| matches!(next.log(&format!("c{call}")), LogMemory::Saved { .. })));
}
