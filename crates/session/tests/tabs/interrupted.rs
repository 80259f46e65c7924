//! A flow that is under way when its page goes is not run again, and the agent is told which one it was.

use desk::{Gesture, Notice};
use panel_protocol::RunOutcome;
use serde_json::json;
use session::sim::TabId;

use crate::day::Day;

/// A call comes, and Salesforce does not answer the flow that searches for it.
fn unanswered_call(day: &mut Day) {
    let never = json!({ "kind": "never", "done": false });
    let fault = json!({ "target": { "openCti": "searchAndScreenPop" }, "mishap": never, "times": 1 });
    day.direct(json!({ "do": "inject", "fault": fault }));
    day.direct(json!({ "do": "knownCall" }));
    day.pass(1_000);
}

fn interrupted(day: &Day) -> Vec<(String, Option<String>)> {
    let notices = day.notices().into_iter().filter_map(|notice| match notice {
        Notice::FlowInterrupted { flow, about } => Some((flow, about)),
        _ => None,
    });
    notices.collect()
}

/// The flows that the panel of a tab lists as interrupted.
fn listed(day: &Day, tab: TabId) -> Vec<String> {
    let runs = day.panel(tab).runs.into_iter();
    runs.filter(|run| run.outcome == Some(RunOutcome::Interrupted)).map(|run| run.flow).collect()
}

/// Closes the tab that leads while its flow waits; another one, already there or opened afterwards, goes on.
#[track_caller]
fn check(tabs: usize) {
    let mut day = Day::begin(tabs);
    unanswered_call(&mut day);
    let leader = day.leader().expect("a leader");
    assert!(day.panel(leader).runs.iter().any(|run| run.outcome.is_none()), "a flow is under way");
    assert_eq!(interrupted(&day), []);
    day.close(leader);
    if tabs == 1 {
        day.open();
    }
    day.pass(10_000);
    let next = day.leader().expect("the next leader");
    let told = interrupted(&day);
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].0, "Voice screen pop");
    assert_eq!(listed(&day, next), ["Voice screen pop"]);

    // Once: the page after that one says nothing of it.
    day.close(next);
    if day.browser.tabs().is_empty() {
        day.open();
    }
    day.pass(10_000);
    assert_eq!(interrupted(&day).len(), 1);
}

// Shows: issue-11-2, F7
#[test]
fn a_flow_that_a_closed_tab_was_running_is_said_by_the_next_page() {
    check(1);
}

// Shows: issue-11-2, F7
#[test]
fn a_flow_that_a_closed_tab_was_running_is_said_by_the_tab_that_goes_on() {
    check(3);
}

#[test]
fn a_tab_that_hands_over_with_nothing_under_way_interrupts_nothing() {
    let mut day = Day::begin(2);
    day.direct(json!({ "do": "knownCall" }));
    day.pass(5_000);
    let follower = day.follower();
    day.browser.show(follower);
    day.press(follower, Gesture::LookForFlows);
    day.pass(10_000);
    assert_eq!(day.leader(), Some(follower));
    assert_eq!(interrupted(&day), []);
}
