//! Which records a call is about, and where a Task may point.

use flow::{AppView, Match, Value, is_record_id};
use panel_protocol::RecordSource;
use serde::{Deserialize, Serialize};

use crate::event::ClickToDial;

/// A record a call may be about, as far as it was told.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Related {
    /// Record id.
    pub id: String,
    /// Contact half of a person account.
    pub person_contact_id: Option<String>,
    /// Display name.
    pub name: Option<String>,
    /// Object API name; empty when nobody told.
    pub object: String,
    /// What the layout shows beside the name: values without their fields.
    pub details: Vec<String>,
    /// Where it comes from.
    pub source: RecordSource,
}

/// Key prefixes of the objects that may stand in `WhoId`. Object Reference: Task.
const CONTACT: &str = "003";
pub(crate) const LEAD: &str = "00Q";
/// Key prefixes of what a Task is never about: users, groups, profiles; Tasks, events; campaign members; reports, dashboards, list
/// views, folders; files and their versions, documents; Chatter groups; knowledge articles.
const NEVER: [&str; 16] = [
    "005", "00G", "00e", "00T", "00U", "00v", "00O", "01Z", "00B", "00l", "069", "068", "015", "0F9", "ka0",
    "kA0",
];

impl Related {
    /// The records a search found, as people: both halves of a person account count as one
    /// (`reference/open-cti.md` §6.4).
    pub fn people(records: &[Match]) -> Vec<Related> {
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
        people
    }

    fn from_match(record: &Match) -> Related {
        let mut details = Vec::new();
        for (field, value) in &record.fields {
            if let Some(text) = nonempty(value)
                && !UNSHOWN.contains(&field.as_str())
                && text != record.name
            {
                details.push(text);
            }
        }
        let mut related = Related {
            id: record.id.clone(),
            person_contact_id: record.fields.get("PersonContactId").and_then(nonempty),
            name: (!record.name.is_empty()).then(|| record.name.clone()),
            object: record.object.clone(),
            details,
            source: RecordSource::Match,
        };
        // The contact half of a person account stands for the whole, which opens as the account.
        if record.id.starts_with(CONTACT)
            && record.fields.get("IsPersonAccount").and_then(flag) == Some(true)
            && let Some(account) = record.fields.get("AccountId").and_then(nonempty)
        {
            related.person_contact_id = Some(std::mem::replace(&mut related.id, account));
            related.object = "Account".to_owned();
        }
        related
    }

    fn is_same_person(&self, other: &Related) -> bool {
        let half =
            |a: &Related, b: &Related| a.person_contact_id.as_deref().is_some_and(|id| same_id(id, &b.id));
        half(self, other) || half(other, self) || same_id(&self.id, &other.id)
    }

    /// The record a clicked number belongs to, when a Task may point to it: not a to-do.
    pub fn from_click(click: &ClickToDial) -> Option<Related> {
        Related::clicked(click).filter(Related::can_have_log)
    }

    /// The record a clicked number belongs to.
    pub(crate) fn clicked(click: &ClickToDial) -> Option<Related> {
        let mut id = click.record_id.clone()?;
        let half = click.contact_id.clone().filter(|_| click.person_account == Some(true));
        if let (Some(_), Some(account)) = (&half, &click.account_id) {
            id.clone_from(account);
        }
        Some(Related {
            id,
            person_contact_id: half,
            name: click.record_name.clone(),
            object: click.object_type.clone().unwrap_or_default(),
            source: RecordSource::Click,
            ..Related::default()
        })
    }

    /// Whether a Task may point to it.
    fn can_have_log(&self) -> bool {
        is_record_id(&self.id) && (self.who_id().is_some() || self.what_id().is_some())
    }

    /// The record the agent looks at, when a Task may point to it.
    pub fn from_view(view: &AppView) -> Option<Related> {
        let id = view.record_id.clone()?;
        let person = view.person_account == Some(true);
        let related = Related {
            id,
            person_contact_id: if person { view.contact_id.clone() } else { None },
            name: view.record_name.clone(),
            object: view.object_type.clone().unwrap_or_default(),
            source: RecordSource::InView,
            ..Related::default()
        };
        related.can_have_log().then_some(related)
    }

    /// A record of which only its id is known, when it is one and a Task may point to it.
    pub(crate) fn from_id(id: &str) -> Option<Related> {
        let related = Related { id: id.to_owned(), ..Related::default() };
        related.can_have_log().then_some(related)
    }

    /// `WhoId` of a Task about this record. Only contacts and leads may stand there.
    pub fn who_id(&self) -> Option<&str> {
        if let Some(contact) = &self.person_contact_id {
            return Some(contact);
        }
        (self.id.starts_with(CONTACT) || self.is_lead()).then_some(self.id.as_str())
    }

    /// `WhatId` of a Task about this record: anything but people.
    pub fn what_id(&self) -> Option<&str> {
        let never = self.who_id().is_some() || NEVER.iter().any(|prefix| self.id.starts_with(prefix));
        (!never).then_some(self.id.as_str())
    }

    /// A lead in `WhoId` forbids `WhatId`. Object Reference: Task.
    pub(crate) fn is_lead(&self) -> bool {
        self.id.starts_with(LEAD)
    }
}

/// Fields of a search's answer that say nothing to a person.
const UNSHOWN: [&str; 7] =
    ["Id", "RecordType", "Name", "LastModifiedDate", "IsPersonAccount", "PersonContactId", "AccountId"];

fn nonempty(value: &Value) -> Option<String> {
    value.as_text().filter(|text| !text.is_empty()).map(str::to_owned)
}

/// A flag as a search answers it: sometimes as a word.
pub(crate) fn flag(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(flag) => Some(*flag),
        Value::Text(text) if **text == *"true" => Some(true),
        Value::Text(text) if **text == *"false" => Some(false),
        _ => None,
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
                fields: contact.map(|id| ("PersonContactId".into(), Value::text(id))).into_iter().collect(),
                ..Match::default()
            })
            .collect();
        let people = Related::people(&records);
        let one = if let [one] = people.as_slice() { Some((one.who_id(), one.what_id())) } else { None };
        assert_eq!(one, expected);
    }

    // Shows: BH-176
    #[test]
    fn one_match_decides_where_the_task_points() {
        check(&[("0035g00000XyZabAAF", None)], Some((Some("0035g00000XyZabAAF"), None)));
        check(&[("00Q5g00000XyZabAAF", None)], Some((Some("00Q5g00000XyZabAAF"), None)));
        check(&[("0015g00000XyZabAAF", None)], Some((None, Some("0015g00000XyZabAAF"))));
        check(&[("5005g00000XyZabAAF", None)], Some((None, Some("5005g00000XyZabAAF"))));
        check(&[("0055g00000XyZabAAF", None)], Some((None, None)));
    }

    // Shows: BH-176
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

    #[test]
    fn a_contact_of_a_company_is_no_half() {
        let mut dana = Match { id: "0035g00000UvWxyAAH".into(), ..Match::default() };
        dana.fields.insert("AccountId".into(), "0015g00000PqRstAAG".into());
        let company = Match { id: "0015g00000PqRstAAG".into(), ..Match::default() };
        assert_eq!(Related::people(&[dana, company]).len(), 2);
    }
}
