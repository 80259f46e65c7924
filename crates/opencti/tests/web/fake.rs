//! The fake library, from Rust's side.

use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::task::{Context, Poll};

use opencti::OpenCti;
use serde_json::{Value, json};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/tests/web/fake.js")]
extern "C" {
    /// One fake library.
    pub(crate) type Fake;
    pub(crate) fn fake() -> Fake;
    fn namespace(fake: &Fake) -> JsValue;
    #[wasm_bindgen(js_name = plan)]
    fn plan_text(fake: &Fake, of: Option<&str>, mode: &str, response: &str);
    #[wasm_bindgen(js_name = calls)]
    fn calls_text(fake: &Fake) -> String;
    fn problems(fake: &Fake) -> String;
    /// Scripts come only when released.
    pub(crate) fn slow(fake: &Fake);
    /// Lets go of what is held back: answers in mode `late`, slow scripts.
    pub(crate) fn release(fake: &Fake);
    /// Takes a method away.
    pub(crate) fn remove(fake: &Fake, name: &str);
    /// Makes it the library of an API version.
    pub(crate) fn age(fake: &Fake, version: u16);
    /// Gives a constant another value.
    pub(crate) fn rename(fake: &Fake, table: &str, name: &str, value: &str);
    #[wasm_bindgen(js_name = fire)]
    fn fire_text(fake: &Fake, method: &str, payload: &str);
    /// Fires events whose payloads JSON text cannot say.
    #[wasm_bindgen(js_name = fireOdd)]
    pub(crate) fn fire_odd(fake: &Fake, method: &str);
    /// How often a listener was registered.
    pub(crate) fn registrations(fake: &Fake, method: &str) -> u32;
    /// A function that throws.
    pub(crate) fn failing(message: &str) -> JsValue;
    #[wasm_bindgen(js_name = turn)]
    async fn turn_js();
    /// Puts the fake into the page.
    pub(crate) fn install(fake: &Fake);
    /// Takes it out.
    pub(crate) fn uninstall();
    /// Answers script elements with this text, or with "not found".
    pub(crate) fn serve(fake: &Fake, source: Option<&str>) -> js_sys::Array;
    #[wasm_bindgen(js_name = stopServing)]
    pub(crate) fn stop_serving();
    /// How many marked script elements are in the page.
    pub(crate) fn marked() -> u32;
}

impl Fake {
    /// A handle over this fake.
    pub(crate) fn handle(&self) -> OpenCti {
        OpenCti::over(namespace(self))
    }

    /// How every call from now on is answered.
    pub(crate) fn plan(&self, mode: &str, response: &Value) {
        plan_text(self, None, mode, &response.to_string());
    }

    /// How every call of one method is answered; others succeed.
    pub(crate) fn plan_of(&self, method: &str, mode: &str, response: &Value) {
        plan_text(self, Some(method), mode, &response.to_string());
    }

    /// Calls succeed with this value.
    pub(crate) fn succeed(&self, value: Value) {
        self.plan("answer", &success(value));
    }

    /// The calls made so far, `{method, args}` each.
    pub(crate) fn calls(&self) -> Vec<Value> {
        serde_json::from_str(&calls_text(self)).expect("the fake writes JSON")
    }

    /// Fires an event at the registered listeners.
    pub(crate) fn fire(&self, method: &str, payload: Value) {
        fire_text(self, method, &payload.to_string());
    }

    /// Nothing about the arguments was wrong.
    #[track_caller]
    pub(crate) fn assert_content(&self) {
        assert_eq!(problems(self), "");
    }
}

/// A successful answer.
pub(crate) fn success(value: Value) -> Value {
    json!({ "success": true, "returnValue": value, "errors": null })
}

/// Lets everything that is due happen.
pub(crate) async fn turn() {
    turn_js().await;
}

/// Drives two futures at once, to the end of both.
pub(crate) async fn both<A, B>(first: impl Future<Output = A>, second: impl Future<Output = B>) -> (A, B) {
    let (mut first, mut second) = (pin!(first), pin!(second));
    let (mut one, mut other) = (None, None);
    poll_fn(|context| {
        advance(&mut one, first.as_mut(), context);
        advance(&mut other, second.as_mut(), context);
        match (one.take(), other.take()) {
            (Some(one), Some(other)) => Poll::Ready((one, other)),
            waiting => {
                (one, other) = waiting;
                Poll::Pending
            }
        }
    })
    .await
}

fn advance<T>(result: &mut Option<T>, future: Pin<&mut impl Future<Output = T>>, context: &mut Context<'_>) {
    if result.is_none()
        && let Poll::Ready(value) = future.poll(context)
    {
        *result = Some(value);
    }
}
