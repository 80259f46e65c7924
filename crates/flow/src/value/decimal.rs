//! Doubles and decimal digits, back and forth, both exact.
//!
//! The standard library's own way is faster and brings tables of 14 KB that no compression makes smaller; a page that
//! reads and prints a handful of numbers is better off with long arithmetic.

use std::cmp::Ordering;

/// Digits beyond these cannot decide anything but a tie.
const SIGNIFICANT: usize = 800;
/// Bits of a double's mantissa, the implied one included.
const MANTISSA: u32 = 53;
/// Exponent of the smallest double: its mantissa counts in units of 2^-1074.
const SMALLEST: i32 = -1074;

/// The double nearest to a decimal number: digits, at most one point, an optional exponent. What has another shape is NaN.
pub(crate) fn parse(text: &str) -> f64 {
    let (negative, unsigned) = match text.as_bytes() {
        [b'-', ..] => (true, &text[1..]),
        [b'+', ..] => (false, &text[1..]),
        _ => (false, text),
    };
    let size = magnitude(unsigned).unwrap_or(f64::NAN);
    if negative { -size } else { size }
}

fn magnitude(text: &str) -> Option<f64> {
    let (mut digits, mut exponent) = (Vec::new(), 0i32);
    let (mut any, mut point, mut sticky) = (false, false, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'0'..=b'9' => {
                any = true;
                if digits.len() < SIGNIFICANT {
                    if byte != b'0' || !digits.is_empty() {
                        digits.push(byte - b'0');
                    }
                    exponent -= i32::from(point);
                } else {
                    sticky |= byte != b'0';
                    exponent += i32::from(!point);
                }
            }
            b'.' if !point => point = true,
            b'e' | b'E' => {
                exponent = exponent.saturating_add(written_exponent(&text.as_bytes()[at + 1..])?);
                break;
            }
            _ => return None,
        }
    }
    if !any {
        return None;
    }
    if sticky {
        digits.push(1);
        exponent -= 1;
    }
    Some(nearest(&digits, exponent))
}

/// The number behind an `e`, no larger than matters.
fn written_exponent(text: &[u8]) -> Option<i32> {
    let (negative, digits) = match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        rest => (false, rest),
    };
    if digits.is_empty() {
        return None;
    }
    let mut exponent = 0i32;
    for digit in digits {
        let digit = digit.is_ascii_digit().then(|| i32::from(digit - b'0'))?;
        exponent = (exponent * 10 + digit).min(100_000_000);
    }
    Some(if negative { -exponent } else { exponent })
}

/// `digits × 10^exponent`, rounded once, half to even.
fn nearest(digits: &[u8], exponent: i32) -> f64 {
    let size = exponent.saturating_add(digits.len() as i32);
    if digits.is_empty() || size < -330 {
        return 0.0;
    }
    if size > 310 {
        return f64::INFINITY;
    }
    let (mut over, mut under) = (Large::of(0), Large::of(1));
    for digit in digits {
        over.scale(10, u32::from(*digit));
    }
    (0..exponent).for_each(|_| over.scale(10, 0));
    (exponent..0).for_each(|_| under.scale(10, 0));
    // Bring over/under to [1, 2); 2^power is what that took away.
    let mut power = over.bits() as i32 - under.bits() as i32;
    if power > 0 {
        under.shift(power as u32)
    } else {
        over.shift(power.unsigned_abs())
    }
    if over.compare(&under) == Ordering::Less {
        over.shift(1);
        power -= 1;
    }
    if power < SMALLEST - 1 {
        return 0.0;
    }
    // Below the normal doubles fewer bits are left.
    let bits = (power - SMALLEST + 1).clamp(0, MANTISSA as i32);
    let mut mantissa = 0u64;
    for _ in 0..bits {
        mantissa <<= 1;
        if over.compare(&under) != Ordering::Less {
            over.subtract(&under);
            mantissa |= 1;
        }
        over.shift(1);
    }
    // What is left over is now measured in halves of the last bit.
    let up = match over.compare(&under) {
        Ordering::Less => false,
        Ordering::Equal => mantissa & 1 == 1,
        Ordering::Greater => true,
    };
    mantissa += u64::from(up);
    let exponent_field = if bits < MANTISSA as i32 { 0 } else { (power - bits + 1 - SMALLEST + 1) as u64 };
    // The implied bit is added into the exponent; a mantissa that overflowed carries into it just so.
    let double = match exponent_field {
        0 => mantissa,
        field => ((field - 1) << (MANTISSA - 1)) + mantissa,
    };
    f64::from_bits(double.min(f64::INFINITY.to_bits()))
}

/// The fewest digits that read back as this positive, finite number, and the power of ten they are to be multiplied
/// with as `0.DIGITS`. Of several the nearest; of two as near the even one, as ECMAScript's Number::toString wants it.
///
/// Robert G. Burger and R. Kent Dybvig, "Printing Floating-Point Numbers Quickly and Accurately".
pub(crate) fn shortest(number: f64) -> (String, i32) {
    let fraction = number.to_bits() & ((1 << (MANTISSA - 1)) - 1);
    let field = (number.to_bits() >> (MANTISSA - 1)) as i32;
    let (mantissa, exponent) = match field {
        0 => (fraction, SMALLEST),
        _ => (fraction | 1 << (MANTISSA - 1), field - 1 + SMALLEST),
    };
    let even = mantissa & 1 == 0;
    // Below a power of two doubles lie twice as close.
    let uneven_gap = fraction == 0 && field > 1;
    let (mut rest, mut scale) = (Large::of(mantissa), Large::of(1));
    let (mut above, mut below) = (Large::of(1), Large::of(1));
    let extra = 1 + u32::from(uneven_gap);
    rest.shift(extra + exponent.max(0) as u32);
    scale.shift(extra + (-exponent).max(0) as u32);
    below.shift(exponent.max(0) as u32);
    above.shift(exponent.max(0) as u32 + u32::from(uneven_gap));

    let mut point = 0;
    let reaches = |rest: &Large, above: &Large, scale: &Large| {
        let order = rest.sum(above).compare(scale);
        order == Ordering::Greater || even && order == Ordering::Equal
    };
    while reaches(&rest, &above, &scale) {
        scale.scale(10, 0);
        point += 1;
    }
    loop {
        for number in [&mut rest, &mut above, &mut below] {
            number.scale(10, 0);
        }
        if reaches(&rest, &above, &scale) {
            break;
        }
        point -= 1;
    }
    let mut digits = String::new();
    loop {
        let mut digit = 0;
        while rest.compare(&scale) != Ordering::Less {
            rest.subtract(&scale);
            digit += 1;
        }
        let order = rest.compare(&below);
        let low = order == Ordering::Less || even && order == Ordering::Equal;
        let high = reaches(&rest, &above, &scale);
        if low || high {
            let middle = rest.sum(&rest).compare(&scale);
            let nearer = middle == Ordering::Greater || middle == Ordering::Equal && digit % 2 == 1;
            let up = high && (!low || nearer);
            digits.push(char::from(b'0' + digit + u8::from(up)));
            return (digits, point);
        }
        digits.push(char::from(b'0' + digit));
        for number in [&mut rest, &mut above, &mut below] {
            number.scale(10, 0);
        }
    }
}

/// A whole number of any size, lowest limb first, without leading zeros.
#[derive(Clone)]
struct Large(Vec<u32>);

impl Large {
    fn of(number: u64) -> Large {
        let mut large = Large(vec![number as u32, (number >> 32) as u32]);
        large.trim();
        large
    }

    fn trim(&mut self) {
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
    }

    fn bits(&self) -> u32 {
        self.0.last().map_or(0, |last| self.0.len() as u32 * 32 - last.leading_zeros())
    }

    /// Times `factor`, plus `more`.
    fn scale(&mut self, factor: u32, more: u32) {
        let mut carry = u64::from(more);
        for limb in &mut self.0 {
            carry += u64::from(*limb) * u64::from(factor);
            *limb = carry as u32;
            carry >>= 32;
        }
        if carry > 0 {
            self.0.push(carry as u32);
        }
    }

    fn shift(&mut self, bits: u32) {
        self.scale(1 << (bits % 32), 0);
        if !self.0.is_empty() {
            self.0.splice(0..0, std::iter::repeat_n(0, (bits / 32) as usize));
        }
    }

    fn compare(&self, other: &Large) -> Ordering {
        let by_length = self.0.len().cmp(&other.0.len());
        by_length.then_with(|| self.0.iter().rev().cmp(other.0.iter().rev()))
    }

    /// Minus what is not larger.
    fn subtract(&mut self, other: &Large) {
        let mut borrow = 0i64;
        for (at, limb) in self.0.iter_mut().enumerate() {
            let difference = i64::from(*limb) - i64::from(other.0.get(at).copied().unwrap_or(0)) + borrow;
            *limb = difference as u32;
            borrow = difference >> 32;
        }
        self.trim();
    }

    fn sum(&self, other: &Large) -> Large {
        let (mut sum, mut carry) = (Vec::new(), 0u64);
        for at in 0..self.0.len().max(other.0.len()) {
            let limb = |large: &Large| u64::from(large.0.get(at).copied().unwrap_or(0));
            carry += limb(self) + limb(other);
            sum.push(carry as u32);
            carry >>= 32;
        }
        sum.push(carry as u32);
        let mut sum = Large(sum);
        sum.trim();
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::{parse, shortest};
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str) {
        let expected: f64 = text.parse().unwrap_or(f64::NAN);
        assert_eq!(parse(text).to_bits(), expected.to_bits(), "{text}");
    }

    #[test]
    fn reads_as_the_standard_library_does() {
        for text in [
            "0",
            "-0",
            "1",
            "0.1",
            "1e22",
            "1e23",
            "123456789012345678",
            "9007199254740993",
            "5e-324",
            "2.5e-324",
            "2.4703282292062327e-324",
            "2.4703282292062328e-324",
            "2.2250738585072011e-308",
            "2.2250738585072014e-308",
            "1.7976931348623157e308",
            "1.7976931348623159e308",
            "1e309",
            "1e-400",
            "1e999999999999",
            "1e-999999999999",
            "0e99999",
            "00012.500",
            ".5",
            "5.",
            "+1",
            "179769313486231580793728971405301e276",
        ] {
            check(text);
        }
        let halfway = format!("9007199254740993{}", "0".repeat(1000));
        check(&halfway);
        check(&format!("9007199254740993.{}1", "0".repeat(1000)));
        check(&format!("0.{}1", "0".repeat(1000)));
        check(&format!("{}e-1000", "1".repeat(1200)));
    }

    #[test]
    fn what_is_no_number_is_nan() {
        for text in ["", "-", ".", "e5", "1e", "1e+", "1e5x", "1.2.3", "0x1", "nan", "inf", "1_0"] {
            assert!(parse(text).is_nan(), "{text}");
        }
    }

    #[track_caller]
    fn check_shortest(number: f64) {
        let (digits, point) = shortest(number);
        let text = format!("0.{digits}e{point}");
        assert_eq!(text.parse::<f64>(), Ok(number), "{text}");
        let theirs = format!("{number:e}");
        let count = theirs.split('e').next().unwrap_or_default().bytes().filter(u8::is_ascii_digit).count();
        assert_eq!(digits.len(), count, "{text} for {theirs}");
    }

    #[test]
    fn prints_as_few_digits_as_the_standard_library() {
        for number in [
            1.0,
            0.1,
            0.30000000000000004,
            1e21,
            1e23,
            5e-324,
            2.2250738585072014e-308,
            f64::MAX,
            9007199254740992.0,
            9007199254740994.0,
            123456.789,
            1024.0,
            4.35,
            1e-7,
        ] {
            check_shortest(number);
        }
    }

    proptest! {
        #[test]
        fn any_double_survives(bits in any::<u64>()) {
            let number = f64::from_bits(bits).abs();
            if number.is_finite() && number > 0.0 {
                check_shortest(number);
                check(&format!("{number:e}"));
                check(&format!("{number:.30e}"));
            }
        }

        #[test]
        fn any_decimal_reads_the_same(text in "[0-9]{1,25}(\\.[0-9]{0,25})?(e-?[0-9]{1,3})?") {
            check(&text);
        }
    }
}
