//! The wire shapes of Open CTI: plain JavaScript values, read tolerantly and written plainly.
//!
//! Nothing here knows what a method means. Reading never fails: a value of another kind counts as missing, an
//! empty text too, because Salesforce uses both for "none".

pub(crate) mod layout;
pub(crate) mod response;
pub(crate) mod search;

use js_sys::{Array, JSON, Object, Reflect};
use serde_json::Value;
use wasm_bindgen::{JsCast, JsValue};

/// Longest raw answer kept in an error, in characters.
const RAW_LIMIT: usize = 2_000;

/// A property, or `undefined` when there is none or its owner is not an object.
pub(crate) fn get(owner: &JsValue, key: &str) -> JsValue {
    Reflect::get(owner, &key.into()).unwrap_or(JsValue::UNDEFINED)
}

/// A value as text: texts and numbers, but not the empty text.
pub(crate) fn as_text(value: &JsValue) -> Option<String> {
    let text = match value.as_string() {
        Some(text) => text,
        None => number_text(value.as_f64()?),
    };
    (!text.is_empty()).then_some(text)
}

/// A number in JavaScript's spelling.
fn number_text(number: f64) -> String {
    String::from(js_sys::Number::from(number).to_js_string())
}

/// A property as text, see [`as_text`].
pub(crate) fn text(owner: &JsValue, key: &str) -> Option<String> {
    as_text(&get(owner, key))
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

/// Neither `undefined` nor `null`.
pub(crate) fn is_something(value: &JsValue) -> bool {
    !value.is_undefined() && !value.is_null()
}

/// A plain object: not null, not a list.
pub(crate) fn as_object(value: &JsValue) -> Option<&Object> {
    if value.is_object() && !Array::is_array(value) { Some(value.unchecked_ref()) } else { None }
}

/// Own properties of an object, in its order. Empty for anything else.
pub(crate) fn entries(value: &JsValue) -> Vec<(String, JsValue)> {
    let mut found = Vec::new();
    if let Some(object) = as_object(value) {
        for key in list(&Object::keys(object)) {
            if let Some(key) = key.as_string() {
                let value = get(object, &key);
                found.push((key, value));
            }
        }
    }
    found
}

/// The elements of a list; a single object counts as a list of one, anything else as none.
pub(crate) fn list(value: &JsValue) -> Vec<JsValue> {
    match value.dyn_ref::<Array>() {
        Some(list) => {
            let mut items = Vec::new();
            for at in 0..list.length() {
                items.push(list.get(at));
            }
            items
        }
        None if value.is_object() => vec![value.clone()],
        None => Vec::new(),
    }
}

/// A JavaScript value as JSON text; `None` where it has none.
pub(crate) fn json(value: &JsValue) -> Option<String> {
    JSON::stringify(value).ok()?.as_string()
}

/// JSON text as a plain JavaScript value: maps become objects, so that they can cross `postMessage`.
pub(crate) fn from_json(text: &str) -> JsValue {
    JSON::parse(text).unwrap_or(JsValue::NULL)
}

/// Deeper than anything a page of the org sends; a cycle ends here instead of in a stack overflow.
const DEEPEST: u32 = 64;

/// Data of any shape from another page of the org, straight from JavaScript: messages and answers of Apex. `None` where something
/// in it is no data.
pub(crate) fn data(value: &JsValue) -> Option<Value> {
    copy(value, DEEPEST)
}

fn copy(value: &JsValue, depth: u32) -> Option<Value> {
    if !is_something(value) {
        return Some(Value::Null);
    }
    if let Some(text) = value.as_string() {
        return Some(text.into());
    }
    if let Some(number) = value.as_f64() {
        return Some(number_data(number));
    }
    if let Some(flag) = value.as_bool() {
        return Some(flag.into());
    }
    let depth = depth.checked_sub(1)?;
    if Array::is_array(value) {
        return list(value).iter().map(|item| copy(item, depth)).collect();
    }
    let members = entries(as_object(value)?).into_iter();
    members.map(|(key, member)| Some((key, copy(&member, depth)?))).collect()
}

/// Whole numbers that are exact are whole in the data; `NaN` and infinities, which JSON lacks, are null.
fn number_data(number: f64) -> Value {
    let is_whole = number % 1.0 == 0.0 && number.abs() <= 9_007_199_254_740_992.0;
    if is_whole { Value::from(number as i64) } else { Value::from(number) }
}

/// Data of any shape for another page of the org.
pub(crate) fn from_data(value: &Value) -> JsValue {
    serde_json::to_string(value).map_or(JsValue::NULL, |text| from_json(&text))
}

/// Text parsed as JSON by the browser; `None` when it is not JSON.
pub(crate) fn parse_json(text: &str) -> Option<Value> {
    data(&JSON::parse(text).ok()?)
}

/// Puts a property on an object of our own making, which cannot refuse it.
pub(crate) fn put(owner: &Object, key: &str, value: impl Into<JsValue>) {
    put_value(owner, key, &value.into());
}

fn put_value(owner: &Object, key: &str, value: &JsValue) {
    let put = Reflect::set(owner, &key.into(), value);
    debug_assert!(put.is_ok(), "a plain object takes any property");
}

/// An object with one property.
pub(crate) fn object(key: &str, value: impl Into<JsValue>) -> Object {
    let object = Object::new();
    put(&object, key, value);
    object
}

/// Percent-encodes one value of a query string.
pub(crate) fn encode(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}

/// A value as JSON text for logs, cut to [`RAW_LIMIT`].
pub(crate) fn raw(value: &JsValue) -> String {
    // `undefined` and functions have no JSON, and a cycle throws.
    let mut text = json(value).or_else(|| value.js_typeof().as_string()).unwrap_or_default();
    if let Some((end, _)) = text.char_indices().nth(RAW_LIMIT) {
        text.truncate(end);
        text.push('…');
    }
    text
}

/// What was thrown, in one sentence: the message of an `Error`, a thrown text, or JSON of anything else.
pub(crate) fn thrown(value: &JsValue) -> String {
    as_text(value).or_else(|| text(value, "message")).unwrap_or_else(|| raw(value))
}
