//! Several agents at one computer: nobody sees the customers of another, or writes her logs.

use desk::Gesture;
use flow::Value;
use panel_protocol::PanelOwner;
use serde_json::json;
use session::sim::TabId;

use crate::day::Day;

/// A call whose log Salesforce refuses, with notes of the agent's.
fn refused_call(day: &mut Day, tab: TabId) {
    let fails = json!({ "kind": "fails", "code": "SERVER_ERROR", "description": "down" });
    day.direct(json!({ "do": "knownCall" }));
    day.pass(5_000);
    day.direct(json!({ "do": "agentAccepts" }));
    day.pass(30_000);
    day.direct(json!({ "do": "inject", "fault": { "target": { "openCti": "saveLog" }, "mishap": fails, "times": 50 } }));
    let contact = day.contact();
    day.press(tab, Gesture::Note { contact: contact.clone(), text: "card 4111".to_owned() });
    day.direct(json!({ "do": "customerHangsUp" }));
    day.pass(5_000);
    day.press(tab, Gesture::WriteLog { contact });
    day.direct(json!({ "do": "agentClears" }));
    day.pass(10_000);
    assert!(day.browser.platforms(tab).panel.contains("card 4111"), "she sees her notes");
}

fn nothing_of_the_call_is_shown(day: &Day) {
    for tab in day.browser.tabs() {
        let panel = day.panel(tab);
        assert_eq!((panel.contact, panel.data), (None, None));
        assert!(
            panel.logs.is_empty() && panel.saves.is_empty() && panel.callers.is_empty(),
            "{:?}",
            panel.saves
        );
        let text = &day.browser.platforms(tab).panel;
        for secret in ["4111", "Dana", "555-0142", "4155550142"] {
            assert!(!text.contains(secret), "{secret} in {text}");
        }
    }
}

/// Whose the panels say they are: the forms in them follow that.
#[track_caller]
fn panels_are(day: &Day, owner: PanelOwner) {
    for tab in day.browser.tabs() {
        assert_eq!(day.panel(tab).owner, owner);
    }
}

/// Ana's log is refused; Bob signs in after her, in as many tabs; then she is back.
fn check(tabs: usize, signs_out: bool) {
    let mut day = Day::begin(tabs);
    let leader = day.leader().expect("a leader");
    refused_call(&mut day, leader);
    panels_are(&day, PanelOwner::Agent("ana.ng".to_owned()));
    if signs_out {
        day.sign_out();
        panels_are(&day, PanelOwner::Nobody);
        nothing_of_the_call_is_shown(&day);
    }
    day.direct(json!({ "do": "clearFaults" }));
    let before = day.logs();
    day.sign_in("bob");
    assert!(day.leader().is_some(), "somebody works for Bob");
    panels_are(&day, PanelOwner::Agent("bob".to_owned()));
    nothing_of_the_call_is_shown(&day);
    assert_eq!(day.logs(), before, "nothing is saved in Bob's name");
    day.sign_out();
    day.sign_in("ana.ng");
    let leader = day.leader().expect("a leader");
    assert!(day.browser.platforms(leader).panel.contains("card 4111"), "what she left is hers again");
    let contact = day.panel(leader).saves[0].contact.clone();
    day.press(leader, Gesture::SaveLogAgain { contact });
    day.pass(10_000);
    let logs = day.logs();
    assert_eq!(logs.len(), 1, "{logs:?}");
    assert!(logs[0].to_string().contains("card 4111"), "{}", logs[0]);
}

// Shows: issue-11-3
#[test]
fn another_agent_in_the_same_page_sees_nothing_and_nothing_is_sent_until_the_first_is_back() {
    check(1, true);
}

#[test]
fn the_same_in_three_tabs() {
    check(3, true);
}

#[test]
fn the_same_where_nobody_says_that_the_first_has_signed_out() {
    check(2, false);
}

// Shows: issue-11-3
#[test]
fn another_agent_in_a_new_page_sees_nothing_and_nothing_is_sent() {
    let mut day = Day::begin(1);
    let leader = day.leader().expect("a leader");
    refused_call(&mut day, leader);
    day.direct(json!({ "do": "clearFaults" }));
    let before = day.logs();
    day.sign_out();
    day.sign_in("bob");
    let tab = day.open();
    day.sign_in("bob");
    day.close(leader);
    day.pass(60_000);
    assert_eq!(day.leader(), Some(tab));
    assert_eq!(day.logs(), before);
}

/// Sets a property on each page of Salesforce, and shows what it is.
const REMEMBER: &str = r#"{ "source": "salesforceUi", "event": "onNavigationChange", "actions": [
    { "id": "uid-0", "type": "SE_Start", "ports": { "done": "uid-1" } },
    { "id": "uid-1", "type": "SE_SetProperty", "controls": { "key": "customer", "value": "Dana Ortiz" } } ] }"#;

// Shows: issue-11-3
#[test]
fn what_flows_have_remembered_for_one_agent_is_forgotten_for_another() {
    let flow = Value::from_json_text(REMEMBER).expect("our own flow");
    let mut day = Day::with_flows(1, vec![("remember", flow)]);
    let tab = day.leader().expect("a leader");
    day.direct(json!({ "do": "showKnownCustomer" }));
    day.pass(1_000);
    let shared = |day: &Day| day.browser.platforms(tab).shared.clone();
    assert!(shared(&day).contains("Dana Ortiz"), "{}", shared(&day));
    day.sign_in("ana.ng");
    assert!(shared(&day).contains("Dana Ortiz"), "she is no other agent");
    day.sign_in("bob");
    assert!(!shared(&day).contains("Dana Ortiz"), "{}", shared(&day));
}
