//! `{success, returnValue, errors}`: the one shape of every answer.

use js_sys::Object;
use wasm_bindgen::JsValue;

use super::{as_object, as_text, get, list, raw, save_errors, text};
use crate::{ApiError, Error, ErrorCode};

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

/// Splits an answer into success and failure. A missing `success` means failure; when it gives no reason either,
/// the shape is unknown.
pub(crate) fn read(method: &'static str, args: &Object, whole: JsValue) -> Result<Response, Error> {
    let success = get(&whole, "success").as_bool();
    if success == Some(true) {
        return Ok(Response { method, args: args.clone(), whole });
    }
    let errors = errors(&whole);
    if success.is_none() && errors.is_empty() {
        return Err(Error::Shape { method, raw: raw(&whole) });
    }
    Err(Error::Api { method, errors })
}

/// `errors`, or `error` as two pages of the guide have it; a list, one object or one text.
fn errors(whole: &JsValue) -> Vec<ApiError> {
    ["errors", "error"]
        .into_iter()
        .map(|key| get(whole, key))
        .map(|value| if value.is_string() { vec![value] } else { list(&value) })
        .find(|found| !found.is_empty())
        .unwrap_or_default()
        .iter()
        .map(error)
        .collect()
}

fn error(value: &JsValue) -> ApiError {
    let raw = raw(value);
    if !value.is_object() {
        return ApiError { description: as_text(value).unwrap_or_default(), raw, ..ApiError::default() };
    }
    ApiError {
        code: text(value, "code").map(|code| ErrorCode::parse(&code)),
        description: text(value, "description").or_else(|| text(value, "message")).unwrap_or_default(),
        details: save_errors::read(&get(value, "details")),
        raw,
    }
}
