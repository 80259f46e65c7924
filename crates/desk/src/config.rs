//! What an administrator decides: one JSON document, baked into the page when it is built.
//!
//! Call center custom items override it ([`Config::override_with`]), so that an instance URL can be changed in
//! Salesforce Setup without a new deployment.

mod call_log;
mod document;
mod flows;
mod items;
mod org_origins;
mod read;

pub use call_log::{CallLogSettings, LogPop};
pub(crate) use document::new_record;
pub use document::{
    BlockSettings, Config, Connect, Declared, DoNotCall, DuringCall, InstanceUrlError, Mode, PageSettings,
    PhoneSettings, SECTION, Salesforce, ScreenPopSettings, Several,
};
pub use flows::{RecordingSettings, RunSettings};
pub use items::{WrongItem, item_names};
pub use read::ConfigError;
