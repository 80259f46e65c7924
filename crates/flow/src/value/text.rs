//! Text that is shared rather than copied.

use std::borrow::Borrow;
use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Text that never changes: a word of this program, or one that all its owners share. To clone it copies nothing.
#[derive(Clone)]
pub struct Text(Kept);

#[derive(Clone)]
enum Kept {
    Fixed(&'static str),
    Shared(Arc<str>),
}

/// Whether two texts are equal. Runs compare texts more than anything else: most that differ do so in length or at the end,
/// and most that are equal lie at the same place.
pub(super) fn same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    one.len() == other.len()
        && (std::ptr::eq(one.as_ptr(), other.as_ptr()) || (one.last() == other.last() && one == other))
}

/// These texts, one after another. The core is counted in bytes: the machinery behind `format!`, `concat` and `join` weighs
/// more than all that it would write there.
pub fn joined(parts: &[&str]) -> String {
    let mut text = String::new();
    for part in parts {
        text.push_str(part);
    }
    text
}

/// A text before and behind the first of these one-byte characters; all of it and nothing where there is none. The standard
/// library brings a search of its own for each kind of separator.
pub fn cut_at<'t>(text: &'t str, separators: &[u8]) -> (&'t str, Option<&'t str>) {
    match text.bytes().position(|byte| separators.contains(&byte)) {
        Some(at) => (&text[..at], Some(&text[at + 1..])),
        None => (text, None),
    }
}

/// A count as people write it; see [`joined`].
pub fn digits(number: u64) -> String {
    let mut text = if number > 9 { digits(number / 10) } else { String::new() };
    text.push((b'0' + (number % 10) as u8) as char);
    text
}

/// These texts, with `between` between them; see [`joined`].
pub fn listed(texts: &[String], between: &str) -> String {
    let mut list = String::new();
    for (at, text) in texts.iter().enumerate() {
        list.push_str(if at == 0 { "" } else { between });
        list.push_str(text);
    }
    list
}

impl Text {
    /// A copy of this text.
    pub fn of(text: &str) -> Text {
        Text(Kept::Shared(Arc::from(text)))
    }

    /// The text itself.
    pub fn as_str(&self) -> &str {
        match &self.0 {
            Kept::Fixed(text) => text,
            Kept::Shared(text) => text,
        }
    }
}

impl Default for Text {
    fn default() -> Text {
        Text(Kept::Fixed(""))
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl AsRef<str> for Text {
    fn as_ref(&self) -> &str {
        self
    }
}

impl Borrow<str> for Text {
    fn borrow(&self) -> &str {
        self
    }
}

impl From<&'static str> for Text {
    fn from(text: &'static str) -> Text {
        Text(Kept::Fixed(text))
    }
}

impl From<String> for Text {
    fn from(text: String) -> Text {
        Text::of(&text)
    }
}

impl From<&Text> for Text {
    fn from(text: &Text) -> Text {
        text.clone()
    }
}

impl From<Text> for String {
    fn from(text: Text) -> String {
        text.as_str().to_owned()
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Text) -> bool {
        same(self, other)
    }
}

impl Eq for Text {}

impl PartialEq<str> for Text {
    fn eq(&self, other: &str) -> bool {
        same(self, other)
    }
}

impl PartialEq<&str> for Text {
    fn eq(&self, other: &&str) -> bool {
        same(self, other)
    }
}

impl PartialEq<String> for Text {
    fn eq(&self, other: &String) -> bool {
        same(self, other)
    }
}

impl PartialEq<Text> for str {
    fn eq(&self, other: &Text) -> bool {
        same(self, other)
    }
}

impl PartialEq<Text> for &str {
    fn eq(&self, other: &Text) -> bool {
        same(self, other)
    }
}

impl PartialEq<Text> for String {
    fn eq(&self, other: &Text) -> bool {
        same(self, other)
    }
}

impl PartialOrd for Text {
    fn partial_cmp(&self, other: &Text) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Text {
    fn cmp(&self, other: &Text) -> std::cmp::Ordering {
        self.as_str().cmp(other)
    }
}

impl std::hash::Hash for Text {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_str().fmt(f)
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Text, D::Error> {
        String::deserialize(deserializer).map(Text::from)
    }
}

#[cfg(test)]
mod tests {
    use super::{cut_at, digits, joined, listed};

    #[test]
    fn texts_are_taken_apart() {
        for (text, separators, expected) in [
            ("", ":", ("", None)),
            ("é", ":", ("é", None)),
            ("é:b:c", ":", ("é", Some("b:c"))),
            ("a/b:c", ":/", ("a", Some("b:c"))),
            ("a:", ":", ("a", Some(""))),
        ] {
            assert_eq!(cut_at(text, separators.as_bytes()), expected);
        }
    }

    #[test]
    fn texts_are_put_together() {
        assert_eq!(joined(&["a", "", "bc"]), "abc");
        let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        assert_eq!(listed(&texts(&["a", "", "b"]), ", "), "a, , b");
        assert_eq!(listed(&[], ", "), "");
        for number in [0, 7, 10, 1_790_000_000_000, u64::MAX] {
            assert_eq!(digits(number), number.to_string());
        }
    }
}
