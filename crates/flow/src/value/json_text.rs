//! Values as JSON text.

use std::io;

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

use super::Value;
use crate::document::read;

impl Value {
    /// Reads plain JSON text; nothing when it is none. No tags are read: every map is data.
    ///
    /// The reader is that of flow files: as `JSON.parse`, and unlike `serde_json`, it takes half a surrogate pair (which
    /// becomes U+FFFD) and numbers beyond a double's range (which become infinite).
    pub fn from_json_text(text: &str) -> Option<Value> {
        read(text).ok().map(|read| read.tree.to_value())
    }

    /// [`Value::to_json`] as text, with numbers spelled as `JSON.stringify` spells them.
    pub fn to_json_text(&self) -> String {
        let mut out = Vec::new();
        self.to_json()
            .serialize(&mut Serializer::with_formatter(&mut out, JavaScriptNumbers))
            .expect("JSON is written to memory");
        String::from_utf8(out).expect("JSON is text")
    }

    /// Reads what [`Value::to_tagged_text`] or serde wrote.
    pub fn from_tagged_text(text: &str) -> Option<Value> {
        serde_json::from_str(text).ok()
    }

    /// The serialised value as text: nothing is lost.
    pub fn to_tagged_text(&self) -> String {
        serde_json::to_string(self).expect("every key is text")
    }
}

/// Compact JSON in which numbers stand as JavaScript writes them: `1e+21`, `0.000001`.
struct JavaScriptNumbers;

impl Formatter for JavaScriptNumbers {
    fn write_f64<W: io::Write + ?Sized>(&mut self, writer: &mut W, number: f64) -> io::Result<()> {
        writer.write_all(ryu_js::Buffer::new().format(number).as_bytes())
    }
}
