//! Without any trouble: one tab works, the others show what it does.

use desk::{Gesture, Notice, PhoneState};
use serde_json::json;
use session::Output;

use crate::day::Day;

#[test]
fn the_tab_in_front_leads_and_the_others_say_where() {
    let mut day = Day::begin(3);
    let tabs = day.browser.tabs();
    assert_eq!(day.leader(), Some(tabs[2]), "it was opened last, and is seen");
    assert_eq!(day.browser.desk(tabs[2]).view(day.browser.now()).elsewhere, None);
    assert_eq!(day.browser.desk(tabs[0]).view(day.browser.now()).elsewhere.as_deref(), Some(""));
    day.browser.show(tabs[0]);
    day.pass(100);
    assert_eq!(day.leader(), Some(tabs[0]));
}

#[test]
fn a_record_in_front_of_the_leader_says_which_tab_it_is() {
    let mut day = Day::begin(2);
    let tabs = day.browser.tabs();
    day.direct(json!({ "do": "showKnownCustomer" }));
    day.pass(100);
    assert_eq!(day.browser.desk(tabs[0]).view(day.browser.now()).elsewhere.as_deref(), Some("Dana Ortiz"));
}

// Shows: F8
#[test]
fn one_call_in_five_tabs_is_one_pop_in_the_tab_in_front_and_one_log() {
    let mut day = Day::begin(5);
    let leader = day.leader().expect("a leader");
    day.direct(json!({ "do": "knownCall" }));
    day.pass(5_000);
    for tab in day.browser.tabs() {
        assert_eq!(day.browser.platforms(tab).view.as_ref().expect("a view").phone, PhoneState::Ringing);
        assert!(day.panel(tab).contact.is_some(), "each panel shows the call");
    }
    day.direct(json!({ "do": "agentAccepts" }));
    day.pass(60_000);
    let contact = day.contact();
    let other = day.follower();
    day.press(other, Gesture::Note { contact: contact.clone(), text: "Wants a quote".to_owned() });
    day.pass(10);
    for tab in day.browser.tabs() {
        assert_eq!(day.panel(tab).logs[0].notes, "Wants a quote", "the notes are one");
    }
    day.direct(json!({ "do": "customerHangsUp" }));
    day.pass(10_000);
    day.press(other, Gesture::WriteLog { contact });
    day.direct(json!({ "do": "agentClears" }));
    day.pass(10_000);
    assert_eq!(day.leader(), Some(leader), "a press in a tab that is not seen does not move it");
    let tasks = day.logs();
    assert_eq!(tasks.len(), 1, "{tasks:?}");
    assert_eq!(tasks[0]["fields"]["Status"], "Completed");
    assert_eq!(tasks[0]["fields"]["CallDurationInSeconds"], 60);
    assert!(tasks[0].to_string().contains("Wants a quote"), "{}", tasks[0]);
    let pops = day.pops();
    assert_eq!(pops.len(), 1, "{pops:?}");
    assert_eq!(pops[0]["console"], 5, "the tab in front");
}

// Shows: F8
#[test]
fn a_click_in_a_tab_that_follows_is_dialed_once_with_its_record() {
    let mut day = Day::begin(2);
    let other = day.follower();
    day.click(other, "(415) 555-0142");
    day.pass(5_000);
    assert_eq!(day.dials(), 1, "{:?}", day.notices());
    day.direct(json!({ "do": "customerAnswers" }));
    day.pass(30_000);
    day.direct(json!({ "do": "customerHangsUp" }));
    day.pass(5_000);
    day.direct(json!({ "do": "agentClears" }));
    day.pass(10_000);
    assert_eq!(day.logs().len(), 1);
    assert!(day.logs()[0]["fields"]["WhoId"].is_string(), "{}", day.logs()[0]);
}

#[test]
fn of_two_windows_side_by_side_the_one_that_was_used_last_leads() {
    let mut day = Day::begin(2);
    let tabs = day.browser.tabs();
    day.browser.show_beside(tabs[0]);
    day.pass(100);
    assert_eq!(day.leader(), Some(tabs[0]), "it has just come to the front");
    day.press(tabs[1], Gesture::UseThisTab);
    day.pass(100);
    assert_eq!(day.leader(), Some(tabs[1]));
    assert_eq!(day.browser.desk(tabs[0]).view(day.browser.now()).elsewhere.as_deref(), Some(""));
}

#[test]
fn the_recording_of_the_runs_is_the_leaders_in_every_tab() {
    let mut day = Day::begin(2);
    day.direct(json!({ "do": "knownCall" }));
    day.pass(5_000);
    let other = day.follower();
    day.press(other, Gesture::TellRuns);
    day.pass(10);
    let said = &day.browser.platforms(other).said;
    let told = said
        .iter()
        .any(|output| matches!(output, session::Output::Tell(runs) if runs.contains("onConnecting")));
    assert!(told, "{said:?}");
}

#[test]
fn each_tab_asks_for_the_cookies_of_its_own_panel() {
    let mut day = Day::begin(2);
    let tab = day.follower();
    let ready = |day: &Day, tab| {
        let said = day.browser.platforms(tab).said.iter();
        said.filter(|said| matches!(said, Output::Announce(Notice::Ready))).count()
    };
    let leader = day.leader().expect("one leads");
    let before = (ready(&day, leader), ready(&day, tab));
    day.press(tab, Gesture::AllowCookies);
    day.pass(1_000);
    assert_eq!((ready(&day, leader), ready(&day, tab)), (before.0, before.1 + 1));
}

#[test]
fn why_a_number_was_not_dialed_is_said_in_the_tab_in_which_it_was_clicked() {
    let mut day = Day::begin(2);
    day.direct(json!({ "do": "knownCall" }));
    day.pass(5_000);
    let other = day.follower();
    day.click(other, "(415) 555-0142");
    day.pass(100);
    assert_eq!(day.dials(), 0, "a call rings");
    let said = &day.browser.platforms(other).said;
    let why = said.iter().find_map(|output| match output {
        session::Output::Relay(relayed) => Some((relayed.key.as_str(), relayed.about.as_str())),
        _ => None,
    });
    assert_eq!(why, Some(("click-during-call", "(415) 555-0142")), "{said:?}");
}
