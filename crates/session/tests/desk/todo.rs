//! The offer to complete the to-do that was dialed from.

use std::cell::Cell;
use std::rc::Rc;

use crate::common::{Bench, DIAL, bench, kind_world, rejected, timed_out, whole_call};
use desk::{ClickToDial, Direction, Event, Gesture, PortEffect};
use flow::{HostEffect, Reply, SaveTarget};
use panel_protocol::TodoState;

const OPEN_TASK: &str = "00T5g00000ToDoTEAV";

/// A call that was dialed from a record, in a world that answers changes of the to-do so.
fn called(record: &str, says: impl Fn() -> Option<Reply> + 'static) -> Bench {
    let mut bench = bench(&[DIAL], move |effect| match effect {
        PortEffect::Host(HostEffect::SaveRecord(save)) if matches!(&save.target, SaveTarget::Update { id } if id == OPEN_TASK) => {
            says()
        }
        effect => kind_world(effect),
    });
    bench.boot();
    let click = ClickToDial {
        number: "(415) 555-0142".into(),
        record_id: Some(record.into()),
        record_name: Some("Call back".into()),
        ..ClickToDial::default()
    };
    bench.handle(Event::ClickToDial { click });
    whole_call(&mut bench, "c1", Direction::Outbound, 60_000);
    bench
}

/// What was asked of the to-do.
fn completions(bench: &Bench) -> usize {
    let completes = |save: &&serde_json::Value| save["target"]["update"]["id"] == OPEN_TASK;
    let saves = bench.saves();
    let completions: Vec<_> = saves.iter().filter(completes).collect();
    assert!(completions.iter().all(|save| save["fields"] == serde_json::json!({ "Status": "Completed" })));
    completions.len()
}

fn complete(bench: &mut Bench) {
    bench.press(Gesture::CompleteTodo { contact: "c1".into() });
}

fn state(bench: &Bench) -> TodoState {
    bench.panel().todos[0].state.clone()
}

#[test]
fn a_to_do_is_completed_when_the_agent_says_so_and_once() {
    let mut bench = called(OPEN_TASK, kind_answer);
    let todo = bench.panel().todos[0].clone();
    assert_eq!((todo.contact.as_str(), todo.subject.as_deref()), ("c1", Some("Call back")));
    assert_eq!((state(&bench), completions(&bench)), (TodoState::Open, 0), "nobody completes it unasked");
    for _ in 0..2 {
        complete(&mut bench);
        assert_eq!((state(&bench), completions(&bench)), (TodoState::Completed, 1));
    }
}

fn kind_answer() -> Option<Reply> {
    Some(Ok(flow::Answer::Saved { record_id: OPEN_TASK.into() }))
}

#[test]
fn a_refusal_is_said_and_can_be_tried_again() {
    let mut bench = called(OPEN_TASK, rejected);
    complete(&mut bench);
    assert!(matches!(state(&bench), TodoState::Failed(failure) if failure.message == "no"));
    bench.pass(3_600_000);
    assert_eq!(completions(&bench), 1);
    complete(&mut bench);
    assert_eq!(completions(&bench), 2);
}

#[test]
fn one_without_an_answer_is_asked_for_again_also_by_the_next_page() {
    let down = Rc::new(Cell::new(true));
    let is_down = Rc::clone(&down);
    let mut bench = called(OPEN_TASK, move || if is_down.get() { timed_out() } else { kind_answer() });
    complete(&mut bench);
    assert_eq!((state(&bench), completions(&bench)), (TodoState::Completing, 1));
    bench.pass(30_000);
    assert!(completions(&bench) > 1);
    down.set(false);
    let mut next = bench.reload(&[DIAL], kind_world);
    next.boot();
    assert_eq!((state(&next), completions(&next)), (TodoState::Completed, 1));
}

#[test]
fn what_is_no_to_do_is_not_offered() {
    for record in ["0035g00000XyZabAAF", "00U5g00000ToDoTEAV", "00T", "00Tjavascript:alert(1)"] {
        assert_eq!(called(record, kind_answer).panel().todos, [], "{record}");
    }
}
