//! What the org answers when it is asked for the records of an adapter (`docs/org-flows.md`, `SwitchboardFlows.read`).

use flow::Value;

use super::records::OrgRecords;

/// So many parts and no more: 16 million characters of definitions.
const MOST_PARTS: u32 = 16;

/// So often a list is begun again because it changed while it was read.
const MOST_BEGINNINGS: u32 = 4;

/// How an adapter record stands, for the user who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    Enabled,
    Disabled,
    Absent,
    Denied,
}

impl Standing {
    /// The standing of its word in an answer.
    pub(crate) fn of(word: &str) -> Option<Standing> {
        Some(match word {
            "enabled" => Standing::Enabled,
            "disabled" => Standing::Disabled,
            "absent" => Standing::Absent,
            "denied" => Standing::Denied,
            _ => return None,
        })
    }
}

/// What one answer comes to.
#[derive(Debug)]
pub(crate) enum Answer {
    /// There is nothing to run for this user: disabled, absent or denied.
    Stands(Standing),
    /// What the page has is what the org has.
    NotModified,
    /// There is more: ask for what comes after this document.
    More(String),
    /// The list changed meanwhile: ask again from the beginning.
    Anew,
    /// All there is.
    Complete(OrgRecords),
    /// What came is not all there is, or not as the org has it.
    Incomplete(String),
    /// It cannot be read, or the org says that it failed.
    Unreadable(String),
}

/// The parts of an answer, as far as they have come.
#[derive(Debug, Default)]
pub(crate) struct Parts {
    records: Option<OrgRecords>,
    count: f64,
    digest: String,
    taken: u32,
    beginnings: u32,
}

impl Parts {
    /// Takes the next part.
    pub(crate) fn take(&mut self, text: &str) -> Answer {
        let Some(answer) = Value::from_json_text(text) else {
            return Answer::Unreadable("the answer is no JSON".to_owned());
        };
        let error = answer.get("error");
        match error.get("code").as_text() {
            Some("GONE") => return self.anew(),
            Some("DENIED") => return Answer::Stands(Standing::Denied),
            Some(code) => {
                let message = error.get("message").as_text().unwrap_or_default();
                return Answer::Unreadable([code, ": ", message].concat());
            }
            None => {}
        }
        match answer.get("state").as_text().and_then(Standing::of) {
            Some(Standing::Enabled) => {}
            Some(other) => return Answer::Stands(other),
            None => return Answer::Unreadable("the answer has no state".to_owned()),
        }
        if *answer.get("notModified") == Value::Bool(true) {
            return Answer::NotModified;
        }
        let (Some(part), Some(count), Some(digest)) =
            (OrgRecords::read(&answer), answer.get("count").as_number(), answer.get("digest").as_text())
        else {
            return Answer::Unreadable("the answer has no list".to_owned());
        };
        match &mut self.records {
            None => {
                self.records = Some(part);
                (self.count, self.digest) = (count, digest.to_owned());
            }
            Some(records) if records.revision == part.revision => {
                if count != self.count || digest != self.digest {
                    return Answer::Incomplete("its parts do not belong together".to_owned());
                }
                records.flows.extend(part.flows);
                records.actions.extend(part.actions);
            }
            Some(_) => return self.anew(),
        }
        self.taken += 1;
        if *answer.get("more") == Value::Bool(true) {
            return match answer.get("next").as_text() {
                Some(next) if self.taken < MOST_PARTS => Answer::More(next.to_owned()),
                _ => Answer::Incomplete("it has no end".to_owned()),
            };
        }
        let Some(records) = self.records.take() else { return self.anew() };
        match records.check(self.count, &self.digest) {
            Ok(()) => Answer::Complete(records),
            Err(why) => Answer::Incomplete(why),
        }
    }

    fn anew(&mut self) -> Answer {
        let beginnings = self.beginnings + 1;
        *self = Parts { beginnings, ..Parts::default() };
        if beginnings < MOST_BEGINNINGS {
            Answer::Anew
        } else {
            Answer::Incomplete("it changed again and again while it was read".to_owned())
        }
    }
}
