//! Reading an object member by member: what is known is taken, what is left over is kept.

use crate::data::{Data, Members, is_whole};
use crate::texts::Texts;
use crate::timestamp::Timestamp;

/// The members of one object of the library's data, emptied as they are read.
///
/// `null`, `undefined` and absence are the same thing here (the worker omits null structures and keeps
/// null scalars). A member of an unexpected type is not lost: it stays for [`Fields::rest`].
#[derive(Debug, Default)]
pub(crate) struct Fields(Members);

impl Fields {
    /// The members of `value`; none if it is no object.
    pub(crate) fn of(value: Data) -> Self {
        match value {
            Data::Object(members) => Self(members),
            _ => Self::default(),
        }
    }

    fn take<T>(&mut self, name: &str, read: impl FnOnce(&Data) -> Option<T>) -> Option<T> {
        let read = read(self.0.get(name)?)?;
        self.0.take(name);
        Some(read)
    }

    /// A string; a whole number is written out, because ids and durations have been seen as both.
    pub(crate) fn text(&mut self, name: &str) -> Option<String> {
        self.take(name, |value| match value {
            Data::Text(text) => Some(text.clone()),
            Data::Number(number) if is_whole(*number) => Some((*number as i64).to_string()),
            _ => None,
        })
    }

    /// `true` or `false`.
    pub(crate) fn flag(&mut self, name: &str) -> Option<bool> {
        self.take(name, |value| match value {
            Data::Flag(flag) => Some(*flag),
            _ => None,
        })
    }

    /// A whole number, also when spelled as a string (`contactDuration` is).
    pub(crate) fn whole(&mut self, name: &str) -> Option<i64> {
        self.take(name, |value| match value {
            // Parsed as a whole number: the tables for reading fractions weigh 10 KB.
            Data::Text(text) => text.split('.').next()?.parse().ok(),
            other => other.as_number().map(|number| number as i64),
        })
    }

    /// A date.
    pub(crate) fn time(&mut self, name: &str) -> Option<Timestamp> {
        self.take(name, Timestamp::read)
    }

    /// A nested object.
    pub(crate) fn object(&mut self, name: &str) -> Option<Fields> {
        match self.0.get(name)? {
            Data::Object(_) => self.0.take(name).map(Fields::of),
            _ => None,
        }
    }

    /// A list; empty when there is none.
    pub(crate) fn list(&mut self, name: &str) -> Vec<Data> {
        match self.0.get(name) {
            Some(Data::List(_)) => match self.0.take(name) {
                Some(Data::List(items)) => items,
                _ => Vec::new(),
            },
            _ => Vec::new(),
        }
    }

    /// A list of strings; empty when there is none.
    pub(crate) fn texts(&mut self, name: &str) -> Vec<String> {
        let items = self.list(name);
        items.into_iter().filter_map(|item| item.as_text().map(String::from)).collect()
    }

    /// A map whose values are objects that carry their text in `member`
    /// (`attributes`: `value`; `segmentAttributes`: `ValueString`).
    pub(crate) fn map_of_texts(&mut self, name: &str, member: &str) -> Texts {
        let Some(Fields(Members(entries))) = self.object(name) else { return Texts::default() };
        let mut texts = Vec::new();
        let mut others = Vec::new();
        for (key, value) in entries {
            match value.get(member).and_then(Data::as_text) {
                Some(text) => texts.push((key, text.to_owned())),
                None => others.push((key, value)),
            }
        }
        if !others.is_empty() {
            self.0.insert(name, Members(others));
        }
        Texts(texts)
    }

    /// What nobody asked for, nulls left out.
    pub(crate) fn rest(mut self) -> Members {
        self.0.0.retain(|(_, value)| *value != Data::Null);
        self.0
    }
}
