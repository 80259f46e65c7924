//! Reading records as a query does: what Apex answers. Open CTI itself cannot read.

use indexmap::IndexMap;
use serde_json::{Value, json};
use thiserror::Error;

use super::record::{Org, Record};
use super::schema::{self, Kind};
use super::search::digits;
use crate::clock::{Millis, iso};

/// Why a record could not be read. The words are those of a query's errors.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ReadError {
    /// There is no such object.
    #[error("sObject type '{object}' is not supported.")]
    NoObject {
        /// As asked for.
        object: String,
    },
    /// The object has no such field.
    #[error("No such column '{field}' on entity '{object}'.")]
    NoField {
        /// As asked for.
        object: String,
        /// As asked for.
        field: String,
    },
    /// No record of the object has this id.
    #[error("There is no {object} with the id {id} that you may see.")]
    NoRecord {
        /// As asked for.
        object: String,
        /// As asked for.
        id: String,
    },
}

impl Org {
    /// Fields of one record, under the names that were asked for; null where the record has no value. A query sees a record
    /// at once: the search index is not asked.
    ///
    /// # Errors
    /// There is no such object, field or record.
    pub fn read(
        &self,
        object: &str,
        id: &str,
        fields: &[String],
    ) -> Result<IndexMap<String, Value>, ReadError> {
        if schema::fields(object).is_none() {
            return Err(ReadError::NoObject { object: object.to_owned() });
        }
        let unknown = fields.iter().find(|field| schema::find(object, field).is_none());
        if let Some(field) = unknown {
            return Err(ReadError::NoField { object: object.to_owned(), field: field.clone() });
        }
        let record = self.record(id).filter(|record| record.object.eq_ignore_ascii_case(object));
        let record =
            record.ok_or_else(|| ReadError::NoRecord { object: object.to_owned(), id: id.to_owned() })?;
        Ok(fields.iter().map(|field| (field.clone(), record.value(field))).collect())
    }

    /// Records of an object that have one of these numbers, digits as they were typed, in any phone field, last modified
    /// first; of those modified together the newest first. This is a search: what the index does not know yet is not found.
    pub fn with_phone(&self, object: &str, numbers: &[String], now: Millis) -> Vec<&Record> {
        let same = |phone: &str| numbers.iter().any(|number| self.same_number(&digits(phone), number));
        let has = |record: &&Record| {
            record.object == object && record.searchable_from <= now && record.phones().any(same)
        };
        let mut found: Vec<&Record> = self.records().filter(has).collect();
        found.reverse();
        found.sort_by_key(|record| std::cmp::Reverse(record.modified));
        found
    }
}

impl Record {
    /// A field's value whatever the case of its name, the system's own included; null when it has none.
    pub(super) fn value(&self, field: &str) -> Value {
        match field.to_ascii_lowercase().as_str() {
            "id" => json!(self.id),
            "createddate" => json!(iso(self.created)),
            "lastmodifieddate" => json!(iso(self.modified)),
            _ => {
                let stored = self.fields.iter().find(|(name, _)| name.eq_ignore_ascii_case(field));
                stored.map_or(Value::Null, |(_, value)| value.clone())
            }
        }
    }

    /// The values of its phone fields.
    pub(super) fn phones(&self) -> impl Iterator<Item = &str> {
        self.fields.iter().filter_map(|(name, value)| {
            let is_phone = schema::find(&self.object, name).is_some_and(|field| field.kind == Kind::Phone);
            is_phone.then(|| value.as_str()).flatten()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::org::{CallCenter, Preset};
    use crate::strict::Strictness;

    fn acme() -> Org {
        Preset::Acme.org(1_000_000_000_000, 1, Strictness::default(), CallCenter::default())
    }

    #[track_caller]
    fn check(object: &str, name: &str, fields: &[&str], expected: Result<Value, &str>) {
        let org = acme();
        let id = org.records().find(|record| record.name() == name).map_or(name, |record| &record.id);
        let fields: Vec<String> = fields.iter().map(|field| (*field).to_owned()).collect();
        match (org.read(object, id, &fields), expected) {
            (Ok(read), Ok(expected)) => assert_eq!(json!(read), expected),
            (Err(error), Err(says)) => assert!(error.to_string().contains(says), "{error}"),
            (read, _) => panic!("{object} {name}: {read:?}"),
        }
    }

    #[test]
    fn fields_are_read_under_the_names_asked_for() {
        check(
            "Contact",
            "Dana Ortiz",
            &["Phone", "doNotCall"],
            Ok(json!({ "Phone": "(415) 555-0142", "doNotCall": false })),
        );
        check("Contact", "Dana Ortiz", &["Fax"], Err("No such column 'Fax' on entity 'Contact'."));
        check("Lead", "Dana Ortiz", &["Phone"], Err("that you may see"));
        check("Contact", "003000000000000AAA", &["Id"], Err("that you may see"));
        check("Invoice__c", "Dana Ortiz", &["Id"], Err("'Invoice__c' is not supported"));
        check(
            "Account",
            "Bright Harbor Logistics",
            &["Name", "Industry"],
            Ok(json!({
                "Name": "Bright Harbor Logistics", "Industry": "Transportation"
            })),
        );
    }
}
