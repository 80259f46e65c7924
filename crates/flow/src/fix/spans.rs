//! Where the pieces of a JSON text stand. The text has been read before: it is known to be JSON.

use std::ops::Range;

use crate::Document;

/// One entry of a map or list.
#[derive(Clone, Debug)]
pub(super) struct Member {
    /// Its key, quotes included; empty in a list.
    pub(super) key: Range<usize>,
    pub(super) value: Range<usize>,
}

/// The entries of the map or list that begins at `at`.
pub(super) fn members(text: &str, at: usize) -> Vec<Member> {
    let is_map = match text.as_bytes().get(at) {
        Some(b'{') => true,
        Some(b'[') => false,
        _ => return Vec::new(),
    };
    let mut found = Vec::new();
    let mut next = blanks(text, at + 1);
    while !matches!(text.as_bytes().get(next), Some(b'}' | b']') | None) {
        let key = if is_map { value(text, next) } else { next..next };
        // Behind a key: the colon.
        let from = if is_map { blanks(text, blanks(text, key.end) + 1) } else { next };
        let value = value(text, from);
        next = blanks(text, value.end);
        found.push(Member { key, value });
        if text.as_bytes().get(next) == Some(&b',') {
            next = blanks(text, next + 1);
        }
    }
    found
}

/// From the beginning of a value to its end.
pub(super) fn value(text: &str, at: usize) -> Range<usize> {
    let bytes = text.as_bytes();
    let mut depth = 0_usize;
    let mut next = at;
    while let Some(byte) = bytes.get(next) {
        match byte {
            b'"' => next = string_end(bytes, next),
            b'{' | b'[' => {
                depth += 1;
                next += 1;
            }
            b'}' | b']' if depth > 0 => {
                depth -= 1;
                next += 1;
            }
            b'}' | b']' | b',' | b':' | b' ' | b'\t' | b'\n' | b'\r' if depth == 0 => break,
            _ => next += 1,
        }
        if depth == 0 && matches!(bytes[next - 1], b'"' | b'}' | b']') {
            break;
        }
    }
    at..next
}

/// The text a string means; of a number its spelling.
pub(super) fn decoded(text: &str, range: Range<usize>) -> String {
    let spelled = &text[range];
    let (document, _) = Document::parse(&format!("{{\"name\":{spelled}}}"));
    document.name().map_or_else(|| spelled.to_owned(), str::to_owned)
}

fn blanks(text: &str, at: usize) -> usize {
    let blank = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
    at + text.as_bytes()[at.min(text.len())..].iter().take_while(|byte| blank(byte)).count()
}

fn string_end(bytes: &[u8], at: usize) -> usize {
    let mut next = at + 1;
    while let Some(byte) = bytes.get(next) {
        match byte {
            b'\\' => next += 2,
            b'"' => return next + 1,
            _ => next += 1,
        }
    }
    bytes.len()
}
