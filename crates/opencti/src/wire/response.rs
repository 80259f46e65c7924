//! `{success, returnValue, errors}`: the one shape of every answer.

use js_sys::Object;
use wasm_bindgen::JsValue;

use super::{as_object, as_text, entries, get, list, raw, text};
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

/// Splits an answer into success and failure. A missing `success` means failure; when there is no reason either, the shape is
/// unknown. The reasons stand in `errors`, or in `error` as two pages of the guide have it: a list, one object or one text.
pub(crate) fn read(method: &'static str, args: Object, answer: JsValue) -> Result<Response, Error> {
    let success = get(&answer, "success").as_bool();
    if success == Some(true) {
        return Ok(Response { method, args, whole: answer });
    }
    let errors = ["errors", "error"]
        .into_iter()
        .map(|key| texts_or_list(&get(&answer, key)))
        .find(|errors| !errors.is_empty())
        .unwrap_or_default();
    if success.is_none() && errors.is_empty() {
        return Err(Error::Shape { method, raw: raw(&answer) });
    }
    Err(Error::Api { method, errors: errors.iter().map(api_error).collect() })
}

/// The elements of a list, a single object or a single text.
fn texts_or_list(value: &JsValue) -> Vec<JsValue> {
    if value.is_string() { vec![value.clone()] } else { list(value) }
}

fn api_error(value: &JsValue) -> ApiError {
    ApiError {
        code: text(value, "code").map(|code| ErrorCode::parse(&code)),
        description: as_text(value)
            .or_else(|| text(value, "description"))
            .or_else(|| text(value, "message"))
            .unwrap_or_default(),
        details: details(&get(value, "details")),
        raw: raw(value),
    }
}

/// A complaint's sentence: the complaint itself, where it is a text, else its `message`.
fn sentence(complaint: &JsValue) -> Option<String> {
    as_text(complaint).or_else(|| text(complaint, "message"))
}

/// The details of a failed save: a text, an object, or a list of them, with `message`, `pageErrors` and `fieldErrors`. Page first,
/// then field by field.
fn details(value: &JsValue) -> Vec<Detail> {
    let mut details = Vec::new();
    for part in texts_or_list(value) {
        details.extend(sentence(&part).map(|message| Detail { message, ..Detail::default() }));
        details.extend(list(&get(&part, "pageErrors")).iter().filter_map(|error| detail(None, error)));
        for (field, complaints) in entries(&get(&part, "fieldErrors")) {
            details.extend(list(&complaints).iter().filter_map(|error| detail(Some(&field), error)));
        }
    }
    details
}

/// One complaint about a field, or about the page; nothing when it says nothing.
fn detail(field: Option<&str>, complaint: &JsValue) -> Option<Detail> {
    Some(Detail {
        message: sentence(complaint)?,
        field: field.map(str::to_owned).or_else(|| text(complaint, "columnApiName")),
        code: text(complaint, "statusCode"),
    })
}
