//! Calls that nobody awaits any more.

use std::time::Duration;

use opencti::Error;
use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fake::{fake, release};

#[wasm_bindgen_test]
async fn a_dropped_call_counts_its_answer_and_not_its_own_deadline() {
    let fake = fake();
    let opencti = fake.handle();
    let within = |ms| opencti.with_deadline(Duration::from_millis(ms));
    fake.plan("late", &json!({ "success": true, "returnValue": { "visible": true } }));
    drop(within(1).refresh_view());
    // Longer than the deadline of the other.
    let silent = within(20).is_softphone_panel_visible().await;
    assert!(matches!(silent, Err(Error::Timeout { .. })), "{silent:?}");
    assert_eq!(opencti.ignored_answers(), 0);
    release(&fake);
    assert_eq!(opencti.ignored_answers(), 2, "both answers came after all");
}

#[wasm_bindgen_test]
async fn calls_are_sent_in_the_order_in_which_they_are_made() {
    let fake = fake();
    let opencti = fake.handle();
    fake.succeed(json!({ "visible": true }));
    let label = opencti.set_softphone_item_label("Ringing");
    let visible = opencti.is_softphone_panel_visible();
    let subscription = opencti.subscribe("Acme__c", |_| {});
    let sent: Vec<_> = fake.calls().iter().map(|call| call["method"].clone()).collect();
    assert_eq!(
        sent,
        ["setSoftphoneItemLabel", "isSoftphonePanelVisible", "subscribe"],
        "before any is awaited"
    );
    assert_eq!(visible.await, Ok(true));
    assert_eq!(label.await, Ok(()));
    assert!(subscription.await.is_ok());
}

#[wasm_bindgen_test]
async fn one_of_two_subscriptions_ends_without_an_answer() {
    let fake = fake();
    let opencti = fake.handle().with_deadline(Duration::from_millis(5));
    // As the library of 57.0: it tells Salesforce nothing while another subscription to the channel exists.
    fake.plan_of("unsubscribe", "never", &json!(null));
    let first = opencti.subscribe("Acme__c", |_| {}).await.expect("a subscription");
    let second = opencti.clone().subscribe("Acme__c", |_| {}).await.expect("a subscription");
    let other = opencti.subscribe("Other__c", |_| {}).await.expect("a subscription");
    assert_eq!(first.unsubscribe().await, Ok(()));
    let last = Err(Error::Timeout { method: "unsubscribe" });
    assert_eq!(second.unsubscribe().await, last, "the last one of its channel is answered for");
    assert_eq!(other.unsubscribe().await, last, "channels are counted apart");
    assert_eq!(fake.calls().iter().filter(|call| call["method"] == "unsubscribe").count(), 3);
}
