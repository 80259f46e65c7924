//! Numbers and text, back and forth, as the host's JavaScript does it.

use std::sync::OnceLock;

use super::HostNumbers;

static HOST: OnceLock<HostNumbers> = OnceLock::new();

pub(super) fn install(host: HostNumbers) {
    // The first stays; there is one host.
    let _ = HOST.set(host);
}

/// What was installed.
pub(super) fn host() -> Option<&'static HostNumbers> {
    HOST.get()
}

/// `Number(text)`: ECMAScript StringToNumber.
pub(crate) fn from_text(text: &str) -> f64 {
    host().map_or(f64::NAN, |host| (host.from_text)(text))
}

/// `String(number)`: ECMAScript Number::toString.
pub(super) fn to_text(number: f64) -> String {
    host().map_or_else(|| "NaN".to_owned(), |host| (host.to_text)(number))
}
