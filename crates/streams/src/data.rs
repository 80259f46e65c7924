//! Plain data of the library, copied out of JavaScript once; what the snapshots read when they are asked.
//!
//! A type of our own rather than a library's: the page pays for it with a few hundred bytes.

use serde::ser::{Serialize, Serializer};

use crate::error::digits;
use crate::timestamp::Timestamp;

/// Plain data: JSON. Dates are `{"$date": epoch milliseconds}`.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Data {
    /// Nothing.
    #[default]
    Null,
    /// `true` or `false`.
    Flag(bool),
    /// A number.
    Number(f64),
    /// Text.
    Text(String),
    /// A list.
    List(Vec<Data>),
    /// An object.
    Object(Members),
}

/// The members of an object, in its order; two are equal in any order.
#[derive(Debug, Clone, Default)]
pub struct Members(pub(crate) Vec<(String, Data)>);

impl PartialEq for Members {
    fn eq(&self, other: &Members) -> bool {
        self.0.len() == other.0.len() && self.0.iter().all(|(name, data)| other.get(name) == Some(data))
    }
}

impl Members {
    /// The member of this name.
    pub fn get(&self, name: &str) -> Option<&Data> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, data)| data)
    }

    pub(crate) fn get_mut(&mut self, name: &str) -> Option<&mut Data> {
        self.0.iter_mut().find(|(known, _)| known == name).map(|(_, data)| data)
    }

    /// Whether there is a member of this name.
    pub fn contains(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// Sets a member; one of the same name is replaced where it stands.
    pub fn insert(&mut self, name: impl Into<String>, data: impl Into<Data>) {
        self.set(name.into(), data.into());
    }

    fn set(&mut self, name: String, data: Data) {
        match self.0.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) => *known = data,
            None => self.0.push((name, data)),
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All names and data.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Data)> {
        self.0.iter().map(|(name, data)| (name.as_str(), data))
    }
}

impl Data {
    /// The member of an object.
    pub fn get(&self, name: &str) -> Option<&Data> {
        match self {
            Data::Object(members) => members.get(name),
            _ => None,
        }
    }

    /// The text, when this is text.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Data::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The number, when this is one.
    pub fn as_number(&self) -> Option<f64> {
        match self {
            Data::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// The items of a list; none of anything else.
    pub fn items(&self) -> &[Data] {
        match self {
            Data::List(items) => items,
            _ => &[],
        }
    }

    /// A member; null when there is none. `null`, `undefined` and absence are the same thing: the worker omits null
    /// structures and keeps null scalars.
    pub(crate) fn member(&self, name: &str) -> &Data {
        self.get(name).unwrap_or(&Data::Null)
    }

    /// A member that is an object.
    pub(crate) fn object(&self, name: &str) -> Option<&Data> {
        self.get(name).filter(|member| matches!(member, Data::Object(_)))
    }

    /// A string; a whole number is written out, because ids and durations have been seen as both.
    pub(crate) fn text(&self, name: &str) -> Option<String> {
        match self.member(name) {
            Data::Text(text) => Some(text.clone()),
            Data::Number(number) if is_whole(*number) => Some(digits(*number as i64)),
            _ => None,
        }
    }

    /// Whether a member is `true`.
    pub(crate) fn flag(&self, name: &str) -> bool {
        matches!(self.member(name), Data::Flag(true))
    }

    /// A whole number, also when spelled as a string (`contactDuration` is).
    pub(crate) fn whole(&self, name: &str) -> Option<i64> {
        match self.member(name) {
            // Parsed as a whole number: the tables for reading fractions weigh 10 KB.
            Data::Text(text) => {
                let whole = text.bytes().position(|byte| byte == b'.').unwrap_or(text.len());
                text[..whole].parse().ok()
            }
            other => other.as_number().map(|number| number as i64),
        }
    }

    /// A date.
    pub(crate) fn time(&self, name: &str) -> Option<Timestamp> {
        Timestamp::read(self.member(name))
    }

    /// The strings of a list.
    pub(crate) fn texts(&self, name: &str) -> Vec<String> {
        let mut texts = Vec::new();
        for item in self.member(name).items() {
            if let Data::Text(text) = item {
                texts.push(text.clone());
            }
        }
        texts
    }
}

impl From<&str> for Data {
    fn from(text: &str) -> Data {
        Data::Text(text.to_owned())
    }
}

impl From<bool> for Data {
    fn from(flag: bool) -> Data {
        Data::Flag(flag)
    }
}

impl From<u32> for Data {
    fn from(number: u32) -> Data {
        Data::Number(number.into())
    }
}

impl From<Members> for Data {
    fn from(members: Members) -> Data {
        Data::Object(members)
    }
}

impl From<serde_json::Value> for Data {
    fn from(value: serde_json::Value) -> Data {
        use serde_json::Value;
        match value {
            Value::Null => Data::Null,
            Value::Bool(flag) => Data::Flag(flag),
            Value::Number(number) => Data::Number(number.as_f64().unwrap_or(f64::NAN)),
            Value::String(text) => Data::Text(text),
            Value::Array(items) => Data::List(items.into_iter().map(Data::from).collect()),
            Value::Object(members) => {
                Data::Object(Members(members.into_iter().map(|(name, value)| (name, value.into())).collect()))
            }
        }
    }
}

impl From<Data> for serde_json::Value {
    fn from(data: Data) -> serde_json::Value {
        use serde_json::Value;
        match data {
            Data::Null => Value::Null,
            Data::Flag(flag) => flag.into(),
            Data::Number(number) if is_whole(number) => (number as i64).into(),
            Data::Number(number) => number.into(),
            Data::Text(text) => text.into(),
            Data::List(items) => items.into_iter().map(Value::from).collect(),
            Data::Object(members) => members.into(),
        }
    }
}

impl From<Members> for serde_json::Value {
    fn from(Members(members): Members) -> serde_json::Value {
        let members = members.into_iter().map(|(name, data)| (name, serde_json::Value::from(data)));
        members.collect::<serde_json::Map<_, _>>().into()
    }
}

/// Whole and small enough to be exact.
pub(crate) fn is_whole(number: f64) -> bool {
    number % 1.0 == 0.0 && number.abs() <= 9_007_199_254_740_992.0
}

impl Serialize for Data {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Data::Null => serializer.serialize_unit(),
            Data::Flag(flag) => serializer.serialize_bool(*flag),
            Data::Number(number) if is_whole(*number) => serializer.serialize_i64(*number as i64),
            Data::Number(number) => serializer.serialize_f64(*number),
            Data::Text(text) => serializer.serialize_str(text),
            Data::List(items) => serializer.collect_seq(items),
            Data::Object(members) => members.serialize(serializer),
        }
    }
}

impl Serialize for Members {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}
