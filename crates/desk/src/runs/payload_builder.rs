//! Building the payloads and context maps that flows read.

use flow::{Map, Millis, Value};

/// Builds a map entry by entry. A value that is not known is undefined and still has its entry.
pub(crate) struct PayloadBuilder(Map<Value>);

impl PayloadBuilder {
    pub(crate) fn new() -> PayloadBuilder {
        PayloadBuilder(Map::with_capacity(30))
    }

    pub(crate) fn value(&mut self, key: &'static str, value: Value) {
        self.0.insert(key.into(), value);
    }

    pub(crate) fn text(&mut self, key: &'static str, text: &str) {
        self.value(key, Value::text(text));
    }

    pub(crate) fn optional(&mut self, key: &'static str, text: Option<&str>) {
        self.value(key, Value::optional(text));
    }

    pub(crate) fn flag(&mut self, key: &'static str, flag: bool) {
        self.value(key, Value::Bool(flag));
    }

    pub(crate) fn number(&mut self, key: &'static str, number: Option<u64>) {
        self.value(key, number.map_or(Value::Undefined, |number| Value::Number(number as f64)));
    }

    pub(crate) fn date(&mut self, key: &'static str, at: Option<Millis>) {
        self.value(key, at.map_or(Value::Undefined, |at| Value::Date(at as f64)));
    }

    pub(crate) fn done(self) -> Value {
        self.0.into()
    }
}
