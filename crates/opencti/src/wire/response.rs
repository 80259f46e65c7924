//! `{success, returnValue, errors}`: the one shape of every answer.

use js_sys::{Array, Object};
use wasm_bindgen::{JsCast, JsValue};

use super::{as_object, as_text, get};
use crate::call::raw;
use crate::{ApiError, Detail, Error, ErrorCode};

/// A successful answer.
#[derive(Debug)]
pub(crate) struct Response {
    method: &'static str,
    /// What the method was called with.
    pub(crate) args: Object,
    /// The whole answer: Lightning Message Service puts its handle beside `returnValue`.
    pub(crate) whole: JsValue,
}

impl Response {
    /// The method's own result.
    pub(crate) fn value(&self) -> JsValue {
        get(&self.whole, "returnValue")
    }

    /// The method's own result where it must be an object.
    pub(crate) fn object(&self) -> Result<JsValue, Error> {
        let value = self.value();
        if as_object(&value).is_some() { Ok(value) } else { Err(self.odd()) }
    }

    /// The error for an answer that lacks what it must have.
    pub(crate) fn odd(&self) -> Error {
        Error::Shape { method: self.method, raw: raw(&self.whole) }
    }
}

/// Reads what `js/call.js` made of an answer.
pub(crate) fn read(method: &'static str, args: &Object, answer: &Array) -> Result<Response, Error> {
    let text = |at: u32| as_text(&answer.get(at)).unwrap_or_default();
    Err(match &*text(0) {
        "" => return Ok(Response { method, args: args.clone(), whole: answer.get(1) }),
        "threw" => Error::Threw { method, message: text(1) },
        "api" => {
            let mut errors = Vec::new();
            for at in 1..answer.length() {
                errors.push(error(answer.get(at).unchecked_ref()));
            }
            Error::Api { method, errors }
        }
        "timeout" => Error::Timeout { method },
        "shape" => Error::Shape { method, raw: text(1) },
        _ => Error::NotSupported { method },
    })
}

/// Code, description, raw; then field, code and message of each detail.
fn error(parts: &Array) -> ApiError {
    let text = |at: u32| as_text(&parts.get(at));
    let mut details = Vec::new();
    for detail in 1..parts.length() / 3 {
        let at = 3 * detail;
        let message = text(at + 2).unwrap_or_default();
        details.push(Detail { field: text(at), code: text(at + 1), message });
    }
    ApiError {
        code: text(0).map(|code| ErrorCode::parse(&code)),
        description: text(1).unwrap_or_default(),
        raw: text(2).unwrap_or_default(),
        details,
    }
}
