//! What a flow reads of something, as a map made entry by entry.

use flow::{Map, Millis, Value};

/// A map under way. What is not known is undefined, and has its entry all the same.
pub(crate) struct Facts(Map<Value>);

impl Facts {
    pub(crate) fn new() -> Facts {
        Facts(Map::with_capacity(30))
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
