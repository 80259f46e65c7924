//! A record's page: fields, related records, activity timeline.

use serde::Serialize;
use serde_json::Value;

use super::page::{ListedRecord, listed};
use crate::clock::Millis;
use crate::org::{Org, Record};

/// A record's page.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RecordView {
    /// Its id.
    pub record_id: String,
    /// Its object.
    pub object: String,
    /// Its name.
    pub name: String,
    /// Fields that have a value.
    pub fields: Vec<FieldView>,
    /// Records that point to it, or it points to.
    pub related: Vec<ListedRecord>,
    /// Activities, newest first.
    pub timeline: Vec<TimelineEntry>,
}

/// One field of a record's page.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FieldView {
    /// API name.
    pub api_name: String,
    /// Caption.
    pub label: String,
    /// Value as text.
    pub value: String,
    /// Whether it is a number that click-to-dial makes clickable.
    pub phone: bool,
    /// Name of the record that a reference points to.
    pub reference: Option<String>,
}

/// One activity of the timeline.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TimelineEntry {
    /// Id of the Task.
    pub record_id: String,
    /// What it was about.
    pub subject: String,
    /// Its status.
    pub status: String,
    /// `Inbound`, `Outbound`, `Internal`, or nothing.
    pub call_type: Option<String>,
    /// Length of the call.
    pub duration_in_seconds: Option<i64>,
    /// Result of the call.
    pub disposition: Option<String>,
    /// With whom.
    pub who: Option<String>,
    /// About what.
    pub what: Option<String>,
    /// Comments.
    pub description: Option<String>,
    /// When it was made.
    pub created: Millis,
}

/// Renders a record's page.
pub(crate) fn record_view(org: &Org, record: &Record) -> RecordView {
    RecordView {
        record_id: record.id.clone(),
        object: record.object.clone(),
        name: record.name().to_owned(),
        fields: crate::org::shown_fields(org, record),
        related: org.records().filter(|other| is_related(record, other)).map(listed).collect(),
        timeline: timeline(org, record),
    }
}

fn is_related(record: &Record, other: &Record) -> bool {
    let points = |from: &Record, to: &Record| {
        ["AccountId", "ContactId", "PersonContactId"].iter().any(|field| from.text(field) == to.id)
    };
    record.id != other.id && other.object != "Task" && (points(record, other) || points(other, record))
}

fn timeline(org: &Org, record: &Record) -> Vec<TimelineEntry> {
    let name = |id: &str| org.record(id).map(|record| record.name().to_owned());
    let text = |task: &Record, field: &str| {
        Some(task.text(field)).filter(|text| !text.is_empty()).map(str::to_owned)
    };
    let mut entries: Vec<_> = org
        .records()
        .filter(|task| task.object == "Task")
        .filter(|task| ["WhoId", "WhatId", "AccountId"].iter().any(|field| task.text(field) == record.id))
        .map(|task| TimelineEntry {
            record_id: task.id.clone(),
            subject: task.text("Subject").to_owned(),
            status: task.text("Status").to_owned(),
            call_type: text(task, "CallType"),
            duration_in_seconds: task.fields.get("CallDurationInSeconds").and_then(Value::as_i64),
            disposition: text(task, "CallDisposition"),
            who: name(task.text("WhoId")),
            what: name(task.text("WhatId")),
            description: text(task, "Description"),
            created: task.created,
        })
        .collect();
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.created));
    entries
}

#[cfg(test)]
mod tests {
    use crate::console::{Page, PageView};
    use crate::world::{World, WorldOptions};

    #[test]
    fn a_record_shows_fields_relations_and_activities() {
        let mut world = World::new(WorldOptions::default());
        let id = world.open_console();
        let record_id = world.org.records().find(|record| record.name() == "Dana Ortiz").unwrap().id.clone();
        world.navigate(id, Page::Record { record_id });
        let PageView::Record(view) = world.console(id).unwrap().page else { panic!("not a record") };
        assert!(view.fields.iter().any(|field| field.phone && field.value == "(415) 555-0142"));
        assert!(
            view.fields.iter().any(|field| field.reference.as_deref() == Some("Bright Harbor Logistics"))
        );
        assert!(view.related.iter().any(|related| related.object == "Case"));
        assert_eq!(view.timeline.len(), 1);
    }
}
