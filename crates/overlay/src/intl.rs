//! Plurals, numbers, days and times of day, as the browser knows them for a language.

use js_sys::{Array, Date, Intl as Js, Object, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};

/// The browser's formats of one language.
#[derive(Debug)]
pub(crate) struct Intl {
    plurals: Js::PluralRules,
    numbers: Js::NumberFormat,
    times: Js::DateTimeFormat,
    days: Js::DateTimeFormat,
}

impl Intl {
    /// Formats of a language. The browser falls back to its own where it does not know the language.
    pub(crate) fn new(language: &str) -> Intl {
        let locales = Array::of1(&JsValue::from_str(language));
        let options = |pairs: &[(&str, &str)]| {
            let options = Object::new();
            for (key, value) in pairs {
                // A fresh object takes every key.
                let _ = Reflect::set(&options, &JsValue::from_str(key), &JsValue::from_str(value));
            }
            options
        };
        Intl {
            plurals: Js::PluralRules::new(&locales, &Object::new()),
            numbers: Js::NumberFormat::new(&locales, &Object::new()),
            times: Js::DateTimeFormat::new(&locales, &options(&[("timeStyle", "short")])),
            // A day is the same one everywhere.
            days: Js::DateTimeFormat::new(
                &locales,
                &options(&[("dateStyle", "medium"), ("timeZone", "UTC")]),
            ),
        }
    }

    /// The plural category of a number: `one`, `other` …
    pub(crate) fn plural(&self, count: u32) -> String {
        self.plurals.select(f64::from(count)).into()
    }

    /// A number.
    pub(crate) fn number(&self, number: f64) -> String {
        written(&self.numbers.format().call1(&JsValue::NULL, &number.into()))
    }

    /// A day written as `2026-11-20`; as it is when it is none.
    pub(crate) fn day(&self, day: &str) -> String {
        let date = Date::new(&JsValue::from_str(day));
        let written = written(&self.days.format().call1(&JsValue::NULL, date.unchecked_ref()));
        if written.is_empty() { day.to_owned() } else { written }
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
