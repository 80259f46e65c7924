//! Click-to-dial.

use serde_json::json;
use sim::ConsoleAct;

use super::check::{Case, Check, same, that};

fn clicks(check: &mut Check) -> Vec<serde_json::Value> {
    check.act(ConsoleAct::click("(415) 555-0142"));
    check.events("onClickToDial")
}

pub(crate) const CASES: &[Case] = &[
    // Shows: gotcha-2
    Case {
        name: "numbers are inert until enabled",
        section: "open-cti 3.1",
        run: |check| {
            check.call("onClickToDial", json!({}));
            same!(check, "inert at first", clicks(check).len(), 0);
            check.succeeds("enableClickToDial", json!({}));
            same!(check, "clickable", clicks(check).len(), 1);
            check.succeeds("enableClickToDial", json!({}));
            same!(check, "idempotent", clicks(check).len(), 1);
            check.succeeds("disableClickToDial", json!({}));
            same!(check, "inert again", clicks(check).len(), 0);
        },
    },
    // Shows: gotcha-2, difference-c
    Case {
        name: "a click before the listener is lost",
        section: "open-cti 3.3",
        run: |check| {
            check.succeeds("enableClickToDial", json!({}));
            same!(check, "nobody listens", clicks(check).len(), 0);
            check.call("onClickToDial", json!({}));
            same!(check, "and it does not come later", check.events("onClickToDial").len(), 0);
            same!(check, "the next one comes", clicks(check).len(), 1);
            same!(
                check,
                "the world saw both",
                check.world.facts().clicks.iter().map(|click| click.delivered).collect(),
                vec![false, true],
            );
        },
    },
    // Shows: difference-c
    Case {
        name: "no order between enabling and listening",
        section: "open-cti 3.2",
        run: |check| {
            check.call("onClickToDial", json!({}));
            check.succeeds("enableClickToDial", json!({}));
            same!(check, "listener first", clicks(check).len(), 1);
        },
    },
    Case {
        name: "a click tells its record",
        section: "open-cti 3.3",
        run: |check| {
            check.succeeds("enableClickToDial", json!({}));
            check.call("onClickToDial", json!({}));
            same!(
                check,
                "off a record only the number",
                clicks(check),
                vec![json!({ "number": "(415) 555-0142" })],
            );
            let dana = check.id_of("Contact", "Dana Ortiz");
            check.act(ConsoleAct::OpenRecord { record_id: dana.clone() });
            let expected = json!({ "number": "(415) 555-0142", "recordId": dana, "recordName": "Dana Ortiz", "objectType": "Contact" });
            same!(check, "on a record", clicks(check), vec![expected]);
            let (jonas, half) =
                (check.id_of("Account", "Jonas Weber"), check.id_of("Contact", "Jonas Weber"));
            check.act(ConsoleAct::ClickNumber {
                number: "(212) 555-0133".into(),
                record_id: Some(jonas),
                params: Some("a,b".into()),
            });
            let event = check.events("onClickToDial").pop().unwrap_or_default();
            same!(
                check,
                "both halves of a person",
                event["contactId"].as_str().map(str::to_owned),
                Some(half)
            );
            same!(check, "person", event["personAccount"].clone(), json!(true));
            same!(check, "parameters", event["params"].clone(), json!("a,b"));
            that!(
                check,
                "no do-not-call",
                event.get("doNotCall").is_none() && event.get("DoNotCall").is_none()
            );
        },
    },
    Case {
        name: "a click does not open the panel",
        section: "open-cti 3.3",
        run: |check| {
            check.succeeds("enableClickToDial", json!({}));
            check.call("onClickToDial", json!({}));
            clicks(check);
            that!(
                check,
                "still minimised",
                check.world.console(check.console).is_some_and(|view| !view.panel.visible),
            );
        },
    },
    Case {
        name: "a new page load starts inert",
        section: "open-cti 3.1",
        run: |check| {
            check.succeeds("enableClickToDial", json!({}));
            check.call("onClickToDial", json!({}));
            check.act(ConsoleAct::ReloadSoftphone);
            that!(
                check,
                "disabled",
                check.world.facts().consoles.iter().all(|console| !console.click_to_dial)
            );
            check.succeeds("enableClickToDial", json!({}));
            same!(check, "without a listener", clicks(check).len(), 0);
        },
    },
    Case {
        name: "each browser tab has its own softphone",
        section: "open-cti 3.4",
        run: |check| {
            check.succeeds("enableClickToDial", json!({}));
            check.call("onClickToDial", json!({}));
            let other = check.world.open_console();
            check.world.act(other, ConsoleAct::click("4155550142"));
            same!(check, "this tab hears nothing", check.events("onClickToDial").len(), 0);
            that!(
                check,
                "the other is inert",
                check.world.console(other).is_some_and(|view| !view.click_to_dial),
            );
        },
    },
];
