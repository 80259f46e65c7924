//! Flows, actions and settings, each for itself.

use serde_json::{Value as Json, json};

use crate::page::*;

#[test]
fn a_broken_flow_keeps_its_last_good_copy_and_the_others_change() {
    let mut page = enabled();
    page.write("flow", "aside", json!({ "definition": saying("old").to_string(), "event": "onClickToDial" }));
    page.0.begin();
    page.write("flow", "greet", json!({ "definition": BROKEN }));
    page.write(
        "flow",
        "aside",
        json!({ "definition": saying("new").to_string(), "event": "onClickToDial", "active": false }),
    );
    page.look();
    page.check_says("one");
    let kept = "org-flow-refused greet: block uid-1: block type \"Nobody_Knows\" is unknown: a run that reaches it stops (also)";
    assert_eq!(page.findings(), [kept]);
    assert_eq!(page.0.desk().panel_view().flows.active, ["greet"], "the other is off");

    // Broken again, otherwise; and after a reload it is still named.
    page.write("flow", "greet", json!({ "definition": "{}" }));
    page.look();
    page.check_says("one");
    let copy = page.copy().expect("a copy");
    let mut again = crate::page::page();
    again.0.keep_flows(ADAPTER, copy);
    again.direct(json!({ "do": "removePackage" }));
    again.0.begin();
    again.check_says("one");
    assert_eq!(again.findings()[1..], ["org-flow-refused greet: there is no list of blocks (also)"]);

    // It is set right.
    page.write_saying("two");
    page.look();
    page.check_says("two");
    assert_eq!(page.findings(), [""; 0]);
}

#[test]
fn a_flow_that_was_never_good_is_named_and_a_newer_format_is_refused() {
    let mut page = page();
    page.adapter(true, None);
    page.write("flow", "greet", json!({ "definition": BROKEN }));
    page.write(
        "flow",
        "later",
        json!({ "definition": saying("x").to_string(), "format": 2, "event": "onClickToDial" }),
    );
    page.0.begin();
    assert_eq!(
        page.findings(),
        [
            "flow-broken greet: block uid-1: block type \"Nobody_Knows\" is unknown: a run that reaches it stops",
            "flow-broken later: its format 2 is newer than this page: reload the page (also)",
        ]
    );
    page.navigate();
    assert_eq!(page.said(), [""; 0]);
}

#[test]
fn an_enabled_record_without_an_active_flow_is_a_finding() {
    let mut page = page();
    page.adapter(true, None);
    page.0.begin();
    page.navigate();
    assert_eq!(page.said(), [""; 0]);
    assert_eq!(page.findings(), ["org-flows-none : "]);
    page.write_saying("one");
    page.look();
    assert_eq!(page.findings(), [""; 0]);
}

#[test]
fn what_the_record_says_counts_in_place_of_what_the_definition_says() {
    let mut page = enabled();
    let mut definition = saying("record");
    (definition["name"], definition["event"], definition["active"]) =
        ("Another".into(), "onClickToDial".into(), false.into());
    page.write("flow", "greet", json!({ "definition": definition.to_string() }));
    page.0.begin();
    page.check_says("record");
    assert_eq!(page.0.desk().panel_view().flows.active, ["greet"]);
}

#[test]
fn settings_of_the_record_lie_over_the_pages_and_under_the_call_centers() {
    let document = r#"{"page":{"message":"page"},"runs":{"maxSteps":7,"maxSeconds":8}}"#;
    let record = r#"{"runs":{"maxSeconds":5},"page":{"message":"record","mode":"mini"},"language":"de","panel":{"recording":{"enabled":true}}}"#;
    let mut page = page_with(document, 0);
    page.adapter(true, Some(record));
    page.direct(
        json!({ "do": "changeSetting", "section": "switchboardConnect", "item": "message", "value": "item" }),
    );
    page.0.begin();
    let facts = |page: &Page| {
        let config = page.0.desk().config();
        let instance = config.connect.instance_url.is_some();
        (
            config.runs.max_seconds,
            config.page.message.clone(),
            config.page.mode.name(),
            config.runs.max_steps,
            instance,
        )
    };
    assert_eq!(facts(&page), (5, "item".into(), "mini", 7, true));
    assert_eq!(page.0.desk().view(page.0.now()).language, "de");
    let told: Json =
        serde_json::from_str(&page.0.desk().panel_view().settings.expect("settings")).expect("JSON");
    assert_eq!(told["panel"], json!({ "recording": { "enabled": true } }));

    page.adapter(false, Some(record));
    page.look();
    assert_eq!(facts(&page), (8, "item".into(), "full", 7, true));
    assert_eq!(page.0.desk().view(page.0.now()).language, "");
    assert_eq!(page.0.desk().panel_view().settings, None);
}

#[test]
fn a_setting_that_cannot_be_used_is_named_and_takes_no_other_along() {
    // The org refuses what it can; what it cannot know the page says.
    let cases = [
        (r#"{"phone":{"duringCall":"merge"},"page":{"message":"record"}}"#, "org-settings-invalid phone: "),
        (r#"{"phone":5,"page":{"message":"record"}}"#, "org-settings-invalid phone: "),
    ];
    for (record, finding) in cases {
        let mut page = enabled();
        page.adapter(true, Some(record));
        page.0.begin();
        assert_eq!(page.0.desk().config().page.message, "record", "{record}");
        let findings = page.findings();
        assert!(findings.len() == 1 && findings[0].starts_with(finding), "{record}: {findings:?}");
    }
}

#[test]
fn actions_are_the_orgs_while_its_flows_are_in_force() {
    let mut page = enabled();
    let action =
        |flow: &str| json!({ "definition": json!({ "flow": flow, "name": "x" }).to_string(), "order": 2 });
    page.write("action", "call-back", action("greet"));
    page.write("action", "later", json!({ "definition": "{}", "format": 9 }));
    page.0.begin();
    let actions = |page: &Page| {
        page.0.desk().panel_view().actions.map(|text| serde_json::from_str::<Json>(&text).expect("JSON"))
    };
    let told = json!([{ "flow": "greet", "name": "call-back", "active": true, "order": 2 }]);
    assert_eq!(actions(&page), Some(told));
    assert_eq!(
        page.findings(),
        ["org-flow-refused later: its format 9 is newer than this page: reload the page"]
    );
    // The first one becomes one of a later format: its last good copy stays.
    page.write("action", "call-back", json!({ "definition": "{}", "format": 9 }));
    page.look();
    assert_eq!(actions(&page).expect("a list")[0]["flow"], "greet");
    assert!(page.findings()[0].ends_with("(also)"));
    page.adapter(false, None);
    page.look();
    assert_eq!(actions(&page), None);
}
