//! Saving records, with the rules that bite. Salesforce Object Reference: Task.

use indexmap::IndexMap;
use serde_json::{Map, Value, json};
use thiserror::Error;

use super::id::{RecordId, object_of_id};
use super::record::Org;
use super::schema::{self, Field, Kind, Writable};
use crate::clock::Millis;
use crate::strict::Rule;

/// Why a record was not saved.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum SaveError {
    /// The object, the id or the form of the call is wrong; Salesforce gives no useful details.
    #[error("{0}")]
    Refused(String),
    /// Some fields are not acceptable.
    #[error("{} field(s) are not acceptable: {}", .0.len(), .0.iter().map(|error| error.message.as_str()).collect::<Vec<_>>().join("; "))]
    Fields(Vec<FieldError>),
}

/// Why a field is not acceptable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// API name.
    pub field: String,
    /// Caption.
    pub label: String,
    /// Status code of the platform, for instance `STRING_TOO_LONG`.
    pub status: &'static str,
    /// Text for people.
    pub message: String,
}

impl SaveError {
    /// The object inside `details`: the usual record-save error of Lightning. `None` when there is nothing to tell.
    pub fn details(&self) -> Option<Value> {
        let SaveError::Fields(errors) = self else { return None };
        let mut by_field: IndexMap<&str, Vec<Value>> = IndexMap::new();
        for error in errors {
            by_field.entry(&error.field).or_default().push(json!({
                "statusCode": error.status,
                "message": error.message,
                "fieldLabel": error.label,
                "columnApiName": error.field,
            }));
        }
        Some(json!({
            "message": "The record could not be saved.",
            "pageErrors": [],
            "fieldErrors": by_field,
            "potentialDuplicates": [],
        }))
    }
}

impl Org {
    /// Makes a record, as saveLog with `entityApiName` does.
    pub fn create(
        &mut self,
        object: &str,
        values: &Map<String, Value>,
        now: Millis,
    ) -> Result<RecordId, SaveError> {
        if !schema::creatable(object) {
            return Err(SaveError::Refused(format!("{object} cannot be created")));
        }
        let mut fields = self.check(object, values, Writable::OnCreate, &Map::new())?;
        let missing: Vec<_> = schema::required(object)
            .iter()
            .filter(|name| fields.get(**name).is_none_or(|value| value.as_str().is_none_or(str::is_empty)))
            .filter_map(|name| schema::find(object, name))
            .map(|field| {
                wrong(
                    field,
                    "REQUIRED_FIELD_MISSING",
                    format!("Required fields are missing: [{}]", field.name),
                )
            })
            .collect();
        if !missing.is_empty() {
            return Err(SaveError::Fields(missing));
        }
        if object == "Task"
            && !self.strict.holds(Rule::SaveNeverDedupes)
            && let Some(twin) = self.twin(&fields)
        {
            return Ok(twin);
        }
        self.fill_defaults(object, &mut fields);
        Ok(self.insert(object, fields, now))
    }

    fn twin(&self, fields: &Map<String, Value>) -> Option<RecordId> {
        let call = fields.get("CallObject")?.as_str()?;
        self.records
            .values()
            .find(|record| record.object == "Task" && record.text("CallObject") == call)
            .map(|r| r.id.clone())
    }

    /// Defaults come from the object, not from Open CTI.
    fn fill_defaults(&self, object: &str, fields: &mut Map<String, Value>) {
        let status = if self.strict.holds(Rule::StatusDefault) { "Not Started" } else { "Completed" };
        let defaults: &[(&str, &str)] = match object {
            "Task" => &[("Status", status), ("Priority", "Normal"), ("TaskSubtype", "Task")],
            "Case" => &[("Status", "New"), ("Priority", "Medium")],
            "Lead" => &[("Status", "Open - Not Contacted")],
            _ => &[],
        };
        for (name, value) in defaults {
            fields.entry(*name).or_insert_with(|| Value::from(*value));
        }
        fields.entry("OwnerId").or_insert_with(|| Value::from(self.user.clone()));
    }

    /// Changes a record, as saveLog with `Id` does.
    pub fn update(
        &mut self,
        id: &str,
        values: &Map<String, Value>,
        now: Millis,
    ) -> Result<RecordId, SaveError> {
        let record =
            self.record(id).ok_or_else(|| SaveError::Refused(format!("no record has the id {id}")))?;
        let (id, object) = (record.id.clone(), record.object.clone());
        let present: Map<String, Value> =
            record.fields.iter().map(|(name, value)| (name.clone(), value.clone())).collect();
        let fields = self.check(&object, values, Writable::Always, &present)?;
        if let Some(record) = self.records.get_mut(&id) {
            for (name, value) in fields {
                if value.is_null() {
                    record.fields.shift_remove(&name);
                } else {
                    record.fields.insert(name, value);
                }
            }
        }
        self.settle(&id, now);
        Ok(id)
    }

    fn check(
        &self,
        object: &str,
        values: &Map<String, Value>,
        mode: Writable,
        present: &Map<String, Value>,
    ) -> Result<Map<String, Value>, SaveError> {
        let mut errors = Vec::new();
        let mut fields = Map::new();
        for (name, value) in values {
            match self.check_field(object, name, value, mode) {
                Ok((canonical, value)) => {
                    fields.insert(canonical.to_owned(), value);
                }
                Err(error) => errors.push(error),
            }
        }
        if object == "Task" {
            let text = |name: &str| {
                fields
                    .get(name)
                    .or_else(|| present.get(name))
                    .and_then(Value::as_str)
                    .unwrap_or("")
                    .to_owned()
            };
            errors.extend(self.check_relations(&text("WhoId"), &text("WhatId")));
        }
        if errors.is_empty() { Ok(fields) } else { Err(SaveError::Fields(errors)) }
    }

    fn check_relations(&self, who: &str, what: &str) -> Vec<FieldError> {
        let mut errors = Vec::new();
        let (who_is, what_is) = (object_of_id(who), object_of_id(what));
        let mut fail = |name: &str, status, message: String| {
            if let Some(field) = schema::find("Task", name) {
                errors.push(wrong(field, status, message));
            }
        };
        if self.strict.holds(Rule::WhoWhatKinds) {
            if !who.is_empty() && !matches!(who_is, Some("Contact" | "Lead")) {
                fail(
                    "WhoId",
                    "FIELD_INTEGRITY_EXCEPTION",
                    format!("Name ID: id value of incorrect type: {who}"),
                );
            }
            if !what.is_empty() && matches!(what_is, Some("Contact" | "Lead" | "User" | "Task")) {
                fail(
                    "WhatId",
                    "FIELD_INTEGRITY_EXCEPTION",
                    format!("Related To ID: id value of incorrect type: {what}"),
                );
            }
        }
        // The exact text of the platform is not known; the status family is.
        if self.strict.holds(Rule::LeadForbidsWhat) && who_is == Some("Lead") && !what.is_empty() {
            fail(
                "WhatId",
                "FIELD_INTEGRITY_EXCEPTION",
                "Related To ID: a lead cannot be combined with a related record".into(),
            );
        }
        errors
    }

    fn check_field(
        &self,
        object: &str,
        name: &str,
        value: &Value,
        mode: Writable,
    ) -> Result<(&'static str, Value), FieldError> {
        let unknown = || FieldError {
            field: name.to_owned(),
            label: name.to_owned(),
            status: "INVALID_FIELD",
            message: format!("No such column '{name}' on sobject of type {object}"),
        };
        // Record types are set under their own name of saveLog.
        let name = if name.eq_ignore_ascii_case("recordTypeId") { "RecordTypeId" } else { name };
        if name == "RecordTypeId" {
            return Ok(("RecordTypeId", value.clone()));
        }
        let field = schema::find(object, name).ok_or_else(unknown)?;
        let refused = match field.writable {
            Writable::Always => false,
            Writable::OnCreate => mode != Writable::OnCreate && self.strict.holds(Rule::SubtypeCreateOnly),
            Writable::Never => true,
        };
        if refused {
            let message = format!("Unable to create/update fields: {}.", field.name);
            return Err(wrong(field, "INVALID_FIELD_FOR_INSERT_UPDATE", message));
        }
        if value.is_null() {
            return Ok((field.name, Value::Null));
        }
        self.check_value(field, value)?;
        let listed = value.as_str().and_then(|text| listed_value(field, text));
        Ok((field.name, listed.map_or_else(|| value.clone(), Value::from)))
    }

    fn check_value(&self, field: &Field, value: &Value) -> Result<(), FieldError> {
        let bad_type = |what: &str| {
            wrong(
                field,
                "INVALID_TYPE_ON_FIELD_IN_RECORD",
                format!("{}: value not of required type: {what}", field.label),
            )
        };
        match field.kind {
            Kind::Text(most) => {
                let text = value.as_str().ok_or_else(|| bad_type(&value.to_string()))?;
                let long = text.chars().count();
                if long > most && self.strict.holds(Rule::FieldLengths) {
                    let message = format!(
                        "{}: data value too large: {long} characters (max length={most})",
                        field.label
                    );
                    return Err(wrong(field, "STRING_TOO_LONG", message));
                }
            }
            Kind::Restricted(values) => {
                let text = value.as_str().ok_or_else(|| bad_type(&value.to_string()))?;
                let lax = field.name == "CallType" && !self.strict.holds(Rule::CallTypePicklist);
                if !values.contains(&text) && !lax {
                    return Err(not_listed(field, text));
                }
            }
            Kind::Picklist(_) => {
                let text = value.as_str().ok_or_else(|| bad_type(&value.to_string()))?;
                let long = text.chars().count();
                if text.trim().is_empty() || (self.restricts_picklists && listed_value(field, text).is_none())
                {
                    return Err(not_listed(field, text));
                }
                if long > LONGEST_PICKLIST_VALUE {
                    let message = format!(
                        "{}: data value too large: {long} characters (max length={LONGEST_PICKLIST_VALUE})",
                        field.label
                    );
                    return Err(wrong(field, "STRING_TOO_LONG", message));
                }
            }
            Kind::Whole(most) => {
                let lax = !self.strict.holds(Rule::DurationInteger);
                match value.as_i64() {
                    Some(number) if number.unsigned_abs() < 10u64.pow(most) => {}
                    Some(number) => {
                        let message = format!("{}: value outside of valid range: {number}", field.label);
                        return Err(wrong(field, "NUMBER_OUTSIDE_VALID_RANGE", message));
                    }
                    None if lax => {}
                    None => return Err(bad_type(&value.to_string())),
                }
            }
            Kind::Bool if !value.is_boolean() => return Err(bad_type(&value.to_string())),
            Kind::Date if !value.as_str().is_some_and(is_date) => return Err(bad_type(&value.to_string())),
            Kind::Phone if value.as_str().is_none_or(|text| text.chars().count() > 40) => {
                return Err(bad_type(&value.to_string()));
            }
            Kind::Reference
                if !value.as_str().is_some_and(|id| id.is_empty() || self.record(id).is_some()) =>
            {
                let message = format!("{}: id value of incorrect type or unknown: {value}", field.label);
                return Err(wrong(field, "MALFORMED_ID", message));
            }
            Kind::Bool | Kind::Date | Kind::Phone | Kind::Reference | Kind::DateTime => {}
        }
        Ok(())
    }
}

/// Longest text that is stored as a picklist value.
const LONGEST_PICKLIST_VALUE: usize = 255;

/// The value of the field's list that a text means: an unrestricted picklist compares without regard to case.
fn listed_value(field: &Field, text: &str) -> Option<&'static str> {
    match field.kind {
        Kind::Picklist(values) => values.iter().copied().find(|value| value.eq_ignore_ascii_case(text)),
        _ => None,
    }
}

fn not_listed(field: &Field, text: &str) -> FieldError {
    let message = format!("{}: bad value for restricted picklist field: {text}", field.label);
    wrong(field, "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", message)
}

fn wrong(field: &Field, status: &'static str, message: String) -> FieldError {
    FieldError { field: field.name.to_owned(), label: field.label.to_owned(), status, message }
}

fn is_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    let number =
        |part: &str, low: u32, high: u32| part.parse::<u32>().is_ok_and(|n| (low..=high).contains(&n));
    bytes.len() == 10
        && bytes
            .iter()
            .enumerate()
            .all(|(at, byte)| if at == 4 || at == 7 { *byte == b'-' } else { byte.is_ascii_digit() })
        && number(&text[5..7], 1, 12)
        && number(&text[8..], 1, 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::org::{CallCenter, Preset};
    use crate::strict::Strictness;

    const NOW: Millis = 1_772_442_030_000;

    fn org() -> Org {
        Preset::Acme.org(NOW, 1, Strictness::default(), CallCenter::default())
    }

    fn id_of(org: &Org, name: &str) -> String {
        org.records().find(|record| record.name() == name).unwrap().id.clone()
    }

    #[track_caller]
    fn check_create(fields: Value, expected: Result<(), &str>) {
        let mut org = org();
        let text = fields
            .to_string()
            .replace("$dana", &id_of(&org, "Dana Ortiz"))
            .replace("$lena", &id_of(&org, "Lena Fischer"))
            .replace("$case", &id_of(&org, "00001042"))
            .replace("$harbor", &id_of(&org, "Bright Harbor Logistics"));
        let fields: Map<String, Value> = serde_json::from_str(&text).unwrap();
        let result = org.create("Task", &fields, NOW);
        let status = match &result {
            Ok(_) => Ok(()),
            Err(SaveError::Fields(errors)) => Err(errors[0].status),
            Err(SaveError::Refused(_)) => Err("refused"),
        };
        assert_eq!(status, expected, "{result:?}");
    }

    #[test]
    fn tasks_follow_the_rules() {
        check_create(json!({ "Subject": "Call", "WhoId": "$dana", "WhatId": "$case" }), Ok(()));
        check_create(json!({ "WhoId": "$lena" }), Ok(()));
        check_create(json!({ "WhoId": "$lena", "WhatId": "$case" }), Err("FIELD_INTEGRITY_EXCEPTION"));
        check_create(json!({ "WhoId": "$harbor" }), Err("FIELD_INTEGRITY_EXCEPTION"));
        check_create(json!({ "WhatId": "$dana" }), Err("FIELD_INTEGRITY_EXCEPTION"));
        check_create(json!({ "WhoId": "0035g00000Nobody" }), Err("MALFORMED_ID"));
        check_create(json!({ "CallType": "inbound" }), Err("INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST"));
        check_create(json!({ "Status": "" }), Err("INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST"));
        check_create(json!({ "Status": 7 }), Err("INVALID_TYPE_ON_FIELD_IN_RECORD"));
        check_create(json!({ "Type": "x".repeat(256) }), Err("STRING_TOO_LONG"));
        check_create(json!({ "CallDurationInSeconds": 94 }), Ok(()));
        check_create(json!({ "CallDurationInSeconds": 94.5 }), Err("INVALID_TYPE_ON_FIELD_IN_RECORD"));
        check_create(json!({ "CallDurationInSeconds": "94" }), Err("INVALID_TYPE_ON_FIELD_IN_RECORD"));
        check_create(json!({ "CallDurationInSeconds": 100_000_000 }), Err("NUMBER_OUTSIDE_VALID_RANGE"));
        check_create(json!({ "Subject": "x".repeat(256) }), Err("STRING_TOO_LONG"));
        check_create(json!({ "ActivityDate": "2026-03-09" }), Ok(()));
        check_create(json!({ "ActivityDate": "09/03/2026" }), Err("INVALID_TYPE_ON_FIELD_IN_RECORD"));
        check_create(json!({ "AccountId": "$harbor" }), Err("INVALID_FIELD_FOR_INSERT_UPDATE"));
        check_create(json!({ "Colour__c": "red" }), Err("INVALID_FIELD"));
    }

    #[track_caller]
    fn check_task(fields: Value, expected: Value) {
        let mut org = org();
        let id = org.create("Task", fields.as_object().unwrap(), NOW).unwrap();
        for (name, value) in expected.as_object().unwrap() {
            assert_eq!(&org.record(&id).unwrap().fields[name], value, "{name} of {fields}");
        }
    }

    #[test]
    fn standard_picklists_take_unlisted_values_and_know_listed_ones_in_any_case() {
        check_task(
            json!({ "Status": "Complete", "Priority": "low", "Type": "CALL" }),
            json!({ "Status": "Complete", "Priority": "Low", "Type": "Call", "IsClosed": false }),
        );
        check_task(json!({ "Status": "completed" }), json!({ "Status": "Completed", "IsClosed": true }));
        check_task(json!({ "Priority": "Urgent" }), json!({ "Priority": "Urgent", "Status": "Not Started" }));
    }

    #[test]
    fn an_org_may_restrict_its_picklists() {
        let mut org = org();
        org.restricts_picklists = true;
        for (name, value) in [("Status", "Complete"), ("Priority", "Urgent"), ("Type", "Fax")] {
            let refused = org.create("Task", json!({ name: value }).as_object().unwrap(), NOW).unwrap_err();
            let SaveError::Fields(errors) = refused else { panic!("{refused}") };
            assert_eq!(errors[0].status, "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", "{name}");
        }
        let id = org.create("Task", json!({ "Priority": "high" }).as_object().unwrap(), NOW).unwrap();
        assert_eq!(org.record(&id).unwrap().text("Priority"), "High");
    }

    #[test]
    fn a_new_task_is_not_started() {
        let mut org = org();
        let id = org.create("Task", &Map::new(), NOW).unwrap();
        let task = org.record(&id).unwrap();
        assert_eq!(
            (task.text("Status"), task.text("Priority"), task.flag("IsClosed")),
            ("Not Started", "Normal", false)
        );
        assert_eq!(task.text("OwnerId"), org.user());
    }

    #[test]
    fn an_update_keeps_the_rest_and_refuses_the_subtype() {
        let mut org = org();
        let fields = json!({ "Subject": "Call", "TaskSubtype": "Call" });
        let id = org.create("Task", fields.as_object().unwrap(), NOW).unwrap();
        let change = json!({ "Status": "Completed" });
        assert_eq!(org.update(&id[..15], change.as_object().unwrap(), NOW + 1), Ok(id.clone()));
        assert_eq!(org.record(&id).unwrap().text("Subject"), "Call");
        assert!(org.record(&id).unwrap().flag("IsClosed"));
        let subtype = json!({ "TaskSubtype": "Task" });
        assert!(matches!(org.update(&id, subtype.as_object().unwrap(), NOW), Err(SaveError::Fields(_))));
    }

    #[test]
    fn other_objects_have_rules_too() {
        let mut org = org();
        assert!(matches!(org.create("Contact", &Map::new(), NOW), Err(SaveError::Fields(_))));
        assert!(matches!(org.create("Spaceship__c", &Map::new(), NOW), Err(SaveError::Refused(_))));
        assert!(matches!(org.update("00T000000000000", &Map::new(), NOW), Err(SaveError::Refused(_))));
    }

    #[test]
    fn details_tell_the_field() {
        let mut org = org();
        let error =
            org.create("Task", json!({ "CallType": "Closed" }).as_object().unwrap(), NOW).unwrap_err();
        let details = error.details().unwrap();
        assert_eq!(details["fieldErrors"]["CallType"][0]["columnApiName"], "CallType");
    }
}
