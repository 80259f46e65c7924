//! Field values on their way to and from Salesforce.

use wasm_bindgen::JsValue;

use crate::wire;

/// Field API names and values, in the order given. A field left out is left alone by Salesforce.
pub type Fields = Vec<(String, FieldValue)>;

/// The value of one field, or of one input variable of a screen flow.
#[derive(Clone, Debug, PartialEq)]
pub enum FieldValue {
    /// Empties the field.
    Null,
    /// A checkbox.
    Bool(bool),
    /// A number. Salesforce refuses fractions where a field holds whole numbers.
    Number(f64),
    /// Text, ids, dates (`YYYY-MM-DD`) and times (ISO 8601).
    Text(String),
    /// A list or a map, as JSON text: input variables of flows may be collections.
    Json(String),
}

impl From<&str> for FieldValue {
    fn from(text: &str) -> FieldValue {
        FieldValue::Text(text.to_owned())
    }
}

impl From<String> for FieldValue {
    fn from(text: String) -> FieldValue {
        FieldValue::Text(text)
    }
}

impl From<bool> for FieldValue {
    fn from(value: bool) -> FieldValue {
        FieldValue::Bool(value)
    }
}

impl From<f64> for FieldValue {
    fn from(value: f64) -> FieldValue {
        FieldValue::Number(value)
    }
}

impl From<u32> for FieldValue {
    fn from(value: u32) -> FieldValue {
        FieldValue::Number(value.into())
    }
}

impl FieldValue {
    /// The text of a text field that is not empty.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            FieldValue::Text(text) if !text.is_empty() => Some(text),
            _ => None,
        }
    }

    pub(crate) fn to_js(&self) -> JsValue {
        match self {
            FieldValue::Null => JsValue::NULL,
            FieldValue::Bool(value) => (*value).into(),
            FieldValue::Number(value) => (*value).into(),
            FieldValue::Text(text) => text.as_str().into(),
            FieldValue::Json(value) => wire::from_json(value),
        }
    }

    /// `None` for what is not data.
    pub(crate) fn from_js(value: JsValue) -> Option<FieldValue> {
        if value.is_undefined() {
            None
        } else if value.is_null() {
            Some(FieldValue::Null)
        } else if let Some(value) = value.as_bool() {
            Some(FieldValue::Bool(value))
        } else if let Some(value) = value.as_f64() {
            Some(FieldValue::Number(value))
        } else if let Some(text) = value.as_string() {
            Some(FieldValue::Text(text))
        } else {
            wire::json(&value).map(FieldValue::Json)
        }
    }
}

/// An object with these fields.
pub(crate) fn to_object(fields: &Fields) -> js_sys::Object {
    let object = js_sys::Object::new();
    for (name, value) in fields {
        wire::put(&object, name, value.to_js());
    }
    object
}

/// The data fields of an object.
pub(crate) fn from_object(object: &JsValue) -> Fields {
    let mut fields = Fields::new();
    for (name, value) in wire::entries(object) {
        if let Some(value) = FieldValue::from_js(value) {
            fields.push((name, value));
        }
    }
    fields
}
