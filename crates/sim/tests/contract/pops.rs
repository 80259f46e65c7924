//! screenPop and the navigation that follows.

use serde_json::{Value, json};
use sim::ConsoleAct;
use sim::console::{Navigation, PageView};

use super::check::{Case, Check, same, that};

fn pop(kind: &str, params: Value) -> Value {
    json!({ "type": kind, "params": params })
}

fn tabs(check: &Check) -> usize {
    check.world.console(check.console).map_or(0, |view| view.tabs.len())
}

pub(crate) const CASES: &[Case] = &[
    Case {
        name: "all seven pops are accepted",
        section: "open-cti 3.15",
        run: |check| {
            let dana = check.id_of("Contact", "Dana Ortiz");
            for args in [
                pop("sobject", json!({ "recordId": dana })),
                pop("url", json!({ "url": "/lightning/page/home" })),
                pop("objecthome", json!({ "scope": "Account" })),
                pop("list", json!({ "listViewId": "00B5g00000QwErtEAF", "scope": "Lead" })),
                pop("search", json!({ "searchString": "4155550142" })),
                pop(
                    "newRecord",
                    json!({ "entityName": "Contact", "defaultFieldValues": { "LastName": "Ortiz" } }),
                ),
                pop("flow", json!({ "flowDevName": "Caller_Triage", "flowArgs": [] })),
            ] {
                check.succeeds("screenPop", args);
            }
            same!(check, "recorded", check.world.facts().pops.len(), 7);
        },
    },
    Case {
        name: "missing keys are invalid parameters",
        section: "open-cti 3.15",
        run: |check| {
            for args in [
                json!({}),
                json!({ "type": "sobject" }),
                pop("sobject", json!({})),
                pop("url", json!({})),
                pop("objecthome", json!({})),
                pop("list", json!({ "scope": "Lead" })),
                pop("list", json!({ "listViewId": "00B5g00000QwErtEAF" })),
                pop("newRecord", json!({})),
                pop("flow", json!({})),
                pop("SOBJECT", json!({ "recordId": "0035g00000XyZabAAF" })),
            ] {
                check.fails("screenPop", args, "INVALID_PARAM");
            }
            that!(check, "nothing opened", check.world.facts().pops.is_empty());
        },
    },
    Case {
        name: "the new record type is newRecord",
        section: "open-cti 4",
        run: |check| {
            check.fails(
                "screenPop",
                pop("new_record_modal", json!({ "entityName": "Contact" })),
                "INVALID_PARAM",
            );
            check.succeeds("screenPop", pop("newRecord", json!({ "entityName": "Contact" })));
        },
    },
    // Shows: difference-d
    Case {
        name: "a search pop takes searchString",
        section: "open-cti 3.15",
        run: |check| {
            check.fails("screenPop", pop("search", json!({ "searchParams": "4155550142" })), "INVALID_PARAM");
            check.fails("screenPop", pop("search", json!({ "searchString": "41" })), "INVALID_PARAM");
            check.succeeds(
                "screenPop",
                pop("search", json!({ "searchString": "415", "searchParams": "415" })),
            );
        },
    },
    Case {
        name: "a url pop is relative",
        section: "open-cti 3.15",
        run: |check| {
            check.fails(
                "screenPop",
                pop("url", json!({ "url": "https://elsewhere.example/" })),
                "INVALID_PARAM",
            );
            check.fails("screenPop", pop("url", json!({ "url": "//elsewhere.example/" })), "INVALID_PARAM");
            check.succeeds("screenPop", pop("url", json!({ "url": "/apex/Page?id=1" })));
        },
    },
    Case {
        name: "a console opens tabs, a standard app goes away",
        section: "open-cti 3.15",
        run: |check| {
            let (dana, case) = (check.id_of("Contact", "Dana Ortiz"), check.id_of("Case", "00001042"));
            for id in [&dana, &case, &dana] {
                check.succeeds("screenPop", pop("sobject", json!({ "recordId": id })));
            }
            same!(check, "tabs of a console: home and two records", tabs(check), 3);
            check.remake(|options| options.navigation = Navigation::Standard);
            let dana = check.id_of("Contact", "Dana Ortiz");
            check.succeeds("screenPop", pop("sobject", json!({ "recordId": dana })));
            same!(check, "tabs of a standard app", tabs(check), 1);
        },
    },
    Case {
        name: "a new record form covers the page",
        section: "open-cti 3.15",
        run: |check| {
            check.succeeds(
                "screenPop",
                pop("newRecord", json!({ "entityName": "Contact", "defaultFieldValues": { "Phone": "+1" } })),
            );
            let view = check.world.console(check.console);
            that!(
                check,
                "the page is still there",
                view.as_ref().is_some_and(|view| matches!(view.page, PageView::Home { .. })),
            );
            same!(
                check,
                "the form",
                view.and_then(|view| view.modal).map(|modal| modal.defaults),
                Some(json!({ "Phone": "+1" })),
            );
            check.act(ConsoleAct::SaveModal {
                fields: json!({ "LastName": "Novak" }).as_object().cloned().unwrap_or_default(),
            });
            let made = check
                .world
                .facts()
                .records
                .iter()
                .any(|record| record.name() == "Novak" && record.text("Phone") == "+1");
            that!(check, "saved with its defaults", made);
        },
    },
    Case {
        name: "pops echo as navigation",
        section: "open-cti 3.4",
        run: |check| {
            check.call("onNavigationChange", json!({}));
            let dana = check.id_of("Contact", "Dana Ortiz");
            check.succeeds("screenPop", pop("sobject", json!({ "recordId": dana })));
            let events = check.events("onNavigationChange");
            same!(check, "one event", events.len(), 1);
            same!(check, "bare payload", events[0]["recordId"].as_str().map(str::to_owned), Some(dana));
            same!(check, "name", events[0]["recordName"].clone(), json!("Dana Ortiz"));
            same!(check, "object", events[0]["objectType"].clone(), json!("Contact"));
            same!(check, "no person", events[0]["personAccount"].clone(), json!(false));
            that!(
                check,
                "url",
                events[0]["url"].as_str().is_some_and(|url| {
                    url.starts_with("https://acme.lightning.force.com/lightning/r/Contact/")
                }),
            );
            check.act(ConsoleAct::FocusWindow);
            same!(check, "focus repeats it", check.events("onNavigationChange").len(), 1);
        },
    },
    Case {
        name: "a refreshed console tab is told as a move",
        section: "open-cti 3.4",
        run: |check| {
            let dana = check.id_of("Contact", "Dana Ortiz");
            check.act(ConsoleAct::OpenRecord { record_id: dana.clone() });
            check.call("onNavigationChange", json!({}));
            check.succeeds("refreshView", json!({}));
            let events = check.events("onNavigationChange");
            same!(
                check,
                "the same record again",
                events.iter().map(|event| event["recordId"].clone()).collect::<Vec<_>>(),
                vec![json!(dana)]
            );
        },
    },
    Case {
        name: "a console is silent about list views",
        section: "open-cti 3.4",
        run: |check| {
            check.call("onNavigationChange", json!({}));
            check.succeeds("screenPop", pop("objecthome", json!({ "scope": "Case" })));
            same!(check, "console", check.events("onNavigationChange").len(), 0);
            check.remake(|options| options.navigation = Navigation::Standard);
            check.call("onNavigationChange", json!({}));
            check.succeeds("screenPop", pop("objecthome", json!({ "scope": "Case" })));
            let events = check.events("onNavigationChange");
            same!(check, "standard", events.len(), 1);
            same!(check, "only the url", events[0].as_object().map(|event| event.len()), Some(1));
        },
    },
    Case {
        name: "the view in focus is told",
        section: "open-cti 3.5",
        run: |check| {
            let home = check.value("getAppViewInfo", json!({}));
            for key in ["recordId", "recordName", "objectType"] {
                same!(check, key, home[key].clone(), json!(""));
            }
            let account = check.id_of("Account", "Bright Harbor Logistics");
            check.act(ConsoleAct::OpenRecord { record_id: account });
            let business = check.value("getAppViewInfo", json!({}));
            that!(
                check,
                "a business account says nothing of persons",
                business.get("personAccount").is_none()
            );
            let (person, contact) =
                (check.id_of("Account", "Jonas Weber"), check.id_of("Contact", "Jonas Weber"));
            check.act(ConsoleAct::OpenRecord { record_id: person });
            let view = check.value("getAppViewInfo", json!({}));
            same!(check, "person", view["personAccount"].clone(), json!(true));
            same!(check, "its contact", view["contactId"].as_str().map(str::to_owned), Some(contact));
            that!(check, "not its account", view.get("accountId").is_none());
        },
    },
];
