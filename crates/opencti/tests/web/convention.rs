//! What every method must do, whatever it means: the one `check` that all cases go through.

use std::fmt::Debug;
use std::time::Duration;

use opencti::{Error, ErrorCode, OpenCti};
use serde_json::{Value, json};

use crate::fake::{fake, release, remove, success};

/// One method, its arguments on the wire, and an answer.
pub(crate) struct Case {
    /// Name in the guide.
    pub(crate) method: &'static str,
    /// Arguments as Salesforce must see them.
    pub(crate) args: Value,
    /// `returnValue` of a successful answer.
    pub(crate) value: Value,
}

/// Calls a method in every situation of the convention. `expected` is what `case.value` reads as.
pub(crate) async fn check<T: Debug + PartialEq>(
    case: Case,
    call: impl AsyncFn(&OpenCti) -> Result<T, Error>,
    expected: T,
) {
    let Case { method, args, value } = case;
    let hasty = Duration::from_millis(1);
    let good = success(value);

    // Success, and what was sent.
    let fake = fake();
    let opencti = fake.handle();
    fake.plan("answer", &good);
    assert_eq!(call(&opencti).await, Ok(expected), "{method}: success");
    assert_eq!(fake.calls(), [json!({ "method": method, "args": args })], "{method}: arguments");
    fake.assert_content();
    assert_eq!(opencti.ignored_answers(), 0);

    // The same answer twice: once is enough.
    fake.plan("twice", &good);
    assert!(call(&opencti).await.is_ok(), "{method}: twice");
    assert_eq!(opencti.ignored_answers(), 1, "{method}: the second answer is ignored");

    // Never, and too late.
    fake.plan("never", &good);
    let timeout = Err(Error::Timeout { method });
    assert_eq!(call(&opencti.with_deadline(hasty)).await, timeout, "{method}: never");
    fake.plan("late", &good);
    assert_eq!(call(&opencti.with_deadline(hasty)).await, timeout, "{method}: late");
    release(&fake);
    assert_eq!(opencti.ignored_answers(), 2, "{method}: the late answer is ignored");

    // success: false.
    let no = json!([{ "code": "GENERIC_ERROR", "description": "no" }]);
    for failure in [
        json!({ "success": false, "returnValue": null, "errors": no }),
        json!({ "success": false, "returnValue": null, "error": no }),
        json!({ "success": false, "returnValue": good["returnValue"], "errors": no, "error": ["other"] }),
        json!({ "errors": no }),
    ] {
        fake.plan("answer", &failure);
        match call(&opencti).await {
            Err(Error::Api { method: of, errors }) => {
                assert_eq!(of, method);
                assert_eq!(errors.len(), 1, "{method}: {failure}");
                assert_eq!(errors[0].code, Some(ErrorCode::Generic));
                assert_eq!(errors[0].description, "no");
            }
            other => panic!("{method}: {failure} gave {other:?}"),
        }
    }

    // Throws.
    for mode in ["throw", "throw string"] {
        fake.plan(mode, &good);
        let threw = Error::Threw { method, message: "thrown on request".to_owned() };
        assert_eq!(call(&opencti).await, Err(threw), "{method}: {mode}");
    }

    // Shapes nobody can read.
    for odd in [json!(null), json!(42), json!("yes"), json!([]), json!({}), json!({ "result": true })] {
        fake.plan("answer", &odd);
        let shape = Error::Shape { method, raw: odd.to_string() };
        assert_eq!(call(&opencti).await, Err(shape), "{method}: {odd}");
    }
    fake.assert_content();

    remove(&fake, method);
    // The one method that has a substitute.
    if method != "getCallObjectReferences" {
        assert_eq!(call(&opencti).await, Err(Error::NotSupported { method }), "{method}: missing");
        assert!(!opencti.supports(method));
    }
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
