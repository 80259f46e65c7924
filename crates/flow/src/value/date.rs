//! Points in time as ISO 8601 text, without a time zone database.

/// `2026-02-11T09:30:00.000Z`: ECMAScript Date.prototype.toISOString. `None` for a date that is none.
pub(super) fn to_iso(ms: f64) -> Option<String> {
    if !ms.is_finite() || ms.abs() > 8.64e15 {
        return None;
    }
    let ms = ms.trunc() as i64;
    let (days, in_day) = (ms.div_euclid(86_400_000), ms.rem_euclid(86_400_000));
    let (year, month, day) = civil(days);
    let (hour, minute) = (in_day / 3_600_000, in_day / 60_000 % 60);
    let (second, milli) = (in_day / 1000 % 60, in_day % 1000);
    let year = match year {
        0..=9999 => format!("{year:04}"),
        _ => format!("{}{:06}", if year < 0 { '-' } else { '+' }, year.abs()),
    };
    Some(format!("{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{milli:03}Z"))
}

/// Days since 1970-01-01 to the proleptic Gregorian date (Howard Hinnant, "chrono-compatible low-level date algorithms").
fn civil(days: i64) -> (i64, i64, i64) {
    let z = days + 719_468;
    let era = z.div_euclid(146_097);
    let day_of_era = z.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
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
