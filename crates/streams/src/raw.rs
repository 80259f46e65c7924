//! From the library's objects to plain data: the only place that looks inside a `JsValue`.

use js_sys::{Array, Date, Object, Reflect};
use serde_json::{Map, Number, Value};
use wasm_bindgen::{JsCast, JsValue};

/// Deeper than anything the library delivers; a cycle ends here instead of in a stack overflow.
const DEEPEST: u32 = 24;

/// Copies a value out of JavaScript. Dates become `{"$date": epoch milliseconds}`; functions, symbols
/// and `undefined` become null; members named `skip` are left out.
pub(crate) fn plain(value: &JsValue, skip: &str) -> Value {
    copy(value, skip, DEEPEST)
}

fn copy(value: &JsValue, skip: &str, depth: u32) -> Value {
    if let Some(text) = value.as_string() {
        return Value::String(text);
    }
    if let Some(number) = value.as_f64() {
        return number_of(number);
    }
    if let Some(flag) = value.as_bool() {
        return Value::Bool(flag);
    }
    if depth == 0 || !value.is_object() {
        return Value::Null;
    }
    if let Some(date) = value.dyn_ref::<Date>() {
        let mut members = Map::new();
        members.insert("$date".to_owned(), number_of(date.get_time()));
        return Value::Object(members);
    }
    if Array::is_array(value) {
        let items: &Array = value.unchecked_ref();
        return Value::Array(items.iter().map(|item| copy(&item, skip, depth - 1)).collect());
    }
    let mut members = Map::new();
    for name in Object::keys(value.unchecked_ref::<Object>()).iter() {
        let (Some(key), Ok(member)) = (name.as_string(), Reflect::get(value, &name)) else { continue };
        if key != skip && !member.is_null() && !member.is_undefined() {
            members.insert(key, copy(&member, skip, depth - 1));
        }
    }
    Value::Object(members)
}

/// Whole numbers stay whole; `NaN` and infinities, which JSON lacks, become null.
fn number_of(number: f64) -> Value {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if number % 1.0 == 0.0 && number.abs() <= EXACT {
        Value::Number(Number::from(number as i64))
    } else {
        Number::from_f64(number).map_or(Value::Null, Value::Number)
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

/// Builds a JavaScript value from plain data that holds no dates.
pub(crate) fn js(value: &Value) -> JsValue {
    js_sys::JSON::parse(&value.to_string()).unwrap_or(JsValue::NULL)
}
