//! When the org is asked, and from when on its word holds.

use desk::{Event, Gesture};
use panel_protocol::FlowsSource;
use serde_json::json;

use crate::page::*;

#[test]
fn the_orgs_flows_run_where_its_record_is_enabled_and_the_pages_otherwise() {
    type Prepare = fn(&mut Page);
    let cases: [(&str, Prepare, &str, &[&str]); 5] = [
        ("enabled", |_| {}, "one", &[]),
        ("disabled", |page| page.adapter(false, None), "page", &[]),
        ("absent", |page| page.direct(json!({ "do": "removeAdapter", "key": ADAPTER })), "page", &[]),
        ("no package", |page| page.direct(json!({ "do": "removePackage" })), "page", &[]),
        (
            "no permission",
            |page| page.direct(json!({ "do": "givePermissionSets", "permissionSets": [] })),
            "page",
            &["org-flows-denied : "],
        ),
    ];
    for (what, prepare, word, findings) in cases {
        let mut page = enabled();
        prepare(&mut page);
        page.0.begin();
        page.check_says(word);
        assert_eq!(page.findings(), findings, "{what}");
        let is_of_org = word == "one";
        assert_eq!(page.source() == FlowsSource::Org, is_of_org, "{what}");
        assert_eq!(page.copy().is_some(), is_of_org, "{what}");
        assert_eq!(page.asked(), 1, "{what}");
    }
}

#[test]
fn a_package_that_is_not_there_is_not_asked_again() {
    let mut page = page();
    page.direct(json!({ "do": "removePackage" }));
    page.0.begin();
    page.pass(24 * 60 * MINUTE_MS);
    assert_eq!(page.asked(), 1);
    // Somebody who looks has it asked all the same.
    page.look();
    assert_eq!(page.asked(), 2);
}

#[test]
fn a_change_comes_with_the_poll_and_holds_for_runs_that_start_later() {
    for (spread, minutes) in [(0, 12), (500, 15), (1_000, 18)] {
        let mut page = page_with("{}", spread);
        page.adapter(true, None);
        page.write("flow", "greet", json!({ "definition": asking_first("one").to_string() }));
        page.0.begin();
        page.direct(json!({ "do": "inject", "fault": { "target": { "apex": "SwitchboardRecords.findByPhone" }, "mishap": { "kind": "late", "after": 1_000 } } }));
        page.pass(minutes * MINUTE_MS - 500);
        page.write_saying("two");
        page.navigate();
        assert_eq!(page.asked(), 1, "{spread}");
        page.pass(500);
        assert_eq!(page.asked(), 2, "{spread}");
        page.check_says("two");
        // The run that had begun ends as it began.
        page.pass(1_000);
        assert_eq!(page.said(), ["two", "one"], "{spread}");
    }
}

#[test]
fn the_poll_is_a_setting_and_never_faster_than_a_minute() {
    for (minutes, passes) in [(0, 1), (1, 1), (40, 40)] {
        let mut page = page_with(&json!({ "runs": { "flowPollMinutes": minutes } }).to_string(), 500);
        page.adapter(true, None);
        page.0.begin();
        page.pass(passes * MINUTE_MS - 1);
        assert_eq!(page.asked(), 1, "{minutes}");
        page.pass(1);
        assert_eq!(page.asked(), 2, "{minutes}");
    }
}

#[test]
fn every_answer_of_our_apex_brings_the_news() {
    let asks = |page: &mut Page| {
        page.0.handle(Event::Gesture {
            gesture: Gesture::RunAction {
                action: "Who".into(),
                flow: "who".into(),
                contact: None,
                payload: serde_json::Map::new(),
                references: Vec::new(),
            },
        });
    };
    let who = json!({ "actions": [
        { "id": "uid-0", "type": "SE_Start", "ports": { "done": "uid-1" } },
        { "id": "uid-1", "type": "SE_SFGetContactId", "controls": { "formattedPhoneNumber": "+14155550142" }, "ports": {} },
    ] });
    let mut page = enabled();
    page.write("flow", "who", json!({ "definition": who.to_string(), "source": "ctiAction", "event": null }));
    page.0.begin();
    asks(&mut page);
    assert_eq!(page.asked(), 1, "nothing is new");
    page.write_saying("two");
    asks(&mut page);
    assert_eq!(page.asked(), 2);
    page.check_says("two");
    page.adapter(false, None);
    asks(&mut page);
    assert_eq!(page.asked(), 2, "that it is off was said already");
    page.check_says("page");
    assert_eq!(page.copy(), None);
    page.adapter(true, None);
    page.0.handle(Event::FlowsMentioned { state: "enabled".into(), revision: Some("x".into()) });
    page.check_says("two");
    // What nobody knows means nothing.
    page.0.handle(Event::FlowsMentioned { state: "asleep".into(), revision: None });
    page.check_says("two");
}

#[test]
fn a_page_that_comes_into_view_asks_when_its_answer_is_old() {
    let mut page = enabled();
    page.0.begin();
    page.write_saying("two");
    page.pass(5 * MINUTE_MS - 1);
    page.0.handle(Event::Visible);
    assert_eq!(page.asked(), 1);
    page.pass(1);
    page.0.handle(Event::Visible);
    assert_eq!(page.asked(), 2);
    page.check_says("two");
}

#[test]
fn a_button_looks_at_once() {
    let mut page = enabled();
    page.0.begin();
    page.write_saying("two");
    page.look();
    page.check_says("two");
    let flows = page.0.desk().panel_view().flows;
    let world = &page.0.platforms().world;
    assert_eq!(flows.revision, world.org_package().adapter(ADAPTER).map(|adapter| adapter.revision_text()));
    assert_eq!((flows.active, flows.heard), (vec!["greet".to_owned()], Some(page.0.now())));
    assert!(flows.can_look && !flows.looking);
}

#[test]
fn a_call_ends_with_the_flows_it_began_with_and_the_next_has_the_new_ones() {
    let mut page = enabled();
    let ends = |page: &mut Page, word: &str| {
        let fields = json!({
            "source": "connectVoiceContact", "event": "onEnded", "definition": saying(word).to_string(),
        });
        page.write("flow", "over", fields);
    };
    ends(&mut page, "as it began");
    page.0.begin();
    for word in ["as it began", "anew"] {
        page.direct(json!({ "do": "knownCall" }));
        page.direct(json!({ "do": "agentAccepts" }));
        ends(&mut page, "anew");
        page.write_saying("two");
        page.look();
        // What is about no contact is new at once.
        page.check_says("two");
        page.direct(json!({ "do": "customerHangsUp" }));
        page.pass(1_000);
        let said = page.said();
        assert_eq!(said.iter().rfind(|said| *said != "two").map(String::as_str), Some(word), "{said:?}");
        page.direct(json!({ "do": "agentClears" }));
        page.pass(MINUTE_MS);
    }
}

#[test]
fn a_call_that_came_before_the_org_was_heard_of_ends_with_its_flows() {
    let mut page = enabled();
    let fields = json!({
        "source": "connectVoiceContact", "event": "onEnded", "definition": saying("of the org").to_string(),
    });
    page.write("flow", "over", fields);
    page.fault("org-flows-slow");
    page.direct(json!({ "do": "knownCall" }));
    page.0.begin();
    page.direct(json!({ "do": "agentAccepts" }));
    assert_eq!(page.source(), FlowsSource::Page);
    // The slow answer is late; the next question is answered.
    page.pass(5 * MINUTE_MS);
    assert_eq!(page.source(), FlowsSource::Org);
    page.direct(json!({ "do": "customerHangsUp" }));
    page.pass(1_000);
    assert!(page.said().contains(&"of the org".to_owned()), "{:?}", page.said());
}
