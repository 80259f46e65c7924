//! searchAndScreenPop.

use serde_json::{Value, json};
use sim::org::{INDEX_LAG, PopRule, ScreenPopSettings, ScreenPopType, SoftphoneLayout};

use super::check::{Case, Check, same, that};

fn search(call_type: &str, text: &str, deferred: bool) -> Value {
    json!({ "callType": call_type, "searchParams": text, "deferred": deferred })
}

fn matches(check: &mut Check, args: Value) -> Vec<String> {
    let answer = check.value("searchAndScreenPop", args);
    let keys =
        answer.as_object().map(|answer| answer.keys().cloned().collect::<Vec<_>>()).unwrap_or_default();
    keys.into_iter().filter(|key| key != "SCREEN_POP_DATA").collect()
}

fn popped(check: &Check) -> Vec<String> {
    check.world.facts().pops.iter().map(|pop| pop.kind.clone()).collect()
}

pub(crate) const CASES: &[Case] = &[
    Case {
        name: "a search needs three characters",
        section: "open-cti 3.16",
        run: |check| {
            check.fails("searchAndScreenPop", search("inbound", "41", true), "INVALID_PARAM");
            check.fails("searchAndScreenPop", search("inbound", "", true), "INVALID_PARAM");
            check.succeeds("searchAndScreenPop", search("inbound", "415", true));
        },
    },
    Case {
        name: "call type is needed and spelled small",
        section: "open-cti 4",
        run: |check| {
            for call_type in ["inbound", "outbound", "internal"] {
                check.succeeds("searchAndScreenPop", search(call_type, "4155550142", true));
            }
            check.succeeds("searchAndScreenPop", json!({ "callType": null, "searchParams": "4155550142" }));
            check.fails("searchAndScreenPop", search("Inbound", "4155550142", true), "INVALID_PARAM");
            check.fails("searchAndScreenPop", json!({ "searchParams": "4155550142" }), "INVALID_PARAM");
            check.fails(
                "searchAndScreenPop",
                json!({ "callType": "inbound", "searchParams": 4155550142u64 }),
                "INVALID_PARAM",
            );
        },
    },
    Case {
        name: "an object without layout fields finds nothing",
        section: "open-cti 3.16",
        run: |check| {
            same!(check, "customs, in a case", matches(check, search("inbound", "customs", true)).len(), 0);
            let layout = check.value("getSoftphoneLayout", json!({}));
            same!(
                check,
                "though the case is listed",
                layout["Inbound"]["objects"]["Case"].clone(),
                json!([])
            );
        },
    },
    Case {
        name: "e164 misses a number stored nationally",
        section: "open-cti 6.3",
        run: |check| {
            same!(check, "+E.164", matches(check, search("inbound", "+14155550142", true)).len(), 0);
            same!(
                check,
                "digits with country",
                matches(check, search("inbound", "14155550142", true)).len(),
                0,
            );
            same!(check, "national", matches(check, search("inbound", "4155550142", true)).len(), 1);
            same!(
                check,
                "national misses E.164",
                matches(check, search("inbound", "2079460018", true)).len(),
                0,
            );
            same!(
                check,
                "E.164 finds E.164",
                matches(check, search("inbound", "+442079460018", true)).len(),
                1,
            );
            same!(check, "trunk zero", matches(check, search("inbound", "03023125087", true)).len(), 1);
        },
    },
    Case {
        name: "a summary has the layout's fields",
        section: "open-cti 3.16",
        run: |check| {
            let dana = check.id_of("Contact", "Dana Ortiz");
            let answer = check.value("searchAndScreenPop", search("inbound", "4155550142", true));
            let entry = &answer[&dana];
            same!(check, "Id", entry["Id"].as_str().map(str::to_owned), Some(dana.clone()));
            same!(check, "RecordType is the object", entry["RecordType"].clone(), json!("Contact"));
            same!(check, "Name", entry["Name"].clone(), json!("Dana Ortiz"));
            same!(check, "Phone as typed", entry["Phone"].clone(), json!("(415) 555-0142"));
            that!(
                check,
                "LastModifiedDate",
                entry["LastModifiedDate"].as_str().is_some_and(|date| date.ends_with('Z')),
            );
            that!(check, "no field beside the layout", entry.get("Title").is_none());
            let outbound = check.value("searchAndScreenPop", search("outbound", "4155550142", true));
            same!(check, "DoNotCall outbound", outbound[&dana]["DoNotCall"].clone(), json!(false));
        },
    },
    Case {
        name: "a person account is found twice",
        section: "open-cti 6.4",
        run: |check| {
            let found = matches(check, search("inbound", "2125550133", true));
            same!(check, "both halves", found.len(), 2);
            let answer = check.value("searchAndScreenPop", search("inbound", "2125550133", true));
            let account = check.id_of("Account", "Jonas Weber");
            let contact = check.id_of("Contact", "Jonas Weber");
            same!(
                check,
                "account's other half",
                answer[&account]["PersonContactId"].as_str().map(str::to_owned),
                Some(contact.clone()),
            );
            same!(
                check,
                "contact's other half",
                answer[&contact]["AccountId"].as_str().map(str::to_owned),
                Some(account.clone()),
            );
            same!(check, "flag", answer[&account]["IsPersonAccount"].clone(), json!(true));
            // The rule for several: nobody but the adapter knows that it is one person.
            same!(check, "pops as several", answer["SCREEN_POP_DATA"]["type"].clone(), json!("search"));
        },
    },
    Case {
        name: "a new record is not found at once",
        section: "open-cti 3.16",
        run: |check| {
            let lead = json!({ "object": { "entityApiName": "Lead", "LastName": "Novak", "Company": "Novak", "Phone": "(312) 555-0167" } });
            check.succeeds("saveLog", lead);
            same!(check, "at once", matches(check, search("inbound", "3125550167", true)).len(), 0);
            check.wait(INDEX_LAG - 1);
            same!(check, "just before", matches(check, search("inbound", "3125550167", true)).len(), 0);
            check.wait(1);
            same!(check, "then", matches(check, search("inbound", "3125550167", true)).len(), 1);
        },
    },
    Case {
        name: "deferred data is handed back, not popped",
        section: "open-cti 3.16",
        run: |check| {
            let dana = check.id_of("Contact", "Dana Ortiz");
            let answer = check.value("searchAndScreenPop", search("inbound", "4155550142", true));
            same!(
                check,
                "the pop",
                answer["SCREEN_POP_DATA"].clone(),
                json!({ "type": "sobject", "params": { "recordId": dana } }),
            );
            that!(check, "nothing opened", popped(check).is_empty());
            check.succeeds("screenPop", answer["SCREEN_POP_DATA"].clone());
            same!(check, "opened when handed back", popped(check), vec!["sobject".to_owned()]);
            let none = check.value("searchAndScreenPop", search("inbound", "3125550167", true));
            same!(check, "no match has only the pop", none.as_object().map(|none| none.len()), Some(1));
        },
    },
    Case {
        name: "without deferral the rules pop",
        section: "open-cti 6.2",
        run: |check| {
            check.succeeds("searchAndScreenPop", search("inbound", "4155550142", false));
            check.succeeds("searchAndScreenPop", search("inbound", "5035550188", false));
            check.succeeds(
                "searchAndScreenPop",
                json!({ "callType": "inbound", "searchParams": "3125550167",
                           "defaultFieldValues": { "Phone": "+13125550167" } }),
            );
            same!(
                check,
                "in order",
                popped(check),
                ["sobject", "search", "newRecord"].map(str::to_owned).to_vec(),
            );
            let modal = check.world.console(check.console).and_then(|view| view.modal);
            same!(
                check,
                "the form",
                modal.as_ref().map(|modal| modal.object.clone()),
                Some("Contact".to_owned()),
            );
            same!(
                check,
                "its defaults",
                modal.map(|modal| modal.defaults),
                Some(json!({ "Phone": "+13125550167" })),
            );
        },
    },
    Case {
        name: "an outbound search does not pop",
        section: "open-cti 6.2",
        run: |check| {
            for call_type in ["outbound", "internal"] {
                let answer = check.value("searchAndScreenPop", search(call_type, "4155550142", true));
                that!(check, "no deferred data", answer.get("SCREEN_POP_DATA").is_none());
                check.succeeds("searchAndScreenPop", search(call_type, "4155550142", false));
            }
            that!(check, "nothing opened", popped(check).is_empty());
        },
    },
    Case {
        name: "a layout may lack rules or pop nothing",
        section: "open-cti 3.7",
        run: |check| {
            let with = |settings: ScreenPopSettings| {
                let mut layout = SoftphoneLayout::default();
                layout.inbound.screen_pop_settings = settings;
                layout
            };
            let no_pop = PopRule { screen_pop_type: ScreenPopType::DoNotPop, screen_pop_data: None };
            for settings in [
                ScreenPopSettings::default(),
                ScreenPopSettings { single_match: Some(no_pop.clone()), ..ScreenPopSettings::default() },
            ] {
                let layout = with(settings);
                check.remake(|options| options.layout = Some(layout));
                let answer = check.value("searchAndScreenPop", search("inbound", "4155550142", true));
                same!(check, "one match", answer.as_object().map(|answer| answer.len()), Some(1));
                that!(check, "no deferred data", answer.get("SCREEN_POP_DATA").is_none());
            }
        },
    },
    Case {
        name: "other rules pop pages and flows",
        section: "open-cti 6.2",
        run: |check| {
            let rule = |kind, data: &str| {
                Some(PopRule { screen_pop_type: kind, screen_pop_data: Some(data.into()) })
            };
            let mut layout = SoftphoneLayout::default();
            layout.inbound.screen_pop_settings.no_match = rule(ScreenPopType::PopToVisualforce, "NewCaller");
            layout.inbound.screen_pop_settings.single_match = rule(ScreenPopType::PopToFlow, "Triage");
            check.remake(|options| options.layout = Some(layout));
            let args = json!({ "callType": "inbound", "searchParams": "3125550167", "queryParams": "ani=1", "deferred": true });
            let answer = check.value("searchAndScreenPop", args);
            same!(
                check,
                "page",
                answer["SCREEN_POP_DATA"]["params"]["url"].clone(),
                json!("/apex/NewCaller?ani=1"),
            );
            let flow = json!([{ "name": "ani", "type": "String", "value": "1" }]);
            let args = json!({ "callType": "inbound", "searchParams": "4155550142", "deferred": true,
                               "params": { "FLOW": { "flowArgs": flow } } });
            let answer = check.value("searchAndScreenPop", args);
            same!(
                check,
                "flow",
                answer["SCREEN_POP_DATA"].clone(),
                json!({ "type": "flow", "params": { "flowDevName": "Triage", "flowArgs": flow } }),
            );
        },
    },
    Case {
        name: "a popped search page shows more than the answer",
        section: "open-cti 3.16",
        run: |check| {
            same!(check, "answered", matches(check, search("inbound", "willow", false)).len() >= 2, true);
            check.act(sim::ConsoleAct::Search { text: "customs".into() });
            let page = check.world.console(check.console).map(|view| view.page);
            let shown = match page {
                Some(sim::console::PageView::Search { records, .. }) => records.len(),
                _ => 0,
            };
            same!(check, "the case that no search answers", shown, 1);
        },
    },
];
