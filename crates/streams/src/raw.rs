//! From the library's objects to plain data: the only place that looks inside a `JsValue`.

use js_sys::{Array, Date, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::data::{Data, Members};

/// Deeper than anything the library delivers; a cycle ends here instead of in a stack overflow.
const DEEPEST: u32 = 24;

/// Copies a value out of JavaScript. Dates become `{"$date": epoch milliseconds}`; functions, symbols
/// and `undefined` become null; members named `skip` are left out.
pub(crate) fn plain(value: &JsValue, skip: &str) -> Data {
    copy(value, skip, DEEPEST)
}

fn copy(value: &JsValue, skip: &str, depth: u32) -> Data {
    if let Some(text) = value.as_string() {
        return Data::Text(text);
    }
    if let Some(number) = value.as_f64() {
        return number_of(number);
    }
    if let Some(flag) = value.as_bool() {
        return Data::Flag(flag);
    }
    if depth == 0 || !value.is_object() {
        return Data::Null;
    }
    if let Some(date) = value.dyn_ref::<Date>() {
        return Data::Object(Members(vec![("$date".to_owned(), number_of(date.get_time()))]));
    }
    if Array::is_array(value) {
        let items: &Array = value.unchecked_ref();
        let mut list = Vec::new();
        for at in 0..items.length() {
            list.push(copy(&items.get(at), skip, depth - 1));
        }
        return Data::List(list);
    }
    let mut members = Members::default();
    for name in Object::keys(value.unchecked_ref::<Object>()).iter() {
        let (Some(key), Ok(member)) = (name.as_string(), Reflect::get(value, &name)) else { continue };
        if key != skip && !member.is_null() && !member.is_undefined() {
            // Names of one object differ from each other.
            members.0.push((key, copy(&member, skip, depth - 1)));
        }
    }
    Data::Object(members)
}

/// `NaN` and infinities, which JSON lacks, become null.
fn number_of(number: f64) -> Data {
    if number.is_finite() { Data::Number(number) } else { Data::Null }
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
pub(crate) fn js(data: &Data) -> JsValue {
    match data {
        Data::Null => JsValue::NULL,
        Data::Flag(flag) => JsValue::from_bool(*flag),
        Data::Number(number) => JsValue::from_f64(*number),
        Data::Text(text) => JsValue::from_str(text),
        Data::List(items) => items.iter().map(js).collect::<Array>().into(),
        Data::Object(members) => {
            let object = Object::new();
            for (name, data) in members.iter() {
                set(&object, name, &js(data));
            }
            object.into()
        }
    }
}
