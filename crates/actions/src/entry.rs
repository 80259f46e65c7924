//! What an agent enters, whether it may stay so, and what becomes of it.

use crate::action::{Action, Field, FieldType, Given, Options};

/// What stands in a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A text, as `<input>` gives it: numbers with a point, days as `2026-11-20`.
    Text(String),
    /// A checkbox, ticked or not.
    Checked(bool),
}

impl Default for Entry {
    fn default() -> Entry {
        Entry::Text(String::new())
    }
}

/// What is wrong with an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem<'a> {
    /// Nothing, or only blanks, in a required field; a required checkbox is not ticked.
    Missing,
    /// No number.
    NotANumber,
    /// No e-mail address.
    NotAnEmail,
    /// No day.
    NotADate,
    /// Below this number, or before this day.
    TooLow(&'a str),
    /// Above this number, or after this day.
    TooHigh(&'a str),
    /// Fewer characters than this.
    TooShort(u32),
    /// More characters than this.
    TooLong(u32),
    /// None of the options.
    NotAnOption,
    /// Does not look as it should; with the administrator's sentence, which may be empty.
    Pattern(&'a str),
}

/// What the machine around this crate does better: in a page that is JavaScript.
pub trait Host {
    /// The number a text means; none when it is none. JavaScript: `Number`, finite.
    fn number(&self, text: &str) -> Option<f64>;

    /// Whether the whole text matches a regular expression of JavaScript.
    fn matches(&self, pattern: &str, text: &str) -> bool;
}

/// What the flow of an action gets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Payload {
    /// Key and value, hard-coded ones first.
    pub pairs: Vec<(String, Entry)>,
    /// Keys whose text is a reference to be resolved at the moment of pressing. Never one that the agent has entered.
    pub references: Vec<String>,
}

impl Field {
    /// What stands there when the form opens, before any reference is resolved.
    pub fn first_entry(&self) -> Entry {
        let text = match &self.default {
            Given::Literal(text) => text.as_str(),
            Given::Reference(_) => "",
        };
        match self.kind {
            FieldType::Checkbox => Entry::Checked(text == "true"),
            _ => Entry::Text(text.to_owned()),
        }
    }

    /// The first thing that is wrong with an entry. Options that were read from elsewhere are the page's to check.
    pub fn problem(&self, entry: &Entry, host: &dyn Host) -> Option<Problem<'_>> {
        let text = match entry {
            Entry::Checked(ticked) => return (self.required && !ticked).then_some(Problem::Missing),
            Entry::Text(text) => text.as_str(),
        };
        if text.trim().is_empty() {
            return self.required.then_some(Problem::Missing);
        }
        let limits = &self.limits;
        let (low, high) = match self.kind {
            FieldType::Number => {
                let Some(number) = host.number(text) else { return Some(Problem::NotANumber) };
                let limit = |limit: &Option<String>| limit.as_deref().and_then(|limit| host.number(limit));
                (
                    limit(&limits.min).is_some_and(|min| number < min),
                    limit(&limits.max).is_some_and(|max| number > max),
                )
            }
            FieldType::Date if !is_day(text) => return Some(Problem::NotADate),
            // Days of this form are in the order of their texts.
            FieldType::Date => (
                limits.min.as_deref().is_some_and(|min| text < min),
                limits.max.as_deref().is_some_and(|max| text > max),
            ),
            FieldType::Email if !is_email(text) => return Some(Problem::NotAnEmail),
            FieldType::Choice => {
                let known = match &self.options {
                    Options::List(options) => options.iter().any(|(value, _)| value == text),
                    Options::Reference(_) => true,
                };
                return (!known).then_some(Problem::NotAnOption);
            }
            _ => (false, false),
        };
        let units = text.encode_utf16().count();
        if low {
            Some(Problem::TooLow(limits.min.as_deref().unwrap_or_default()))
        } else if high {
            Some(Problem::TooHigh(limits.max.as_deref().unwrap_or_default()))
        } else if let Some(min) = limits.min_length.filter(|min| units < *min as usize) {
            Some(Problem::TooShort(min))
        } else if let Some(max) = limits.max_length.filter(|max| units > *max as usize) {
            Some(Problem::TooLong(max))
        } else {
            let unlike = |pattern: &&crate::Pattern| !host.matches(&pattern.pattern, text);
            limits.pattern.as_ref().filter(unlike).map(|pattern| Problem::Pattern(&pattern.message))
        }
    }
}

impl Action {
    /// What is wrong with the entries, which stand in the order of the fields: the place of each bad one, and why.
    pub fn problems(&self, entries: &[Entry], host: &dyn Host) -> Vec<(usize, Problem<'_>)> {
        let mut problems = Vec::new();
        for (at, (field, entry)) in self.fields.iter().zip(entries).enumerate() {
            if let Some(problem) = field.problem(entry, host) {
                problems.push((at, problem));
            }
        }
        problems
    }

    /// The payload: hard-coded pairs and entries in one, the form winning (§6.5). An optional field that was left alone, or
    /// holds nothing but blanks, is an empty text, so that Is Truthy? says no.
    pub fn payload(&self, entries: &[Entry]) -> Payload {
        let mut payload = Payload::default();
        for (key, given) in &self.payload {
            if self.fields.iter().zip(entries).any(|(field, _)| field.name == *key) {
                continue;
            }
            let text = match given {
                Given::Literal(text) => text,
                Given::Reference(reference) => {
                    payload.references.push(key.clone());
                    reference
                }
            };
            payload.pairs.push((key.clone(), Entry::Text(text.clone())));
        }
        for (field, entry) in self.fields.iter().zip(entries) {
            let entry = match entry {
                Entry::Text(text) if text.trim().is_empty() => Entry::default(),
                entry => entry.clone(),
            };
            payload.pairs.push((field.name.clone(), entry));
        }
        payload
    }
}

/// What `<input type=email>` lets through. HTML Living Standard, "valid email address", as far as it is about characters.
pub(crate) fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else { return false };
    let in_local = |byte: u8| byte.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_`{|}~-".contains(&byte);
    let in_label = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    !local.is_empty()
        && local.bytes().all(in_local)
        && domain.split('.').all(|label| {
            let fits = (1..=63).contains(&label.len()) && label.bytes().all(in_label);
            fits && !label.starts_with('-') && !label.ends_with('-')
        })
}

/// What `<input type=date>` gives: `2026-02-28`, a day there is.
pub(crate) fn is_day(text: &str) -> bool {
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return false;
    }
    let number = |from: usize, to: usize| {
        bytes[from..to]
            .iter()
            .try_fold(0u32, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + u32::from(byte - b'0')))
    };
    let (Some(year), Some(month), Some(day)) = (number(0, 4), number(5, 7), number(8, 10)) else {
        return false;
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    year > 0 && (1..=days).contains(&day)
}
