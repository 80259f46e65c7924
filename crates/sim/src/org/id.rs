//! Record ids: 15 characters that tell objects apart, and a suffix that survives case-blind programs.

use crate::strict::{Rule, Strictness};

/// An 18-character record id.
pub type RecordId = String;

/// The first three characters of the ids of an object.
pub fn key_prefix(object: &str) -> &'static str {
    match object {
        "Account" => "001",
        "Contact" => "003",
        "User" => "005",
        "Opportunity" => "006",
        "Lead" => "00Q",
        "Task" => "00T",
        "Case" => "500",
        _ => "a00",
    }
}

/// The object whose ids begin like this one; `None` for a custom or unknown object.
pub fn object_of_id(id: &str) -> Option<&'static str> {
    ["Account", "Contact", "User", "Opportunity", "Lead", "Task", "Case"]
        .into_iter()
        .find(|object| id.starts_with(key_prefix(object)))
}

/// The `n`th id of an object in this org.
pub(crate) fn make(object: &str, n: u64, strict: &Strictness) -> RecordId {
    const DIGITS: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    // An odd multiplier spreads neighbours apart, so that ids look like ids and no two agree.
    let mut rest = n.wrapping_mul(48_271_009) % 62u64.pow(5);
    let mut tail = [b'0'; 5];
    for digit in tail.iter_mut().rev() {
        *digit = DIGITS[(rest % 62) as usize];
        rest /= 62;
    }
    let short = format!("{}5g00000{}", key_prefix(object), String::from_utf8_lossy(&tail));
    let suffix = if strict.holds(Rule::IdChecksum) { checksum(&short) } else { "AAA".to_owned() };
    short + &suffix
}

/// The three characters that make a 15-character id an 18-character one: each tells which letters of five are capital.
pub fn checksum(short: &str) -> String {
    short
        .as_bytes()
        .chunks(5)
        .map(|five| {
            let bits = five
                .iter()
                .enumerate()
                .map(|(at, byte)| u8::from(byte.is_ascii_uppercase()) << at)
                .sum::<u8>();
            char::from(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"[usize::from(bits)])
        })
        .collect()
}

/// Whether a text has the form of a record id: 15 letters and digits, or 18 of which the last three are their checksum.
pub fn is_id(text: &str) -> bool {
    let form = text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    form && match text.len() {
        15 => true,
        18 => checksum(&text[..15]) == text[15..],
        _ => false,
    }
}

/// Whether two ids name the same record: the first 15 characters decide, capitals included.
pub(crate) fn same(one: &str, two: &str) -> bool {
    one.len() >= 15 && two.len() >= 15 && one.as_bytes()[..15] == two.as_bytes()[..15]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_suffix(short: &str, expected: &str) {
        assert_eq!(checksum(short), expected);
    }

    #[test]
    fn suffixes_tell_capitals() {
        check_suffix("000000000000000", "AAA");
        check_suffix("001A0000006Vm9r", "IAC");
        check_suffix("00Ta000000AbCde", "EAF");
    }

    #[test]
    fn ids_are_18_characters_and_differ() {
        let strict = Strictness::default();
        let ids: std::collections::BTreeSet<_> = (0..5000).map(|n| make("Task", n, &strict)).collect();
        assert_eq!(ids.len(), 5000);
        assert!(
            ids.iter().all(|id| id.len() == 18 && id.starts_with("00T") && checksum(&id[..15]) == id[15..])
        );
    }

    #[test]
    fn the_first_fifteen_decide() {
        assert!(same("0035g00000XyZab", "0035g00000XyZabAAF"));
        assert!(!same("0035g00000XyZab", "0035g00000xyZabAAF"));
        assert!(!same("003", "003"));
    }

    #[test]
    fn prefixes_name_objects() {
        assert_eq!(object_of_id("00Q5g00000AbCde"), Some("Lead"));
        assert_eq!(object_of_id("a005g00000AbCde"), None);
    }
}
