//! What every method must do, whatever it means: a function per column of the README's table, and the macro that
//! makes a test of each for a method.

use std::fmt::Debug;
use std::marker::PhantomData;
use std::time::Duration;

use opencti::{ApiError, Error, ErrorCode, OpenCti};
use serde_json::{Value, json};

use crate::fake::{Fake, fake, release, remove, success};

/// A method, as a test calls it.
pub(crate) struct Method<T, C> {
    /// Name in the guide.
    pub(crate) name: &'static str,
    /// A successful answer.
    pub(crate) good: Value,
    /// The call.
    pub(crate) call: C,
    result: PhantomData<T>,
}

/// A method of this name, answer and call.
pub(crate) fn of<T, C: AsyncFn(&OpenCti) -> Result<T, Error>>(
    name: &'static str,
    value: Value,
    call: C,
) -> Method<T, C> {
    Method { name, good: success(value), call, result: PhantomData }
}

/// Tests of one method, each named like its column: `method! { module, "guideName", arguments on the wire, returnValue, the
/// call, its result }`. Further forms of the arguments follow as `also name: …` and are tested for success.
macro_rules! method {
    ($module:ident, $method:literal, $args:tt, $value:tt, $call:expr, $expected:expr
        $(, also $more:ident: $more_args:tt, $more_value:tt, $more_call:expr, $more_expected:expr)* $(,)?) => {
        mod $module {
            use super::*;

            $crate::convention::columns! { $method, $value, $call,
                refused_as_invalid_param refused_as_generic_error refused_as_server_error refused_as_not_ready
                refused_otherwise throws never late twice unreadable missing }

            #[wasm_bindgen_test]
            async fn success() {
                check_success($method, json!($args), json!($value), $call, $expected).await;
            }

            $(#[wasm_bindgen_test]
            async fn $more() {
                check_success($method, json!($more_args), json!($more_value), $more_call, $more_expected).await;
            })*
        }
    };
}

/// One test for each column.
macro_rules! columns {
    ($method:literal, $value:tt, $call:expr, $($column:ident)*) => {
        $(#[wasm_bindgen_test]
        async fn $column() {
            $crate::convention::$column($crate::convention::of($method, json!($value), $call)).await;
        })*
    };
}

pub(crate) use {columns, method};

/// The answer is read, and the call looked as the guide says.
pub(crate) async fn check_success<T: Debug + PartialEq>(
    method: &'static str,
    args: Value,
    value: Value,
    call: impl AsyncFn(&OpenCti) -> Result<T, Error>,
    expected: T,
) {
    let fake = fake();
    let opencti = fake.handle();
    fake.plan_of(method, "answer", &success(value));
    assert_eq!(call(&opencti).await, Ok(expected), "{method}");
    assert_eq!(fake.calls().last(), Some(&json!({ "method": method, "args": args })), "{method}");
    fake.assert_content();
    assert_eq!(opencti.ignored_answers(), 0);
}

impl<T: Debug + PartialEq, C: AsyncFn(&OpenCti) -> Result<T, Error>> Method<T, C> {
    /// What a fresh fake of this plan makes of one call.
    async fn ends(&self, mode: &str, response: &Value) -> Result<T, Error> {
        let fake = fake();
        fake.plan_of(self.name, mode, response);
        let ended = (self.call)(&fake.handle()).await;
        fake.assert_content();
        ended
    }

    /// The errors that a failed answer is read as.
    async fn refused(&self, response: &Value) -> Vec<ApiError> {
        match self.ends("answer", response).await {
            Err(error @ Error::Api { .. }) => {
                assert_eq!(error.method(), self.name);
                assert!(!error.is_uncertain(), "{}: an answer is certain", self.name);
                let Error::Api { errors, .. } = error else { unreachable!("matched above") };
                errors
            }
            other => panic!("{}: {response} gave {other:?}", self.name),
        }
    }

    async fn refused_with(&self, code: &str, expected: ErrorCode) {
        let error =
            json!({ "code": code, "description": "why", "details": [{ "message": "in particular" }] });
        let response = json!({ "success": false, "returnValue": null, "errors": [error] });
        let errors = self.refused(&response).await;
        assert_eq!(errors.len(), 1, "{}", self.name);
        assert_eq!(errors[0].code, Some(expected), "{}", self.name);
        assert_eq!(errors[0].description, "why");
        assert_eq!(errors[0].details[0].message, "in particular");
        assert!(errors[0].raw.contains(code), "the raw element is kept for a log");
    }

    async fn times_out(&self, fake: &Fake, opencti: &OpenCti) {
        let hasty = opencti.with_deadline(Duration::from_millis(1));
        let error = (self.call)(&hasty).await.expect_err("nothing was answered");
        assert_eq!(error, Error::Timeout { method: self.name });
        assert!(error.is_uncertain(), "{}: it may have happened", self.name);
        fake.assert_content();
    }
}

/// Answers a method does not make sense of are errors of their own.
pub(crate) async fn unreadable<T: Debug + PartialEq>(
    method: Method<T, impl AsyncFn(&OpenCti) -> Result<T, Error>>,
) {
    for odd in [json!(null), json!(42), json!("yes"), json!([]), json!({}), json!({ "result": true })] {
        let error = method.ends("answer", &odd).await.expect_err("unreadable");
        assert_eq!(error, Error::Shape { method: method.name, raw: odd.to_string() });
        assert!(error.is_uncertain(), "{}: it has probably happened", method.name);
    }
}

/// `INVALID_PARAM`.
pub(crate) async fn refused_as_invalid_param<T: Debug + PartialEq>(
    method: Method<T, impl AsyncFn(&OpenCti) -> Result<T, Error>>,
) {
    method.refused_with("INVALID_PARAM", ErrorCode::InvalidParam).await;
}

/// `GENERIC_ERROR`, which the guide misprints once.
pub(crate) async fn refused_as_generic_error<T: Debug + PartialEq>(
    method: Method<T, impl AsyncFn(&OpenCti) -> Result<T, Error>>,
) {
    method.refused_with("GENERIC_ERROR", ErrorCode::Generic).await;
    method.refused_with("GENERIC_PARAM", ErrorCode::Generic).await;
}

/// `SERVER_ERROR`.
pub(crate) async fn refused_as_server_error<T: Debug + PartialEq>(
    method: Method<T, impl AsyncFn(&OpenCti) -> Result<T, Error>>,
) {
    method.refused_with("SERVER_ERROR", ErrorCode::Server).await;
}

/// `SOFTPHONE_CONTAINER_ERROR`: the only one that waiting cures.
pub(crate) async fn refused_as_not_ready<T: Debug + PartialEq>(
    method: Method<T, impl AsyncFn(&OpenCti) -> Result<T, Error>>,
) {
    method.refused_with("SOFTPHONE_CONTAINER_ERROR", ErrorCode::SoftphoneContainer).await;
    for (code, expected) in [("SOFTPHONE_CONTAINER_ERROR", true), ("SERVER_ERROR", false)] {
        let response = json!({ "success": false, "errors": [{ "code": code, "description": "wait" }] });
        let error = method.ends("answer", &response).await.expect_err("refused");
        assert_eq!(error.is_not_ready(), expected, "{}: {code}", method.name);
    }
}

/// A code of tomorrow, a plain text, the key `error`, no reason at all, no `success`, a value beside the failure.
pub(crate) async fn refused_otherwise<T: Debug + PartialEq>(
    method: Method<T, impl AsyncFn(&OpenCti) -> Result<T, Error>>,
) {
    let new = json!([{ "code": "OF_TOMORROW", "description": "no" }]);
    let (value, tomorrow) = (&method.good["returnValue"], Some(ErrorCode::Other("OF_TOMORROW".to_owned())));
    for (response, code, description) in [
        (json!({ "success": false, "returnValue": null, "errors": new }), &tomorrow, "no"),
        (json!({ "success": false, "returnValue": null, "error": new }), &tomorrow, "no"),
        (
            json!({ "success": false, "returnValue": value, "errors": new, "error": ["other"] }),
            &tomorrow,
            "no",
        ),
        (json!({ "errors": new }), &tomorrow, "no"),
        (json!({ "success": false, "errors": ["plain text"] }), &None, "plain text"),
    ] {
        let errors = method.refused(&response).await;
        let read: Vec<_> = errors.iter().map(|error| (&error.code, error.description.as_str())).collect();
        assert_eq!(read, [(code, description)], "{}: {response}", method.name);
    }
    assert_eq!(method.refused(&json!({ "success": false, "errors": null })).await, []);
}

/// Thrown errors and thrown texts become errors; nothing unwinds into the caller.
pub(crate) async fn throws<T: Debug + PartialEq>(
    method: Method<T, impl AsyncFn(&OpenCti) -> Result<T, Error>>,
) {
    for mode in ["throw", "throw string"] {
        let error = method.ends(mode, &method.good).await.expect_err("thrown");
        assert_eq!(error, Error::Threw { method: method.name, message: "thrown on request".to_owned() });
        assert!(!error.is_uncertain(), "{}: nothing was sent", method.name);
    }
}

/// Silence ends at the deadline.
pub(crate) async fn never<T: Debug + PartialEq>(
    method: Method<T, impl AsyncFn(&OpenCti) -> Result<T, Error>>,
) {
    let fake = fake();
    let opencti = fake.handle();
    fake.plan_of(method.name, "never", &method.good);
    method.times_out(&fake, &opencti).await;
    assert_eq!(opencti.ignored_answers(), 0);
}

/// An answer after the deadline changes nothing any more, is counted, and does not answer the next call.
pub(crate) async fn late<T: Debug + PartialEq>(
    method: Method<T, impl AsyncFn(&OpenCti) -> Result<T, Error>>,
) {
    let fake = fake();
    let opencti = fake.handle();
    fake.plan_of(method.name, "late", &method.good);
    method.times_out(&fake, &opencti).await;
    release(&fake);
    assert_eq!(opencti.ignored_answers(), 1, "{}", method.name);
    fake.plan_of(method.name, "answer", &json!({ "success": false, "errors": ["the next call's own"] }));
    assert!(matches!((method.call)(&opencti).await, Err(Error::Api { .. })), "{}", method.name);
}

/// A second answer to one call is ignored and counted.
pub(crate) async fn twice<T: Debug + PartialEq>(
    method: Method<T, impl AsyncFn(&OpenCti) -> Result<T, Error>>,
) {
    let fake = fake();
    let opencti = fake.handle();
    fake.plan_of(method.name, "twice", &method.good);
    assert!((method.call)(&opencti).await.is_ok(), "{}", method.name);
    assert_eq!(opencti.ignored_answers(), 1, "{}", method.name);
}

/// A library without the method says so before anything is called.
pub(crate) async fn missing<T: Debug + PartialEq>(
    method: Method<T, impl AsyncFn(&OpenCti) -> Result<T, Error>>,
) {
    let fake = fake();
    remove(&fake, method.name);
    fake.plan_of(method.name, "answer", &method.good);
    let opencti = fake.handle();
    assert!(!opencti.supports(method.name));
    let error = (method.call)(&opencti).await.expect_err("there is no such method");
    // The one method with a substitute asks for the view instead, and here gets no view.
    let expected = match method.name {
        "getCallObjectReferences" => "getAppViewInfo",
        name => name,
    };
    assert_eq!(error.method(), expected);
    assert_eq!(matches!(error, Error::NotSupported { .. }), expected == method.name, "{error:?}");
    assert!(fake.calls().iter().all(|call| call["method"] != method.name));
}

/// Values that a method with a result cannot make sense of.
pub(crate) async fn check_odd<T: Debug + PartialEq>(
    method: &'static str,
    values: &[Value],
    call: impl AsyncFn(&OpenCti) -> Result<T, Error>,
) {
    let fake = fake();
    for value in values {
        fake.succeed(value.clone());
        match call(&fake.handle()).await {
            Err(Error::Shape { method: of, .. }) => assert_eq!(of, method),
            other => panic!("{method}: {value} gave {other:?}"),
        }
    }
}
