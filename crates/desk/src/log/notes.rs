//! The agent's notes and disposition of a call. They are stored at once, and written into the call log when the call is over.
//!
//! Notes are appended to what a flow has written into the same field, so that neither text is lost. Of two dispositions the
//! agent's is taken; without one the flow's, and else the outcome of the call.

use flow::{Fields, Value, cut};

use crate::memory::{ContactMemory, LogMemory};

pub(crate) const NOTES: &str = "Description";
pub(crate) const DISPOSITION: &str = "CallDisposition";
/// Longest `Description` and `CallDisposition`, in UTF-16 units: the strictest way to count. Object Reference: Task.
pub(crate) const MOST_NOTES: usize = 32_000;
pub(crate) const MOST_DISPOSITION: usize = 255;
/// Separates the text of a flow from the agent's notes.
pub(super) const GAP: &str = "\n\n";

impl ContactMemory {
    /// Remembers what a flow writes into the fields that the agent can write, too.
    pub(crate) fn remember_flow_fields(&mut self, fields: &Fields) {
        for field in [NOTES, DISPOSITION] {
            if let Some(value) = fields.get(field) {
                self.said_by_flow.insert(field.into(), value.clone());
            }
        }
    }

    /// Merges the agent's notes and disposition into the fields of a log.
    pub(crate) fn apply_notes(&self, fields: &mut Fields) {
        let by_flow = self.said_by_flow.get(NOTES);
        if !self.notes.is_empty() {
            let mut text = self.notes_of_flow();
            if !text.is_empty() {
                text.push_str(GAP);
            }
            text.push_str(&self.notes);
            fields.insert(NOTES.into(), Value::from(cut(text, MOST_NOTES)));
        } else if by_flow.is_some() || self.log.fields().is_some_and(|fields| fields.contains_key(NOTES)) {
            // The agent has taken back what she had written.
            fields.insert(NOTES.into(), by_flow.cloned().unwrap_or(Value::Null));
        }
        let word = self.disposition.as_deref().map(Value::text);
        if let Some(word) = word.or_else(|| self.said_by_flow.get(DISPOSITION).cloned()) {
            fields.insert(DISPOSITION.into(), word);
        }
    }

    /// Whether the agent has written notes or chosen a disposition.
    pub(crate) fn has_notes(&self) -> bool {
        !self.notes.is_empty() || self.disposition.is_some()
    }

    pub(super) fn notes_of_flow(&self) -> String {
        match self.said_by_flow.get(NOTES) {
            Some(said) if !said.is_nullish() => said.to_text(),
            _ => String::new(),
        }
    }

    /// Whether the saved log contains the agent's notes and disposition.
    pub(super) fn is_written(&self) -> bool {
        let LogMemory::Saved { fields, .. } = &self.log else { return !self.has_notes() };
        let mut said = fields.clone();
        self.apply_notes(&mut said);
        said == *fields && self.log_next.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use flow::{Text, units};

    use super::*;

    #[track_caller]
    fn check(by_flow: &[(&str, Value)], notes: &str, disposition: Option<&str>, expected: &[(&str, Value)]) {
        let fields = |pairs: &[(&str, Value)]| -> Fields {
            pairs.iter().map(|(key, value)| (Text::new(key), value.clone())).collect()
        };
        let mut memory = ContactMemory {
            notes: notes.into(),
            disposition: disposition.map(str::to_owned),
            ..ContactMemory::default()
        };
        memory.remember_flow_fields(&fields(by_flow));
        let mut laid = Fields::from([("Subject".into(), Value::from("Call"))]);
        memory.apply_notes(&mut laid);
        laid.shift_remove("Subject");
        assert_eq!(laid, fields(expected));
    }

    #[test]
    fn the_agents_words_and_those_of_a_flow() {
        let flow = |text: &str| (NOTES, Value::text(text));
        let word = |text: &str| (DISPOSITION, Value::text(text));
        check(&[], "", None, &[]);
        check(&[], "a", None, &[flow("a")]);
        check(&[], "", Some("Sold"), &[word("Sold")]);
        check(&[flow("IVR: 2")], "a\nb", None, &[flow("IVR: 2\n\na\nb")]);
        check(&[flow("IVR: 2")], "", None, &[flow("IVR: 2")]);
        check(&[(NOTES, Value::Number(5.0))], "a", None, &[flow("5\n\na")]);
        check(&[(NOTES, Value::Null)], "a", None, &[flow("a")]);
        check(&[word("Answered")], "", Some("Sold"), &[word("Sold")]);
        check(&[word("Answered")], "", None, &[word("Answered")]);
        check(&[("Subject", Value::from("x"))], "", None, &[]);
    }

    #[test]
    fn what_is_too_long_is_cut_between_characters() {
        assert_eq!(cut("abc".into(), 3), "abc");
        assert_eq!(cut("abc".into(), 2), "ab");
        assert_eq!(cut("a🙂b".into(), 2), "a", "half an emoji is none");
        assert_eq!(cut("a🙂b".into(), 3), "a🙂");
        assert_eq!(units("a🙂b"), 4);
        check(
            &[(NOTES, Value::from("f".repeat(31_990)))],
            &"n".repeat(100),
            None,
            &[(NOTES, Value::from(["f".repeat(31_990), GAP.into(), "n".repeat(8)].concat()))],
        );
    }
}
