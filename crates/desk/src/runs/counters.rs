//! Counters: named numbers that flows count with (`reference/cti-flows.md` §4.7, Update Counter and Get Counter).
//!
//! They stand in the property store, under keys that Set Property cannot write: so they last as long as the store and are
//! shared as it is. How many tabs are open the page knows, which is asked each time.

use flow::{Answer, Failure, FailureKind, Reply, Value};

use crate::runs::properties::{COUNTER, Properties};

impl Properties {
    /// The value of a counter; undefined when nobody has counted yet.
    pub fn counter(&self, name: &str) -> Reply {
        Ok(Answer::Value { value: self.0.get(key(name).as_str()).cloned().unwrap_or_default() })
    }

    /// Counts, from 0 where nobody has counted or it is to begin anew, and says where the counter stands then.
    ///
    /// # Errors
    /// It would no longer be a number that can be counted with.
    pub fn count(&mut self, name: &str, by: f64, anew: bool) -> Reply {
        let key = key(name);
        let before = self.0.get(key.as_str()).and_then(Value::as_number).filter(|_| !anew);
        let value = before.unwrap_or(0.0) + by;
        if !value.is_finite() {
            return Err(Failure::new(FailureKind::Refused, "a counter can only be a number"));
        }
        let value = Value::Number(value);
        self.0.insert(key.into(), value.clone());
        Ok(Answer::Value { value })
    }
}

fn key(name: &str) -> String {
    format!("{COUNTER}{name}")
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

    // Shows: BH-121
    #[test]
    fn counters_count() {
        let up: Change = |store| store.count("calls", 1.0, false);
        let set: Change = |store| store.count("calls", 7.0, true);
        check(&[up], Ok(1.0));
        check(&[up, |store| store.count("calls", 2.5, false)], Ok(3.5));
        check(&[|store| store.count("calls", -1.0, false)], Ok(-1.0));
        check(&[set, |store| store.count("calls", -2.0, false)], Ok(5.0));
        check(&[set, |store| store.count("calls", 0.0, true)], Ok(0.0));
    }

    #[test]
    fn what_cannot_be_counted_with_changes_nothing() {
        check(&[|store| store.count("calls", f64::NAN, false)], Err("can only be a number"));
        check(&[|store| store.count("calls", f64::INFINITY, true)], Err("can only be a number"));
        let most: Change = |store| store.count("calls", f64::MAX, false);
        check(&[most, most], Err("can only be a number"));
        let mut store = Properties::default();
        store.count("calls", 2.0, false).expect("counted");
        store.count("calls", f64::NAN, false).expect_err("refused");
        assert_eq!(stands(&store, "calls"), Some(2.0));
    }

    #[test]
    fn counters_are_apart_from_properties_and_from_each_other_and_go_with_the_agent() {
        let mut store = Properties::default();
        store.count("a", 1.0, false).expect("counted");
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
            let counted = store.count(name, 1.0, false);
            assert_eq!(counted, Ok(Answer::Value { value: 1.0.into() }), "{name:?}");
        }
    }
}
