//! Digests of documents and lists, as the org's Apex makes them (`docs/org-flows.md`, *Digests*).

use sha2::{Digest, Sha256};

/// SHA-256 of a text in UTF-8, in lower-case hexadecimal digits.
pub(super) fn sha256(text: &str) -> String {
    let mut digits = String::with_capacity(64);
    for byte in Sha256::digest(text.as_bytes()) {
        for half in [byte >> 4, byte & 15] {
            digits.push(char::from(b"0123456789abcdef"[usize::from(half)]));
        }
    }
    digits
}

/// Adds a part to the text that a digest is made of, its length in UTF-16 units before it.
pub(super) fn add_part(text: &mut String, part: &str) {
    let part = plain(part);
    text.push_str(&part.encode_utf16().count().to_string());
    text.push(':');
    text.push_str(&part);
    text.push(',');
}

/// A text as a digest has it: line ends are LF, and nothing up to U+0020 stands at its ends.
pub(super) fn plain(text: &str) -> String {
    text.replace("\r\n", "\n").trim_matches(|c| c <= ' ').to_owned()
}
