//! What waits for one open page (a console tab or a CCP frame): messages in order, and its latest view.
//!
//! A long-poll answer can be lost on the way. So a message stays here until the page asks with an `after` that
//! covers it; asking again with the same `after` gives the same messages again.

use std::collections::VecDeque;

use serde::Serialize;
use serde_json::Value;

/// One answer to a long poll.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Delivery {
    /// Number to send as `after` in the next poll.
    pub(super) seq: u64,
    /// Virtual time of the answer, in epoch milliseconds.
    pub(super) now: u64,
    /// The page's view, when it changed since `after`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) view: Option<Value>,
    /// Messages since `after`, oldest first.
    pub(super) messages: Vec<Value>,
}

/// Messages and view of one page, numbered on one counter.
#[derive(Debug, Default)]
pub(super) struct Outbox {
    seq: u64,
    waiting: VecDeque<(u64, Value)>,
    view: Value,
    view_seq: u64,
}

impl Outbox {
    /// Puts a message at the end.
    pub(super) fn push(&mut self, message: Value) {
        self.seq += 1;
        self.waiting.push_back((self.seq, message));
    }

    /// Sets the view. One that differs only in its clock (`now`) is the same view: time alone wakes nobody.
    pub(super) fn show(&mut self, view: Value) {
        let same = match (self.view.as_object(), view.as_object()) {
            (Some(old), Some(new)) => {
                let timeless = |(name, _): &(&String, &Value)| name.as_str() != "now";
                old.iter().filter(timeless).eq(new.iter().filter(timeless))
            }
            _ => self.view == view,
        };
        if !same {
            self.seq += 1;
            self.view_seq = self.seq;
            self.view = view;
        }
    }

    /// Takes `after` as acknowledged and says what is newer, if anything is.
    pub(super) fn newer_than(&mut self, after: u64, now: u64) -> Option<Delivery> {
        while self.waiting.front().is_some_and(|(seq, _)| *seq <= after) {
            self.waiting.pop_front();
        }
        (self.seq > after).then(|| self.everything(after, now))
    }

    /// What is newer than `after`, or an empty answer that ends a poll that waited in vain.
    pub(super) fn everything(&self, after: u64, now: u64) -> Delivery {
        Delivery {
            seq: self.seq,
            now,
            view: (self.view_seq > after).then(|| self.view.clone()),
            messages: self.waiting.iter().map(|(_, message)| message.clone()).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn numbers(delivery: Option<Delivery>) -> String {
        delivery.map_or("nothing".to_owned(), |delivery| {
            let view = delivery.view.map_or("-".to_owned(), |view| view.to_string());
            format!("{} {view} {}", delivery.seq, Value::Array(delivery.messages))
        })
    }

    #[test]
    fn a_message_stays_until_the_next_poll_covers_it() {
        let mut outbox = Outbox::default();
        assert_eq!(numbers(outbox.newer_than(0, 9)), "nothing");
        outbox.push(json!("a"));
        outbox.push(json!("b"));
        assert_eq!(numbers(outbox.newer_than(0, 9)), r#"2 - ["a","b"]"#);
        assert_eq!(numbers(outbox.newer_than(0, 9)), r#"2 - ["a","b"]"#, "the answer was lost");
        outbox.push(json!("c"));
        assert_eq!(numbers(outbox.newer_than(2, 9)), r#"3 - ["c"]"#);
        assert_eq!(numbers(outbox.newer_than(3, 9)), "nothing");
    }

    #[test]
    fn the_view_travels_only_when_it_changed() {
        let mut outbox = Outbox::default();
        outbox.show(json!({"tabs": 1, "now": 5}));
        outbox.show(json!({"tabs": 1, "now": 6}));
        assert_eq!(numbers(outbox.newer_than(0, 9)), r#"1 {"tabs":1,"now":5} []"#);
        outbox.push(json!("a"));
        assert_eq!(numbers(outbox.newer_than(1, 9)), r#"2 - ["a"]"#);
        outbox.show(json!({"tabs": 2}));
        assert_eq!(numbers(outbox.newer_than(1, 9)), r#"3 {"tabs":2} ["a"]"#);
    }
}
