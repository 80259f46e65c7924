//! JSON as its author wrote it: key order, doubled keys, number and text spelling, the blanks between, and where everything
//! stands. What is read is written to the byte, and what is changed in it changes nothing else.
//!
//! A general JSON reader gives up some of these, and stops at lone surrogates; a flow file must lose nothing.

mod read;

use crate::value::number;
use crate::{Text, Value};

pub(crate) use read::read;

/// One piece of JSON, where it begins, and the blanks around it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Node {
    pub(crate) data: Data,
    /// Byte offset in the file.
    pub(crate) at: usize,
    pub(crate) blanks: Blanks,
    /// Blanks in a list or map that has nothing in it.
    pub(super) inside: String,
}

/// The blanks around a value or a key, up to the commas, colons and brackets that follow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Blanks {
    pub(crate) before: String,
    pub(crate) after: String,
}

/// What a piece of JSON is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Data {
    Null,
    Bool(bool),
    /// As spelled: `1e2` stays `1e2`.
    Number(String),
    Text(Spelled),
    List(Vec<Node>),
    /// In order, doubled keys included; the last of them counts.
    Map(Vec<(Key, Node)>),
}

/// The key of an entry, and the blanks around it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Key {
    pub(crate) text: Spelled,
    pub(crate) blanks: Blanks,
}

/// A text and, where it is not how we would write it, its spelling between the quotes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Spelled {
    pub(crate) value: Text,
    spelling: Option<String>,
}

impl From<&str> for Spelled {
    fn from(value: &str) -> Spelled {
        Spelled { value: Text::new(value), spelling: None }
    }
}

impl Spelled {
    /// Has another text in place of the first of its kind. Where it is spelled so that it cannot be found, we spell it.
    #[cfg(feature = "check")]
    pub(crate) fn replace(&mut self, from: &str, to: &str) {
        self.value = self.value.replacen(from, to, 1).into();
        self.spelling = self.spelling.take().filter(|spelling| spelling.contains(from));
        self.spelling = self.spelling.take().map(|spelling| spelling.replacen(from, to, 1));
    }
}

impl Node {
    /// The entry of a map; of doubled keys the last.
    pub(crate) fn get(&self, key: &str) -> Option<&Node> {
        match &self.data {
            Data::Map(entries) => {
                entries.iter().rev().find(|(name, _)| name.text.value == key).map(|(_, node)| node)
            }
            _ => None,
        }
    }

    /// The same, to be changed.
    #[cfg(feature = "check")]
    pub(crate) fn get_mut(&mut self, key: &str) -> Option<&mut Node> {
        match &mut self.data {
            Data::Map(entries) => {
                entries.iter_mut().rev().find(|(name, _)| name.text.value == key).map(|(_, node)| node)
            }
            _ => None,
        }
    }

    /// Sets an entry of a map. One that is new stands before the entry `before`, or last, spaced as its neighbor.
    #[cfg(feature = "check")]
    pub(crate) fn set(&mut self, key: &str, data: Data, before: &str) {
        if let Some(node) = self.get_mut(key) {
            node.data = data;
            node.inside = String::new();
            return;
        }
        let Data::Map(entries) = &mut self.data else { return };
        let mut node = Node::new(data, "", self.at);
        let mut blanks = Blanks::default();
        let at = entries.iter().rposition(|(name, _)| name.text.value == before);
        if let Some((next, value)) = at.and_then(|at| entries.get_mut(at)) {
            blanks.clone_from(&next.blanks);
            node.blanks.before.clone_from(&value.blanks.before);
            // `{"actions":` is spaced as `{"name":"x","actions":`, `{"actions": ` as `{"name": "x", "actions": `.
            if next.blanks.before.is_empty() && !value.blanks.before.is_empty() {
                next.blanks.before = " ".to_owned();
            }
        } else if let Some((last, value)) = entries.last_mut() {
            blanks.clone_from(&last.blanks);
            node.blanks.before.clone_from(&value.blanks.before);
            node.blanks.after = std::mem::take(&mut value.blanks.after);
        }
        entries.insert(at.unwrap_or(entries.len()), (Key { text: key.into(), blanks }, node));
    }

    /// Takes entries out of a map. The blanks that stood before the first and behind the last that is left stay.
    #[cfg(feature = "check")]
    pub(crate) fn remove(&mut self, gone: &[usize]) {
        let Data::Map(entries) = &mut self.data else { return };
        let kept = |at: &usize| !gone.contains(at);
        let Some(last_kept) = (0..entries.len()).rev().find(kept) else {
            if let (Some((first, _)), Some((_, last))) = (entries.first(), entries.last()) {
                self.inside = format!("{}{}", first.blanks.before, last.blanks.after);
            }
            entries.clear();
            return;
        };
        for at in gone.iter().rev() {
            let (key, node) = entries.remove(*at);
            // What came next moves up to where it stood; the last kept one ends where it ended.
            if *at < last_kept {
                entries[*at].0.blanks.before = key.blanks.before;
            } else if *at == entries.len() {
                entries[*at - 1].1.blanks.after = node.blanks.after;
            }
        }
    }

    /// The same with nothing in it, the blanks around it as they are.
    #[cfg(feature = "check")]
    pub(crate) fn without_data(&self) -> Node {
        Node { data: Data::Null, at: self.at, blanks: self.blanks.clone(), inside: String::new() }
    }

    /// Whether this is a list.
    pub(crate) fn is_list(&self) -> bool {
        matches!(self.data, Data::List(_))
    }

    /// The text, when this is text.
    pub(crate) fn as_text(&self) -> Option<&Text> {
        match &self.data {
            Data::Text(text) => Some(&text.value),
            _ => None,
        }
    }

    /// The same as a value to compute with.
    pub(crate) fn to_value(&self) -> Value {
        match &self.data {
            Data::Null => Value::Null,
            Data::Bool(flag) => Value::Bool(*flag),
            Data::Number(spelling) => Value::Number(number::from_text(spelling)),
            Data::Text(text) => Value::Text(text.value.clone()),
            Data::List(items) => Value::List(items.iter().map(Node::to_value).collect()),
            Data::Map(entries) => {
                Value::map(entries.iter().map(|(key, node)| (key.text.value.clone(), node.to_value())))
            }
        }
    }

    /// The text it was read from, with what has been changed since.
    pub(crate) fn write(&self, out: &mut String) {
        out.push_str(&self.blanks.before);
        match &self.data {
            Data::Null => out.push_str("null"),
            Data::Bool(flag) => out.push_str(if *flag { "true" } else { "false" }),
            Data::Number(spelling) => out.push_str(spelling),
            Data::Text(text) => text.write(out),
            Data::List(items) => {
                out.push('[');
                out.push_str(&self.inside);
                for (position, item) in items.iter().enumerate() {
                    out.push_str(if position == 0 { "" } else { "," });
                    item.write(out);
                }
                out.push(']');
            }
            Data::Map(entries) => {
                out.push('{');
                out.push_str(&self.inside);
                for (position, (key, node)) in entries.iter().enumerate() {
                    out.push_str(if position == 0 { "" } else { "," });
                    key.write(out);
                    out.push(':');
                    node.write(out);
                }
                out.push('}');
            }
        }
        out.push_str(&self.blanks.after);
    }
}

impl Key {
    fn write(&self, out: &mut String) {
        out.push_str(&self.blanks.before);
        self.text.write(out);
        out.push_str(&self.blanks.after);
    }
}

impl Spelled {
    fn write(&self, out: &mut String) {
        out.push('"');
        match &self.spelling {
            Some(spelling) => out.push_str(spelling),
            None => out.push_str(&escape(&self.value)),
        }
        out.push('"');
    }
}

impl Blanks {
    fn new(before: &str, after: &str) -> Blanks {
        Blanks { before: before.to_owned(), after: after.to_owned() }
    }
}

impl Node {
    pub(super) fn new(data: Data, inside: &str, at: usize) -> Node {
        Node { data, at, blanks: Blanks::default(), inside: inside.to_owned() }
    }
}

impl Spelled {
    fn new(value: Text, spelling: &str) -> Spelled {
        let spelling = (escape(&value) != spelling).then(|| spelling.to_owned());
        Spelled { value, spelling }
    }
}

/// How we spell a text, without the quotes.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c < ' ' => {
                out.push_str(if c < '\x10' { "\\u000" } else { "\\u001" });
                out.extend(char::from_digit(u32::from(c) & 15, 16));
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests;
