//! Texts that must fit into a field of Salesforce, which counts UTF-16 units.

/// What stands at the end of a text that was cut.
const SIGN: char = '…';

/// The length of a text in UTF-16 units.
pub fn units(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// The beginning of a text, no longer than `most` UTF-16 units.
pub fn cut(mut text: String, most: usize) -> String {
    let mut units = 0;
    for (at, char) in text.char_indices() {
        units += char.len_utf16();
        if units > most {
            text.truncate(at);
            break;
        }
    }
    text
}

/// The same, with a sign at the end of a text that was cut.
///
/// ```
/// assert_eq!(flow::cut_with_sign("Call back".to_owned(), 5), "Call…");
/// assert_eq!(flow::cut_with_sign("Call".to_owned(), 5), "Call");
/// ```
pub fn cut_with_sign(text: String, most: usize) -> String {
    if units(&text) <= most {
        return text;
    }
    let mut text = cut(text, most - SIGN.len_utf16());
    text.push(SIGN);
    text
}
