//! Counters: named numbers that flows count with (`reference/cti-flows.md` §4.7, Update Counter and Get Counter).
//!
//! They stand in the property store, under keys that Set Property cannot write: so they last as long as the store and are
//! shared as it is. How many tabs are open the page knows, which is asked each time.

use flow::{Answer, Failure, FailureKind, Reply, Value, joined};

use crate::Properties;

/// Where counters of flows stand among the properties.
const PREFIX: &str = "ac:counter:";

impl Properties {
    /// The value of a counter; undefined when nobody has counted yet.
    pub fn counter(&self, name: &str) -> Reply {
        Ok(Answer::Value { value: self.0.get(&key(name)).cloned().unwrap_or_default() })
    }

    /// Adds to a counter and says what it stands at then. A counter that nobody has changed stands at 0.
    ///
    /// # Errors
    /// It would no longer be a number that can be counted with.
    pub fn add_to_counter(&mut self, name: &str, by: f64) -> Reply {
        let before = self.0.get(&key(name)).and_then(Value::as_number);
        self.set_counter(name, before.unwrap_or(0.0) + by)
    }

    /// Sets a counter and says what it stands at then.
    ///
    /// # Errors
    /// It would no longer be a number that can be counted with.
    pub fn set_counter(&mut self, name: &str, value: f64) -> Reply {
        if !value.is_finite() {
            let message = joined(&["the counter ", name, " can only be a number"]);
            return Err(Failure::new(FailureKind::Refused, message));
        }
        let value = Value::Number(value);
        self.0.insert(key(name), value.clone());
        Ok(Answer::Value { value })
    }
}

fn key(name: &str) -> String {
    joined(&[PREFIX, name])
}

/// Whether a property is a counter of flows.
pub(crate) fn is_counter(key: &str) -> bool {
    key.starts_with(PREFIX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stands(store: &Properties, name: &str) -> Option<f64> {
        match store.counter(name) {
            Ok(Answer::Value { value }) => value.as_number(),
            other => panic!("{other:?}"),
        }
    }

    /// A change of the counter `calls`.
    type Change = fn(&mut Properties) -> Reply;

    #[track_caller]
    fn check(changes: &[Change], expected: Result<f64, &str>) {
        let mut store = Properties::default();
        let last = changes.iter().map(|change| change(&mut store)).last().expect("a change");
        match (last, expected) {
            (Ok(answer), Ok(expected)) => {
                assert_eq!(answer, Answer::Value { value: expected.into() });
                assert_eq!(stands(&store, "calls"), Some(expected));
            }
            (Err(failure), Err(says)) => assert!(failure.message.contains(says), "{failure}"),
            (last, _) => panic!("{last:?}"),
        }
    }

    #[test]
    fn counters_count() {
        let up: Change = |store| store.add_to_counter("calls", 1.0);
        let set: Change = |store| store.set_counter("calls", 7.0);
        check(&[up], Ok(1.0));
        check(&[up, |store| store.add_to_counter("calls", 2.5)], Ok(3.5));
        check(&[|store| store.add_to_counter("calls", -1.0)], Ok(-1.0));
        check(&[set, |store| store.add_to_counter("calls", -2.0)], Ok(5.0));
        check(&[set, |store| store.set_counter("calls", 0.0)], Ok(0.0));
    }

    #[test]
    fn what_cannot_be_counted_with_changes_nothing() {
        check(&[|store| store.add_to_counter("calls", f64::NAN)], Err("can only be a number"));
        check(&[|store| store.set_counter("calls", f64::INFINITY)], Err("can only be a number"));
        let most: Change = |store| store.add_to_counter("calls", f64::MAX);
        check(&[most, most], Err("can only be a number"));
        let mut store = Properties::default();
        store.add_to_counter("calls", 2.0).expect("counted");
        store.add_to_counter("calls", f64::NAN).expect_err("refused");
        assert_eq!(stands(&store, "calls"), Some(2.0));
    }

    #[test]
    fn counters_are_apart_from_properties_and_from_each_other_and_go_with_the_agent() {
        let mut store = Properties::default();
        store.add_to_counter("a", 1.0).expect("counted");
        assert_eq!((stands(&store, "a"), stands(&store, "b"), stands(&store, "")), (Some(1.0), None, None));
        assert!(store.write("ac:counter:a".into(), Value::Number(9.0)).is_err());
        assert_eq!(store.write("a".into(), Value::Number(9.0)), Ok(Answer::Done));
        assert_eq!(stands(&store, "a"), Some(1.0));
        store.clear();
        assert_eq!(stands(&store, "a"), None);
    }

    #[test]
    fn hostile_names_are_names() {
        let mut store = Properties::default();
        for name in ["__proto__", "constructor", "", "\u{0}", "ac:counter:a", "userProfile"] {
            let counted = store.add_to_counter(name, 1.0);
            assert_eq!(counted, Ok(Answer::Value { value: 1.0.into() }), "{name:?}");
        }
    }
}
