//! JavaScript's own ways between numbers, points in time and text, for a page that has them at hand and no room for ours.

/// What the host does with numbers and points in time, exactly as ECMAScript says.
#[derive(Clone, Copy, Debug)]
pub struct HostNumbers {
    /// `String(number)`.
    pub to_text: fn(f64) -> String,
    /// `Number(text)`.
    pub from_text: fn(&str) -> f64,
    /// `new Date(number).toISOString()`, for numbers that are points in time.
    pub to_iso: fn(f64) -> String,
}

impl HostNumbers {
    /// Takes the host's ways from now on, once. Where this crate has its own, which is everywhere but in a page built with
    /// the feature `host-numbers`, they stay: both give the same.
    pub fn install(self) {
        #[cfg(all(feature = "host-numbers", target_arch = "wasm32"))]
        super::number::install(self);
    }
}
