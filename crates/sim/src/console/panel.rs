//! The softphone panel and its entry in the utility bar.

use serde::Serialize;

/// The panel over the utility bar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Panel {
    /// Whether it is open. Minimising does not unload the page in it.
    pub visible: bool,
    /// CSS pixels.
    pub height: i64,
    /// CSS pixels.
    pub width: i64,
    /// Text in its header.
    pub label: String,
    /// SLDS utility icon in its header.
    pub icon: String,
}

/// The softphone's entry in the utility bar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct UtilityItem {
    /// Text.
    pub label: String,
    /// SLDS utility icon.
    pub icon: String,
}
