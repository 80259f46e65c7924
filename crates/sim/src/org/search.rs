//! Searching, as the search index of Salesforce does it.

use serde_json::Value;

use super::record::{Org, Record};
use super::schema::{self, Kind};
use crate::clock::Millis;
use crate::strict::Rule;

/// A record that a search found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its id.
    pub id: String,
    /// Its object.
    pub object: String,
}

impl Org {
    /// Records of an object that match a text, as far as the index knows them.
    pub fn search(&self, object: &str, text: &str, now: Millis) -> Vec<Found> {
        self.records
            .values()
            .filter(|record| record.object == object && record.searchable_from <= now)
            .filter(|record| self.matches(record, text))
            .map(|record| Found { id: record.id.clone(), object: record.object.clone() })
            .collect()
    }

    fn matches(&self, record: &Record, text: &str) -> bool {
        let wanted = digits(text);
        let by_phone = wanted.len() >= 3
            && text.chars().all(|c| !c.is_alphabetic())
            && record.phones().any(|phone| self.same_number(&digits(phone), &wanted));
        by_phone || matches_words(record, text)
    }

    /// Phone fields are indexed by their digits as typed: a country code on one side only is a miss.
    pub(super) fn same_number(&self, stored: &str, wanted: &str) -> bool {
        if self.strict.holds(Rule::PhoneDigits) {
            return stored == wanted;
        }
        let tail = |number: &str| number[number.len().saturating_sub(10)..].to_owned();
        tail(stored) == tail(wanted)
    }
}

/// The digits of a number, without an extension.
pub(super) fn digits(text: &str) -> String {
    let end = text.find(|c: char| c.is_alphabetic()).unwrap_or(text.len());
    text[..end].chars().filter(char::is_ascii_digit).collect()
}

/// Every word of the search begins a word of the record.
fn matches_words(record: &Record, text: &str) -> bool {
    let split = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect()
    };
    let wanted = split(text);
    let fields: Vec<String> = record
        .fields
        .iter()
        .filter(|(name, _)| {
            schema::find(&record.object, name)
                .is_some_and(|field| matches!(field.kind, Kind::Text(_)) && field.name != "Description")
        })
        .filter_map(|(_, value)| value.as_str())
        .flat_map(split)
        .collect();
    !wanted.is_empty()
        && wanted.iter().all(|word| fields.iter().any(|field| field.starts_with(word.as_str())))
}

impl Record {
    /// The value of a field as a search answers it.
    pub(crate) fn summary_value(&self, field: &str) -> Value {
        self.fields.get(field).cloned().unwrap_or(Value::Null)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::org::{CallCenter, Preset};
    use crate::strict::Strictness;

    #[track_caller]
    fn check(object: &str, text: &str, expected: &[&str]) {
        let org = Preset::Acme.org(1_000_000_000_000, 1, Strictness::default(), CallCenter::default());
        let found: Vec<_> = org
            .search(object, text, 1_000_000_000_000)
            .iter()
            .map(|found| org.record(&found.id).unwrap().name().to_owned())
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn numbers_match_as_they_were_typed() {
        check("Contact", "4155550142", &["Dana Ortiz"]);
        check("Contact", "415-555-0142", &["Dana Ortiz"]);
        check("Contact", "+14155550142", &[]);
        check("Contact", "4155550143", &["Dana Ortiz"]);
        check("Contact", "+442079460018", &["Nia Bevan"]);
        check("Contact", "2079460018", &[]);
        check("Lead", "03023125087", &["Lena Fischer"]);
        check("Contact", "5550142", &[]);
        check("Contact", "5035550188", &["Priya Raman", "Tomas Lindqvist"]);
    }

    #[test]
    fn words_match_at_their_beginning() {
        check("Contact", "dana ort", &["Dana Ortiz"]);
        check("Contact", "rtiz", &[]);
        check("Account", "willow", &["Willow Mill Paper"]);
        check("Case", "customs", &["00001042"]);
        check("Case", "promised", &[]);
        check("Contact", "", &[]);
    }

    #[test]
    fn extensions_are_not_part_of_a_number() {
        assert_eq!(digits("(415) 555-0142 x123"), "4155550142");
        assert_eq!(digits("ext. 4"), "");
    }
}
