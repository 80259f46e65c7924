//! Named texts, such as contact attributes.

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use serde_json::Value;

/// A short list of names with a text each, in the library's order.
///
/// ```
/// # let contact = streams::ContactSnapshot::from_json(serde_json::json!({
/// #     "attributes": { "tier": { "name": "tier", "value": "gold" } } }));
/// assert_eq!(contact.attributes().get("tier"), Some("gold"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Texts(pub Vec<(String, String)>);

impl Texts {
    /// Of a map whose values are objects that carry their text in `member` (`attributes`: `value`;
    /// `segmentAttributes`: `ValueString`).
    pub(crate) fn read(map: &Value, member: &str) -> Texts {
        let entries = map.as_object().into_iter().flatten();
        let text = |value: &Value| value.get(member).and_then(Value::as_str).map(str::to_owned);
        Texts(entries.filter_map(|(name, value)| Some((name.clone(), text(value)?))).collect())
    }

    /// The text of a name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.iter().find(|(known, _)| *known == name).map(|(_, text)| text)
    }

    /// All names and texts.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, text)| (name.as_str(), text.as_str()))
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for Texts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, text) in self.iter() {
            map.serialize_entry(name, text)?;
        }
        map.end()
    }
}
