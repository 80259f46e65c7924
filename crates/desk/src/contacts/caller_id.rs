//! Numbers that are none: callers who withhold theirs, and networks that say so in digits or words.

/// Words spelled on a telephone's keys, as networks put them into the caller's number: ANONYMOUS, UNAVAILABLE,
/// RESTRICTED, UNKNOWN, PRIVATE, BLOCKED.
const SPELLED: [&str; 6] = ["266696687", "86282452253", "7378742833", "8656696", "7748483", "2562533"];

/// Whether this is nobody's number: no digits, hardly any, or a word.
pub(crate) fn is_withheld(number: &str) -> bool {
    // sip:anonymous@anonymous.invalid
    let address = number.split_once(':').map_or(number, |(_, address)| address);
    let digits = digits_of(address.split(['@', ';']).next().unwrap_or_default());
    digits.len() < 3 || SPELLED.contains(&digits.as_str())
}

/// The digits of a number, by which Salesforce compares it.
pub(crate) fn digits_of(number: &str) -> String {
    number.chars().filter(char::is_ascii_digit).collect()
}

#[cfg(test)]
mod tests {
    use super::is_withheld;

    #[test]
    fn words_and_spelled_words_are_no_numbers() {
        for number in [
            "",
            "anonymous",
            "Unknown",
            "+266696687",
            "266696687",
            "sip:anonymous@anonymous.invalid",
            "+1",
            "+8656696",
        ] {
            assert!(is_withheld(number), "{number}");
        }
        for number in ["+14155550142", "4155550142", "sip:+14155550142@lily-outbound", "112", "+2666966870"] {
            assert!(!is_withheld(number), "{number}");
        }
    }
}
