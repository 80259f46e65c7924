//! Which record a call is about, and where a Task may point.

use flow::{Match, Value};
use serde::{Deserialize, Serialize};

use crate::event::ClickToDial;

/// The record a call is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Related {
    /// Record id.
    pub id: String,
    /// Contact half of a person account.
    pub person_contact_id: Option<String>,
    /// Display name.
    pub name: Option<String>,
}

/// Key prefixes of the objects that may stand in `WhoId`. Object Reference: Task.
const CONTACT: &str = "003";
const LEAD: &str = "00Q";
const USER: &str = "005";

impl Related {
    /// The record a search is about, when it is about exactly one.
    ///
    /// Both halves of a person account count as one (`reference/open-cti.md` §6.4).
    pub fn from_matches(records: &[Match]) -> Option<Related> {
        let mut people: Vec<Related> = Vec::new();
        for record in records {
            let related = Related::from_match(record);
            let same_person = people.iter_mut().find(|known| known.is_same_person(&related));
            match same_person {
                Some(known) if known.person_contact_id.is_none() => *known = related,
                Some(_) => {}
                None => people.push(related),
            }
        }
        match people.len() {
            1 => people.pop(),
            _ => None,
        }
    }

    fn from_match(record: &Match) -> Related {
        let field = |name: &str| match record.fields.get(name) {
            Some(Value::Text(id)) if !id.is_empty() => Some(id.clone()),
            _ => None,
        };
        Related {
            id: record.id.clone(),
            person_contact_id: field("PersonContactId"),
            name: (!record.name.is_empty()).then(|| record.name.clone()),
        }
    }

    fn is_same_person(&self, other: &Related) -> bool {
        let half =
            |a: &Related, b: &Related| a.person_contact_id.as_deref().is_some_and(|id| same_id(id, &b.id));
        half(self, other) || half(other, self) || same_id(&self.id, &other.id)
    }

    /// The record a clicked number belongs to.
    pub fn from_click(click: &ClickToDial) -> Option<Related> {
        let id = click.record_id.clone()?;
        let person = click.person_account == Some(true);
        Some(Related {
            id,
            person_contact_id: if person { click.contact_id.clone() } else { None },
            name: click.record_name.clone(),
        })
    }

    /// `WhoId` of a Task about this record. Only contacts and leads may stand there.
    pub fn who_id(&self) -> Option<&str> {
        if let Some(contact) = &self.person_contact_id {
            return Some(contact);
        }
        (self.id.starts_with(CONTACT) || self.id.starts_with(LEAD)).then_some(self.id.as_str())
    }

    /// `WhatId` of a Task about this record: anything but people. A lead in `WhoId` forbids it, which follows
    /// because one call has one related record.
    pub fn what_id(&self) -> Option<&str> {
        let person = self.who_id().is_some() || self.id.starts_with(USER);
        (!person).then_some(self.id.as_str())
    }
}

/// Whether two ids name the same record: the first fifteen characters decide, case included.
pub fn same_id(a: &str, b: &str) -> bool {
    match (a.get(..15), b.get(..15)) {
        (Some(a), Some(b)) => a == b,
        _ => a == b,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(records: &[(&str, Option<&str>)], expected: Option<(Option<&str>, Option<&str>)>) {
        let records: Vec<Match> = records
            .iter()
            .map(|(id, contact)| Match {
                id: (*id).into(),
                fields: contact
                    .map(|id| ("PersonContactId".to_owned(), Value::Text(id.into())))
                    .into_iter()
                    .collect(),
                ..Match::default()
            })
            .collect();
        let related = Related::from_matches(&records);
        assert_eq!(related.as_ref().map(|related| (related.who_id(), related.what_id())), expected);
    }

    #[test]
    fn one_match_decides_where_the_task_points() {
        check(&[("0035g00000XyZabAAF", None)], Some((Some("0035g00000XyZabAAF"), None)));
        check(&[("00Q5g00000XyZabAAF", None)], Some((Some("00Q5g00000XyZabAAF"), None)));
        check(&[("0015g00000XyZabAAF", None)], Some((None, Some("0015g00000XyZabAAF"))));
        check(&[("5005g00000XyZabAAF", None)], Some((None, Some("5005g00000XyZabAAF"))));
        check(&[("0055g00000XyZabAAF", None)], Some((None, None)));
    }

    #[test]
    fn none_and_several_decide_nothing() {
        check(&[], None);
        check(&[("0035g00000XyZabAAF", None), ("0035g00000AbCdeAAF", None)], None);
    }

    #[test]
    fn both_halves_of_a_person_account_are_one() {
        let account = ("0015g00000PqRstAAG", Some("0035g00000UvWxyAAH"));
        let contact = ("0035g00000UvWxyAAH", None);
        check(&[account, contact], Some((Some("0035g00000UvWxyAAH"), None)));
        check(&[contact, account], Some((Some("0035g00000UvWxyAAH"), None)));
    }
}
