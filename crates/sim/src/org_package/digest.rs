//! The digests of documents and lists (`docs/org-flows.md`, *Digests*).

use sha2::{Digest, Sha256};

use super::Document;

/// SHA-256 of a text in UTF-8, in lower-case hexadecimal digits.
pub(super) fn sha256(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A text without the characters up to U+0020 at both ends, as Apex trims.
pub(super) fn without_outer_space(text: &str) -> &str {
    text.trim_matches(|c| c <= ' ')
}

/// A text as a digest has it.
fn plain(text: &str) -> String {
    without_outer_space(&text.replace("\r\n", "\n")).to_owned()
}

/// The digest of a document's parts, each with its length in UTF-16 units before it.
pub(super) fn digest_of_parts<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    let mut text = String::new();
    for part in parts {
        let part = plain(part);
        text += &format!("{}:{part},", part.encode_utf16().count());
    }
    sha256(&text)
}

/// The digest of a complete list.
pub(super) fn list_digest(settings: Option<&str>, documents: &[&Document]) -> String {
    let mut lines = vec![format!("settings {}", sha256(&plain(settings.unwrap_or_default())))];
    for document in documents {
        lines.push(format!("{} {} {}", document.kind.name(), document.key, document.digest));
    }
    sha256(&lines.join("\n"))
}
