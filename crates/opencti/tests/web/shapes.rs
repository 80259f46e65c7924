//! Answers in all the forms that were seen in the field.

use std::cell::RefCell;
use std::rc::Rc;

use opencti::*;
use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::convention::check_odd;
use crate::fake::{both, fake, fire_odd, remove, rename};

// Shows: difference-j
#[wasm_bindgen_test]
async fn a_saved_id_comes_in_three_forms() {
    let fake = fake();
    for value in [
        json!("00T1"),
        json!({ "recordId": "00T1" }),
        json!({ "id": "00T1" }),
        json!({ "recordId": "", "id": "00T1" }),
    ] {
        fake.succeed(value.clone());
        assert_eq!(fake.handle().save_log(&SaveLog::create("Task")).await, Ok("00T1".to_owned()), "{value}");
    }
}

// Shows: difference-j
#[wasm_bindgen_test]
async fn a_create_without_id_is_odd_and_an_update_knows_its_own() {
    let odd = [json!(null), json!({}), json!(""), json!({ "recordId": null }), json!(true), json!(["00T1"])];
    check_odd("saveLog", &odd, async |o: &OpenCti| o.save_log(&SaveLog::create("Task")).await).await;
    let fake = fake();
    for value in odd {
        fake.succeed(value.clone());
        assert_eq!(fake.handle().save_log(&SaveLog::update("00T1")).await, Ok("00T1".to_owned()), "{value}");
    }
}

#[wasm_bindgen_test]
async fn results_that_must_be_there() {
    let nothing = [json!(null), json!("text"), json!([])];
    check_odd("getAppViewInfo", &nothing, async |o: &OpenCti| o.get_app_view_info().await).await;
    check_odd("getCallCenterSettings", &nothing, async |o: &OpenCti| o.get_call_center_settings().await)
        .await;
    check_odd("getSoftphoneLayout", &nothing, async |o: &OpenCti| o.get_softphone_layout().await).await;
    let search = Search::deferred("555", CallType::Inbound);
    check_odd("searchAndScreenPop", &nothing, async |o: &OpenCti| o.search_and_screen_pop(&search).await)
        .await;
    let apex = RunApex::default();
    let no_value = [json!(null), json!("text"), json!({})];
    check_odd("runApex", &no_value, async |o: &OpenCti| o.run_apex(&apex).await).await;
    let no_flag = [json!(null), json!({}), json!({ "visible": 1 })];
    check_odd("isSoftphonePanelVisible", &no_flag, async |o: &OpenCti| o.is_softphone_panel_visible().await)
        .await;
    check_odd("getCallObjectReferences", &[json!("500")], async |o: &OpenCti| {
        o.get_call_object_references().await
    })
    .await;
    check_odd("subscribe", &[json!(null)], async |o: &OpenCti| o.subscribe("A__c", |_| {}).await.map(drop))
        .await;
}

/// The errors that a failed answer reads as.
async fn errors(answer: Value) -> Vec<ApiError> {
    let fake = fake();
    fake.plan("answer", &answer);
    match fake.handle().refresh_view().await {
        Err(Error::Api { errors, .. }) => errors,
        other => panic!("{answer} gave {other:?}"),
    }
}

fn summary(errors: &[ApiError]) -> Vec<(Option<&str>, &str)> {
    errors
        .iter()
        .map(|error| (error.code.as_ref().map(ErrorCode::as_str), error.description.as_str()))
        .collect()
}

#[wasm_bindgen_test]
async fn errors_of_every_form() {
    let coded = json!({ "code": "INVALID_PARAM", "description": "bad" });
    for (answer, expected) in [
        (json!({ "success": false, "errors": null }), vec![]),
        (json!({ "success": false, "errors": [] }), vec![]),
        (json!({ "success": false }), vec![]),
        (json!({ "success": false, "errors": ["plain"] }), vec![(None, "plain")]),
        (json!({ "success": false, "errors": "plain" }), vec![(None, "plain")]),
        (json!({ "success": false, "errors": [coded] }), vec![(Some("INVALID_PARAM"), "bad")]),
        (json!({ "success": false, "errors": coded }), vec![(Some("INVALID_PARAM"), "bad")]),
        (json!({ "success": false, "errors": [], "error": [coded] }), vec![(Some("INVALID_PARAM"), "bad")]),
        (json!({ "success": false, "error": "plain" }), vec![(None, "plain")]),
        (
            json!({ "success": false, "errors": ["a", coded, null, 7] }),
            vec![(None, "a"), (Some("INVALID_PARAM"), "bad"), (None, ""), (None, "7")],
        ),
        (json!({ "success": false, "errors": [{ "code": "BRAND_NEW" }] }), vec![(Some("BRAND_NEW"), "")]),
        (json!({ "success": false, "errors": [{ "message": "odd" }] }), vec![(None, "odd")]),
        (json!({ "success": "true", "errors": ["no"] }), vec![(None, "no")]),
    ] {
        assert_eq!(summary(&errors(answer.clone()).await), expected, "{answer}");
    }
}

// Shows: difference-f
#[wasm_bindgen_test]
async fn details_come_as_object_or_list() {
    let object = json!({
        "message": "The record could not be saved.",
        "pageErrors": [{ "statusCode": "FIELD_INTEGRITY_EXCEPTION", "message": "Lead with WhatId" }],
        "fieldErrors": { "Status": [
            { "statusCode": "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", "message": "bad value", "fieldLabel": "Status", "columnApiName": "Status" },
        ], "Subject": { "message": "missing" } },
        "potentialDuplicates": [],
    });
    let detail = |field: Option<&str>, code: Option<&str>, message: &str| Detail {
        field: field.map(str::to_owned),
        code: code.map(str::to_owned),
        message: message.to_owned(),
    };
    let all = vec![
        detail(None, None, "The record could not be saved."),
        detail(None, Some("FIELD_INTEGRITY_EXCEPTION"), "Lead with WhatId"),
        detail(Some("Status"), Some("INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST"), "bad value"),
        detail(Some("Subject"), None, "missing"),
    ];
    for (details, expected) in [
        (object.clone(), all.clone()),
        (json!([object]), all),
        (json!(["one", { "message": "two" }]), vec![detail(None, None, "one"), detail(None, None, "two")]),
        (json!("text"), vec![detail(None, None, "text")]),
        (json!({ "pageErrors": ["page"] }), vec![detail(None, None, "page")]),
        (json!(null), vec![]),
        (json!({}), vec![]),
        (json!([null, 1.5, { "fieldErrors": null }]), vec![detail(None, None, "1.5")]),
    ] {
        let answer = json!({ "success": false, "errors": [{ "code": "GENERIC_ERROR", "description": "d", "details": details }] });
        let errors = errors(answer).await;
        assert_eq!(errors[0].details, expected, "{details}");
        assert!(errors[0].raw.contains("GENERIC_ERROR"));
    }
}

#[wasm_bindgen_test]
async fn a_container_that_is_not_ready_is_told_apart() {
    let fake = fake();
    fake.plan("answer", &json!({ "success": false, "errors": [{ "code": "SOFTPHONE_CONTAINER_ERROR", "description": "wait" }] }));
    let error = fake.handle().enable_click_to_dial().await.expect_err("a failure");
    assert!(error.is_not_ready());
    assert_eq!(error.to_string(), "enableClickToDial failed: wait");
}

#[wasm_bindgen_test]
async fn the_object_of_a_match() {
    let fake = fake();
    let search = Search::deferred("555", CallType::Inbound);
    for (id, summary, object) in [
        ("003A", json!({ "RecordType": "Contact" }), Some("Contact")),
        ("003A", json!({ "object": "Contact", "Type": "Other" }), Some("Contact")),
        ("003A", json!({ "Type": "Contact" }), Some("Contact")),
        ("00QA", json!({ "RecordType": "" }), Some("Lead")),
        ("a0XA", json!({ "RecordType": "Foo__c", "object": "x" }), Some("Foo__c")),
        ("a0XA", json!({}), None),
    ] {
        fake.succeed(json!({ id: summary }));
        let found = fake.handle().search_and_screen_pop(&search).await.expect("a result");
        assert_eq!(found.records[0].object.as_deref(), object, "{id} {summary}");
        assert_eq!(found.records[0].id, id);
    }
}

#[wasm_bindgen_test]
async fn pop_data_is_not_a_match_and_may_be_missing() {
    let fake = fake();
    let search = Search::deferred("555", CallType::Inbound);
    for (value, records, pop) in [
        (json!({}), 0, false),
        (json!({ "SCREEN_POP_DATA": { "type": "search" } }), 0, true),
        (json!({ "003A": {} }), 1, false),
        (json!({ "003A": {}, "SCREEN_POP_DATA": {}, "001A": {} }), 2, true),
        (json!({ "003A": {}, "SCREEN_POP_DATA": "text", "count": 1, "none": null }), 1, false),
    ] {
        fake.succeed(value.clone());
        let found = fake.handle().search_and_screen_pop(&search).await.expect("a result");
        assert_eq!((found.records.len(), found.pop.is_some()), (records, pop), "{value}");
    }
}

#[wasm_bindgen_test]
async fn a_deferred_pop_can_be_used_twice() {
    let fake = fake();
    let opencti = fake.handle();
    let data = json!({ "type": "sobject", "params": { "recordId": "003A" } });
    fake.succeed(json!({ "SCREEN_POP_DATA": data }));
    let found =
        opencti.search_and_screen_pop(&Search::deferred("555", CallType::Inbound)).await.expect("a result");
    let pop = ScreenPop::Deferred(found.pop.expect("a pop"));
    for _ in 0..2 {
        opencti.screen_pop(&pop).await.expect("accepted");
    }
    for call in &fake.calls()[1..] {
        assert_eq!(call["args"], data);
    }
    fake.assert_content();
}

#[wasm_bindgen_test]
async fn constants_come_from_the_live_object() {
    let fake = fake();
    let opencti = fake.handle();
    let pop = ScreenPop::NewRecord { entity_name: "Case".to_owned(), defaults: vec![] };
    rename(&fake, "SCREENPOP_TYPE", "NEW_RECORD_MODAL", "spelled anew");
    opencti.screen_pop(&pop).await.expect("accepted");
    remove(&fake, "SCREENPOP_TYPE");
    opencti.screen_pop(&pop).await.expect("accepted");
    remove(&fake, "CALL_TYPE");
    fake.succeed(json!({}));
    opencti.search_and_screen_pop(&Search::deferred("555", CallType::Outbound)).await.expect("a result");
    let calls = fake.calls();
    assert_eq!(calls[0]["args"]["type"], "spelled anew");
    assert_eq!(calls[1]["args"]["type"], "newRecord");
    assert_eq!(calls[2]["args"]["callType"], "outbound");
}

#[wasm_bindgen_test]
async fn apex_values_are_decoded_once_or_twice() {
    let fake = fake();
    for (returned, text, value) in [
        (json!("{\"a\":1}"), Some("{\"a\":1}"), json!({ "a": 1 })),
        (json!("[1,2]"), Some("[1,2]"), json!([1, 2])),
        (json!("{broken"), Some("{broken"), json!("{broken")),
        (json!(""), Some(""), json!("")),
        (json!("\"text\""), Some("\"text\""), json!("text")),
        (json!({ "a": [true] }), None, json!({ "a": [true] })),
        (json!(null), None, json!(null)),
        (json!(true), None, json!(true)),
    ] {
        fake.succeed(json!({ "runApex": returned }));
        let expected = ApexResult { text: text.map(str::to_owned), value };
        assert_eq!(fake.handle().run_apex(&RunApex::default()).await, Ok(expected), "{returned}");
    }
}

#[wasm_bindgen_test]
async fn layout_rules_of_every_kind() {
    let fake = fake();
    let data = || Some("X".to_owned());
    for (kind, expected) in [
        ("PopToEntity", PopRule::Entity(data())),
        ("PopToVisualforce", PopRule::Visualforce(data())),
        ("PopToSearch", PopRule::Search),
        ("PopToFlow", PopRule::Flow(data())),
        ("DoNotPop", PopRule::DoNotPop),
        ("PopToMoon", PopRule::Other { kind: "PopToMoon".to_owned(), data: data() }),
    ] {
        let rule = json!({ "screenPopType": kind, "screenPopData": "X" });
        fake.succeed(json!({ "Inbound": { "screenPopSettings": { "NoMatch": rule } } }));
        let layout = fake.handle().get_softphone_layout().await.expect("a layout");
        assert_eq!(layout.inbound.pops.no_match, Some(expected), "{kind}");
        assert_eq!(layout.inbound.pops.single_match, None);
    }
}

// Shows: difference-e
#[wasm_bindgen_test]
async fn get_call_object_references_fall_back_to_the_view() {
    let fake = fake();
    remove(&fake, "getCallObjectReferences");
    fake.succeed(json!({ "url": "u", "recordId": "500A" }));
    let view =
        AppView { url: Some("u".to_owned()), record_id: Some("500A".to_owned()), ..AppView::default() };
    assert_eq!(fake.handle().get_call_object_references().await, Ok(CallObjectReferences::InView(view)));
    assert_eq!(fake.calls()[0]["method"], "getAppViewInfo");
}

#[wasm_bindgen_test]
async fn a_subscription_hears_until_it_ends_and_hands_back_its_handle() {
    let fake = fake();
    let opencti = fake.handle();
    let handle = json!({ "channelName": "Acme__c", "id": 3 });
    fake.plan(
        "answer",
        &json!({ "success": true, "subscription": handle, "returnValue": null, "errors": null }),
    );
    let heard = Rc::new(RefCell::new(Vec::new()));
    let subscription = {
        let heard = heard.clone();
        opencti
            .subscribe("Acme__c", move |message| heard.borrow_mut().push(message))
            .await
            .expect("subscribed")
    };
    fake.fire("subscribe", json!({ "n": 1 }));
    // Not even while the end is on its way.
    let ended = both(subscription.unsubscribe(), async { fake.fire("subscribe", json!({ "n": 2 })) }).await.0;
    assert_eq!(ended, Ok(()));
    fake.fire("subscribe", json!({ "n": 3 }));
    assert_eq!(*heard.borrow(), [json!({ "n": 1 })]);
    assert_eq!(fake.calls()[1], json!({ "method": "unsubscribe", "args": { "subscription": handle } }));
    fake.assert_content();
}

#[wasm_bindgen_test]
async fn a_message_that_is_no_data_is_null_and_half_a_letter_is_replaced() {
    let fake = fake();
    fake.plan("answer", &json!({ "success": true, "subscription": {}, "returnValue": null, "errors": null }));
    let heard = Rc::new(RefCell::new(Vec::new()));
    let hears = heard.clone();
    let subscription =
        fake.handle().subscribe("Acme__c", move |message| hears.borrow_mut().push(message)).await;
    subscription.expect("subscribed").forget();
    fire_odd(&fake, "subscribe");
    let data = json!({ "none": null, "nan": null, "whole": 9_007_199_254_740_992_u64, "half": 0.5, "list": [1, null, "x"] });
    let (function, cycle) = (json!(null), json!(null));
    assert_eq!(
        *heard.borrow(),
        [json!("\u{fffd}!"), data, json!({ "__proto__": 1 }), json!(null), function, cycle]
    );
}

#[wasm_bindgen_test]
async fn a_dropped_subscription_is_deaf_and_a_forgotten_one_is_not() {
    let fake = fake();
    let opencti = fake.handle();
    fake.succeed(json!({ "id": 3 }));
    let heard = Rc::new(RefCell::new(Vec::new()));
    let subscribe = async |name: &'static str| {
        let heard = heard.clone();
        opencti.subscribe("Acme__c", move |_| heard.borrow_mut().push(name)).await.expect("subscribed")
    };
    drop(subscribe("dropped").await);
    subscribe("forgotten").await.forget();
    fake.fire("subscribe", json!({}));
    assert_eq!(*heard.borrow(), ["forgotten"]);
}

#[wasm_bindgen_test]
async fn old_scripts_have_no_sales_engagement() {
    let fake = fake();
    remove(&fake, "hvs");
    let opencti = fake.handle();
    assert!(!opencti.supports("hvs.onWorkStart"));
    let missing = Error::NotSupported { method: "hvs.onWorkStart" };
    assert_eq!(opencti.hvs_on_work_start(|_| {}).map(drop), Err(missing));
    let work = CompleteWork {
        work_id: "8HF".to_owned(),
        task_id: "00T".to_owned(),
        disposition: None,
        was_connected: None,
    };
    assert_eq!(
        opencti.hvs_complete_work(&work).await,
        Err(Error::NotSupported { method: "hvs.completeWork" })
    );
}
