//! Numbers and text, back and forth, exactly as ECMAScript does it.

use super::cast::is_js_blank;

/// `Number(text)`: ECMAScript StringToNumber.
pub(crate) fn from_text(text: &str) -> f64 {
    let text = text.trim_matches(is_js_blank);
    if text.is_empty() {
        return 0.0;
    }
    let radix = |prefix: [&str; 2]| prefix.iter().find_map(|p| text.strip_prefix(p));
    if let Some(digits) = radix(["0x", "0X"]) {
        return from_digits(digits, 4);
    }
    if let Some(digits) = radix(["0o", "0O"]) {
        return from_digits(digits, 3);
    }
    if let Some(digits) = radix(["0b", "0B"]) {
        return from_digits(digits, 1);
    }
    match text {
        "Infinity" | "+Infinity" => f64::INFINITY,
        "-Infinity" => f64::NEG_INFINITY,
        _ => match (text.strip_prefix('-'), text.strip_prefix('+')) {
            (Some(digits), _) => -from_decimal(digits),
            (None, digits) => from_decimal(digits.unwrap_or(text)),
        },
    }
}

/// A decimal number without sign. `serde_json` reads it, as JSON spells it: the standard library's reader would travel to the
/// page beside that, with tables of 10 KB.
fn from_decimal(text: &str) -> f64 {
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let exponent_digits = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    if whole.len() + fraction.len() == 0
        || exponent_digits.is_empty()
        || ![whole, fraction, exponent_digits].into_iter().all(is_digits)
    {
        return f64::NAN;
    }
    // JSON has a digit on either side of the point, and no zeros before others.
    let whole = whole.trim_start_matches('0');
    let json = format!("{}{whole}.{fraction}0e{exponent}", if whole.is_empty() { "0" } else { "" });
    // All that can be wrong with it now is that it is beyond the largest double.
    serde_json::from_str(&json)
        .ok()
        .and_then(|number: serde_json::Value| number.as_f64())
        .unwrap_or(f64::INFINITY)
}

/// An integer in base 2, 8 or 16, rounded once, however many digits it has.
fn from_digits(digits: &str, bits: u32) -> f64 {
    if digits.is_empty() {
        return f64::NAN;
    }
    let (mut head, mut dropped_bits, mut sticky) = (0u128, 0i32, false);
    for c in digits.chars() {
        let Some(digit) = c.to_digit(1 << bits) else { return f64::NAN };
        if head >> 120 == 0 {
            head = (head << bits) | u128::from(digit);
        } else {
            dropped_bits = dropped_bits.saturating_add(bits as i32);
            sticky |= digit != 0;
        }
    }
    // A dropped digit only matters when the head lies exactly between two doubles: then it must round up.
    (head | u128::from(sticky)) as f64 * 2f64.powi(dropped_bits)
}

/// `String(number)`: ECMAScript Number::toString, the shortest digits that read back as the same double.
pub(crate) fn to_text(number: f64) -> String {
    ryu_js::Buffer::new().format(number).to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{from_text, to_text};

    #[track_caller]
    fn check_text(number: f64, expected: &str) {
        assert_eq!(to_text(number), expected);
    }

    #[track_caller]
    fn check_number(text: &str, expected: f64) {
        let number = from_text(text);
        assert!(
            number == expected || (number.is_nan() && expected.is_nan()),
            "{text:?} gave {number}, not {expected}"
        );
    }

    #[test]
    fn numbers_print_as_in_javascript() {
        check_text(0.1 * 3.0, "0.30000000000000004");
        check_text(-0.0, "0");
        check_text(1.0 / 0.0, "Infinity");
        check_text(-1.0 / 0.0, "-Infinity");
        check_text(f64::NAN, "NaN");
        check_text(1e21, "1e+21");
        check_text(1e20, "100000000000000000000");
        check_text(123456789012345680000.0, "123456789012345680000");
        check_text(1e-6, "0.000001");
        check_text(1.5e-7, "1.5e-7");
        check_text(1e-7, "1e-7");
        check_text(-1234.5, "-1234.5");
        check_text(5e-324, "5e-324");
        check_text(f64::MAX, "1.7976931348623157e+308");
        check_text(100.0, "100");
        check_text(-6_238_938_824_703_681.0 / 4.0, "-1559734706175920.2");
        check_text(6_238_938_824_703_683.0 / 4.0, "1559734706175920.8");
    }

    proptest! {
        /// Every spelling of a decimal number that JavaScript takes, the standard library reads as well.
        #[test]
        fn decimals_read_as_the_standard_library_reads_them(
            text in r"[-+]?(0{0,3}[0-9]{1,25}(\.[0-9]{0,25})?|\.[0-9]{1,25})([eE][-+]?0?[0-9]{1,3})?",
        ) {
            prop_assert_eq!(from_text(&text).to_bits(), text.parse::<f64>().expect("a number").to_bits());
        }

        /// What [`to_text`] writes reads back as the same double.
        #[test]
        fn text_reads_back(number in any::<f64>().prop_filter("a number", |number| number.is_finite() && *number != 0.0)) {
            prop_assert_eq!(from_text(&to_text(number)).to_bits(), number.to_bits());
        }

        /// Whatever is no number is none, and nothing panics.
        #[test]
        fn other_text_is_no_number(text in r"[-+.eE0-9]{0,12}") {
            let expected = text.parse::<f64>().unwrap_or(if text.is_empty() { 0.0 } else { f64::NAN });
            let number = from_text(&text);
            prop_assert!(number.to_bits() == expected.to_bits() || (number.is_nan() && expected.is_nan()), "{} {}", number, expected);
        }
    }

    #[test]
    fn text_reads_as_in_javascript() {
        check_number("", 0.0);
        check_number(" ", 0.0);
        check_number("\u{feff}\u{a0}\n", 0.0);
        check_number("0", 0.0);
        check_number("false", f64::NAN);
        check_number("1e3", 1000.0);
        check_number("0x10", 16.0);
        check_number("-0x10", f64::NAN);
        check_number("0b101", 5.0);
        check_number("0o17", 15.0);
        check_number("0x", f64::NAN);
        check_number(" 7 ", 7.0);
        check_number("7px", f64::NAN);
        check_number("1_000", f64::NAN);
        check_number("inf", f64::NAN);
        check_number("nan", f64::NAN);
        check_number("infinity", f64::NAN);
        check_number("-Infinity", f64::NEG_INFINITY);
        check_number(".5", 0.5);
        check_number("5.", 5.0);
        check_number(".", f64::NAN);
        check_number("1e", f64::NAN);
        check_number("+.5e+1", 5.0);
        check_number("1e400", f64::INFINITY);
        check_number("-1e400", f64::NEG_INFINITY);
        check_number("1e99999999999999999999", f64::INFINITY);
        check_number("1e-99999999999999999999", 0.0);
        check_number("0e99999999999999999999", 0.0);
        check_number("007", 7.0);
        check_number("+-5", f64::NAN);
        check_number("1.2.3", f64::NAN);
        check_number("1e5.0", f64::NAN);
        check_number("1e+-5", f64::NAN);
        check_number("-", f64::NAN);
        // 2^53 + 1 lies between two doubles; a far digit decides.
        check_number("0x20000000000001", 9007199254740992.0);
        check_number("0x200000000000010000000000000000000000001", 9007199254740994.0 * 2f64.powi(100));
        check_number("7\u{85}", f64::NAN);
    }
}
