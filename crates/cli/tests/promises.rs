//! Promises of blocks that only hold together with whoever performs their effects: phone numbers read natively, and the
//! simulated platforms. The promises of each block in the catalogue say which.

use serde_json::{Value, json};

/// Runs one block as a case sees it; its entry must hold what is expected.
#[track_caller]
fn check(type_id: &str, controls: Value, case: Value, expected: Value) {
    let flow = json!({ "actions": [
        { "id": "a", "type": "SE_Start", "ports": { "done": "b" } },
        { "id": "b", "type": type_id, "controls": controls },
    ] });
    check_flow(&flow, case, json!({ "entries": { "b": expected } }));
}

#[track_caller]
fn check_flow(flow: &Value, mut case: Value, expected: Value) {
    case["name"] = "one".into();
    case["expect"] = expected;
    let scenario = json!({ "cases": [case] });
    assert_eq!(cti::try_scenario(&flow.to_string(), &scenario.to_string()), Ok((1, 1)), "{scenario}");
}

const NATIONAL: &str = "SE_CoreFormatPhoneNumber";
const E164: &str = "SE_CoreFormatPhoneNumberE164";

/// What a format makes of a number of a country; null is undefined.
#[track_caller]
fn check_format(type_id: &str, number: &str, country: &str, formatted: Value) {
    let controls = json!({ "phoneNumber": number, "countryCode": country });
    let value = if formatted.is_null() { json!({ "$value": "undefined" }) } else { formatted };
    check(type_id, controls, json!({}), json!({ "port": "done", "results": { "value": value } }));
}

#[test]
fn a_number_of_the_country_is_written_as_at_home() {
    check_format(NATIONAL, "4155552671", "US", json!("(415) 555-2671"));
    check_format(NATIONAL, "02079460958", "GB", json!("020 7946 0958"));
}

#[test]
fn a_plus_beats_the_country() {
    check_format(NATIONAL, "+14155552671", "GB", json!("(415) 555-2671"));
    check_format(NATIONAL, "+442079460958", "US", json!("020 7946 0958"));
}

#[test]
fn what_is_no_number_is_undefined() {
    for text in ["abc", "", " "] {
        check_format(NATIONAL, text, "US", Value::Null);
        check_format(E164, text, "US", Value::Null);
    }
}

#[test]
fn e164_adds_the_code_of_the_country_and_keeps_a_plus() {
    check_format(E164, "(415) 555-2671", "US", json!("+14155552671"));
    check_format(E164, "+44 20 7946 0958", "US", json!("+442079460958"));
}

#[test]
fn e164_has_no_extension() {
    check_format(E164, "+14155552671 ext. 12", "US", json!("+14155552671"));
}

#[test]
fn e164_of_an_impossible_length_is_made_all_the_same() {
    check_format(E164, "+1415555267", "US", json!("+1415555267"));
    check_format(E164, "911", "US", json!("+1911"));
}

/// Whom the agent speaks with.
#[track_caller]
fn check_customer(contact: Value, phone: &str, country: &str) {
    let expected = json!({ "port": "done", "results": { "phone": phone, "country": country } });
    check("SE_ContactCustomerPhoneNumber", json!({}), json!({ "contact": contact }), expected);
}

#[test]
fn the_customer_is_whoever_was_called_or_is_to_be_called_back_and_stays_it_when_handed_over() {
    for preset in ["inboundVoice", "outboundVoice", "callback"] {
        check_customer(json!({ "preset": preset, "number": "+14155552671" }), "4155552671", "US");
    }
    let from = json!({ "do": "transferredCall", "from": "+442079460958" });
    let flow = json!({ "actions": [
        { "id": "a", "type": "SE_Start", "ports": { "done": "b" } },
        { "id": "b", "type": "SE_ContactCustomerPhoneNumber" },
    ] });
    let case = json!({ "contact": { "preset": "inWorld" }, "world": { "directions": [from] } });
    let results = json!({ "phone": "2079460958", "country": "GB" });
    check_flow(&flow, case, json!({ "entries": { "b": { "results": results } } }));
}

#[test]
fn the_customers_number_becomes_one_of_the_country() {
    let flow = json!({ "actions": [
        { "id": "a", "type": "SE_Start", "ports": { "done": "b" } },
        { "id": "b", "type": "SE_ContactCustomerPhoneNumber", "ports": { "done": "c" } },
        { "id": "c", "type": NATIONAL,
          "controls": { "phoneNumber": "$.actions.b.results.phone", "countryCode": "US" } },
    ] });
    let case = json!({ "contact": { "preset": "inboundVoice", "number": "+14155552671" } });
    check_flow(&flow, case, json!({ "entries": { "c": { "results": { "value": "(415) 555-2671" } } } }));
}

/// How many records a search finds, and what pops up in the simulated console.
#[track_caller]
fn check_search(text: &str, deferred: bool, count: usize, pops: Value) {
    let flow = json!({ "actions": [
        { "id": "a", "type": "SE_Start", "ports": { "done": "b" } },
        { "id": "b", "type": "SE_SFSearchAndScreenpop",
          "controls": { "searchParams": text, "deferred": deferred, "callType": "inbound" } },
    ] });
    let expected = json!({ "entries": { "b": { "port": "success", "results": { "count": count } } },
        "world": { "pops": pops } });
    check_flow(&flow, json!({ "world": {} }), expected);
}

#[test]
fn a_search_pops_once_and_by_the_layout() {
    check_search("(415) 555-0142", false, 1, json!([{ "type": "sobject" }]));
    check_search("(415) 555-0142", true, 1, json!([]));
    check_search("(503) 555-0188", false, 3, json!([{ "type": "search" }]));
    check_search("no such customer", false, 0, json!([{ "type": "newRecord" }]));
}

/// A flow that runs when a contact of this source rings logs what it sees: the type, and whether it is heard in the softphone.
#[track_caller]
fn check_in_world(source: &str, direction: Value, sees: [&str; 2]) {
    let line = |reference: &str| json!({ "level": "info", "message": reference });
    let flow = json!({ "source": source, "event": "onConnecting", "actions": [
        { "id": "a", "type": "SE_Start", "ports": { "done": "b" } },
        { "id": "b", "type": "SE_Log", "controls": line("$.contact.type"), "ports": { "done": "c" } },
        { "id": "c", "type": "SE_Log", "controls": line("$.contact.isSoftphoneCall") },
    ] });
    let case = json!({ "contact": { "preset": "inWorld" }, "world": { "directions": [direction] } });
    check_flow(&flow, case, json!({ "log": sees }));
}

#[test]
fn the_contact_of_the_world_has_its_own_channel() {
    check_in_world("connectVoiceContact", json!({ "do": "knownCall" }), ["voice", "true"]);
    check_in_world("connectChatContact", json!({ "do": "inboundChat", "attributes": {} }), ["chat", "false"]);
}

/// Blocks with their controls one after another, as a flow.
fn line(blocks: &[(&str, Value)]) -> Value {
    let mut actions = vec![json!({ "id": "a", "type": "SE_Start", "ports": { "done": "b0" } })];
    for (at, (type_id, controls)) in blocks.iter().enumerate() {
        let next = format!("b{}", at + 1);
        let ports = if at + 1 < blocks.len() { json!({ "done": next, "success": next }) } else { json!({}) };
        actions
            .push(json!({ "id": format!("b{at}"), "type": type_id, "controls": controls, "ports": ports }));
    }
    json!({ "actions": actions })
}

#[test]
fn after_disable_click_to_dial_a_click_reaches_nobody() {
    for (type_id, clickable) in [("SE_SFDisableClickToDial", false), ("SE_SFEnableClickToDial", true)] {
        let flow = line(&[("SE_SFDisableClickToDial", json!({})), (type_id, json!({}))]);
        // What the console shows: where this is not so, a number is plain text (sim::console::act).
        let expected = json!({ "outcome": "completed",
            "world": { "consoles": [{ "clickToDial": clickable }] } });
        check_flow(&flow, json!({ "world": {} }), expected);
    }
}

#[test]
fn a_call_goes_on_while_the_panel_is_hidden() {
    let mut flow = line(&[("SE_SFShowSoftphonePanel", json!({})), ("SE_SFHideSoftphonePanel", json!({}))]);
    (flow["source"], flow["event"]) = ("connectVoiceContact".into(), "onConnecting".into());
    let case = json!({ "contact": { "preset": "inWorld" },
        "world": { "directions": [{ "do": "knownCall" }] } });
    let expected = json!({ "outcome": "completed", "world": {
        "contacts": [{ "present": true }], "consoles": [{ "panel": { "visible": false } }] } });
    check_flow(&flow, case, expected);
}

#[test]
fn the_softphone_layout_has_three_sections() {
    let flow = line(&[("SE_SFGetSoftphoneLayout", json!({}))]);
    let inbound = json!({ "objects": {}, "screenPopSettings": {} });
    let expected = json!({ "port": "success", "results": { "value": {
        "Internal": { "objects": {} }, "Inbound": inbound, "Outbound": { "objects": {} } } } });
    check_flow(&flow, json!({ "world": {} }), json!({ "entries": { "b0": expected } }));
}

#[test]
fn the_panel_keeps_within_the_limits_of_salesforce() {
    let flow = line(&[
        ("SE_SFSetSoftphonePanelHeight", json!({ "heightPX": 240 })),
        ("SE_SFSetSoftphonePanelWidth", json!({ "widthPX": "1920" })),
        ("SE_SFSetSoftphonePanelWidth", json!({ "widthPX": 1921 })),
    ]);
    let expected = json!({ "entries": { "b2": { "port": "failure" } },
        "world": { "consoles": [{ "panel": { "height": 240, "width": 1920 } }] } });
    check_flow(&flow, json!({ "world": {} }), expected);
}

#[test]
fn a_number_is_found_in_any_object() {
    let site = json!({ "object": "Site__c", "fields": { "Name": "Depot", "Phone__c": "(212) 555-0199" } });
    for (entity, number, name) in
        [("Site__c", "+12125550199", "Depot"), ("Account", "+14155550100", "Bright Harbor Logistics")]
    {
        let flow = line(&[("SE_SFFindRecordByPhone", json!({ "phoneNumber": number, "entity": entity }))]);
        let case = json!({ "org": { "records": [site] },
            "world": { "directions": [{ "do": "deployPackage", "credentials": [] }] } });
        let expected = json!({ "b0": { "port": "success", "results": { "name": name, "count": 1 } } });
        check_flow(&flow, case, json!({ "entries": expected }));
    }
}

#[test]
fn sub_tabs_open_beside_each_other() {
    let open = |url: &str| json!({ "url": url, "primaryTabId": "$.actions.b0.results.id" });
    let flow = line(&[
        ("SE_SFOpenPrimaryTab", json!({ "url": "/lightning/o/Case/home", "active": false })),
        ("SE_SFOpenSubTab", open("/lightning/page/first")),
        ("SE_SFOpenSubTab", open("/lightning/page/second")),
        // Both are there to be closed, and what is closed is there no more.
        ("SE_SFCloseTab", json!({ "tabId": "$.actions.b1.results.id" })),
        ("SE_SFCloseTab", json!({ "tabId": "$.actions.b2.results.id" })),
        ("SE_SFGetTabsWithMatchingUrl", json!({ "url": "/o/Case/" })),
        ("SE_SFGetTabObjectMap", json!({})),
        ("SE_SFCloseTab", json!({ "tabId": "$.actions.b2.results.id" })),
    ]);
    let expected = json!({ "entries": {
        "b1": { "port": "success" },
        "b3": { "port": "success" },
        "b4": { "port": "success" },
        "b5": { "results": { "value": ["ctab2"] } },
        "b6": { "results": { "value": { "ctab1": "", "ctab2": "" } } },
        "b7": { "port": "failure" },
    } });
    check_flow(&flow, json!({ "world": {} }), expected);
}

#[test]
fn logging_in_and_out_of_omni_channel_twice_is_fine() {
    let status = json!({ "statusId": "0N55g000000AvaiCAC" });
    let flow = line(&[
        ("SE_SFLoginAgent", status.clone()),
        ("SE_SFLoginAgent", status),
        ("SE_SFSetAgentState", json!({ "statusId": "0N55g000000Brea" })),
        ("SE_SFGetAgentState", json!({})),
        ("SE_SFGetAgentWorkload", json!({})),
        ("SE_SFLogoutAgent", json!({})),
        ("SE_SFLogoutAgent", json!({})),
        ("SE_SFGetAgentState", json!({})),
    ]);
    let expected = json!({ "entries": {
        "b1": { "port": "success" },
        "b3": { "results": { "statusApiName": "Break", "channels": [] } },
        "b4": { "results": { "configuredCapacity": 5, "currentWorkload": 0 } },
        "b6": { "port": "success" },
        "b7": { "port": "failure" },
    } });
    check_flow(&flow, json!({ "world": {} }), expected);
}

#[test]
fn whom_the_org_does_not_know_may_be_called() {
    for (id, port) in [("003000000000000AAA", "false"), ("$.contact.no", "false")] {
        let flow = line(&[("SE_SFIsDoNotCall", json!({ "contactId": id }))]);
        let case = json!({ "world": { "directions": [{ "do": "deployPackage", "credentials": [] }] } });
        check_flow(&flow, case, json!({ "entries": { "b0": { "port": port } } }));
    }
}

#[test]
fn a_query_answers_records_with_their_type() {
    let query = "SELECT Name, Phone FROM Account WHERE Name = :name";
    let values = json!({ "name": "Bright Harbor Logistics" });
    let flow = line(&[("SE_SFQuery", json!({ "query": query, "values": values }))]);
    let record = json!({ "type": "Account", "Id": null, "Name": "Bright Harbor Logistics" });
    let found = json!({ "port": "success", "results": { "value": [record], "totalSize": 1 } });
    check_flow(&flow, json!({ "world": {} }), json!({ "entries": { "b0": found } }));
}
