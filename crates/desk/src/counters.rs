//! Counters: named numbers that flows count with (`reference/cti-flows.md` §4.7, Update Counter and Get Counter).
//!
//! They stand in the property store, under keys that Set Property cannot write: so they last as long as the store and are
//! shared as it is. The number of open tabs is the adapter's to say and outlasts a sign-out.

use flow::{Failure, FailureKind, Value};

use crate::Properties;

/// The counter that the adapter keeps itself: open tabs that run it. Read-only for flows.
pub const OPEN_TABS: &str = "openAgentTabs";

/// Where counters of flows stand among the properties.
const PREFIX: &str = "ac:counter:";
/// Where the number of open tabs stands.
const TABS: &str = "ac:openAgentTabs";

/// A change of a counter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Count {
    /// More by this much.
    Up(f64),
    /// Less by this much.
    Down(f64),
    /// Exactly this.
    To(f64),
    /// Nothing again.
    Reset,
}

impl Properties {
    /// The value of a counter; nothing when nobody has counted yet.
    pub fn counter(&self, name: &str) -> Option<f64> {
        match self.0.get(&key(name)) {
            Some(Value::Number(number)) => Some(*number),
            _ => None,
        }
    }

    /// Changes a counter and says what it stands at then. A counter that nobody has changed stands at 0.
    ///
    /// # Errors
    /// The counter is the adapter's own, or would no longer be a number that can be counted with.
    pub fn count(&mut self, name: &str, change: Count) -> Result<f64, Failure> {
        let refused = |message: String| Err(Failure::new(FailureKind::Refused, message));
        if name == OPEN_TABS {
            return refused(format!("the counter {name} is the adapter's own"));
        }
        let before = self.counter(name).unwrap_or(0.0);
        let value = match change {
            Count::Up(by) => before + by,
            Count::Down(by) => before - by,
            Count::To(value) => value,
            Count::Reset => 0.0,
        };
        if !value.is_finite() {
            return refused(format!("the counter {name} can only be a number"));
        }
        self.0.insert(key(name), Value::Number(value));
        Ok(value)
    }

    /// How many tabs run the adapter now; said by whoever knows.
    pub fn tabs_are_open(&mut self, tabs: u32) {
        self.0.insert(TABS.to_owned(), Value::Number(f64::from(tabs)));
    }
}

fn key(name: &str) -> String {
    if name == OPEN_TABS { TABS.to_owned() } else { [PREFIX, name].concat() }
}

/// Whether a property is a counter of flows.
pub(crate) fn is_counter(key: &str) -> bool {
    key.starts_with(PREFIX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(changes: &[Count], expected: Result<f64, &str>) {
        let mut store = Properties::default();
        let last = changes.iter().map(|change| store.count("calls", *change)).last().expect("a change");
        match (last, expected) {
            (Ok(value), Ok(expected)) => {
                assert_eq!(value, expected, "{changes:?}");
                assert_eq!(store.counter("calls"), Some(expected));
            }
            (Err(failure), Err(says)) => assert!(failure.message.contains(says), "{failure}"),
            (last, _) => panic!("{changes:?}: {last:?}"),
        }
    }

    #[test]
    fn counters_count() {
        check(&[Count::Up(1.0)], Ok(1.0));
        check(&[Count::Up(1.0), Count::Up(2.5)], Ok(3.5));
        check(&[Count::Down(1.0)], Ok(-1.0));
        check(&[Count::To(7.0), Count::Down(2.0)], Ok(5.0));
        check(&[Count::To(7.0), Count::Reset], Ok(0.0));
    }

    #[test]
    fn what_cannot_be_counted_with_changes_nothing() {
        check(&[Count::Up(f64::NAN)], Err("can only be a number"));
        check(&[Count::To(f64::INFINITY)], Err("can only be a number"));
        check(&[Count::Up(f64::MAX), Count::Up(f64::MAX)], Err("can only be a number"));
        let mut store = Properties::default();
        store.count("calls", Count::Up(2.0)).expect("counted");
        store.count("calls", Count::Up(f64::NAN)).expect_err("refused");
        assert_eq!(store.counter("calls"), Some(2.0));
    }

    #[test]
    fn counters_are_apart_from_properties_and_from_each_other() {
        let mut store = Properties::default();
        store.count("a", Count::Up(1.0)).expect("counted");
        assert_eq!((store.counter("a"), store.counter("b"), store.counter("")), (Some(1.0), None, None));
        assert!(store.write("ac:counter:a".into(), Value::Number(9.0)).is_err());
        assert_eq!(store.write("a".into(), Value::Number(9.0)), Ok(flow::Answer::Done));
        assert_eq!(store.counter("a"), Some(1.0));
    }

    #[test]
    fn open_tabs_are_read_only_and_outlast_a_sign_out() {
        let mut store = Properties::default();
        assert_eq!(store.counter(OPEN_TABS), None);
        store.tabs_are_open(2);
        assert!(store.count(OPEN_TABS, Count::Reset).is_err());
        store.count("calls", Count::Up(1.0)).expect("counted");
        store.clear();
        assert_eq!((store.counter(OPEN_TABS), store.counter("calls")), (Some(2.0), None));
    }

    #[test]
    fn hostile_names_are_names() {
        let mut store = Properties::default();
        for name in ["__proto__", "constructor", "", "\u{0}", "ac:counter:a", "userProfile"] {
            assert_eq!(store.count(name, Count::Up(1.0)), Ok(1.0), "{name:?}");
        }
    }

    #[test]
    fn counters_survive_being_kept_as_text() {
        let mut store = Properties::default();
        store.count("calls", Count::Up(3.0)).expect("counted");
        store.tabs_are_open(1);
        let text = serde_json::to_string(&store).expect("plain data");
        let again: Properties = serde_json::from_str(&text).expect("the same");
        assert_eq!((again.counter("calls"), again.counter(OPEN_TABS)), (Some(3.0), Some(1.0)));
    }
}
