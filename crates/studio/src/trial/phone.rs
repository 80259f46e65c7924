//! Phone numbers, taken apart by libphonenumber-js as in the agents' page (`crates/adapter/js/phone.js`).

use flow::{Phone, Text};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    type PhoneNumber;

    #[wasm_bindgen(js_namespace = libphonenumber, js_name = parsePhoneNumberFromString, catch)]
    fn parse_number(number: &str, country: Option<&str>) -> Result<Option<PhoneNumber>, JsValue>;
    #[wasm_bindgen(method, getter)]
    fn number(this: &PhoneNumber) -> String;
    #[wasm_bindgen(method, getter)]
    fn country(this: &PhoneNumber) -> Option<String>;
    #[wasm_bindgen(method, getter, js_name = nationalNumber)]
    fn national_number(this: &PhoneNumber) -> String;
    #[wasm_bindgen(method, getter)]
    fn ext(this: &PhoneNumber) -> Option<String>;
    #[wasm_bindgen(method, js_name = formatNational)]
    fn format_national(this: &PhoneNumber) -> String;
    #[wasm_bindgen(method, js_name = formatInternational)]
    fn format_international(this: &PhoneNumber) -> String;
    #[wasm_bindgen(method, js_name = isValid)]
    fn is_valid(this: &PhoneNumber) -> bool;
}

/// Takes a number apart; nothing when the text is none, or the library has not come.
pub(super) fn parse(number: &str, country: Option<&str>) -> Option<Phone> {
    let phone = parse_number(number, country).ok().flatten()?;
    Some(Phone {
        e164: phone.number().into(),
        national: phone.format_national().into(),
        international: phone.format_international().into(),
        country: phone.country().map(Text::from),
        national_number: phone.national_number().into(),
        extension: phone.ext().map(Text::from),
        valid: phone.is_valid(),
    })
}
