//! What every method must do, whatever it means: a function per column of the README's table, and the macro that
//! makes a test of each for a method.

use std::fmt::Debug;
use std::marker::PhantomData;
use std::time::Duration;

use serde_json::{Value, json};
use toolkits::{Console, Error, NotHere};

use crate::fake::{Fake, fake, leave_console, release, remove};

/// A method, as a test calls it.
pub(crate) struct Method<T, C> {
    name: &'static str,
    good: Value,
    call: C,
    result: PhantomData<T>,
}

/// A method of this name, successful answer and call.
pub(crate) fn of<T, C: AsyncFn(&Console) -> Result<T, Error>>(
    name: &'static str,
    good: Value,
    call: C,
) -> Method<T, C> {
    Method { name, good, call, result: PhantomData }
}

/// Tests of one method, each named like its column: `method! { module, "guideName", arguments before the callback, the answer,
/// the call, its result }`.
macro_rules! method {
    ($module:ident, $method:literal, $args:tt, $answer:tt, $call:expr, $expected:expr
        $(, also $more:ident: $more_args:tt, $more_answer:tt, $more_call:expr, $more_expected:expr)* $(,)?) => {
        mod $module {
            use super::*;

            $crate::convention::columns! { $method, $answer, $call,
                not_in_a_console without_a_toolkit missing refused throws never late twice unreadable }

            #[wasm_bindgen_test]
            async fn success() {
                check_success($method, json!($args), json!($answer), $call, $expected).await;
            }

            $(#[wasm_bindgen_test]
            async fn $more() {
                check_success($method, json!($more_args), json!($more_answer), $more_call, $more_expected).await;
            })*
        }
    };
}

/// One test for each column.
macro_rules! columns {
    ($method:literal, $answer:tt, $call:expr, $($column:ident)*) => {
        $(#[wasm_bindgen_test]
        async fn $column() {
            $crate::convention::$column($crate::convention::of($method, json!($answer), $call)).await;
        })*
    };
}

pub(crate) use {columns, method};

/// The answer is read, and the call looked as the guide says.
pub(crate) async fn check_success<T: Debug + PartialEq>(
    method: &'static str,
    args: Value,
    answer: Value,
    call: impl AsyncFn(&Console) -> Result<T, Error>,
    expected: T,
) {
    let fake = fake();
    let console = fake.handle();
    assert!(console.is_in_console() && console.supports(method));
    fake.plan("answer", &answer);
    assert_eq!(call(&console).await, Ok(expected), "{method}");
    assert_eq!(fake.calls(), [json!({ "method": method, "args": args })]);
    assert_eq!(console.ignored_answers(), 0);
    fake.assert_content();
}

impl<T: Debug + PartialEq, C: AsyncFn(&Console) -> Result<T, Error>> Method<T, C> {
    async fn ends(&self, mode: &str, response: &Value) -> Result<T, Error> {
        let fake = fake();
        fake.plan(mode, response);
        let ended = (self.call)(&fake.handle()).await;
        fake.assert_content();
        ended
    }

    async fn is_not_here(&self, fake: &Fake, console: &Console, why: NotHere) {
        let error = (self.call)(console).await.expect_err("it is not here");
        assert_eq!(error, Error::NotHere { method: self.name, why });
        assert!(error.to_string().contains("is not available here"), "{error}");
        assert!(!console.supports(self.name));
        assert_eq!(fake.calls(), [json!(null); 0], "nothing was called");
    }

    async fn times_out(&self, console: &Console) {
        let hasty = console.with_deadline(Duration::from_millis(1));
        let error = (self.call)(&hasty).await.expect_err("nothing was answered");
        assert_eq!(error, Error::Timeout { method: self.name });
        assert!(error.is_uncertain());
    }
}

type Outcome<T> = Result<T, Error>;

/// A standard app.
pub(crate) async fn not_in_a_console<T: Debug + PartialEq>(
    method: Method<T, impl AsyncFn(&Console) -> Outcome<T>>,
) {
    let fake = fake();
    leave_console(&fake);
    method.is_not_here(&fake, &fake.handle(), NotHere::NoConsole).await;
}

/// A page without the script.
pub(crate) async fn without_a_toolkit<T: Debug + PartialEq>(
    method: Method<T, impl AsyncFn(&Console) -> Outcome<T>>,
) {
    let fake = fake();
    for nothing in [wasm_bindgen::JsValue::UNDEFINED, wasm_bindgen::JsValue::NULL] {
        method.is_not_here(&fake, &Console::over(nothing), NotHere::NoToolkit).await;
    }
}

/// A version without the method, or without the part of the toolkit it is in.
pub(crate) async fn missing<T: Debug + PartialEq>(method: Method<T, impl AsyncFn(&Console) -> Outcome<T>>) {
    let part = method.name.split('.').next().unwrap_or_default();
    for gone in [method.name, part] {
        let fake = fake();
        remove(&fake, gone);
        method.is_not_here(&fake, &fake.handle(), NotHere::NoMethod).await;
    }
}

/// `success: false`, with a reason in one of its forms or without.
pub(crate) async fn refused<T: Debug + PartialEq>(method: Method<T, impl AsyncFn(&Console) -> Outcome<T>>) {
    for (answer, reason) in [
        (json!({ "success": false }), None),
        (json!({ "success": "false", "error": "" }), None),
        (json!({ "success": false, "error": "not supported" }), Some("not supported")),
        (json!({ "success": false, "error": { "message": "not supported" } }), Some("not supported")),
    ] {
        let error = method.ends("answer", &answer).await.expect_err("refused");
        let reason = reason.map(str::to_owned);
        assert_eq!(error, Error::Refused { method: method.name, reason });
        assert!(!error.is_uncertain() && !error.is_not_here());
    }
}

/// Thrown errors and thrown texts become errors; nothing unwinds into the caller.
pub(crate) async fn throws<T: Debug + PartialEq>(method: Method<T, impl AsyncFn(&Console) -> Outcome<T>>) {
    for mode in ["throw", "throw string"] {
        let error = method.ends(mode, &method.good).await.expect_err("thrown");
        assert_eq!(error, Error::Threw { method: method.name, message: "thrown on request".to_owned() });
    }
}

/// Silence ends at the deadline.
pub(crate) async fn never<T: Debug + PartialEq>(method: Method<T, impl AsyncFn(&Console) -> Outcome<T>>) {
    let fake = fake();
    fake.plan("never", &method.good);
    method.times_out(&fake.handle()).await;
}

/// An answer after the deadline changes nothing any more, is counted, and does not answer the next call.
pub(crate) async fn late<T: Debug + PartialEq>(method: Method<T, impl AsyncFn(&Console) -> Outcome<T>>) {
    let fake = fake();
    let console = fake.handle();
    fake.plan("late", &method.good);
    method.times_out(&console).await;
    release(&fake);
    assert_eq!(console.ignored_answers(), 1);
    fake.plan("answer", &json!({ "success": false }));
    assert!(matches!((method.call)(&console).await, Err(Error::Refused { .. })));
}

/// A second answer to one call is ignored and counted.
pub(crate) async fn twice<T: Debug + PartialEq>(method: Method<T, impl AsyncFn(&Console) -> Outcome<T>>) {
    let fake = fake();
    let console = fake.handle();
    fake.plan("twice", &method.good);
    assert!((method.call)(&console).await.is_ok());
    assert_eq!(console.ignored_answers(), 1);
}

/// Answers without `success` are errors of their own.
pub(crate) async fn unreadable<T: Debug + PartialEq>(
    method: Method<T, impl AsyncFn(&Console) -> Outcome<T>>,
) {
    for odd in [json!(null), json!(42), json!("yes"), json!([]), json!({}), json!({ "success": 1 })] {
        let error = method.ends("answer", &odd).await.expect_err("unreadable");
        assert_eq!(error, Error::Shape { method: method.name, raw: odd.to_string() });
        assert!(error.is_uncertain());
    }
}
