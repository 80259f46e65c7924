//! `saveLog`: creates or updates one record.

use crate::field::to_object;
use crate::wire::{as_object, as_text, get, object, put, text};
use crate::{Answer, FieldValue, Fields, OpenCti};

/// A record to save. Open CTI guide: saveLog().
#[derive(Clone, Debug, PartialEq)]
pub struct SaveLog {
    /// New or existing.
    pub target: SaveTarget,
    /// Field API names and values. The record type goes under `recordTypeId`.
    pub fields: Fields,
}

/// Whether a save creates or updates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveTarget {
    /// A new record of this object. Repeating it makes a second record: Open CTI has no upsert.
    Create {
        /// API name of the object, for instance `Task`.
        entity: String,
    },
    /// The record with this id.
    Update {
        /// Record id.
        id: String,
    },
}

impl SaveLog {
    /// A new record of an object.
    pub fn create(entity: impl Into<String>) -> SaveLog {
        SaveLog { target: SaveTarget::Create { entity: entity.into() }, fields: Fields::new() }
    }

    /// Changes to a record.
    pub fn update(id: impl Into<String>) -> SaveLog {
        SaveLog { target: SaveTarget::Update { id: id.into() }, fields: Fields::new() }
    }

    /// Adds a field.
    #[must_use]
    pub fn field(mut self, name: impl Into<String>, value: impl Into<FieldValue>) -> SaveLog {
        self.fields.push((name.into(), value.into()));
        self
    }
}

impl OpenCti {
    /// Saves one record and gives its id. The page does not show it until [`OpenCti::refresh_view`].
    /// Open CTI guide: saveLog().
    ///
    /// # Errors
    /// Any [`Error`]. [`Error::Api`] carries what is wrong with which field; after an error that
    /// [is uncertain](Error::is_uncertain) the record may exist.
    pub fn save_log(&self, save: &SaveLog) -> Answer<String> {
        let value = to_object(&save.fields);
        // The selector is written last and alone: an `Id` among the fields would turn a create into an update.
        let (stray, selector, selected) = match &save.target {
            SaveTarget::Create { entity } => ("Id", "entityApiName", entity),
            SaveTarget::Update { id } => ("entityApiName", "Id", id),
        };
        // `false` would mean a property that cannot be deleted; ours can.
        let _ = js_sys::Reflect::delete_property(&value, &stray.into());
        put(&value, selector, selected.as_str());
        self.call("saveLog", object("value", value), |response| {
            // Documented as the id itself; `{recordId}` in practice; `{id}` from one replacement library. An update
            // knows its id all the same.
            let saved = response.value();
            as_text(&saved)
                .or_else(|| {
                    as_object(&saved).and_then(|_| text(&saved, "recordId").or_else(|| text(&saved, "id")))
                })
                .or_else(|| text(&get(&response.args, "value"), "Id"))
                .ok_or_else(|| response.odd())
        })
    }
}
