//! What is done in a tab that is gone before anybody has seen to it.

use desk::{Gesture, Notice};
use serde_json::json;
use session::sim::TabId;

use crate::day::Day;

/// Every tab is closed the moment this was done in one that follows, and the agent opens the phone again so much later.
fn check(act: fn(&mut Day, TabId), later_ms: u64) -> Day {
    let mut day = Day::begin(2);
    let (leader, follower) = (day.leader().expect("one leads"), day.follower());
    day.browser.freeze(leader);
    act(&mut day, follower);
    day.close(leader);
    day.close(follower);
    day.pass(later_ms);
    day.open();
    day.pass(10_000);
    day
}

fn clicks(day: &mut Day, tab: TabId) {
    day.click(tab, "(415) 555-0142");
}

fn runs_an_action(day: &mut Day, tab: TabId) {
    day.press(
        tab,
        Gesture::RunAction {
            action: "Callback Customer".into(),
            flow: "Callback Customer".into(),
            contact: None,
            payload: Default::default(),
            references: Vec::new(),
        },
    );
}

fn runs(day: &Day) -> usize {
    let leader = day.leader().expect("one leads");
    day.browser.desk(leader).finished_runs().count()
}

// Shows: F7
#[test]
fn a_click_is_dialled_when_the_phone_is_back_at_once() {
    let day = check(clicks, 2_000);
    assert_eq!(day.dials(), 1);
    // And never again.
    let mut day = day;
    day.close(day.leader().expect("one leads"));
    day.open();
    day.pass(60_000);
    assert_eq!(day.dials(), 1);
}

// Shows: F7
#[test]
fn a_click_of_long_ago_is_not_dialled_and_the_agent_is_told() {
    let day = check(clicks, 3_600_000);
    assert_eq!(day.dials(), 0);
    let told = Notice::ClickDropped { number: "(415) 555-0142".into() };
    assert_eq!(day.notices().iter().filter(|notice| **notice == told).count(), 1);
}

// Shows: F7
#[test]
fn an_action_of_long_ago_is_not_run_and_the_agent_is_told() {
    let day = check(runs_an_action, 3_600_000);
    assert_eq!(runs(&day), 0);
    assert!(day.notices().contains(&Notice::ActionDropped { action: "Callback Customer".into() }));
    assert_eq!(runs(&check(runs_an_action, 2_000)), 1, "at once it is");
}

// Shows: F7
#[test]
fn a_note_is_in_the_log_however_late_the_agent_is_back() {
    let mut day = Day::begin(2);
    day.direct(json!({ "do": "knownCall" }));
    day.pass(5_000);
    day.direct(json!({ "do": "agentAccepts" }));
    day.pass(20_000);
    let contact = day.contact();
    let (leader, follower) = (day.leader().expect("one leads"), day.follower());
    day.browser.freeze(leader);
    day.press(follower, Gesture::Note { contact, text: "Wants a quote".into() });
    day.close(leader);
    day.close(follower);
    day.direct(json!({ "do": "customerHangsUp" }));
    day.pass(600_000);
    day.open();
    day.pass(600_000);
    let logs = day.logs();
    assert_eq!(logs.len(), 1, "{logs:?}");
    assert!(logs[0].to_string().contains("Wants a quote"), "{logs:?}");
}
