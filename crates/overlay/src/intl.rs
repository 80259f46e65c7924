//! Plurals, numbers and times of day, as the browser knows them for a language.

use js_sys::{Array, Date, Intl as Js, Object, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};

/// The browser's formats of one language.
#[derive(Debug)]
pub(crate) struct Intl {
    plurals: Js::PluralRules,
    numbers: Js::NumberFormat,
    times: Js::DateTimeFormat,
}

impl Intl {
    /// Formats of a language. The browser falls back to its own where it does not know the language.
    pub(crate) fn new(language: &str) -> Intl {
        let locales = Array::of1(&JsValue::from_str(language));
        let options = Object::new();
        // A fresh object takes every key.
        let _ = Reflect::set(&options, &"timeStyle".into(), &"short".into());
        Intl {
            plurals: Js::PluralRules::new(&locales, &Object::new()),
            numbers: Js::NumberFormat::new(&locales, &Object::new()),
            times: Js::DateTimeFormat::new(&locales, &options),
        }
    }

    /// The plural category of a number: `one`, `other` …
    pub(crate) fn plural(&self, count: u32) -> String {
        self.plurals.select(f64::from(count)).into()
    }

    /// A number.
    pub(crate) fn number(&self, number: u32) -> String {
        written(&self.numbers.format().call1(&JsValue::NULL, &number.into()))
    }

    /// The time of day of a moment, in milliseconds since the Unix epoch.
    pub(crate) fn time(&self, at: u64) -> String {
        let date = Date::new(&JsValue::from_f64(at as f64));
        written(&self.times.format().call1(&JsValue::NULL, date.unchecked_ref()))
    }
}

fn written(text: &Result<JsValue, JsValue>) -> String {
    text.as_ref().ok().and_then(JsValue::as_string).unwrap_or_default()
}
