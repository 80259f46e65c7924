//! The agent's property store: what flows remember for each other (`reference/cti-flows.md` §4.7).
//!
//! All pages of the agent's browser share it: the page keeps it where the others see it, and tells of what they keep
//! ([`Event::Properties`](crate::Event::Properties)). Who writes last wins.
//!
//! It belongs to flows alone. What the adapter itself must know lives elsewhere, so that no flow can break
//! click-to-dial or the log by clearing the store (amazon-connect-salesforce-cti issue 76).

use flow::{Answer, Failure, FailureKind, Map, Reply, Text, Value};

use crate::stored::{Restored, StoredDocument, StoredError};

/// Keys that only the adapter writes.
const RESERVED: [&str; 2] = ["recordingNamedCredential", "userProfile"];
/// Where counters of flows stand among the properties.
pub(crate) const COUNTER: &str = "ac:counter:";
/// Keys with this beginning are the adapter's, too.
const RESERVED_PREFIX: &str = "ac:";

/// Under which it stands whose properties they are: the agent's name in Amazon Connect. Releases before this one did not say.
const AGENT: &str = "ac:agent";

/// Where the rows of data that belong to no contact stand, which share the life of the properties.
const DATA: &str = "ac:data";

/// The version of the document that [`Properties::to_text`] writes, and the key it stands under.
const VERSION: u32 = 1;
const VERSION_KEY: &str = "ac:version";
const DOCUMENT: StoredDocument = StoredDocument::Properties;

/// Keys and values, for all flows, events and contacts of one agent.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Properties(pub(crate) Map<Value>);

impl Properties {
    /// The JSON document that the page keeps: keys and values, and the version under a key that no flow can write.
    pub fn to_text(&self) -> String {
        let mut document = Map::with_capacity(self.0.len() + 1);
        document.insert(VERSION_KEY.into(), Value::from(f64::from(VERSION)));
        document.extend(self.0.clone());
        serde_json::to_string(&document)
            .unwrap_or_else(|error| unreachable!("properties are plain data under text keys: {error}"))
    }

    /// Reads a document that the page kept, of this release or an earlier one. An empty text is no document: nothing is kept.
    pub fn from_text(text: &str) -> Restored<Properties> {
        if text.is_empty() {
            return Restored::default();
        }
        let unreadable = |reason| Restored::nothing(StoredError::Unreadable { document: DOCUMENT, reason });
        let document: Value = match serde_json::from_str(text) {
            Ok(document) => document,
            Err(error) => return unreadable(error.to_string()),
        };
        let Some(mut properties) = document.as_map().cloned() else {
            return unreadable("it is no map".to_owned());
        };
        // Without a version it is from a release before it, and has the same form.
        let version = properties.shift_remove(VERSION_KEY).unwrap_or(Value::Number(0.0));
        match version.as_number() {
            Some(number) if number == f64::from(number as u32) && number <= f64::from(VERSION) => {
                Properties(properties).into()
            }
            Some(number) if number > f64::from(VERSION) => {
                let (found, known) = (number as u32, VERSION);
                Restored::nothing(StoredError::Version { document: DOCUMENT, found, known })
            }
            _ => unreadable(format!("{VERSION_KEY} is no version")),
        }
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
            return Err(reserved(&key));
        }
        self.0.insert(key, value);
        Ok(Answer::Done)
    }

    /// All that flows have written, by key: neither counters nor what is the adapter's.
    ///
    /// # Errors
    /// Never: it is the answer to an effect.
    pub fn read_all(&self) -> Reply {
        let written = self.0.iter().filter(|(key, _)| !is_reserved(key));
        Ok(Answer::Value { value: Value::map(written.map(|(key, value)| (key.clone(), value.clone()))) })
    }

    /// Removes a key; one that is not there is removed already.
    ///
    /// # Errors
    /// The key is the adapter's own.
    pub fn remove(&mut self, key: &str) -> Reply {
        if is_reserved(key) {
            return Err(reserved(key));
        }
        self.0.shift_remove(key);
        Ok(Answer::Done)
    }

    /// Removes all that flows have written. Counters and what is the adapter's stay.
    ///
    /// # Errors
    /// Never: it is the answer to an effect.
    pub fn clear_written(&mut self) -> Reply {
        self.0.retain(|key, _| is_reserved(key));
        Ok(Answer::Done)
    }

    /// The agent whose they are; none: nobody's yet.
    pub(crate) fn agent(&self) -> Option<&str> {
        self.0.get(AGENT).and_then(Value::as_text)
    }

    /// They are this agent's from now on; what another one has left is forgotten.
    pub(crate) fn claim(&mut self, agent: &str) {
        if self.agent().is_some() {
            self.clear();
        }
        self.0.insert(AGENT.into(), Text::new(agent).into());
    }

    /// The rows of data that belong to no contact.
    pub(crate) fn data(&self) -> Option<&Value> {
        self.0.get(DATA)
    }

    /// Rows of data that belong to no contact, in place of those before.
    pub(crate) fn set_data(&mut self, rows: Value) {
        self.0.insert(DATA.into(), rows);
    }

    /// The agent signed out: what flows remembered was about her.
    pub(crate) fn clear(&mut self) {
        self.0.retain(|key, _| is_reserved(key) && !key.starts_with(COUNTER) && key != DATA);
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

fn reserved(key: &str) -> Failure {
    Failure::new(FailureKind::Refused, format!("the property {key} is the adapter's own"))
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
    fn flows_see_and_remove_what_they_wrote_and_nothing_else() {
        let mut store = Properties::default();
        store.0.insert("userProfile".into(), "00e".into());
        store.0.insert("ac:agent".into(), "Dana".into());
        store.count("calls", 3.0, false).unwrap();
        for key in ["a", "b"] {
            store.write(key.into(), Value::from(key)).unwrap();
        }
        assert_eq!(store.read_all(), Ok(Answer::Value { value: Value::map([("a", "a"), ("b", "b")]) }));
        assert_eq!((store.remove("a"), store.remove("never")), (Ok(Answer::Done), Ok(Answer::Done)));
        for key in ["recordingNamedCredential", "userProfile", "ac:agent", "ac:counter:calls"] {
            assert!(store.remove(key).is_err(), "{key}");
        }
        assert_eq!(store.read_all(), Ok(Answer::Value { value: Value::map([("b", "b")]) }));
        assert_eq!(store.clear_written(), Ok(Answer::Done));
        assert_eq!(store.read_all(), Ok(Answer::Value { value: Map::new().into() }));
        assert_eq!(store.counter("calls"), Ok(Answer::Value { value: 3.0.into() }));
        assert_eq!(store.0.len(), 3);
    }

    // Shows: B3
    #[test]
    fn hostile_keys_are_data() {
        let mut store = Properties::default();
        for key in ["__proto__", "constructor", "", "\u{0}", "$value"] {
            assert_eq!(store.write(key.into(), Value::from(key)), Ok(Answer::Done));
        }
        store.write("when".into(), Value::Date(5.0)).unwrap();
        store.count("calls", 3.0, false).unwrap();
        assert_eq!(Properties::from_text(&store.to_text()), store.into());
    }

    #[test]
    fn what_cannot_be_read_is_nothing_and_has_a_name() {
        assert_eq!(Properties::from_text(""), Restored::default());
        let check = |text: &str, expected: &str| {
            let Restored { value, problems } = Properties::from_text(text);
            assert_eq!(value, Properties::default(), "{text}");
            assert_eq!(problems.len(), 1, "{text}");
            assert!(problems[0].to_string().starts_with(expected), "{}", problems[0]);
        };
        for text in ["5", "[]", "{", r#"{"ac:version":"x"}"#, r#"{"ac:version":-1}"#, r#"{"ac:version":0.5}"#]
        {
            check(text, "the stored properties cannot be read: ");
        }
        check(
            r#"{"ac:version":2,"a":1}"#,
            "the stored properties has version 2, this release reads up to version 1",
        );
    }
}
