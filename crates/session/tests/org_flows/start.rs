//! What a page begins with, and which call center it belongs to.

use desk::{Event, Gesture};
use panel_protocol::FlowsSource;
use serde_json::json;

use crate::page::*;

#[test]
fn a_start_runs_the_kept_copy_until_the_org_has_spoken() {
    let mut page = enabled();
    page.0.begin();
    let copy = page.copy().expect("a copy");
    let cases: [(&str, &str, &str, FlowsSource); 4] = [
        ("org-flows-never", "one", "one", FlowsSource::Copy),
        ("org-flows-denied", "one", "one", FlowsSource::Copy),
        ("org-flows-garbage", "one", "one", FlowsSource::Copy),
        ("org-flows-class-missing", "one", "one", FlowsSource::Copy),
    ];
    for (fault, before, after, source) in cases {
        let mut page = enabled();
        page.0.keep_flows(ADAPTER, copy.clone());
        page.fault(fault);
        page.0.begin();
        page.check_says(before);
        page.pass(20_000);
        page.check_says(after);
        assert_eq!((page.source(), page.copy().is_some()), (source, true), "{fault}");
    }
    // It still holds: nothing is sent again.
    let mut page = enabled();
    page.0.keep_flows(ADAPTER, copy.clone());
    page.0.begin();
    assert_eq!(page.source(), FlowsSource::Org);
    page.check_says("one");
    // It does not.
    for enabled_now in [false, true] {
        let mut page = enabled();
        page.0.keep_flows(ADAPTER, copy.clone());
        page.adapter(enabled_now, None);
        page.write_saying("two");
        page.0.begin();
        page.check_says(if enabled_now { "two" } else { "page" });
        assert_eq!(page.copy().is_some(), enabled_now);
    }
}

#[test]
fn a_copy_that_cannot_be_read_is_none() {
    for copy in [
        "",
        "{",
        "[]",
        "{\"version\":1}",
        "{\"version\":1,\"revision\":\"x\",\"flows\":[{}],\"actions\":[]}",
        "{\"version\":2,\"revision\":\"x\",\"flows\":[],\"actions\":[]}",
    ] {
        let mut page = enabled();
        page.0.keep_flows(ADAPTER, copy.to_owned());
        page.fault("org-flows-never");
        page.0.begin();
        page.check_says("page");
        let warned = page
            .0
            .platforms()
            .said
            .iter()
            .filter(|said| format!("{said:?}").contains("flows of the org"))
            .count();
        assert_eq!(warned, 1, "{copy}");
    }
}

#[test]
fn another_call_center_has_another_adapter() {
    let mut page = enabled();
    page.0.begin();
    page.check_says("one");
    page.direct(json!({ "do": "saveAdapter", "key": "Second", "enabled": true }));
    let document = json!({ "kind": "flow", "key": "second", "name": "Second", "source": "salesforceUi",
        "event": "onNavigationChange", "active": true, "definition": saying("second").to_string() });
    page.direct(json!({ "do": "writeDocument", "adapter": "Second", "document": document }));
    // The administrator moves the agent to it; the page begins again.
    page.direct(json!({ "do": "changeSetting", "section": "reqGeneralInfo", "item": "reqInternalName", "value": "Second" }));
    page.0.handle(Event::Gesture { gesture: Gesture::TryAgain });
    page.look();
    page.check_says("second");
    let kept: Vec<_> = page.0.platforms().kept_flows.keys().cloned().collect();
    assert_eq!(kept, [ADAPTER, "Second"], "each has its own copy");
}
