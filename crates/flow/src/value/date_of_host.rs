//! Points in time as ISO 8601 text, as the host's JavaScript does it.

use super::number;

/// `2026-02-11T09:30:00.000Z`: ECMAScript Date.prototype.toISOString. `None` for a date that is none, for which it throws.
pub(super) fn to_iso(ms: f64) -> Option<String> {
    if ms.abs() <= 8.64e15 { number::host().map(|host| (host.to_iso)(ms)) } else { None }
}
