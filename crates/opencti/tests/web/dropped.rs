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
    let silent = within(20).is_panel_visible().await;
    assert!(matches!(silent, Err(Error::Timeout { .. })), "{silent:?}");
    assert_eq!(opencti.ignored_answers(), 0);
    release(&fake);
    assert_eq!(opencti.ignored_answers(), 2, "both answers came after all");
}
