//! Calls: whom they are about, their logs, and what became of saving these.

use serde::Deserialize;

/// Whom a call is about, and what the agent can do about it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Caller {
    /// Contact id.
    pub contact: String,
    /// What the agent is asked.
    pub question: Question,
    /// The records to choose from, most likely first.
    pub records: Vec<Record>,
    /// Objects a new record can be made of, by API name.
    pub new_records: Vec<String>,
    /// Whether Salesforce's own search has something to look for.
    pub searchable: bool,
    /// The records the log points to: none, one, or a person and the thing it is about.
    pub related: Vec<Record>,
}

/// What the agent is asked about a caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Question {
    /// Several records match: which is it?
    Several,
    /// No record matches: make one?
    Nobody,
    /// There is no number to look for.
    Withheld,
    /// The search failed.
    NotSearched,
    /// Nothing.
    #[serde(other)]
    Settled,
}

/// A record a call may be about.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Record {
    /// Record id.
    pub id: String,
    /// Display name.
    pub name: Option<String>,
    /// Object API name; empty when nobody told.
    pub object: String,
    /// What the layout shows beside the name.
    pub details: Vec<String>,
    /// Where it comes from.
    pub source: RecordSource,
}

/// Where a record comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum RecordSource {
    /// The agent clicked its number.
    Click,
    /// The agent looks at it.
    InView,
    /// The search found it.
    #[serde(other)]
    Match,
}

/// A call log.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Save {
    /// Contact it belongs to.
    pub contact: String,
    /// Subject of the Task.
    pub subject: String,
    /// Where the save stands.
    pub state: SaveState,
    /// Task id, once saved.
    pub record_id: Option<String>,
    /// What Salesforce said, when it did not work.
    pub failure: Option<Failure>,
}

/// What the agent says of a call, as the core has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Log {
    /// Contact id.
    pub contact: String,
    /// Her notes.
    pub notes: String,
    /// How long they can be in the log, in UTF-16 units.
    pub room: usize,
    /// How she files the call.
    pub disposition: Option<String>,
    /// Whether all of it is in the log.
    pub saved: bool,
}

/// Where a save stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum SaveState {
    /// Sent, not answered yet.
    Saving,
    /// Saved.
    Saved,
    /// Refused: the agent may try again.
    Failed,
    /// Perhaps saved: the agent has to look before trying again.
    Uncertain,
}

/// Why something did not work.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Failure {
    /// What went wrong: `timedOut`, `rejected` …
    pub kind: String,
    /// The host's own code.
    pub code: Option<String>,
    /// One sentence.
    pub message: String,
    /// Further sentences, which say more than the first.
    #[serde(default)]
    pub details: Vec<String>,
}

impl Failure {
    /// The key of our own sentence for it, where what Salesforce says is no help
    /// (`reference/open-cti.md` §7.2, §11 f). Its words are only ever looked at for a hint, never for a decision.
    pub fn sentence(&self) -> Option<&'static str> {
        let says = |text: &str| {
            let in_it = |said: &String| said.to_ascii_lowercase().contains(text);
            in_it(&self.message) || self.details.iter().any(in_it)
        };
        if says("not assigned to a call center") {
            return Some("failure.no-call-center");
        }
        if says("unable_to_lock_row") || says("exclusive access to this record") {
            return Some("failure.locked");
        }
        match (self.kind.as_str(), self.code.as_deref()) {
            ("timedOut", _) => Some("failure.timed-out"),
            ("unavailable", _) | (_, Some("SOFTPHONE_CONTAINER_ERROR")) => Some("failure.not-there"),
            (_, Some("SERVER_ERROR")) => Some("failure.server"),
            // "saveLog() failed. See details.", and there are none.
            (_, Some("GENERIC_ERROR")) if self.details.is_empty() => Some("failure.no-reason"),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_documented_failure_of_a_save_has_a_sentence() {
        let check =
            |kind: &str, code: Option<&str>, message: &str, details: &[&str], expected: Option<&str>| {
                let details = details.iter().map(|detail| (*detail).to_owned()).collect();
                let code = code.map(str::to_owned);
                let failure = Failure { kind: kind.into(), code, message: message.into(), details };
                assert_eq!(failure.sentence(), expected, "{failure:?}");
            };
        let generic = Some("GENERIC_ERROR");
        let see = "saveLog() failed. See details.";
        check("rejected", generic, see, &["Status: bad value for restricted picklist field"], None);
        check("rejected", generic, see, &[], Some("failure.no-reason"));
        check(
            "rejected",
            generic,
            "user is Not Assigned to a Call Center",
            &[],
            Some("failure.no-call-center"),
        );
        check("rejected", generic, see, &["UNABLE_TO_LOCK_ROW: 001…"], Some("failure.locked"));
        check("rejected", Some("SERVER_ERROR"), "A problem was encountered.", &[], Some("failure.server"));
        check("rejected", Some("SOFTPHONE_CONTAINER_ERROR"), "not ready", &[], Some("failure.not-there"));
        check("rejected", Some("INVALID_PARAM"), "value: an object was expected", &[], None);
        check("unavailable", None, "Salesforce is not connected", &[], Some("failure.not-there"));
        check("timedOut", None, "no answer", &[], Some("failure.timed-out"));
        check("refused", None, "Missing the required argument `value object`!", &[], None);
    }
}
