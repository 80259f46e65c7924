//! The simulated platforms before a flow runs.

use flow::Map;
use serde::Deserialize;
use serde_json::Value;
use sim::Direction;
use sim::org::{Org, is_id};

/// What happens, and what goes wrong.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub(crate) struct WorldSetup {
    /// What happens first, in the simulator's words.
    pub(crate) directions: Vec<Direction>,
    /// What goes wrong.
    pub(crate) faults: Vec<NamedFault>,
}

/// A fault of the simulator, by its name.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct NamedFault(pub(crate) sim::Fault);

impl TryFrom<String> for NamedFault {
    type Error = String;

    fn try_from(name: String) -> Result<NamedFault, String> {
        let known = || format!("no fault \"{name}\"; there are: {}", sim::Fault::NAMES.join(", "));
        sim::Fault::named(&name).map(NamedFault).ok_or_else(known)
    }
}

/// What the simulated org holds besides its own few records.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub(super) struct OrgSetup {
    /// Records it has had for long.
    records: Vec<OrgRecord>,
    /// Call center settings, by section and item.
    settings: Map<Map<String>>,
}

/// One record.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "WrittenRecord")]
struct OrgRecord(WrittenRecord);

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenRecord {
    /// Object API name.
    object: String,
    /// By API name.
    fields: serde_json::Map<String, serde_json::Value>,
}

impl TryFrom<WrittenRecord> for OrgRecord {
    type Error = String;

    fn try_from(record: WrittenRecord) -> Result<OrgRecord, String> {
        if let Some(lacking) = Org::lacks(&record.object, &record.fields) {
            return Err(lacking);
        }
        match record.fields.get("Id") {
            None => {}
            Some(Value::String(id)) if is_id(id) => {}
            Some(id) => {
                return Err(format!(
                    "{id} is no record id: it needs 15 letters and digits, or 18 of which the last three are their checksum"
                ));
            }
        }
        Ok(OrgRecord(record))
    }
}

impl OrgSetup {
    /// What makes the org so.
    pub(super) fn directions(&self) -> Vec<Direction> {
        let records = self.records.iter().map(|OrgRecord(record)| Direction::AddRecord {
            object: record.object.clone(),
            fields: record.fields.clone(),
        });
        let items = self.settings.iter().flat_map(|(section, items)| {
            items.iter().map(move |(item, value)| Direction::ChangeSetting {
                section: section.to_string(),
                item: item.to_string(),
                value: value.clone(),
            })
        });
        records.chain(items).collect()
    }
}
