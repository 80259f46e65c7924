//! Points in time as the library hands them over, and the clock skew that makes them comparable.

use serde::Serialize;

use serde_json::Value;

/// A point in time: milliseconds since 1970-01-01T00:00:00Z, by the clock of Amazon Connect.
///
/// Taken from a JavaScript `Date` with nothing lost. The library's own worker also lets strings and
/// numbers pass (reference: "Strings or numbers make `getStateDuration()` throw"), so an ISO 8601
/// string in UTC and a number of milliseconds are accepted too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Timestamp(pub i64);

/// How far Amazon Connect's clock is ahead of this machine's, in milliseconds.
///
/// `snapshot.skew` of the agent data; zero when the instance does not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(transparent)]
pub struct Skew(pub i64);

impl Timestamp {
    /// Reads what stands where a date is expected; anything that is no date is `None`.
    pub(crate) fn read(value: &Value) -> Option<Self> {
        match value {
            Value::Number(ms) => ms.as_f64().map(|ms| Self(ms as i64)),
            Value::String(text) => iso(text).map(Self),
            Value::Object(object) => object.get("$date").and_then(Self::read),
            _ => None,
        }
    }
}

impl Skew {
    /// Milliseconds that have passed since `since`, where `local_now` is this machine's clock
    /// (`Date.now()`). The same sum as `getStateDuration()`; never negative.
    ///
    /// ```
    /// use streams::{Skew, Timestamp};
    /// let ahead = Skew(2_000);
    /// assert_eq!(ahead.elapsed(Timestamp(10_000), Timestamp(13_000)), 5_000);
    /// ```
    pub fn elapsed(self, since: Timestamp, local_now: Timestamp) -> u64 {
        (local_now.0 - since.0 + self.0).max(0) as u64
    }
}

/// `2026-03-02T09:00:05.000Z`, seconds and fraction optional, UTC only.
fn iso(text: &str) -> Option<i64> {
    // Year, month, day, hour, minute, second, milliseconds, and what stands behind each but the last.
    let mut parts = [0_i64; 7];
    let mut at = 0;
    let mut digits = 0_u32;
    for c in text.strip_suffix('Z')?.bytes() {
        if c.is_ascii_digit() {
            // Of a fraction only milliseconds count.
            if at < 6 && digits == 4 {
                return None;
            }
            if digits < 4 - u32::from(at == 6) {
                parts[at] = parts[at] * 10 + i64::from(c - b'0');
                digits += 1;
            }
        } else if "--T::.".as_bytes().get(at) == Some(&c) && digits > 0 {
            at += 1;
            digits = 0;
        } else {
            return None;
        }
    }
    if at < 4 || digits == 0 {
        return None;
    }
    if at == 6 {
        parts[6] *= 10_i64.pow(3 - digits);
    }
    let [year, month, day, hour, minute, second, millis] = parts;
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    // Days since the epoch of a proleptic Gregorian date, counting years from March.
    let (y, m) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let era = y.div_euclid(400);
    let year_of_era = y.rem_euclid(400);
    let day_of_year = (153 * m + 2) / 5 + day - 1;
    let days =
        era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468;
    Some((((days * 24 + hour) * 60 + minute) * 60 + second) * 1000 + millis)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[track_caller]
    fn check(given: serde_json::Value, expected: Option<i64>) {
        assert_eq!(Timestamp::read(&given), expected.map(Timestamp), "{given}");
    }

    #[test]
    fn dates_numbers_and_strings() {
        check(json!({ "$date": 1_772_442_005_000_i64 }), Some(1_772_442_005_000));
        check(json!({ "$date": 1_772_442_005_000.0 }), Some(1_772_442_005_000));
        check(json!({ "$date": null }), None);
        check(json!(1_772_442_005_000_i64), Some(1_772_442_005_000));
        check(json!("2026-03-02T09:00:05.000Z"), Some(1_772_442_005_000));
        check(json!("2026-03-02T09:00:05Z"), Some(1_772_442_005_000));
        check(json!("2026-03-02T09:00:05.5Z"), Some(1_772_442_005_500));
        check(json!("1970-01-01T00:00Z"), Some(0));
        check(json!("2000-02-29T12:00:00.001Z"), Some(951_825_600_001));
        check(json!("2026-13-02T09:00:05Z"), None);
        check(json!("2026-03-02T09:00:05.123456Z"), Some(1_772_442_005_123));
        check(json!("2026-03-02T09:00:05.Z"), None);
        check(json!("2026-03-02T09Z"), None);
        check(json!("20261-03-02T09:00Z"), None);
        check(json!("2026-03-02Z"), None);
        check(json!("2026-03-02T09:00:05"), None);
        check(json!("2026-03-02 09:00:05Z"), None);
        check(json!("yesterday"), None);
        check(json!(""), None);
        check(json!(null), None);
        check(json!(true), None);
        check(json!([]), None);
    }

    #[test]
    fn elapsed_never_runs_backwards() {
        assert_eq!(Skew(0).elapsed(Timestamp(5), Timestamp(3)), 0);
        assert_eq!(Skew(-1_000).elapsed(Timestamp(0), Timestamp(3_000)), 2_000);
    }
}
