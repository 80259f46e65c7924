//! Answers that are none, and answers in parts.

use desk::Event;
use panel_protocol::FlowsSource;
use serde_json::json;

use crate::page::*;

#[test]
fn an_answer_that_is_none_changes_nothing_and_is_asked_for_again_ever_more_slowly() {
    let cases = [
        ("org-flows-never", "org-flows-unread : no answer in time"),
        ("org-flows-slow", "org-flows-unread : no answer in time"),
        ("org-flows-garbage", "org-flows-unread : the answer is no JSON"),
        ("org-flows-half", "org-flows-incomplete : 1 of 2 flows and actions came"),
        (
            "org-flows-class-missing",
            "org-flows-unread : Could not load Apex class: SwitchboardFlows. Deploy salesforce/ and assign its permission set.",
        ),
        ("org-flows-denied", "org-flows-denied : "),
    ];
    for (fault, finding) in cases {
        let mut page = enabled();
        page.write(
            "flow",
            "other",
            json!({ "definition": saying("other").to_string(), "event": "onClickToDial" }),
        );
        page.0.begin();
        let copy = page.copy();
        page.write_saying("two");
        page.fault(fault);
        page.look();
        // The deadline.
        page.pass(20_000);
        assert_eq!(page.findings(), [finding], "{fault}");
        page.check_says("one");
        assert_eq!((page.copy(), page.source()), (copy, FlowsSource::Org), "{fault}");
        // The next one is good, and late answers are nobody's.
        page.pass(16 * MINUTE_MS);
        assert_eq!(page.findings(), [""; 0], "{fault}");
        page.check_says("two");
    }
}

#[test]
fn pauses_double_up_to_an_hour() {
    let mut page = enabled();
    page.0.begin();
    for at in 0..8 {
        page.fault("org-flows-garbage");
        if at == 0 {
            page.look();
        }
        let asked = page.asked();
        let minutes = [2, 4, 8, 16, 32, 60, 60, 60][at];
        page.pass(minutes * MINUTE_MS - 1);
        assert_eq!(page.asked(), asked, "{at}");
        // What is said with other answers meanwhile does not hurry it.
        page.0.handle(Event::FlowsMentioned { state: "enabled".into(), revision: Some("x".into()) });
        page.0.handle(Event::Visible);
        assert_eq!(page.asked(), asked, "{at}");
        if at < 7 {
            page.fault("org-flows-garbage");
        }
        page.pass(1);
        assert_eq!(page.asked(), asked + 1, "{at}");
        // The second of the two is still to strike.
    }
}

#[test]
fn a_list_in_parts_is_complete_or_not_used() {
    let long = |word: &str| {
        let mut definition = saying(word);
        definition["note"] = "x".repeat(110_000).into();
        json!({ "definition": definition.to_string() })
    };
    let mut page = page();
    page.adapter(true, None);
    for at in 0..20 {
        page.write("flow", &format!("flow-{at:02}"), long(&format!("{at}")));
    }
    page.0.begin();
    assert_eq!(page.asked(), 3);
    page.check_says("19");
    assert_eq!(page.copy(), None, "too long to be kept");

    // It changes while it is read: from the beginning again.
    page.write("flow", "flow-19", long("new"));
    page.direct(json!({ "do": "inject", "fault": { "target": { "apex": "SwitchboardFlows.read" }, "mishap": { "kind": "late", "after": 1_000 } } }));
    page.look();
    page.pass(500);
    page.write("flow", "flow-18", long("newer"));
    page.pass(1_000);
    page.check_says("new");
    assert_eq!(page.findings(), [""; 0]);
}
