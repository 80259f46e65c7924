//! Answers: `{success, returnValue, errors}`, and what may come in their place.

use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::clock::Millis;

/// One element of `errors`. Open CTI guide: "Common Error Messages for Lightning Experience Methods".
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ApiError {
    /// `INVALID_PARAM`, `GENERIC_ERROR`, `SERVER_ERROR` or `SOFTPHONE_CONTAINER_ERROR`.
    pub code: String,
    /// Text for people. Nothing may depend on it.
    pub description: String,
    /// Only of some errors; a list or an object.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub details: Option<Value>,
}

impl ApiError {
    pub(crate) fn new(code: &str, description: impl Into<String>) -> Self {
        ApiError { code: code.to_owned(), description: description.into(), details: None }
    }

    pub(crate) fn invalid(description: impl Into<String>) -> Self {
        Self::new("INVALID_PARAM", description)
    }

    pub(crate) fn generic(description: impl Into<String>) -> Self {
        Self::new("GENERIC_ERROR", description)
    }
}

/// What a method hands back.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Done {
    /// Nothing but success.
    Nothing,
    /// A return value.
    Value(Value),
    /// The handle of a subscription, which has a key of its own.
    Subscription(Value),
}

pub(crate) type Outcome = Result<Done, ApiError>;

/// The response object for an outcome.
pub(crate) fn response(outcome: &Outcome) -> Value {
    match outcome {
        Ok(Done::Nothing) => json!({ "success": true, "returnValue": null, "errors": null }),
        Ok(Done::Value(value)) => json!({ "success": true, "returnValue": value, "errors": null }),
        Ok(Done::Subscription(handle)) => {
            json!({ "success": true, "subscription": handle, "returnValue": null, "errors": null })
        }
        Err(error) => json!({ "success": false, "returnValue": null, "errors": [error] }),
    }
}

/// What came of one call.
#[derive(Clone, Debug, PartialEq)]
pub enum CallAnswer {
    /// The callback is called with this response, after a delay, so many times.
    Answered {
        /// `{success, returnValue, errors}`.
        response: Value,
        /// Milliseconds; 0 unless a fault delays it.
        after: Millis,
        /// 1 unless a fault doubles it.
        times: u32,
    },
    /// The call throws at once.
    Threw {
        /// Message of the error.
        message: String,
    },
    /// The callback is never called. What was asked may have been done.
    Never,
}

impl CallAnswer {
    pub(crate) fn now(outcome: &Outcome) -> Self {
        CallAnswer::Answered { response: response(outcome), after: 0, times: 1 }
    }

    /// The response, when there is one, however late.
    pub fn response(&self) -> Option<&Value> {
        match self {
            CallAnswer::Answered { response, .. } => Some(response),
            _ => None,
        }
    }

    /// The return value of a call that succeeded.
    pub fn value(&self) -> Option<&Value> {
        let response = self.response()?;
        if response["success"] == true { response.get("returnValue") } else { None }
    }

    /// The code of the first error of a call that failed.
    pub fn error_code(&self) -> Option<&str> {
        self.response()?.pointer("/errors/0/code")?.as_str()
    }
}

/// The members of a value that should be an object.
pub(crate) fn object(value: Option<&Value>) -> Option<&Map<String, Value>> {
    value.and_then(Value::as_object)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn responses_have_three_keys() {
        assert_eq!(
            response(&Ok(Done::Nothing)),
            json!({ "success": true, "returnValue": null, "errors": null })
        );
        assert_eq!(
            response(&Err(ApiError::invalid("no"))),
            json!({ "success": false, "returnValue": null, "errors": [{ "code": "INVALID_PARAM", "description": "no" }] })
        );
    }

    #[test]
    fn a_subscription_has_its_own_key() {
        let answer = response(&Ok(Done::Subscription(json!(3))));
        assert_eq!((answer["subscription"].clone(), answer["returnValue"].clone()), (json!(3), json!(null)));
    }
}
