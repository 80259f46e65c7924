//! Points in time as ISO 8601 text.

use time::{Duration, UtcDateTime};

/// The largest distance from the epoch that JavaScript counts as a point in time (ECMA-262, TimeClip), in milliseconds.
const FARTHEST: f64 = 8.64e15;

/// `2026-02-11T09:30:00.000Z`: ECMAScript Date.prototype.toISOString. `None` for a date that is none.
pub(super) fn to_iso(ms: f64) -> Option<String> {
    if !ms.is_finite() || ms.abs() > FARTHEST {
        return None;
    }
    let at = UtcDateTime::UNIX_EPOCH.checked_add(Duration::milliseconds(ms as i64))?;
    let year = match at.year() {
        year @ 0..=9999 => format!("{year:04}"),
        // ECMAScript's expanded years have a sign and six digits.
        year => format!("{year:+07}"),
    };
    let (month, day) = (u8::from(at.month()), at.day());
    let (hour, minute, second, milli) = at.as_hms_milli();
    Some(format!("{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{milli:03}Z"))
}

#[cfg(test)]
mod tests {
    use super::to_iso;

    #[track_caller]
    fn check(ms: f64, expected: Option<&str>) {
        assert_eq!(to_iso(ms).as_deref(), expected);
    }

    #[test]
    fn dates_print_as_in_javascript() {
        check(0.0, Some("1970-01-01T00:00:00.000Z"));
        check(-1.0, Some("1969-12-31T23:59:59.999Z"));
        check(1_770_802_200_000.0, Some("2026-02-11T09:30:00.000Z"));
        check(951_782_400_000.0, Some("2000-02-29T00:00:00.000Z"));
        check(8.64e15, Some("+275760-09-13T00:00:00.000Z"));
        check(-62_198_755_200_000.0, Some("-000001-01-01T00:00:00.000Z"));
        check(f64::NAN, None);
        check(9e15, None);
    }
}
