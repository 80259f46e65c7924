//! Components of the org that ask for a call, by their message channel.

use crate::common::{CONTACT, bench_with, config, kind_world};
use desk::{ClickToDial, PortEffect, Start};
use flow::HostEffect;

#[test]
fn a_message_of_the_orgs_own_components_is_a_click() {
    let read = |message: serde_json::Value| ClickToDial::from_message(&message);
    let whole = serde_json::json!({
        "number": " (415) 555-0142 ", "recordId": CONTACT, "recordName": "Dana Ortiz", "objectType": "Contact"
    });
    let click = ClickToDial {
        number: "(415) 555-0142".into(),
        record_id: Some(CONTACT.into()),
        record_name: Some("Dana Ortiz".into()),
        object_type: Some("Contact".into()),
        ..ClickToDial::default()
    };
    assert_eq!(read(whole), Some(click));
    let bare = |number: &str| Some(ClickToDial { number: number.into(), ..ClickToDial::default() });
    assert_eq!(read(serde_json::json!({ "number": 4155550142_u64 })), bare("4155550142"));
    let hostile = serde_json::json!({ "number": "1", "recordId": "javascript:alert(1)", "recordName": "x" });
    assert_eq!(read(hostile), bare("1"), "what is no id names no record");
    for nothing in [
        serde_json::json!(null),
        serde_json::json!([]),
        serde_json::json!({ "number": "  " }),
        serde_json::json!({ "number": ["1"] }),
        serde_json::json!({ "number": "1".repeat(101) }),
    ] {
        assert_eq!(read(nothing.clone()), None, "{nothing}");
    }
}

#[test]
fn dial_requests_are_heard_where_the_package_is() {
    for org_package in [false, true] {
        let mut config = config();
        config.salesforce.org_package = org_package;
        let mut bench = bench_with(Start { config, ..Start::default() }, kind_world);
        bench.boot();
        let listens = PortEffect::Host(HostEffect::ListenForDialRequests);
        assert_eq!(bench.count(|effect| *effect == listens), usize::from(org_package));
    }
}
