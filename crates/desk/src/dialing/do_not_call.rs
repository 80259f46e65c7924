//! Whether a clicked number may be called.
//!
//! Salesforce neither blocks such a click nor tells of it (`reference/open-cti.md` §8.2), so the record is asked: by a
//! search of the softphone layout's outbound section, which answers its flag when an administrator has put it there.

use flow::{Answer, CallType, Match, Reply, Search, Value};

use crate::config::DoNotCall;
use crate::contacts::caller_id::digits_of;
use crate::contacts::related::{Related, flag, same_id};
use crate::event::ClickToDial;

/// The flags of contacts and leads, and of person accounts.
const FLAGS: [&str; 2] = ["DoNotCall", "PersonDoNotCall"];
/// Open CTI refuses to search shorter texts.
const SHORTEST: usize = 3;

/// What is asked before a number is dialled.
#[derive(Debug, PartialEq)]
pub(crate) enum Question {
    /// The records are searched.
    Ask(Search),
    /// There is nobody to ask.
    Nobody,
    /// Nobody cares for the answer.
    NotNeeded,
}

/// What the records say about a call.
#[derive(Debug, PartialEq)]
pub(crate) struct Verdict {
    pub(crate) may_call: MayCall,
    /// The one person who has the number, where the clicked record does not say.
    pub(crate) person: Option<Related>,
    /// Where the numbers of the record belong.
    pub(crate) country: Option<String>,
}

/// Whether somebody may be called.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum MayCall {
    Yes,
    /// A record says that nobody must be called.
    No {
        /// Its name.
        name: Option<String>,
    },
    /// No record says anything.
    Unknown {
        /// Whether the number is dialled all the same, by configuration.
        dialled: bool,
    },
}

/// What is asked before a clicked number is dialled. Where nobody cares for the answer the record still says where its number
/// belongs.
pub(crate) fn question(click: &ClickToDial, rule: DoNotCall) -> Question {
    let text = without_extension(&click.number).trim().to_owned();
    if rule == DoNotCall::Ignore && text.starts_with('+') {
        Question::NotNeeded
    } else if text.chars().count() < SHORTEST {
        Question::Nobody
    } else {
        Question::Ask(Search {
            text,
            call_type: CallType::Outbound,
            deferred: true,
            query_params: None,
            defaults: flow::Fields::default(),
        })
    }
}

/// What the records that a search found say about a click; anything else says nothing.
pub(crate) fn judge(reply: &Reply, click: &ClickToDial, rule: DoNotCall) -> Verdict {
    let records = match reply {
        Ok(Answer::Matches(matches)) => matches.records.as_slice(),
        _ => &[],
    };
    let person = match Related::people(records).as_slice() {
        [person] if Related::from_click(click).is_none() => Some(person.clone()),
        _ => None,
    };
    let records: Vec<&Match> = records.iter().filter(|record| is_about(record, click)).collect();
    let country = records.iter().find_map(|record| country_of(record));
    let may_call = match forbidden(&records) {
        _ if rule == DoNotCall::Ignore => MayCall::Yes,
        Some(true) => {
            let name = click.record_name.clone().or_else(|| Some(records.first()?.name.clone()));
            MayCall::No { name: name.filter(|name| !name.is_empty()) }
        }
        Some(false) => MayCall::Yes,
        None => MayCall::Unknown { dialled: rule == DoNotCall::AllowUnknown },
    };
    Verdict { may_call, person, country }
}

/// A click on a record asks that record, in either half of a person; any other, on a to-do for instance, asks whoever has the number.
fn is_about(record: &Match, click: &ClickToDial) -> bool {
    let halves = [&click.record_id, &click.account_id, &click.contact_id];
    Related::from_click(click).is_none() || halves.into_iter().flatten().any(|id| same_id(id, &record.id))
}

/// Whether any of these may not be called; nothing when none of them says so or so.
fn forbidden(records: &[&Match]) -> Option<bool> {
    let says = |record: &&Match| FLAGS.iter().find_map(|name| flag(record.fields.get(*name)?));
    records.iter().filter_map(says).reduce(|one, other| one || other)
}

/// The country of a record's address, where the layout shows it: two letters.
fn country_of(record: &Match) -> Option<String> {
    let field = |(field, value): (&flow::Text, &Value)| {
        let code = value
            .as_text()
            .filter(|code| code.len() == 2 && code.bytes().all(|c| c.is_ascii_alphabetic()))?;
        (field.ends_with("CountryCode") || field.ends_with("Country")).then(|| code.to_ascii_uppercase())
    };
    record.fields.iter().find_map(field)
}

/// The words people put before an extension, the longer first.
const EXTENSION: [&str; 5] = [";ext=", "extension", "ext", "x", "#"];

/// The number before its extension.
fn without_extension(number: &str) -> &str {
    split(number).map_or(number, |(number, _)| number)
}

/// The digits of the extension behind a number: `x123`, `ext. 4`, `;ext=7`, `#12`.
pub(crate) fn extension(number: &str) -> Option<String> {
    let digits = digits_of(split(number)?.1);
    (!digits.is_empty()).then_some(digits)
}

fn split(number: &str) -> Option<(&str, &str)> {
    let bytes = number.as_bytes();
    let spelled = |part: &[u8]| part.iter().any(u8::is_ascii_alphabetic);
    // No letter beside the word, nor anywhere behind a mere `x`:
    // `1-800-FLEX-123` and `1-800-X-RAY-12` are spelled so.
    let find = |word: &&str| {
        bytes.windows(word.len()).enumerate().position(|(at, part)| {
            let behind = &bytes[at + word.len()..];
            let near = if **word == *"x" { behind.len() } else { behind.len().min(1) };
            part.eq_ignore_ascii_case(word.as_bytes())
                && !spelled(&bytes[at.saturating_sub(1)..at])
                && !spelled(&behind[..near])
        })
    };
    let at = EXTENSION.iter().find_map(find)?;
    // An extension is short, and comes behind digits.
    let before = number[..at].bytes().any(|c| c.is_ascii_digit());
    before.then(|| (&number[..at], &number[at..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extensions_as_people_write_them() {
        for (number, expected) in [
            ("(415) 555-0142", None),
            ("(415) 555-0142 x123", Some("123")),
            ("(415) 555-0142 ext. 4", Some("4")),
            ("+1 415 555 0142;ext=77", Some("77")),
            ("415 555 0142 Extension 12", Some("12")),
            ("415-555-0142 #9", Some("9")),
            ("Phone x ext", None),
            ("1-800-FLEX-123", None),
            ("1-800-X-RAY-12", None),
            ("1-800-EXTRA-12", None),
            ("1-800-FLEX-123 x45", Some("45")),
            ("415 555 0142x9", Some("9")),
            ("415 555 0142 EXT: 9", Some("9")),
            ("415 555 0142 ext. 9 (office)", Some("9")),
            ("415 555 0142 #9, evenings", Some("9")),
            ("x12", None),
            ("(415) 555-0142 x", None),
            ("", None),
        ] {
            assert_eq!(extension(number).as_deref(), expected, "{number}");
            assert!(number.starts_with(without_extension(number)));
        }
        assert_eq!(without_extension("(415) 555-0142 ext. 4"), "(415) 555-0142 ");
    }
}
