//! Reading the library's data, which are JSON: what is missing, null or of another kind is `None`.

use serde_json::Value;

use crate::timestamp::Timestamp;

/// What is read when there is nothing.
static NOTHING: Value = Value::Null;

/// Tolerant reading of plain data. Dates are `{"$date": epoch milliseconds}`.
pub(crate) trait Read {
    /// A member; null when there is none. `null`, `undefined` and absence are the same thing: the worker omits null
    /// structures and keeps null scalars.
    fn member(&self, name: &str) -> &Value;
    /// A member that is an object.
    fn object(&self, name: &str) -> Option<&Value>;
    /// The items of a list; none of anything else.
    fn items(&self) -> &[Value];
    /// A string; a whole number is written out, because ids and durations have been seen as both.
    fn text(&self, name: &str) -> Option<String>;
    /// Whether a member is `true`.
    fn flag(&self, name: &str) -> bool;
    /// A whole number, also when spelled as a string (`contactDuration` is).
    fn whole(&self, name: &str) -> Option<i64>;
    /// A date.
    fn time(&self, name: &str) -> Option<Timestamp>;
    /// The strings of a list.
    fn texts(&self, name: &str) -> Vec<String>;
}

impl Read for Value {
    fn member(&self, name: &str) -> &Value {
        self.get(name).unwrap_or(&NOTHING)
    }

    fn object(&self, name: &str) -> Option<&Value> {
        self.get(name).filter(|member| member.is_object())
    }

    fn items(&self) -> &[Value] {
        self.as_array().map_or(&[], Vec::as_slice)
    }

    fn text(&self, name: &str) -> Option<String> {
        match self.member(name) {
            Value::String(text) => Some(text.clone()),
            number => whole(number).map(|whole| whole.to_string()),
        }
    }

    fn flag(&self, name: &str) -> bool {
        self.member(name) == &Value::Bool(true)
    }

    fn whole(&self, name: &str) -> Option<i64> {
        match self.member(name) {
            Value::String(text) => {
                text.parse::<f64>().ok().filter(|number| number.is_finite()).map(|number| number as i64)
            }
            other => other.as_f64().map(|number| number as i64),
        }
    }

    fn time(&self, name: &str) -> Option<Timestamp> {
        Timestamp::read(self.member(name))
    }

    fn texts(&self, name: &str) -> Vec<String> {
        self.member(name).items().iter().filter_map(Value::as_str).map(str::to_owned).collect()
    }
}

/// A number that is whole and small enough to be exact.
fn whole(value: &Value) -> Option<i64> {
    value.as_f64().filter(|number| is_whole(*number)).map(|number| number as i64)
}

/// Whole and small enough to be exact.
pub(crate) fn is_whole(number: f64) -> bool {
    number % 1.0 == 0.0 && number.abs() <= 9_007_199_254_740_992.0
}
