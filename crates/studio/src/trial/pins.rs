//! Pinned replies: what a block is answered in place of what the simulator would say. In a scenario a reply is prepared for the
//! nth effect of a kind, so a pin becomes a place in that row, and the places before it are the simulator's.

use flow::{BlockTrace, Failure, FailureKind, Reply, Text};
use serde_json::{Map, Value as Json, json};
use session::sim::{Scripted, ScriptedReply};

use super::rows::kind_of;

/// How many places behind the one counted a pin is tried: some effects of a flow ask more than once.
const MOST_BEHIND: usize = 6;

/// One pinned reply: whenever this block asks for this kind of effect.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Pin {
    pub(crate) block: Text,
    /// The kind of effect, by its word.
    pub(crate) kind: String,
    /// The reply as a scenario has it.
    pub(crate) reply: Json,
    scripted: ScriptedReply,
}

impl Pin {
    /// A pin whose reply a scenario could have.
    ///
    /// # Errors
    /// What is wrong with the reply, in a sentence.
    pub(crate) fn new(block: Text, kind: &str, reply: &Json) -> Result<Pin, String> {
        let Json::Object(entries) = reply else {
            return Err("The reply is no JSON object.".to_owned());
        };
        let mut entries = entries.clone();
        entries.remove("to");
        let reply = Json::Object(entries);
        let scripted: ScriptedReply = serde_json::from_value(to(kind, &reply))
            .map_err(|error| format!("This is no reply: {error}."))?;
        if scripted.reply == Scripted::World {
            return Err("That is what happens without a pin: take the pin away.".to_owned());
        }
        Ok(Pin { block, kind: kind.to_owned(), reply, scripted })
    }

    /// In a few words.
    pub(crate) fn title(&self) -> String {
        let says = match &self.scripted.reply {
            Scripted::Answers(_) => "answers as pinned",
            Scripted::Fails(_) => "fails",
            Scripted::Never | Scripted::World => "is never answered",
        };
        format!("{} of {} {says}", self.kind, self.block)
    }

    fn is(&self, reply: Option<&Reply>) -> bool {
        match (&self.scripted.reply, reply) {
            (Scripted::Answers(pinned), Some(Ok(answer))) => pinned == answer,
            (Scripted::Fails(pinned), Some(Err(failure))) => pinned == failure,
            (Scripted::Never, None) => true,
            (Scripted::Never, Some(Err(Failure { kind, .. }))) => *kind == FailureKind::TimedOut,
            _ => false,
        }
    }
}

/// `{"to": kind, …}`.
fn to(kind: &str, reply: &Json) -> Json {
    let mut whole = Map::new();
    whole.insert("to".to_owned(), kind.into());
    if let Json::Object(entries) = reply {
        whole.extend(
            entries.iter().filter(|(key, _)| *key != "to").map(|(key, value)| (key.clone(), value.clone())),
        );
    }
    Json::Object(whole)
}

/// The rows of prepared replies of a case, one a kind.
#[derive(Clone, Debug, Default)]
pub(super) struct Slots {
    rows: Vec<(String, Vec<Json>)>,
    placed: Vec<Placed>,
}

/// Where a pin for one call has been put.
#[derive(Clone, Debug, PartialEq)]
struct Placed {
    kind: String,
    /// Which call of its kind.
    nth: usize,
    /// Place in the row it counts to.
    first: usize,
    /// Place in the row it has.
    at: usize,
    is_final: bool,
}

impl Slots {
    /// The replies that a case brings.
    pub(super) fn of(case: &Json) -> Slots {
        let mut slots = Slots::default();
        for reply in case["replies"].as_array().into_iter().flatten() {
            let kind = reply["to"].as_str().unwrap_or_default().to_owned();
            slots.row(&kind).push(reply.clone());
        }
        slots
    }

    fn row(&mut self, kind: &str) -> &mut Vec<Json> {
        let at = self.rows.iter().position(|(known, _)| known == kind).unwrap_or_else(|| {
            self.rows.push((kind.to_owned(), Vec::new()));
            self.rows.len() - 1
        });
        &mut self.rows[at].1
    }

    /// All of them, as a scenario has them.
    pub(super) fn replies(&self) -> Vec<Json> {
        self.rows.iter().flat_map(|(_, row)| row.clone()).collect()
    }

    /// Puts the first pin that did not hold in what was played into its place; whether anything was put, so that the case is to be
    /// played again.
    pub(super) fn place(&mut self, entries: &[BlockTrace], pins: &[Pin]) -> bool {
        let mut counts: Vec<(String, usize)> = Vec::new();
        for (block, call) in
            entries.iter().flat_map(|entry| entry.calls.iter().map(move |call| (&entry.block, call)))
        {
            let kind = kind_of(&call.effect);
            let at = counts.iter().position(|(known, _)| *known == kind).unwrap_or_else(|| {
                counts.push((kind.clone(), 0));
                counts.len() - 1
            });
            let nth = counts[at].1;
            counts[at].1 += 1;
            let Some(pin) = pins.iter().find(|pin| pin.block == *block && pin.kind == kind) else { continue };
            let known = self.placed.iter().position(|placed| placed.kind == kind && placed.nth == nth);
            let holds = pin.is(call.reply.as_ref());
            match known {
                Some(known) if self.placed[known].is_final || holds => {}
                Some(known) => {
                    self.move_on(known, pin);
                    return true;
                }
                None => {
                    let before = self
                        .placed
                        .iter()
                        .filter(|placed| placed.kind == kind)
                        .max_by_key(|placed| placed.nth);
                    let first = before.map_or(nth, |before| before.at + nth - before.nth);
                    self.placed.push(Placed { kind: kind.clone(), nth, first, at: first, is_final: false });
                    self.put(&kind, first, pin.reply.clone());
                    return true;
                }
            }
        }
        false
    }

    /// One place further; after the last of them back to the first, where it stays: its reply reaches the block otherwise than it is
    /// written.
    fn move_on(&mut self, known: usize, pin: &Pin) {
        let placed = &mut self.placed[known];
        let (kind, from) = (placed.kind.clone(), placed.at);
        if placed.at < placed.first + MOST_BEHIND {
            placed.at += 1;
        } else {
            placed.at = placed.first;
            placed.is_final = true;
        }
        let at = placed.at;
        self.row(&kind).truncate(from);
        self.put(&kind, at, pin.reply.clone());
    }

    fn put(&mut self, kind: &str, at: usize, reply: Json) {
        let row = self.row(kind);
        while row.len() <= at {
            row.push(json!({ "to": kind, "world": true }));
        }
        row[at] = to(kind, &reply);
    }

    /// Without the replies that nobody asked for, by their kinds.
    pub(super) fn without(mut self, left: &[String]) -> Slots {
        for kind in left {
            self.row(kind).pop();
        }
        self
    }

    /// The case with these replies in place of its own.
    pub(super) fn set_in(&self, mut case: Json) -> Json {
        let replies = self.replies();
        if let Json::Object(entries) = &mut case {
            entries.shift_remove("replies");
            if !replies.is_empty() {
                entries.insert("replies".to_owned(), replies.into());
            }
        }
        case
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Pin;

    #[test]
    fn what_is_no_reply_is_refused_with_a_sentence() {
        let said = |reply| Pin::new("a".into(), "search", &reply).map(|pin| pin.title());
        assert_eq!(said(json!({ "never": true })), Ok("search of a is never answered".to_owned()));
        assert_eq!(said(json!([1])), Err("The reply is no JSON object.".to_owned()));
        let sentence = "This is no reply: the reply to search needs one of: answers, fails, \"never\": true, \"world\": true.";
        assert_eq!(said(json!({})), Err(sentence.to_owned()));
        assert!(said(json!({ "world": true })).is_err());
        assert!(said(json!({ "answers": { "answer": "nonsense" } })).is_err());
    }
}
