//! From the library's objects to plain data: the only place that looks inside a `JsValue`.

use js_sys::{Array, Date, JSON, Object, Reflect};
use serde_json::{Map, Number, Value};
use wasm_bindgen::{JsCast, JsValue};

use crate::data::is_whole;

/// Deeper than anything the library delivers; a cycle ends here instead of in a stack overflow.
const DEEPEST: u32 = 24;

/// Copies a value out of JavaScript. Dates become `{"$date": epoch milliseconds}`; functions, symbols
/// and `undefined` become null; members named `skip` are left out.
pub(crate) fn plain(value: &JsValue, skip: &str) -> Value {
    copy(value, skip, DEEPEST)
}

fn copy(value: &JsValue, skip: &str, depth: u32) -> Value {
    if let Some(text) = value.as_string() {
        return text.into();
    }
    if let Some(number) = value.as_f64() {
        return number_of(number);
    }
    if let Some(flag) = value.as_bool() {
        return flag.into();
    }
    if depth == 0 || !value.is_object() {
        return Value::Null;
    }
    if let Some(date) = value.dyn_ref::<Date>() {
        return serde_json::json!({ "$date": number_of(date.get_time()) });
    }
    if Array::is_array(value) {
        let items: &Array = value.unchecked_ref();
        return items.iter().map(|item| copy(&item, skip, depth - 1)).collect();
    }
    let mut members = Map::new();
    for name in Object::keys(value.unchecked_ref::<Object>()).iter() {
        let (Some(key), Ok(member)) = (name.as_string(), Reflect::get(value, &name)) else { continue };
        if key != skip && !member.is_null() && !member.is_undefined() {
            members.insert(key, copy(&member, skip, depth - 1));
        }
    }
    members.into()
}

/// `NaN` and infinities, which JSON lacks, become null.
fn number_of(number: f64) -> Value {
    match is_whole(number) {
        true => Value::from(number as i64),
        false => Number::from_f64(number).map_or(Value::Null, Value::Number),
    }
}

/// Reads a member, `undefined` if there is none or reading it throws.
pub(crate) fn member(value: &JsValue, name: &str) -> JsValue {
    Reflect::get(value, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

/// Writes a member of a fresh object; that cannot fail.
pub(crate) fn set(object: &Object, name: &str, value: &JsValue) {
    Reflect::set(object, &JsValue::from_str(name), value).ok();
}

/// Builds a JavaScript value from plain data that holds no dates: maps become objects, so that they can cross `postMessage`.
pub(crate) fn js(data: &Value) -> JsValue {
    // Plain data always has a form in JavaScript.
    serde_json::to_string(data).ok().and_then(|text| JSON::parse(&text).ok()).unwrap_or_default()
}
