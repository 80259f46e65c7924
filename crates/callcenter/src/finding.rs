//! What is wrong or odd in a file: which rule, where, and what to do.

use serde::{Serialize, Serializer};
use thiserror::Error;

use crate::form::Form;
pub use crate::url::UrlFault;

/// One thing to say about a file.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{fault}")]
pub struct Finding {
    /// Where.
    pub place: Place,
    /// What.
    pub fault: Fault,
    /// How bad it is; for a few faults that depends on the form.
    pub severity: Severity,
}

impl Serialize for Finding {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Wire {
            severity: Severity,
            code: &'static str,
            line: u32,
            column: u32,
            reason: String,
            remedy: String,
        }
        let Place { line, column } = self.place;
        let reason = self.fault.to_string();
        let wire = Wire {
            severity: self.severity,
            code: self.fault.code(),
            line,
            column,
            reason,
            remedy: self.remedy(),
        };
        wire.serialize(serializer)
    }
}

/// Line and column, from 1; columns count characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// From 1.
    pub line: u32,
    /// From 1.
    pub column: u32,
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Good to know.
    Hint,
    /// Accepted, and probably not meant.
    Warning,
    /// Salesforce refuses it, or the softphone does not come up.
    Error,
}

/// What can be wrong. The texts name the element, the offending value and the rule.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[expect(
    missing_docs,
    reason = "the sentence of each variant says what it is, and its fields are the blanks in it"
)]
pub enum Fault {
    // The file as a whole.
    #[error("the file is not UTF-8 text")]
    NotUtf8,
    #[error("this is not well-formed XML: {reason}")]
    NotXml { reason: String },
    #[error(
        "the file has a DOCTYPE; document types and external entities are refused, because they can read other files"
    )]
    Doctype,
    #[error("the file has more than {limit} elements and attributes")]
    TooLarge { limit: u32 },
    #[error("the root element is <{found}>, which is no call center")]
    Root { found: String },
    #[error("the root element of a file to import is <callCenter>, with a small c; here it is <{found}>")]
    RootCase { found: String },
    #[error("the root element <{root}> has the namespace {found:?}, expected {expected:?}")]
    Namespace { root: String, found: String, expected: &'static str },
    #[error("this is {form}; Setup, Call Centers, Import does not read it")]
    NotImportable { form: Form },

    // Elements and attributes.
    #[error("<{name}> does not belong in <{parent}>")]
    UnexpectedElement { name: String, parent: String },
    #[error("<{element}> has no attribute {name}")]
    UnexpectedAttribute { name: String, element: String },
    #[error("the text {text:?} stands in <{parent}>, where only elements stand")]
    StrayText { text: String, parent: String },
    #[error("<{parent}> lacks <{name}>")]
    MissingElement { name: &'static str, parent: String },
    #[error("<{name}> stands more than once in <{parent}>")]
    RepeatedElement { name: String, parent: String },
    #[error("<{element}> lacks the attribute {name}")]
    MissingAttribute { name: &'static str, element: &'static str },

    // Names and order.
    #[error("the name {name:?} is not 1 to 40 letters and digits")]
    Name { name: String },
    #[error("the name {name:?} is reserved by Salesforce")]
    NameReserved { name: String },
    #[error("the name {name:?} stands more than once in {parent}")]
    NameRepeated { name: String, parent: String },
    #[error("the section {name} has no items")]
    EmptySection { name: String },
    #[error("the label of {name} has {length} characters, at most 1000 are allowed")]
    LabelLong { name: String, length: usize },
    #[error("sortOrder {value:?} of {name} is not a whole number from 0")]
    SortOrder { name: String, value: String },
    #[error("sortOrder {value} of {name} leaves a gap: {expected} is missing")]
    SortOrderGap { name: String, value: u32, expected: u32 },
    #[error("sortOrder {value} of {name} is taken already")]
    SortOrderRepeat { name: String, value: u32 },
    #[error("{name} stands in another place of the file than its sortOrder {value} says")]
    SortOrderMixed { name: String, value: u32 },
    #[error("the section with sortOrder 0 is {found}, it must be reqGeneralInfo")]
    GeneralFirst { found: String },
    #[error("the item with sortOrder {position} of reqGeneralInfo is {found}, it must be {expected}")]
    FirstItems { position: usize, found: String, expected: &'static str },
    #[error("names that begin with req are Salesforce's: {name}")]
    ReqPrefix { name: String },
    #[error("{name} is no item Salesforce documents{}", suggestion(.meant))]
    ReqUnknown { name: String, meant: Option<&'static str> },
    #[error("{name} stands in {section}, where Salesforce does not look for it")]
    ReqMisplaced { name: String, section: String },
    #[error("{name} belongs to the old desktop CTI Toolkit, Open CTI does not use it")]
    Toolkit { name: String },
    #[error("{name} is for Canvas apps in Salesforce Classic and overrides the adapter URL")]
    Canvas { name: String },

    // Values.
    #[error("{item} is missing")]
    Missing { item: &'static str },
    #[error("{item} is not given; {value} is assumed")]
    Assumed { item: &'static str, value: String },
    #[error("white space around the value of {item}")]
    WhiteSpace { item: String },
    #[error("the internal name {value:?} is not a letter followed by at most 39 letters and digits")]
    InternalName { value: String },
    #[error("the display name is empty")]
    DisplayNameEmpty,
    #[error("the display name has {length} characters, at most 1000 are allowed")]
    DisplayNameLong { length: usize },
    #[error("{item} {value:?} {why}")]
    Url { item: String, value: String, why: UrlFault },
    #[error("{item} {value:?} is a path without a host, which is right for Visualforce pages only")]
    RelativeUrl { item: String, value: String },
    #[error("{item} has the parameter {name} in its query, which Salesforce adds itself")]
    UrlParameter { item: String, name: String },
    #[error(
        "{item} has a fragment: what Salesforce adds to the address then stands behind the #, where the Open CTI library does not look"
    )]
    UrlFragment { item: String },
    #[error("{item} still points to the example host {host}")]
    ExampleHost { item: String, host: String },
    #[error("reqUseApi is {value:?}; anything but true turns Open CTI off")]
    UseApi { value: String },
    #[error("{item} {value:?} is not a whole number of pixels from {least} to {most}")]
    Size { item: &'static str, value: String, least: u16, most: u16 },
    #[error("reqSalesforceCompatibilityMode {value:?} is none of Classic, Lightning, Classic_and_Lightning")]
    Compatibility { value: String },
    #[error(
        "reqSalesforceCompatibilityMode is absent, which means Classic: the softphone never appears in Lightning"
    )]
    CompatibilityAbsent,
    #[error("reqSalesforceCompatibilityMode is Classic: the softphone never appears in Lightning")]
    ClassicOnly,
    #[error("{there} is given without {missing}")]
    StandbyPair { there: &'static str, missing: &'static str },
    #[error("reqTimeout {value:?} is not a whole number of milliseconds above 0")]
    Timeout { value: String },
    #[error("reqTimeout is {value} ms: an adapter that starts slowly loses the session to the standby page")]
    TimeoutShort { value: u32 },
    #[error(
        "{item} is {value:?}; Salesforce does not apply prefixes, and Amazon Connect wants numbers with a country code"
    )]
    Prefix { item: &'static str, value: String },
    #[error("the name {name} sounds like a secret, and every user of the call center can read its value")]
    Secret { name: String },

    // This adapter's own items.
    #[error("{item} {value:?} is not {expected}")]
    Custom { item: String, value: String, expected: String },
    #[error("{item} is {value:?}: {why}")]
    CustomOdd { item: String, value: String, why: &'static str },
    #[error("Switchboard reads no item {name} in switchboardConnect{}", suggestion(.meant))]
    CustomUnknown { name: String, meant: Option<&'static str> },
    #[error("there is no section switchboardConnect, so the page takes all it needs from adapter.json")]
    CustomSection,

    // The Metadata form.
    #[error("customSettings is not a JSON object: {reason}")]
    CustomSettings { reason: String },
    #[error("{key} in customSettings is neither text, number nor true or false")]
    CustomSettingsValue { key: String },
    #[error(
        "the internal name of the Metadata form is the file's name, and {file:?} does not end in .callCenter-meta.xml"
    )]
    FileName { file: String },
    #[error(
        "{name} is said twice and not alike: {counts:?} in {place}, which counts, and {ignored:?} in reqGeneralInfo"
    )]
    CopiesDiffer { name: String, counts: String, place: &'static str, ignored: String },
    #[error("contactCenterChannels are for Salesforce Voice, not for Open CTI")]
    Channels,
    #[error("version {value:?} is the version of the old CTI Toolkit")]
    ToolkitVersion { value: String },
}

/// " (did you mean reqTimeout?)"
fn suggestion(name: &Option<&str>) -> String {
    name.map(|name| format!(" (did you mean {name}?)")).unwrap_or_default()
}

impl Finding {
    /// What to do, as a sentence.
    #[must_use]
    pub fn remedy(&self) -> String {
        self.fault.remedy()
    }
}
