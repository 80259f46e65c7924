//! A Salesforce org in memory: records, their rules, the softphone layout, the call center.

mod id;
mod layout;
mod preset;
mod read;
mod record;
mod save;
pub(crate) mod schema;
mod search;
mod settings;
mod soql;
mod view;

pub use id::{RecordId, checksum, is_id, key_prefix, object_of_id};
pub use layout::{
    FieldRef, LayoutObjects, LayoutSection, PopRule, ScreenPopSettings, ScreenPopType, SoftphoneLayout,
};
pub use preset::Preset;
pub use read::ReadError;
pub use record::{Org, Record};
pub use save::SaveError;
pub use search::Found;
pub use settings::{CallCenter, Item, Section};

pub(crate) use preset::{KNOWN, SEVERAL, UNKNOWN};
pub use record::INDEX_LAG;
pub(crate) use view::shown_fields;
