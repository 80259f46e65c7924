//! Reading an object member by member: what is known is taken, what is left over is kept.

use serde_json::{Map, Value};

use crate::texts::Texts;
use crate::timestamp::Timestamp;

/// The members of one object of the library's data, emptied as they are read.
///
/// `null`, `undefined` and absence are the same thing here (the worker omits null structures and keeps
/// null scalars). A member of an unexpected type is not lost: it stays for [`Fields::rest`].
#[derive(Debug, Default)]
pub(crate) struct Fields(Map<String, Value>);

impl Fields {
    /// The members of `value`; none if it is no object.
    pub(crate) fn of(value: Value) -> Self {
        match value {
            Value::Object(members) => Self(members),
            _ => Self::default(),
        }
    }

    fn take<T>(&mut self, name: &str, read: impl FnOnce(&Value) -> Option<T>) -> Option<T> {
        let read = read(self.0.get(name)?)?;
        self.0.remove(name);
        Some(read)
    }

    /// A string; a number is written out, because ids and durations have been seen as both.
    pub(crate) fn text(&mut self, name: &str) -> Option<String> {
        self.take(name, |value| match value {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        })
    }

    /// `true` or `false`.
    pub(crate) fn flag(&mut self, name: &str) -> Option<bool> {
        self.take(name, Value::as_bool)
    }

    /// A whole number, also when spelled as a string (`contactDuration` is).
    pub(crate) fn whole(&mut self, name: &str) -> Option<i64> {
        self.take(name, |value| match value {
            // Parsed as a whole number: the tables for reading fractions weigh 10 KB.
            Value::String(text) => text.split('.').next()?.parse().ok(),
            other => other.as_f64().map(|number| number as i64),
        })
    }

    /// A date.
    pub(crate) fn time(&mut self, name: &str) -> Option<Timestamp> {
        self.take(name, Timestamp::read)
    }

    /// A nested object.
    pub(crate) fn object(&mut self, name: &str) -> Option<Fields> {
        match self.0.get(name)? {
            Value::Object(_) => self.0.remove(name).map(Fields::of),
            _ => None,
        }
    }

    /// A list; empty when there is none.
    pub(crate) fn list(&mut self, name: &str) -> Vec<Value> {
        match self.0.get_mut(name) {
            Some(Value::Array(items)) => {
                let items = std::mem::take(items);
                self.0.remove(name);
                items
            }
            _ => Vec::new(),
        }
    }

    /// A list of strings; empty when there is none.
    pub(crate) fn texts(&mut self, name: &str) -> Vec<String> {
        let items = self.list(name);
        items.into_iter().filter_map(|item| item.as_str().map(String::from)).collect()
    }

    /// A map whose values are objects that carry their text in `member`
    /// (`attributes`: `value`; `segmentAttributes`: `ValueString`).
    pub(crate) fn map_of_texts(&mut self, name: &str, member: &str) -> Texts {
        let Some(Fields(entries)) = self.object(name) else { return Texts::default() };
        let mut texts = Vec::new();
        let mut others = Map::new();
        for (key, value) in entries {
            match value.get(member).and_then(Value::as_str) {
                Some(text) => texts.push((key, text.to_owned())),
                None => {
                    others.insert(key, value);
                }
            }
        }
        if !others.is_empty() {
            self.0.insert(name.to_owned(), Value::Object(others));
        }
        Texts(texts)
    }

    /// What nobody asked for, nulls left out.
    pub(crate) fn rest(self) -> Map<String, Value> {
        self.0.into_iter().filter(|(_, value)| !value.is_null()).collect()
    }
}
