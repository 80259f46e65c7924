//! Salesforce's own names in a call center (Open CTI guide: Required and Optional Call Center Elements and Attributes).

/// The section that must come first.
pub(crate) const GENERAL: &str = "reqGeneralInfo";
/// The section of prefixes, and its items.
pub(crate) const DIALING: [&str; 4] =
    ["reqDialingOptions", "reqOutsidePrefix", "reqLongDistPrefix", "reqInternationalPrefix"];

/// Salesforce's sections and items that the model knows, with their usual captions, in their usual order.
pub(crate) const CAPTIONS: [(&str, &str); 14] = [
    (GENERAL, "General Information"),
    ("reqInternalName", "Internal Name"),
    ("reqDisplayName", "Display Name"),
    ("reqAdapterUrl", "CTI Adapter URL"),
    ("reqUseApi", "Use CTI API"),
    ("reqSoftphoneHeight", "Softphone Height"),
    ("reqSoftphoneWidth", "Softphone Width"),
    ("reqSalesforceCompatibilityMode", "Salesforce Compatibility Mode"),
    ("reqStandbyUrl", "Standby URL"),
    ("reqTimeout", "Timeout in milliseconds"),
    ("reqDialingOptions", "Dialing Options"),
    ("reqOutsidePrefix", "Outside Prefix"),
    ("reqLongDistPrefix", "Long Distance Prefix"),
    ("reqInternationalPrefix", "International Prefix"),
];

/// Documented, but for Classic Canvas apps.
pub(crate) const CANVAS: [&str; 2] = ["reqCanvasApiName", "reqCanvasNamespace"];
/// Of the old desktop CTI Toolkit.
pub(crate) const TOOLKIT: [&str; 2] = ["reqProgId", "reqVersion"];
/// Seen in real files, not documented.
pub(crate) const DESCRIPTION: &str = "reqDescription";

/// Names a section or an item must not have.
pub(crate) const RESERVED: [&str; 4] = ["label", "sortOrder", "internalNameLabel", "displayNameLabel"];

/// Most letters and digits of a name.
pub(crate) const NAME_LENGTH: usize = 40;
/// Most characters of a label and of the display name.
pub(crate) const LABEL_LENGTH: usize = 1000;

/// The settings that stand in `customSettings` of the Metadata form.
pub(crate) const CUSTOM_SETTINGS: [&str; 6] = [
    "reqUseApi",
    "reqSoftphoneHeight",
    "reqSoftphoneWidth",
    "reqSalesforceCompatibilityMode",
    "reqStandbyUrl",
    "reqTimeout",
];

/// Whether the model knows this name.
pub(crate) fn is_known(name: &str) -> bool {
    CAPTIONS.iter().any(|(known, _)| *known == name)
}

/// Salesforce's name that this one misspells in upper and lower case only.
pub(crate) fn meant(name: &str) -> Option<&'static str> {
    CAPTIONS.iter().map(|(known, _)| *known).find(|known| known.eq_ignore_ascii_case(name))
}

/// Whether a name is at most 40 letters and digits.
pub(crate) fn is_name(name: &str) -> bool {
    !name.is_empty() && name.len() <= NAME_LENGTH && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
}
