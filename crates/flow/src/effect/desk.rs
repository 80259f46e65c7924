//! What the desk answers itself.

use serde::{Deserialize, Serialize};

use super::Repeat;
use crate::{Text, Value};

/// What the desk answers itself: the agent's property store and counters, and what its panel shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "effect", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum DeskEffect {
    /// Reads the agent's property store. Answer: [`Answer::Value`](crate::Answer::Value), undefined when absent.
    ReadProperty {
        /// Key.
        key: Text,
    },
    /// Writes into the agent's property store, for all flows, events and contacts.
    WriteProperty {
        /// Key; never a reserved one.
        key: Text,
        /// Value.
        value: Value,
    },
    /// Reads the whole of the agent's property store. Answer: [`Answer::Value`](crate::Answer::Value), a map.
    ReadProperties,
    /// Removes a key from the agent's property store; one that is not there is no error.
    RemoveProperty {
        /// Key; never a reserved one.
        key: Text,
    },
    /// Empties the agent's property store of all that flows have written with [`DeskEffect::WriteProperty`].
    ClearProperties,
    /// Reads a named counter. Answer: [`Answer::Value`](crate::Answer::Value), a number; undefined when nobody has counted.
    ReadCounter {
        /// Its name. [`OPEN_TABS`] says how many pages of this phone are open.
        name: Text,
    },
    /// Counts with a named counter, which begins at 0. Answer: [`Answer::Value`](crate::Answer::Value), where it stands then.
    Count {
        /// Its name; never [`OPEN_TABS`].
        name: Text,
        /// How much to add; less than nothing to count down.
        by: f64,
        /// Whether it begins again at 0 before.
        anew: bool,
    },
    /// Shows rows in the agent's Data panel, in place of those before.
    ShowData {
        /// The contact they go and come back with; none: they stay.
        contact: Option<String>,
        /// What each row says, by its name.
        data: Value,
    },
    /// Opens the Attributes panel, with every attribute of the contact.
    ShowAttributes {
        /// Contact id.
        contact: String,
    },
    /// Shows a line in the page that goes by itself. Text only, never markup.
    ShowToast {
        /// The text.
        text: Text,
    },
    /// Shows a dialog in the page that stays until the agent closes it. Text only, never markup.
    ShowDialog {
        /// The heading.
        title: Text,
        /// The text.
        text: Text,
    },
}

/// The counter that the phone keeps itself: how many pages of it are open in this browser. Flows only read it.
pub const OPEN_TABS: &str = "openAgentTabs";

impl DeskEffect {
    /// Whether this effect may be performed again after an uncertain answer.
    pub fn repeat(&self) -> Repeat {
        match self {
            DeskEffect::ReadProperty { .. } | DeskEffect::ReadProperties | DeskEffect::ReadCounter { .. } => {
                Repeat::Read
            }
            DeskEffect::WriteProperty { .. }
            | DeskEffect::RemoveProperty { .. }
            | DeskEffect::ClearProperties
            | DeskEffect::Count { anew: true, .. }
            | DeskEffect::ShowData { .. }
            | DeskEffect::ShowAttributes { .. } => Repeat::Keyed,
            DeskEffect::Count { anew: false, .. }
            | DeskEffect::ShowToast { .. }
            | DeskEffect::ShowDialog { .. } => Repeat::Once,
        }
    }
}
