//! Every method: what it sends, and what it makes of an answer.
//!
//! `cargo xtask conformance` reads the names in here for the table in the crate's README.

use opencti::*;
use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::convention::{check_success, method};

fn text(text: &str) -> String {
    text.to_owned()
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

method! { enable_click_to_dial, "enableClickToDial",
    {}, null, async |o| o.enable_click_to_dial().await, ()
}

method! { disable_click_to_dial, "disableClickToDial",
    {}, null, async |o| o.disable_click_to_dial().await, ()
}

method! { refresh_view, "refreshView",
    {}, null, async |o| o.refresh_view().await, ()
}

method! { notify_initialization_complete, "notifyInitializationComplete",
    {},
    null,
    async |o| o.notify_initialization_complete().await,
    ()
}

method! { set_softphone_panel_height, "setSoftphonePanelHeight",
    {"heightPX": 560}, null, async |o| o.set_softphone_panel_height(560).await, ()
}

method! { set_softphone_panel_width, "setSoftphonePanelWidth",
    {"widthPX": 400}, null, async |o| o.set_softphone_panel_width(400).await, ()
}

method! { set_softphone_panel_visibility, "setSoftphonePanelVisibility",
    {"visible": true}, null, async |o| o.set_softphone_panel_visibility(true).await, (),
    also hiding:
    {"visible": false}, null, async |o| o.set_softphone_panel_visibility(false).await, ()
}

method! { set_softphone_panel_label, "setSoftphonePanelLabel",
    {"label": "Acme"}, null, async |o| o.set_softphone_panel_label("Acme").await, ()
}

method! { set_softphone_panel_icon, "setSoftphonePanelIcon",
    {"key": "call"}, null, async |o| o.set_softphone_panel_icon("call").await, ()
}

method! { set_softphone_item_label, "setSoftphoneItemLabel",
    {"label": ""}, null, async |o| o.set_softphone_item_label("").await, ()
}

method! { set_softphone_item_icon, "setSoftphoneItemIcon",
    {"key": "end_call"}, null, async |o| o.set_softphone_item_icon("end_call").await, ()
}

method! { is_softphone_panel_visible, "isSoftphonePanelVisible",
    {}, {"visible": true}, async |o| o.is_softphone_panel_visible().await, true,
    also minimised:
    {}, {"visible": false}, async |o| o.is_softphone_panel_visible().await, false
}

// Shows: F1
method! { screen_pop, "screenPop",
    {"type": "sobject", "params": {"recordId": "0035g00000XyZabAAF"}},
    null,
    async |o| o.screen_pop(&ScreenPop::Record { record_id: text("0035g00000XyZabAAF") }).await,
    (),
    also a_url:
    {"type": "url", "params": {"url": "/lightning/page/home"}},
    null,
    async |o| o.screen_pop(&ScreenPop::Url { url: text("/lightning/page/home") }).await,
    (),
    also an_object_home:
    {"type": "objecthome", "params": {"scope": "Case"}},
    null,
    async |o| o.screen_pop(&ScreenPop::ObjectHome { scope: text("Case") }).await,
    (),
    also a_list:
    {"type": "list", "params": {"listViewId": "00B5g00000QwErtEAF", "scope": "Lead"}},
    null,
    async |o| {
        let list_view_id = text("00B5g00000QwErtEAF");
        o.screen_pop(&ScreenPop::List { list_view_id, scope: text("Lead") }).await
    },
    (),
    // Shows: checklist-5, difference-d
    also a_search:
    {"type": "search", "params": {"searchString": "4155550142"}},
    null,
    async |o| o.screen_pop(&ScreenPop::Search { search_string: text("4155550142") }).await,
    (),
    also a_new_record:
    {"type": "newRecord", "params": {
        "entityName": "Contact",
        "defaultFieldValues": {"LastName": "Ortiz", "Phone": "+14155550142", "DoNotCall": false, "Fax": null},
    }},
    null,
    async |o| {
        let defaults = vec![
            (text("LastName"), "Ortiz".into()),
            (text("Phone"), "+14155550142".into()),
            (text("DoNotCall"), false.into()),
            (text("Fax"), FieldValue::Null),
        ];
        o.screen_pop(&ScreenPop::NewRecord { entity_name: text("Contact"), defaults }).await
    },
    (),
    also a_new_record_without_defaults:
    {"type": "newRecord", "params": {"entityName": "Foo__c"}},
    null,
    async |o| o.screen_pop(&ScreenPop::NewRecord { entity_name: text("Foo__c"), defaults: vec![] }).await,
    (),
    also a_flow:
    {"type": "flow", "params": {"flowDevName": "Caller_Triage", "flowArgs": [
        {"name": "ani", "type": "String", "value": "+14155550142"},
        {"name": "ids", "type": "String", "value": ["a", {"b": 1}]},
    ]}},
    null,
    async |o| {
        let args = vec![
            FlowArg { name: text("ani"), kind: text("String"), value: "+14155550142".into() },
            FlowArg { name: text("ids"), kind: text("String"), value: FieldValue::Json(r#"["a",{"b":1}]"#.to_owned()) },
        ];
        o.screen_pop(&ScreenPop::Flow { flow_dev_name: text("Caller_Triage"), args }).await
    },
    (),
    also a_deferred_pop:
    {"type": "newRecord", "params": {"entityName": "Contact"}, "defaultFieldValues": {"Phone": "1"}},
    null,
    async |o| {
        let data = json!({"type": "newRecord", "params": {"entityName": "Contact"}, "defaultFieldValues": {"Phone": "1"}});
        o.screen_pop(&ScreenPop::Deferred(DeferredPop::from_json(data.to_string()).expect("an object"))).await
    },
    ()
}

// Shows: F1
method! { search_and_screen_pop, "searchAndScreenPop",
    {"searchParams": "4155550142", "callType": "inbound", "deferred": true},
    {
        "0035g00000XyZabAAF": {"Id": "0035g00000XyZabAAF", "RecordType": "Contact", "Name": "Dana Ortiz", "Phone": "(415) 555-0142"},
        "SCREEN_POP_DATA": {"type": "sobject", "params": {"recordId": "0035g00000XyZabAAF"}},
    },
    async |o| o.search_and_screen_pop(&Search::deferred("4155550142", CallType::Inbound)).await,
    Matches {
        records: vec![Match {
            id: text("0035g00000XyZabAAF"),
            object: some("Contact"),
            name: some("Dana Ortiz"),
            fields: vec![
                (text("Id"), "0035g00000XyZabAAF".into()),
                (text("RecordType"), "Contact".into()),
                (text("Name"), "Dana Ortiz".into()),
                (text("Phone"), "(415) 555-0142".into()),
            ],
        }],
        pop: DeferredPop::from_json(r#"{"type":"sobject","params":{"recordId":"0035g00000XyZabAAF"}}"#),
    },
    also now_with_everything:
    {
        "searchParams": "555", "callType": "outbound", "deferred": false, "queryParams": "ani=555",
        "params": {"FLOW": {"flowArgs": [{"name": "n", "type": "Number", "value": 1.5}]}},
        "defaultFieldValues": {"Phone": "555"},
    },
    {},
    async |o| {
        let search = Search {
            pop: PopWhen::Now,
            query_params: some("ani=555"),
            flow_args: vec![FlowArg { name: text("n"), kind: text("Number"), value: 1.5.into() }],
            defaults: vec![(text("Phone"), "555".into())],
            ..Search::deferred("555", CallType::Outbound)
        };
        o.search_and_screen_pop(&search).await
    },
    Matches::default(),
    also internal:
    {"searchParams": "100", "callType": "internal", "deferred": true},
    {"SCREEN_POP_DATA": null},
    async |o| o.search_and_screen_pop(&Search::deferred("100", CallType::Internal)).await,
    Matches::default()
}

// Shows: gotcha-3, F1, F2
method! { save_log, "saveLog",
    {"value": {"Subject": "Call", "CallDurationInSeconds": 94, "WhatId": null, "entityApiName": "Task"}},
    {"recordId": "00T5g00000AbCdeEAF"},
    async |o| {
        let task = SaveLog::create("Task")
            .field("Subject", "Call")
            .field("CallDurationInSeconds", 94_u32)
            .field("WhatId", FieldValue::Null)
            // Would turn the create into an update.
            .field("Id", "00T5g00000Zzzzz");
        o.save_log(&task).await
    },
    text("00T5g00000AbCdeEAF"),
    also an_update:
    {"value": {"Status": "Completed", "Id": "00T5g00000AbCdeEAF"}},
    null,
    async |o| o.save_log(&SaveLog::update("00T5g00000AbCdeEAF").field("Status", "Completed")).await,
    text("00T5g00000AbCdeEAF")
}

method! { get_call_center_settings, "getCallCenterSettings",
    {},
    {"/label": "Acme", "/acme/url": "https://acme.my.connect.aws", "/acme/empty": "", "/acme/flag": true, "/acme/count": 3},
    async |o| o.get_call_center_settings().await,
    [("/label", "Acme"), ("/acme/url", "https://acme.my.connect.aws"), ("/acme/flag", "true"), ("/acme/count", "3")]
        .map(|(key, value)| (text(key), text(value)))
        .into_iter()
        .collect()
}

method! { get_app_view_info, "getAppViewInfo",
    {},
    {"url": "https://acme.lightning.force.com/lightning/r/Account/1/view", "recordId": "0015g00000PqRstAAG",
     "recordName": "Jonas Weber", "objectType": "Account", "contactId": "0035g00000UvWxyAAH", "personAccount": true},
    async |o| o.get_app_view_info().await,
    AppView {
        url: some("https://acme.lightning.force.com/lightning/r/Account/1/view"),
        record_id: some("0015g00000PqRstAAG"),
        record_name: some("Jonas Weber"),
        object_type: some("Account"),
        account_id: None,
        contact_id: some("0035g00000UvWxyAAH"),
        person_account: Some(true),
    },
    also off_a_record:
    {},
    {"url": "https://acme.lightning.force.com/lightning/o/Case/list", "recordId": "", "recordName": "", "objectType": ""},
    async |o| o.get_app_view_info().await,
    AppView { url: some("https://acme.lightning.force.com/lightning/o/Case/list"), ..AppView::default() }
}

method! { run_apex, "runApex",
    {"apexClass": "ns.Phone", "methodName": "find", "methodParams": "phone=%2B1%20415&a%26b=%C3%A9%3D"},
    {"runApex": "{\"rows\":[{\"Id\":\"003\"}]}"},
    async |o| {
        let params = vec![(text("phone"), text("+1 415")), (text("a&b"), text("é="))];
        o.run_apex(&RunApex { class: text("ns.Phone"), method: text("find"), params }).await
    },
    ApexResult { text: some("{\"rows\":[{\"Id\":\"003\"}]}"), value: json!({"rows": [{"Id": "003"}]}) },
    also without_parameters:
    {"apexClass": "A", "methodName": "b", "methodParams": ""},
    {"runApex": "plain words"},
    async |o| o.run_apex(&RunApex { class: text("A"), method: text("b"), params: vec![] }).await,
    ApexResult { text: some("plain words"), value: json!("plain words") }
}

method! { get_softphone_layout, "getSoftphoneLayout",
    {},
    {
        "Internal": {"callRelatedFields": ["ANI", "DNIS"], "objects": {"User": []}, "screenPopSettings": {}},
        "Inbound": {
            "callRelatedFields": ["ANI"],
            "objects": {"Contact": [{"displayName": "Name", "apiName": "Name"}, {"displayName": "No API name"}]},
            "screenPopSettings": {
                "screenPopsOpenWithin": "ExistingWindow",
                "NoMatch": {"screenPopType": "PopToEntity", "screenPopData": "Contact"},
                "SingleMatch": {"screenPopType": "PopToEntity"},
                "MultipleMatches": {"screenPopType": "PopToSearch"},
            },
        },
    },
    async |o| o.get_softphone_layout().await,
    SoftphoneLayout {
        internal: LayoutSection {
            call_related_fields: vec![text("ANI"), text("DNIS")],
            objects: vec![LayoutObject { name: text("User"), fields: vec![] }],
            pops: PopRules::default(),
        },
        inbound: LayoutSection {
            call_related_fields: vec![text("ANI")],
            objects: vec![LayoutObject {
                name: text("Contact"),
                fields: vec![LayoutField { display_name: some("Name"), api_name: text("Name") }],
            }],
            pops: PopRules {
                opens_within: some("ExistingWindow"),
                no_match: Some(PopRule::Entity(some("Contact"))),
                single_match: Some(PopRule::Entity(None)),
                multiple_matches: Some(PopRule::Search),
            },
        },
        outbound: LayoutSection::default(),
    }
}

method! { hvs_complete_work, "hvs.completeWork",
    {"workId": "8HF", "attributes": {"taskId": "00T", "disposition": "Connected", "wasConnected": false}},
    null,
    async |o| {
        let work = CompleteWork {
            work_id: text("8HF"),
            task_id: text("00T"),
            disposition: some("Connected"),
            was_connected: Some(false),
        };
        o.hvs_complete_work(&work).await
    },
    ()
}

method! { publish, "publish",
    {"channelName": "Acme__c", "message": {"state": "Available", "deep": [1, {"x": null}]}},
    null,
    async |o| o.publish("Acme__c", &json!({"state": "Available", "deep": [1, {"x": null}]})).await,
    ()
}

method! { subscribe, "subscribe",
    {"channelName": "Acme__c"},
    {"channelName": "Acme__c", "id": 3},
    async |o| o.subscribe("Acme__c", |_| {}).await.map(drop),
    ()
}

// Shows: difference-e
method! { get_call_object_references, "getCallObjectReferences",
    {},
    [{"recordId": "500", "objectType": "Case"}],
    async |o| o.get_call_object_references().await,
    CallObjectReferences::Answered(vec![AppView {
        record_id: some("500"),
        object_type: some("Case"),
        ..AppView::default()
    }])
}

method! { unsubscribe, "unsubscribe",
    {"subscription": {"id": 3}},
    null,
    async |o| o.subscribe("Acme__c", |_| {}).await?.unsubscribe().await,
    ()
}
