//! Times and durations as people read them.

use wasm_bindgen::JsValue;

/// A moment of the virtual clock as `14:05:09`. `at`: epoch milliseconds.
pub(crate) fn clock(at: u64) -> String {
    local(at, &[("hour", "2-digit"), ("minute", "2-digit"), ("second", "2-digit")])
}

/// A moment as `20 Nov, 14:05`. `at`: epoch milliseconds.
pub(crate) fn moment(at: u64) -> String {
    local(at, &[("day", "numeric"), ("month", "short"), ("hour", "2-digit"), ("minute", "2-digit")])
}

/// In the browser's time zone, by the browser's own `Intl`.
fn local(at: u64, parts: &[(&str, &str)]) -> String {
    let options = js_sys::Object::new();
    for (name, form) in parts {
        // Setting a member of a fresh plain object cannot fail.
        let _ = js_sys::Reflect::set(&options, &JsValue::from_str(name), &JsValue::from_str(form));
    }
    #[expect(clippy::cast_precision_loss, reason = "epoch milliseconds are far below 2^53")]
    let date = js_sys::Date::new(&JsValue::from_f64(at as f64));
    date.to_locale_string("en-GB", &options).into()
}

/// A duration as people say it: `1 min 5 s`. `seconds`: whole seconds.
pub(crate) fn duration(seconds: u64) -> String {
    match (seconds / 60, seconds % 60) {
        (0, seconds) => format!("{seconds} s"),
        (minutes, 0) => format!("{minutes} min"),
        (minutes, seconds) => format!("{minutes} min {seconds} s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations() {
        for (seconds, expected) in
            [(0, "0 s"), (59, "59 s"), (60, "1 min"), (65, "1 min 5 s"), (3_725, "62 min 5 s")]
        {
            assert_eq!(duration(seconds), expected);
        }
    }
}
