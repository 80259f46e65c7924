//! The org's class `SwitchboardFlows`, which agents' pages ask by `runApex`.

use serde_json::{Map, Value, json};

use super::{Document, Kind, OrgPackage};

/// UTF-16 units of definitions in one answer.
const ROOM: usize = 1_000_000;

/// `SwitchboardFlows.revision`.
pub(crate) fn revision(package: &OrgPackage, adapter: &str) -> String {
    Value::from(package.stamp(Map::new(), adapter)).to_string()
}

/// `SwitchboardFlows.read`.
pub(crate) fn read(package: &OrgPackage, key: &str, revision: &str, after: &str) -> String {
    read_within(package, key, revision, after, ROOM)
}

pub(super) fn read_within(
    package: &OrgPackage,
    key: &str,
    revision: &str,
    after: &str,
    room: usize,
) -> String {
    let mut answer = package.stamp(Map::new(), key);
    let Some(adapter) = package.adapter(key).filter(|_| answer["state"] == "enabled") else {
        return Value::from(answer).to_string();
    };
    if after.is_empty() && revision == adapter.revision_text() {
        answer.insert("notModified".to_owned(), true.into());
        return Value::from(answer).to_string();
    }
    let listed = adapter.listed();
    let start = match listed.iter().position(|document| name_of(document) == after) {
        Some(at) => at + 1,
        None if after.is_empty() => 0,
        None => {
            let message = format!("There is no {after} any more: begin again.");
            answer.insert("error".to_owned(), json!({ "code": "GONE", "message": message, "fields": [] }));
            return Value::from(answer).to_string();
        }
    };
    let (mut flows, mut actions) = (Vec::new(), Vec::new());
    let mut used = 0;
    let mut end = start;
    for document in &listed[start..] {
        let length = document.definition.as_deref().unwrap_or_default().encode_utf16().count();
        if used > 0 && used + length > room {
            break;
        }
        used += length.max(1);
        end += 1;
        match document.kind {
            Kind::Flow => flows.push(document.row()),
            Kind::Action => actions.push(document.row()),
        }
    }
    let more = end < listed.len();
    answer.insert("settings".to_owned(), json!(adapter.settings));
    answer.insert("count".to_owned(), listed.len().into());
    answer.insert("digest".to_owned(), adapter.digest().into());
    answer.insert("flows".to_owned(), flows.into());
    answer.insert("actions".to_owned(), actions.into());
    answer.insert("more".to_owned(), more.into());
    answer.insert("next".to_owned(), more.then(|| name_of(listed[end - 1])).into());
    Value::from(answer).to_string()
}

fn name_of(document: &Document) -> String {
    format!("{}:{}", document.kind.name(), document.key)
}
