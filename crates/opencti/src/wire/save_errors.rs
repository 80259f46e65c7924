//! `details` of a failed save: an object, or a list of them, with `message`, `pageErrors` and `fieldErrors`.

use wasm_bindgen::JsValue;

use super::{as_text, entries, get, list, text};
use crate::Detail;

/// Everything the details say, page first, then field by field.
pub(crate) fn read(details: &JsValue) -> Vec<Detail> {
    let mut found = Vec::new();
    let parts = if details.is_string() { vec![details.clone()] } else { list(details) };
    for part in &parts {
        if let Some(message) = as_text(part).or_else(|| text(part, "message")) {
            found.push(Detail { message, ..Detail::default() });
        }
        for page in list(&get(part, "pageErrors")) {
            found.extend(complaint(None, &page));
        }
        for (field, complaints) in entries(&get(part, "fieldErrors")) {
            for one in list(&complaints) {
                found.extend(complaint(Some(&field), &one));
            }
        }
    }
    found
}

fn complaint(field: Option<&str>, value: &JsValue) -> Option<Detail> {
    Some(Detail {
        field: field.map(str::to_owned).or_else(|| text(value, "columnApiName")),
        code: text(value, "statusCode"),
        message: as_text(value).or_else(|| text(value, "message"))?,
    })
}
