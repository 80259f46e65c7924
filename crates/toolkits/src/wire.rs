//! The wire shapes of the toolkits: plain JavaScript values, read tolerantly.

use js_sys::{Array, JSON, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// Longest raw answer kept in an error, in bytes.
const RAW_LIMIT: usize = 2_000;

/// A property, or `undefined` when there is none or its owner is not an object.
pub(crate) fn get(owner: &JsValue, key: &str) -> JsValue {
    Reflect::get(owner, &key.into()).unwrap_or(JsValue::UNDEFINED)
}

/// A property as text: texts and numbers, but not the empty text, and not the text `null`, which stands for "no record".
pub(crate) fn text(owner: &JsValue, key: &str) -> Option<String> {
    let value = get(owner, key);
    let text = value.as_string().or_else(|| value.as_f64().map(|number| number.to_string()))?;
    (!text.is_empty() && text != "null").then_some(text)
}

/// A property as a number, texts of digits included; workloads come as either.
pub(crate) fn number(owner: &JsValue, key: &str) -> Option<f64> {
    let value = get(owner, key);
    value.as_f64().or_else(|| value.as_string()?.trim().parse().ok())
}

/// A property as a boolean; the texts `true` and `false` count.
pub(crate) fn flag(owner: &JsValue, key: &str) -> Option<bool> {
    let value = get(owner, key);
    value.as_bool().or_else(|| match value.as_string()?.as_str() {
        "true" => Some(true),
        "false" => Some(false),
        _ => None,
    })
}

/// A value that the toolkits send as JSON text, or, in some versions, plainly.
pub(crate) fn unpacked(value: JsValue) -> JsValue {
    match value.as_string() {
        Some(text) => JSON::parse(&text).unwrap_or(JsValue::UNDEFINED),
        None => value,
    }
}

/// The elements of a list; `None` for anything else.
pub(crate) fn list(value: &JsValue) -> Option<Vec<JsValue>> {
    value.dyn_ref::<Array>().map(|list| list.iter().collect())
}

/// A value as JSON text for logs, cut to a sensible length.
pub(crate) fn raw(value: &JsValue) -> String {
    let json = JSON::stringify(value).ok().and_then(|text| text.as_string());
    // `undefined` and functions have no JSON; cycles throw.
    let mut text = json.or_else(|| value.js_typeof().as_string()).unwrap_or_default();
    if text.len() > RAW_LIMIT {
        let end = (0..=RAW_LIMIT).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
        text.truncate(end);
        text.push('…');
    }
    text
}

/// What was thrown, in one sentence.
pub(crate) fn thrown(value: &JsValue) -> String {
    value.as_string().or_else(|| text(value, "message")).unwrap_or_else(|| raw(value))
}
