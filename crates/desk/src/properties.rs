//! The agent's property store: what flows remember for each other (`reference/cti-flows.md` §4.7).
//!
//! All pages of the agent's browser share it: the page keeps it where the others see it, and tells of what they keep
//! ([`Event::Properties`](crate::Event::Properties)). Who writes last wins.
//!
//! It belongs to flows alone. What the adapter itself must know lives elsewhere, so that no flow can break
//! click-to-dial or the log by clearing the store (amazon-connect-salesforce-cti issue 76).

use flow::{Answer, Failure, FailureKind, Map, Reply, Text, Value};

use crate::command::Command;
use crate::counters::is_counter;
use crate::desk::Desk;
use crate::dirty::Dirty;
use crate::shown::DATA;

/// Keys that only the adapter writes.
const RESERVED: [&str; 2] = ["recordingNamedCredential", "userProfile"];
/// Keys with this beginning are the adapter's, too.
const RESERVED_PREFIX: &str = "ac:";

/// Keys and values, for all flows, events and contacts of one agent.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Properties(pub(crate) Map<Value>);

impl Properties {
    /// What the page keeps.
    pub fn to_text(&self) -> String {
        Value::from(self.0.clone()).to_tagged_text()
    }

    /// What was kept; nothing when it is something else.
    pub fn from_text(text: &str) -> Option<Properties> {
        Some(Properties(Value::from_tagged_text(text)?.as_map()?.clone()))
    }

    /// What stands under a key; undefined when nothing does.
    ///
    /// # Errors
    /// Never: it is the answer to an effect.
    pub fn read(&self, key: &str) -> Reply {
        Ok(Answer::Value { value: self.0.get(key).cloned().unwrap_or_default() })
    }

    /// Puts a value under a key.
    ///
    /// # Errors
    /// The key is the adapter's own.
    pub fn write(&mut self, key: Text, value: Value) -> Reply {
        if is_reserved(&key) {
            return Err(Failure::new(
                FailureKind::Refused,
                format!("the property {key} is the adapter's own"),
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

impl Desk {
    /// What flows remember for each other; the page has it from [`Command::Share`].
    pub fn properties(&self) -> &Properties {
        &self.properties
    }

    /// Another page has written properties; nothing readable means that none are left. They are not written again, or two pages
    /// would tell each other for ever.
    pub(crate) fn shared_elsewhere(&mut self, text: &str) {
        self.properties = Dirty::new(Properties::from_text(text).unwrap_or_default());
    }

    /// What other pages are to see. A browser tells nobody of what is as it was.
    pub(crate) fn share_properties(&mut self) -> Option<Command> {
        Some(Command::Share(self.properties.take_touched()?.to_text()))
    }
}

impl From<Map<Value>> for Properties {
    fn from(properties: Map<Value>) -> Properties {
        Properties(properties)
    }
}

impl From<Properties> for Value {
    fn from(properties: Properties) -> Value {
        properties.0.into()
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

    // Shows: BH-15, cti-flows-4.7
    #[test]
    fn reserved_keys_are_the_adapters() {
        let mut store = Properties::default();
        for key in ["recordingNamedCredential", "userProfile", "ac:anything"] {
            assert!(store.write(key.into(), Value::Bool(true)).is_err(), "{key}");
            store.0.insert(key.into(), Value::Bool(true));
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
        store.write("when".into(), Value::Date(5.0)).unwrap();
        store.count("calls", 3.0, false).unwrap();
        assert_eq!(Properties::from_text(&store.to_text()), Some(store));
    }

    #[test]
    fn what_another_version_kept_is_nothing() {
        for text in ["", "5", "[]", "{"] {
            assert_eq!(Properties::from_text(text), None, "{text}");
        }
    }
}
