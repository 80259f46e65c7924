//! What is to be saved and is not yet: how many requests are under way, and in which order they go.

use std::cell::Cell;
use std::rc::Rc;

use crate::common::{Bench, LOG, POP, TASK, bench, call, kind_world, rejected, timed_out, whole_call};
use desk::{
    ContactEventKind, ContactState, Direction, Event, Gesture, LogMemory, Notice, PhoneState, PortEffect,
};
use flow::{Answer, HostEffect, SaveTarget};
use panel_protocol::{LookFor, SaveState, Unsaved, UnsavedKind};

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

/// A desk whose Salesforce refuses each end of a call as long as `down` says so.
fn refusing() -> (Bench, Rc<Cell<bool>>) {
    let down = Rc::new(Cell::new(true));
    let is_down = Rc::clone(&down);
    let mut bench = bench(&[LOG], move |effect| match effect {
        PortEffect::Host(HostEffect::SaveRecord(save))
            if is_down.get() && matches!(save.target, SaveTarget::Update { .. }) =>
        {
            rejected()
        }
        effect => kind_world(effect),
    });
    bench.boot();
    (bench, down)
}

fn clear(bench: &mut Bench, id: &str) {
    bench.contact(ContactEventKind::Destroyed, &call(id, Direction::Inbound, ContactState::Ended, bench.now));
}

// Shows: F6
#[test]
fn what_waits_is_counted_until_it_is_saved() {
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
    for id in ["c1", "c2", "c3"] {
        whole_call(&mut bench, id, Direction::Inbound, 1_000);
    }
    bench.pass(15_000);
    for _ in 0..100 {
        let outbox = bench.panel().outbox;
        assert_eq!((outbox.waiting_logs, outbox.stuck_logs), (3, 0), "also while one is tried again");
        assert!(bench.panel().saves.iter().all(|save| save.resends || save.state == SaveState::Saving));
        bench.pass(7_000);
    }
    answers.set(true);
    bench.pass(300_000);
    assert!(bench.panel().outbox.is_empty());
    assert!(bench.panel().saves.iter().all(|save| matches!(save.state, SaveState::Saved { .. })));
}

// Shows: F6
#[test]
fn what_is_tried_a_hundred_times_in_vain_is_kept_for_the_agent() {
    let (mut bench, down) = {
        let down = Rc::new(Cell::new(true));
        let is_down = Rc::clone(&down);
        let bench = bench(&[LOG], move |effect| match effect {
            PortEffect::Host(HostEffect::SaveRecord(save))
                if is_down.get() && matches!(save.target, SaveTarget::Update { .. }) =>
            {
                timed_out()
            }
            effect => kind_world(effect),
        });
        (bench, down)
    };
    bench.boot();
    whole_call(&mut bench, "c1", Direction::Inbound, 1_000);
    let first = bench.saves().len();
    bench.pass(24 * 3_600_000);
    assert_eq!(bench.saves().len(), first + 100);
    let outbox = bench.panel().outbox;
    assert_eq!((outbox.waiting_logs, outbox.stuck_logs), (0, 1));
    let told = bench.notices.iter().filter(|notice| matches!(notice, Notice::LogFailed { .. }));
    assert_eq!(told.count(), 2, "when it failed first, and when nothing is tried any more");
    down.set(false);
    bench.press(Gesture::SaveAllAgain);
    assert!(matches!(bench.log("c1"), LogMemory::Saved { .. }));
    assert!(bench.panel().outbox.is_empty());
}

// Shows: F6
#[test]
fn sixty_refused_logs_are_counted_exported_and_saved_again_and_few_are_shown() {
    let (mut bench, down) = refusing();
    for number in 0..60 {
        let id = format!("c{number}");
        whole_call(&mut bench, &id, Direction::Inbound, 1_000);
        bench.press(Gesture::Note { contact: id.clone(), text: format!("note {number}") });
        clear(&mut bench, &id);
    }
    let panel = bench.panel();
    assert_eq!((panel.outbox.stuck_logs, panel.outbox.waiting_logs), (60, 0));
    assert!(panel.saves.len() <= 20 && panel.logs.len() <= 20, "{} {}", panel.saves.len(), panel.logs.len());
    assert_eq!(bench.view().phone, PhoneState::NotSaved { count: 60 });

    bench.press(Gesture::TellUnsaved);
    let told = Unsaved::from_message(bench.told.last().expect("a message")).expect("it is read").unsaved;
    assert_eq!(told.len(), 60);
    for (number, record) in told.iter().enumerate() {
        assert_eq!((record.kind, record.contact.as_str()), (UnsavedKind::Log, &*format!("c{number}")));
        assert_eq!(
            (record.notes.as_str(), record.record_id.as_deref()),
            (&*format!("note {number}"), Some(TASK))
        );
        assert_eq!(record.number.as_deref(), Some("(415) 5550142"));
        assert_eq!((record.reason.as_deref(), &record.fields["Status"]), (Some("no"), &"Completed".into()));
        assert!(record.connected_at.is_some());
    }

    let mut bench = bench.reload(&[LOG], kind_world);
    down.set(false);
    bench.boot();
    assert_eq!(bench.panel().outbox.stuck_logs, 60, "a new page does not send what was refused by itself");
    bench.press(Gesture::SaveAllAgain);
    assert!(bench.panel().outbox.is_empty());
    assert_eq!(bench.view().phone, PhoneState::Idle);
    bench.press(Gesture::TellUnsaved);
    let told = Unsaved::from_message(bench.told.last().expect("a message")).expect("it is read");
    assert_eq!(told, Unsaved::default());
}

#[test]
fn one_question_at_a_time_and_it_says_what_to_look_for() {
    let mut bench = bench(&[POP, LOG], |effect| match effect {
        PortEffect::Host(HostEffect::SaveRecord(save))
            if matches!(save.target, SaveTarget::Create { .. }) =>
        {
            timed_out()
        }
        effect => kind_world(effect),
    });
    bench.boot();
    let mut began = Vec::new();
    for id in ["c1", "c2", "c3"] {
        began.push(bench.now + 4_000);
        whole_call(&mut bench, id, Direction::Inbound, 60_000);
    }
    for (at, id) in ["c1", "c2", "c3"].into_iter().enumerate() {
        let panel = bench.panel();
        assert_eq!(panel.outbox.questions, 3 - at);
        let asked: Vec<_> = panel.saves.iter().filter(|save| save.look_for.is_some()).collect();
        assert_eq!(asked.len(), 1, "one question at a time");
        assert_eq!(asked[0].contact, id, "the oldest first");
        let what = LookFor {
            name: Some("Dana Ortiz".into()),
            number: Some("(415) 5550142".into()),
            at: Some(began[at]),
        };
        assert_eq!(asked[0].look_for.as_ref(), Some(&what));
        bench.press(Gesture::LogIsThere { contact: id.into() });
    }
    assert!(bench.panel().outbox.is_empty());
}
