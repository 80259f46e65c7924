//! Records, and the org that holds them.

use indexmap::IndexMap;
use serde::Serialize;
use serde_json::{Map, Value};

use super::id::{self, RecordId};
use super::layout::SoftphoneLayout;
use super::schema::TASK_STATUS;
use super::settings::CallCenter;
use crate::clock::{Millis, iso};
use crate::strict::{Rule, Strictness};

/// How long the search index takes to learn of a new record, in milliseconds.
pub const INDEX_LAG: Millis = 5_000;

/// One record.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Record {
    /// 18 characters.
    pub id: RecordId,
    /// Object API name.
    pub object: String,
    /// Fields that have a value, by API name.
    pub fields: IndexMap<String, Value>,
    /// When it was made.
    pub created: Millis,
    /// When it was last changed.
    pub modified: Millis,
    /// When the search index will know it.
    #[serde(skip)]
    pub searchable_from: Millis,
}

impl Record {
    /// A field as text; empty when it has no value.
    pub fn text(&self, field: &str) -> &str {
        self.fields.get(field).and_then(Value::as_str).unwrap_or("")
    }

    /// Whether a field is true.
    pub fn flag(&self, field: &str) -> bool {
        self.fields.get(field).and_then(Value::as_bool).unwrap_or(false)
    }

    /// What people call the record.
    pub fn name(&self) -> &str {
        match self.object.as_str() {
            "Task" => self.text("Subject"),
            "Case" => self.text("CaseNumber"),
            _ => self.text("Name"),
        }
    }

    /// Whether the record is a person account, or the contact half of one.
    pub fn is_person(&self) -> bool {
        self.flag("IsPersonAccount")
    }
}

/// The records and the set-up of one org.
#[derive(Clone, Debug)]
pub struct Org {
    pub(crate) records: IndexMap<RecordId, Record>,
    pub(crate) user: RecordId,
    /// The layout assigned to the agent's profile.
    pub layout: SoftphoneLayout,
    /// The call center the agent is assigned to.
    pub call_center: CallCenter,
    /// Whether an administrator has restricted the standard picklists to their values: an unlisted one is refused.
    pub restricts_picklists: bool,
    pub(crate) strict: Strictness,
    serial: u64,
    case_number: u64,
}

impl Org {
    /// An org without records.
    pub(crate) fn empty(
        layout: SoftphoneLayout,
        call_center: CallCenter,
        strict: Strictness,
        seed: u64,
    ) -> Self {
        Org {
            records: IndexMap::new(),
            user: RecordId::new(),
            layout,
            call_center,
            restricts_picklists: false,
            strict,
            serial: seed % 1_000_000 * 1000,
            case_number: 1041,
        }
    }

    /// Every record, oldest first.
    pub fn records(&self) -> impl Iterator<Item = &Record> {
        self.records.values()
    }

    /// The record of an id of 15 or 18 characters.
    pub fn record(&self, id: &str) -> Option<&Record> {
        self.records.get(id).or_else(|| self.records.values().find(|record| id::same(&record.id, id)))
    }

    /// The agent's own user record.
    pub fn user(&self) -> &str {
        &self.user
    }

    /// Puts a record in, without the checks of a save. Name and system fields are made here.
    pub(crate) fn insert(&mut self, object: &str, fields: Map<String, Value>, now: Millis) -> RecordId {
        self.serial += 1;
        let id = id::make(object, self.serial, &self.strict);
        let mut record = Record {
            id: id.clone(),
            object: object.to_owned(),
            fields: fields.into_iter().filter(|(_, value)| !value.is_null()).collect(),
            created: now,
            modified: now,
            searchable_from: if self.strict.holds(Rule::IndexLag) { now + INDEX_LAG } else { now },
        };
        record.fields.insert("Id".into(), id.clone().into());
        record.fields.insert("CreatedDate".into(), iso(now).into());
        if object == "Case" {
            self.case_number += 1;
            record.fields.insert("CaseNumber".into(), format!("{:08}", self.case_number).into());
        }
        self.records.insert(id.clone(), record);
        self.settle(&id, now);
        id
    }

    /// Gives a record a key of the org package's, which no save of a page reaches.
    pub(crate) fn set_key(&mut self, id: &str, field: &str, key: &str) {
        let id = self.record(id).map(|record| record.id.clone());
        if let Some(record) = id.and_then(|id| self.records.get_mut(&id)) {
            record.fields.insert(field.to_owned(), key.into());
        }
    }

    /// Works out the fields that follow from others.
    pub(crate) fn settle(&mut self, id: &str, now: Millis) {
        let Some(record) = self.records.get(id) else { return };
        let mut derived: Vec<(&str, Value)> = vec![("LastModifiedDate", iso(now).into())];
        match record.object.as_str() {
            "Contact" | "Lead" | "Account" if !record.text("LastName").is_empty() => {
                let name = format!("{} {}", record.text("FirstName"), record.text("LastName"));
                derived.push(("Name", name.trim().into()));
            }
            "Task" => {
                // What the org does not list is open.
                let status = record.text("Status");
                let closed = match self.strict.holds(Rule::UnlistedStatusOpen) {
                    true => status == "Completed",
                    false => status == "Completed" || !TASK_STATUS.contains(&status),
                };
                derived.push(("IsClosed", closed.into()));
                let done = match record.fields.get("CompletedDateTime") {
                    Some(earlier) if closed => earlier.clone(),
                    _ if closed => iso(now).into(),
                    _ => Value::Null,
                };
                derived.push(("CompletedDateTime", done));
                derived
                    .push(("AccountId", self.account_of(record.text("WhatId"), record.text("WhoId")).into()));
            }
            _ => {}
        }
        let Some(record) = self.records.get_mut(id) else { return };
        for (name, value) in derived {
            if value.is_null() || value.as_str() == Some("") {
                record.fields.shift_remove(name);
            } else {
                record.fields.insert(name.to_owned(), value);
            }
        }
        record.modified = now;
    }

    /// Marks leads of this name as converted.
    pub(crate) fn convert_lead(&mut self, name: &str, now: Millis) {
        let leads =
            self.records.values_mut().filter(|record| record.object == "Lead" && record.name() == name);
        for lead in leads {
            lead.fields.insert("IsConverted".into(), true.into());
            lead.fields.insert("Status".into(), "Closed - Converted".into());
            lead.modified = now;
        }
    }

    /// The account a Task belongs to, from what it is about and who it was with.
    fn account_of(&self, what: &str, who: &str) -> String {
        for id in [what, who] {
            if let Some(record) = self.record(id) {
                if record.object == "Account" {
                    return record.id.clone();
                }
                if !record.text("AccountId").is_empty() {
                    return record.text("AccountId").to_owned();
                }
            }
        }
        String::new()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::org::preset::Preset;

    fn org() -> Org {
        Preset::Acme.org(1_000_000, 1, Strictness::default(), CallCenter::default())
    }

    #[test]
    fn a_task_belongs_to_the_account_of_its_person() {
        let mut org = org();
        let dana = org.records().find(|record| record.name() == "Dana Ortiz").unwrap().clone();
        let Value::Object(fields) = json!({ "Subject": "Call", "WhoId": dana.id, "Status": "Completed" })
        else {
            unreachable!("an object was written above")
        };
        let id = org.insert("Task", fields, 2_000_000);
        let task = org.record(&id).unwrap();
        assert_eq!(task.text("AccountId"), dana.text("AccountId"));
        assert!(task.flag("IsClosed"));
        assert_eq!(task.text("CompletedDateTime"), "1970-01-01T00:33:20.000Z");
    }

    #[test]
    fn ids_of_both_lengths_find_a_record() {
        let org = org();
        let id = org.user().to_owned();
        assert_eq!(org.record(&id[..15]).map(|record| record.id.clone()), Some(id));
        assert!(org.record("005").is_none());
    }
}
