//! One binding for every API version a page may be served: what a version lacks is found out by looking, never by its number.

use std::time::Duration;

use opencti::*;
use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fake::{Fake, age, fake, install, serve, stop_serving, uninstall};

/// Versions whose libraries serve Open CTI for Lightning Experience.
const VERSIONS: std::ops::RangeInclusive<u16> = 38..=68;

/// Methods and listeners by the version that introduced them. Guide: the page of each; 43 stands for "there by 43.0".
const SINCE: [(&str, u16); 27] = [
    ("disableClickToDial", 38),
    ("enableClickToDial", 38),
    ("getAppViewInfo", 38),
    ("getCallCenterSettings", 38),
    ("getSoftphoneLayout", 38),
    ("isSoftphonePanelVisible", 38),
    ("notifyInitializationComplete", 43),
    ("onClickToDial", 38),
    ("onNavigationChange", 38),
    ("refreshView", 38),
    ("runApex", 38),
    ("saveLog", 38),
    ("screenPop", 38),
    ("searchAndScreenPop", 38),
    ("setSoftphoneItemIcon", 38),
    ("setSoftphoneItemLabel", 38),
    ("setSoftphonePanelHeight", 38),
    ("setSoftphonePanelIcon", 38),
    ("setSoftphonePanelLabel", 38),
    ("setSoftphonePanelVisibility", 38),
    ("setSoftphonePanelWidth", 38),
    ("hvs.onWorkStart", 46),
    ("hvs.completeWork", 46),
    ("subscribe", 47),
    ("unsubscribe", 47),
    ("publish", 47),
    ("getCallObjectReferences", u16::MAX),
];

fn of_version(version: u16) -> Fake {
    let fake = fake();
    age(&fake, version);
    fake
}

#[wasm_bindgen_test]
fn each_version_supports_what_it_has() {
    for version in VERSIONS {
        let opencti = of_version(version).handle();
        for (name, since) in SINCE {
            assert_eq!(opencti.supports(name), version >= since, "{name} in {version}.0");
        }
    }
}

#[wasm_bindgen_test]
async fn a_call_works_from_its_version_on_and_is_told_apart_before() {
    for version in VERSIONS {
        let opencti = of_version(version).handle();
        let publish = opencti.publish("Acme__c", &json!({})).await;
        assert_eq!(publish.is_ok(), version >= 47, "publish in {version}.0: {publish:?}");
        let work = CompleteWork {
            work_id: "8HF".to_owned(),
            task_id: "00T".to_owned(),
            disposition: None,
            was_connected: None,
        };
        let complete = opencti.hvs_complete_work(&work).await;
        assert_eq!(complete.is_ok(), version >= 46, "hvs.completeWork in {version}.0: {complete:?}");
        assert_eq!(
            opencti.hvs_on_work_start(|_| {}).is_ok(),
            version >= 46,
            "hvs.onWorkStart in {version}.0"
        );
        let ready = opencti.notify_initialization_complete().await;
        let missing = Error::NotSupported { method: "notifyInitializationComplete" };
        assert_eq!(ready.err(), (version < 43).then_some(missing), "{version}.0");
        assert_eq!(opencti.enable_click_to_dial().await, Ok(()), "{version}.0");
        assert!(opencti.on_click_to_dial(|_| {}).is_ok(), "{version}.0");
    }
}

#[wasm_bindgen_test]
async fn pops_are_spelled_as_the_version_spells_them_or_else_as_in_43() {
    for version in VERSIONS {
        let fake = of_version(version);
        let search = ScreenPop::Search { search_string: "4155550142".to_owned() };
        fake.handle().screen_pop(&search).await.expect("accepted");
        let record = ScreenPop::Record { record_id: "003A".to_owned() };
        fake.handle().screen_pop(&record).await.expect("accepted");
        let types: Vec<_> = fake.calls().into_iter().map(|mut call| call["args"]["type"].take()).collect();
        assert_eq!(types, ["search", "sobject"], "{version}.0");
        fake.assert_content();
    }
}

// Shows: difference-e
#[wasm_bindgen_test]
async fn get_call_object_references_come_from_the_view_in_every_version() {
    for version in VERSIONS {
        let fake = of_version(version);
        fake.succeed(json!({ "recordId": "500A" }));
        let view = AppView { record_id: Some("500A".to_owned()), ..AppView::default() };
        assert_eq!(
            fake.handle().get_call_object_references().await,
            Ok(CallObjectReferences::InView(view)),
            "{version}.0"
        );
    }
}

#[wasm_bindgen_test]
async fn each_version_is_loaded_from_its_address_and_proven() {
    let search = "?mode=Lightning&sfdcIframeOrigin=https%3A%2F%2Facme.lightning.force.com".to_owned();
    let page = Page { search, framed: true, ..Page::default() };
    for version in VERSIONS {
        let fake = of_version(version);
        fake.succeed(json!({ "visible": true }));
        uninstall();
        let asked = serve(&fake, Some("window.sforce = { opencti: __fake.namespace };"));
        let source = Source::Org { api_version: version };
        let options = Options { source, answer_within: Duration::from_secs(5), ..Options::default() };
        let located = OpenCti::locate_on(&page, &options).await;
        stop_serving();
        uninstall();
        assert!(located.is_ok(), "{version}.0: {located:?}");
        let asked: Vec<_> = asked.iter().filter_map(|url| url.as_string()).collect();
        let url =
            format!("https://acme.lightning.force.com/support/api/{version}.0/lightning/opencti_min.js");
        assert_eq!(asked, [format!("trusted {url}")]);
    }
}

#[wasm_bindgen_test]
async fn a_library_that_is_there_is_used_whatever_its_version() {
    for version in [38, 68] {
        let fake = of_version(version);
        fake.succeed(json!({ "visible": true }));
        install(&fake);
        let options = Options { source: Source::Page, ..Options::default() };
        let located = OpenCti::locate(&options).await;
        uninstall();
        assert!(located.is_ok(), "{version}.0: {located:?}");
    }
}
