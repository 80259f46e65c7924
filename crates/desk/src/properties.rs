//! The agent's property store: what flows remember for each other (`reference/cti-flows.md` §4.7).
//!
//! It belongs to flows alone. What the adapter itself must know lives elsewhere, so that no flow can break
//! click-to-dial or the log by clearing the store (amazon-connect-salesforce-cti issue 76).

use flow::{Answer, Failure, FailureKind, Map, Reply, Text, Value, joined};
use serde::{Deserialize, Serialize};

use crate::counters::is_counter;
use crate::shown::DATA;

/// Keys that only the adapter writes.
const RESERVED: [&str; 2] = ["recordingNamedCredential", "userProfile"];
/// Keys with this beginning are the adapter's, too.
const RESERVED_PREFIX: &str = "ac:";

/// Keys and values, for all flows, events and contacts of one agent.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Properties(pub(crate) Map<Value>);

impl Properties {
    pub(crate) fn read(&self, key: &str) -> Reply {
        Ok(Answer::Value { value: self.0.get(key).cloned().unwrap_or_default() })
    }

    pub(crate) fn write(&mut self, key: Text, value: Value) -> Reply {
        if is_reserved(&key) {
            return Err(Failure::new(
                FailureKind::Refused,
                joined(&["the property ", &key, " is the adapter's own"]),
            ));
        }
        self.0.insert(key, value);
        Ok(Answer::Done)
    }

    /// The agent signed out: what flows remembered was about her.
    pub(crate) fn clear(&mut self) {
        self.0.retain(|key, _| is_reserved(key) && !is_counter(key) && key != DATA);
    }
}

fn is_reserved(key: &str) -> bool {
    RESERVED.contains(&key) || key.starts_with(RESERVED_PREFIX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_until_sign_out() {
        let mut store = Properties::default();
        assert_eq!(store.read("a"), Ok(Answer::Value { value: Value::Undefined }));
        assert_eq!(store.write("a".into(), Value::Null), Ok(Answer::Done));
        assert_eq!(store.read("a"), Ok(Answer::Value { value: Value::Null }));
        store.clear();
        assert_eq!(store.read("a"), Ok(Answer::Value { value: Value::Undefined }));
    }

    #[test]
    fn reserved_keys_are_the_adapters() {
        let mut store = Properties::default();
        for key in ["recordingNamedCredential", "userProfile", "ac:anything"] {
            assert!(store.write(key.into(), Value::Bool(true)).is_err(), "{key}");
            store.0.insert(key, Value::Bool(true));
        }
        store.clear();
        assert_eq!(store.0.len(), 3);
    }

    #[test]
    fn hostile_keys_are_data() {
        let mut store = Properties::default();
        for key in ["__proto__", "constructor", "", "\u{0}", "$value"] {
            assert_eq!(store.write(key.into(), Value::from(key)), Ok(Answer::Done));
        }
        let text = serde_json::to_string(&store).unwrap();
        assert_eq!(serde_json::from_str::<Properties>(&text).unwrap(), store);
    }
}
