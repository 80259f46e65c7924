//! Phone numbers, read by the unmodified libphonenumber-js.

use flow::{Answer, Failure, FailureKind, Phone, Reply, Text};
use js_sys::{Array, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen(module = "/js/phone.js")]
extern "C" {
    #[wasm_bindgen(js_name = preload)]
    fn preload_library();
    #[wasm_bindgen(js_name = parse)]
    fn parse_number(number: &str, country: Option<&str>) -> Promise;
    #[wasm_bindgen(js_name = spellings)]
    fn spellings_of(number: &str, country: Option<&str>) -> Promise;
}

/// Begins to load the library, so that it is there when the first number comes.
pub(crate) fn preload() {
    preload_library();
}

/// Takes a number apart.
pub(crate) fn parse(number: &str, country: Option<&str>) -> JsFuture {
    JsFuture::from(parse_number(number, country))
}

/// What to look for to find a number however it was typed, a list of texts: as it is here, and all others where the library is there.
pub(crate) fn spellings(number: &str, country: Option<&str>) -> JsFuture {
    JsFuture::from(spellings_of(number, country))
}

/// The parts of a number, as `js/phone.js` gives them.
pub(crate) fn read(answer: Result<JsValue, JsValue>) -> Reply {
    let answer = answer.map_err(|_| {
        Failure::new(FailureKind::Unavailable, "the phone number library could not be loaded")
    })?;
    let phone = answer.dyn_into::<Array>().ok().map(|parts| {
        let part = |at: u32| Text::from(parts.get(at).as_string().unwrap_or_default());
        let some = |text: Text| (!text.is_empty()).then_some(text);
        Phone {
            e164: part(0),
            national: part(1),
            international: part(2),
            country: some(part(3)),
            national_number: part(4),
            extension: some(part(5)),
            valid: !part(6).is_empty(),
        }
    });
    Ok(Answer::Phone { phone })
}
