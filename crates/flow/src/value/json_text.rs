//! Values as JSON text, without a library: the page reads and writes a few documents, and flows have a reader already.

use super::json::{DATE, SPECIAL, WRAPPED, is_whole, looks_like_tag, untag};
use super::{Value, date, number};
use crate::document::{escape, read};

/// How to write what JSON lacks.
#[derive(Clone, Copy, PartialEq)]
enum Form {
    /// As `JSON.stringify` does it: it is lost.
    Plain,
    /// With tags, so that it can be read back.
    Tagged,
}

impl Value {
    /// Reads plain JSON text; nothing when it is none. No tags are read: every map is data.
    pub fn from_json_text(text: &str) -> Option<Value> {
        read(text, Value::from).ok().map(|read| read.tree)
    }

    /// [`Value::to_json`] as text.
    pub fn to_json_text(&self) -> String {
        let mut out = String::new();
        self.write(&mut out, Form::Plain);
        out
    }

    /// Reads what [`Value::to_tagged_text`] or serde wrote.
    pub fn from_tagged_text(text: &str) -> Option<Value> {
        read(text, untag).ok().map(|read| read.tree)
    }

    /// The serialised value as text: nothing is lost.
    pub fn to_tagged_text(&self) -> String {
        let mut out = String::new();
        self.write(&mut out, Form::Tagged);
        out
    }

    fn write(&self, out: &mut String, form: Form) {
        let tagged = form == Form::Tagged;
        match self {
            Value::Undefined if tagged => tag(out, "undefined"),
            Value::Number(number) if tagged && number.is_nan() => tag(out, "nan"),
            Value::Number(number) if tagged && *number == f64::INFINITY => tag(out, "infinity"),
            Value::Number(number) if tagged && *number == f64::NEG_INFINITY => tag(out, "-infinity"),
            Value::Number(number) if !number.is_finite() => out.push_str("null"),
            // JavaScript's own text has no sign here.
            Value::Number(number) if *number == 0.0 && !is_whole(*number) => out.push_str("-0.0"),
            Value::Number(number) => out.push_str(&number::to_text(*number)),
            Value::Undefined | Value::Null => out.push_str("null"),
            Value::Bool(flag) => out.push_str(if *flag { "true" } else { "false" }),
            Value::Text(text) => quote(out, text),
            Value::Date(ms) if tagged => {
                let ms = if ms.is_finite() { Value::Number(*ms) } else { Value::Null };
                entry(out, DATE, &ms, form);
            }
            Value::Date(ms) => match date::to_iso(*ms) {
                Some(text) => quote(out, &text),
                None => out.push_str("null"),
            },
            Value::List(list) => items(out, list, form),
            Value::Map(map) if tagged && looks_like_tag(map) => {
                let mut pairs = Vec::with_capacity(map.len());
                for (key, value) in map.iter() {
                    pairs.push(Value::List(vec![Value::Text(key.clone()), value.clone()]));
                }
                entry(out, WRAPPED, &Value::List(pairs), form);
            }
            Value::Map(map) => {
                out.push('{');
                let mut separator = "";
                for (key, value) in map.iter() {
                    if tagged || !value.is_undefined() {
                        out.push_str(separator);
                        separator = ",";
                        quote(out, key);
                        out.push(':');
                        value.write(out, form);
                    }
                }
                out.push('}');
            }
        }
    }
}

fn tag(out: &mut String, word: &'static str) {
    entry(out, SPECIAL, &Value::from(word), Form::Plain);
}

fn items(out: &mut String, items: &[Value], form: Form) {
    out.push('[');
    for (at, item) in items.iter().enumerate() {
        out.push_str(if at == 0 { "" } else { "," });
        item.write(out, form);
    }
    out.push(']');
}

/// A map of one entry.
fn entry(out: &mut String, key: &str, value: &Value, form: Form) {
    out.push('{');
    quote(out, key);
    out.push(':');
    value.write(out, form);
    out.push('}');
}

/// Writes a text as JSON, quotes included.
pub fn quote(out: &mut String, text: &str) {
    out.push('"');
    out.push_str(&escape(text));
    out.push('"');
}
