//! The values a flow works on: JSON, and what JavaScript has beyond it.

mod cast;
mod date;
mod json;
mod json_text;
mod map;
pub(crate) mod number;
mod text;

use std::sync::Arc;

pub use map::Map;
pub use text::Text;

/// What a value counts for, in bytes, beside the text in it: the same natively and in a page.
const EACH: usize = 24;

/// How deep lists and maps may lie in one another where blocks take them in or leave them behind. What is kept must be readable
/// again, each level may be three in a recording (`$map`), and readers stop at 128.
pub(crate) const DEEPEST: u32 = 40;

/// One value. Semantics of truth, casts and text are JavaScript's (`reference/cti-flows.md` §1.6).
///
/// Serialised, a value is plain JSON where JSON can carry it. What JSON lacks is a map with one tag key:
/// `{"$value":"undefined"}` (also `nan`, `infinity`, `-infinity`) and `{"$date": <epoch milliseconds>}`. A map
/// of data that could be mistaken for a tag is wrapped: `{"$map": [[key, value]]}`.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value {
    /// Nothing was found. Omitted from maps that go to a host.
    #[default]
    Undefined,
    /// An explicit nothing.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A double, NaN and infinities included.
    Number(f64),
    /// Text.
    Text(Text),
    /// A point in time, milliseconds since the Unix epoch.
    Date(f64),
    /// A list.
    List(Vec<Value>),
    /// A map in insertion order. To clone it copies nothing.
    Map(Arc<Map<Value>>),
}

impl Value {
    /// What a missing thing is, to be borrowed.
    pub const UNDEFINED: &'static Value = &Value::Undefined;

    /// A map of these entries, in this order.
    pub fn map<K: Into<Text>, V: Into<Value>>(entries: impl IntoIterator<Item = (K, V)>) -> Value {
        let entries = entries.into_iter().map(|(key, value)| (key.into(), value.into()));
        entries.collect::<Map<Value>>().into()
    }

    /// Copies of these texts as a list.
    pub fn texts(texts: &[String]) -> Value {
        Value::List(texts.iter().map(|text| Value::text(text)).collect())
    }

    /// A copy of this text as a value; nothing is undefined.
    pub fn optional(text: Option<&str>) -> Value {
        text.map_or(Value::Undefined, Value::text)
    }

    /// A copy of this text as a value.
    pub fn text(text: &str) -> Value {
        Value::Text(Text::new(text))
    }

    /// The entry of a map under exactly this key; undefined where there is none or this is no map.
    pub fn get(&self, key: &str) -> &Value {
        match self {
            Value::Map(entries) => entries.get(key).unwrap_or(Value::UNDEFINED),
            _ => Value::UNDEFINED,
        }
    }

    /// The text, when this is text.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The boolean, when this is one.
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Value::Bool(flag) => Some(*flag),
            _ => None,
        }
    }

    /// The number, when this is one.
    pub fn as_number(&self) -> Option<f64> {
        match self {
            Value::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// The map, when this is one.
    pub fn as_map(&self) -> Option<&Map<Value>> {
        match self {
            Value::Map(entries) => Some(entries),
            _ => None,
        }
    }

    /// The list, when this is one.
    pub fn as_list(&self) -> Option<&[Value]> {
        match self {
            Value::List(items) => Some(items),
            _ => None,
        }
    }

    /// What is left of `bytes` after this has taken its share; nothing when it takes more, or lies deeper than
    /// [`DEEPEST`].
    pub(crate) fn take_from(&self, bytes: usize) -> Option<usize> {
        self.take_from_below(DEEPEST, bytes)
    }

    fn take_from_below(&self, depth: u32, bytes: usize) -> Option<usize> {
        let mut rest = bytes.checked_sub(EACH)?;
        match self {
            Value::Text(text) => return rest.checked_sub(text.len()),
            Value::List(items) => {
                let depth = depth.checked_sub(1)?;
                for item in items {
                    rest = item.take_from_below(depth, rest)?;
                }
            }
            Value::Map(entries) => {
                let depth = depth.checked_sub(1)?;
                for (key, value) in entries.iter() {
                    rest = value.take_from_below(depth, rest.checked_sub(key.len())?)?;
                }
            }
            _ => {}
        }
        Some(rest)
    }

    /// Whether this is undefined.
    pub fn is_undefined(&self) -> bool {
        matches!(self, Value::Undefined)
    }

    /// Whether this is undefined or null.
    pub fn is_nullish(&self) -> bool {
        matches!(self, Value::Undefined | Value::Null)
    }

    /// Whether this is undefined, null, or text of blanks only: what blocks call "empty".
    pub fn is_blank(&self) -> bool {
        match self {
            Value::Undefined | Value::Null => true,
            Value::Text(text) => text.trim().is_empty(),
            _ => false,
        }
    }
}

impl From<&'static str> for Value {
    fn from(text: &'static str) -> Value {
        Value::Text(text.into())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Value {
        Value::Text(text.into())
    }
}

impl From<Text> for Value {
    fn from(text: Text) -> Value {
        Value::Text(text)
    }
}

impl From<bool> for Value {
    fn from(flag: bool) -> Value {
        Value::Bool(flag)
    }
}

impl From<f64> for Value {
    fn from(number: f64) -> Value {
        Value::Number(number)
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Value {
        Value::Number(f64::from(number))
    }
}

impl From<Vec<Value>> for Value {
    fn from(items: Vec<Value>) -> Value {
        Value::List(items)
    }
}

impl From<Map<Value>> for Value {
    fn from(entries: Map<Value>) -> Value {
        Value::Map(Arc::new(entries))
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    /// Nothing becomes undefined.
    fn from(option: Option<T>) -> Value {
        option.map_or(Value::Undefined, Into::into)
    }
}
