//! The events of a contact whose flows have started.

use flow::{Millis, TriggerEvent};
use serde::{Deserialize, Serialize};

/// Which events of a contact have started their flows, oldest first. Stored as a list of words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<String>", into = "Vec<String>")]
pub struct RanEvents(Vec<RanEvent>);

/// One event, and since when the contact was in the state it began, where it may enter that state more than once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct RanEvent {
    event: TriggerEvent,
    since: Option<Millis>,
}

impl RanEvents {
    /// Adds an event; false when it has run already.
    pub fn insert(&mut self, event: TriggerEvent, since: Option<Millis>) -> bool {
        let ran = RanEvent { event, since };
        let new = !self.0.contains(&ran);
        if new {
            self.0.push(ran);
        }
        new
    }

    /// Whether an event has run, since the contact entered that state.
    pub fn contains_since(&self, event: TriggerEvent, since: Option<Millis>) -> bool {
        self.0.contains(&RanEvent { event, since })
    }

    /// Whether an event has run, at any time.
    pub fn contains(&self, event: TriggerEvent) -> bool {
        self.0.iter().any(|ran| ran.event == event)
    }

    /// Whether none has.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Forgets all of them.
    pub fn clear(&mut self) {
        self.0.clear();
    }
}

/// An event of another version is left out: this one does not raise it.
impl From<Vec<String>> for RanEvents {
    fn from(words: Vec<String>) -> RanEvents {
        RanEvents(words.iter().filter_map(|word| RanEvent::parse(word)).collect())
    }
}

impl From<RanEvents> for Vec<String> {
    fn from(ran: RanEvents) -> Vec<String> {
        ran.0.iter().map(RanEvent::word).collect()
    }
}

impl RanEvent {
    /// The event's word, and behind `@` the milliseconds since the Unix epoch.
    fn word(&self) -> String {
        match self.since {
            Some(since) => format!("{}@{since}", self.event.word()),
            None => self.event.word().to_owned(),
        }
    }

    fn parse(word: &str) -> Option<RanEvent> {
        let (event, since) = match word.split_once('@') {
            Some((event, since)) => (event, Some(since.parse().ok()?)),
            None => (word, None),
        };
        Some(RanEvent { event: TriggerEvent::parse(event)?, since })
    }
}

#[cfg(test)]
mod tests {
    use flow::TriggerEvent;

    use super::RanEvents;

    #[test]
    fn it_is_stored_as_the_words_of_earlier_versions() {
        let mut ran = RanEvents::default();
        assert!(ran.is_empty() && ran.insert(TriggerEvent::Connecting, None));
        assert!(
            ran.insert(TriggerEvent::Connected, Some(17)) && ran.insert(TriggerEvent::Connected, Some(18))
        );
        assert!(!ran.insert(TriggerEvent::Connected, Some(17)));
        let text = r#"["onConnecting","onConnected@17","onConnected@18"]"#;
        assert_eq!(serde_json::to_string(&ran).expect("writes"), text);
        assert_eq!(serde_json::from_str::<RanEvents>(text).expect("reads"), ran);
        assert!(ran.contains(TriggerEvent::Connected) && !ran.contains(TriggerEvent::Ended));
    }

    #[test]
    fn words_of_another_version_are_left_out() {
        let ran: RanEvents =
            serde_json::from_str(r#"["onEnded","onSomethingNew","onConnected@x"]"#).expect("reads");
        assert_eq!(Vec::from(ran), ["onEnded"]);
    }
}
