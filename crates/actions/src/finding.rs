//! What is wrong, or odd, with an action: as data, with one sentence made where it is shown.

use thiserror::Error;

/// One finding and where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The file.
    pub file: String,
    /// Name of the action, as far as it has one.
    pub action: Option<String>,
    /// Name of the field it is about; of one without name its place, `#2`.
    pub field: Option<String>,
    /// What was found.
    pub finding: Finding,
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Probably not meant.
    Warning,
    /// The action must not be deployed.
    Error,
}

/// What was found. `Display` is one English sentence with what to do.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Finding {
    /// The text cannot be read.
    #[error("this is not JSON: {reason}")]
    NotJson {
        /// What the reader stumbled over.
        reason: String,
    },
    /// A format that this release does not read.
    #[error(
        "the action has format {found}; this release reads format 1: deploy it with the release that wrote it"
    )]
    LaterFormat {
        /// What the file says, as JSON.
        found: String,
    },
    /// Something is of another kind than it must be.
    #[error("\"{key}\" must be {expected}, not {found}")]
    WrongType {
        /// The key; empty is the file itself.
        key: &'static str,
        /// What it must be.
        expected: &'static str,
        /// What it is, as JSON.
        found: String,
    },
    /// A key nobody knows.
    #[error("the key \"{key}\" means nothing here: it is ignored (spelling?)")]
    UnknownKey {
        /// The key.
        key: String,
    },
    /// Something without which the action cannot be.
    #[error("\"{key}\" is missing or empty: {purpose}")]
    Missing {
        /// The key.
        key: &'static str,
        /// What it is for.
        purpose: &'static str,
    },
    /// A key of the payload that flows could not read.
    #[error("\"{key}\" cannot be read in a flow: choose another name")]
    UnreadableName {
        /// The name.
        key: String,
    },
    /// Two pairs of one key.
    #[error("the payload has the key \"{key}\" twice: keep one")]
    DuplicatePayloadKey {
        /// The key.
        key: String,
    },
    /// Two fields of one name.
    #[error("another field has the same name: only one of them would reach the flow")]
    DuplicateField,
    /// A field that hides a hard-coded value.
    #[error("the payload has the key \"{key}\", too: what the agent enters wins, even when it is empty")]
    FieldOverPayload {
        /// The key.
        key: String,
    },
    /// A type nobody knows.
    #[error(
        "type \"{found}\" is unknown; there are text, number, phone, email, date, longText, choice and checkbox"
    )]
    UnknownFieldType {
        /// The word.
        found: String,
    },
    /// A choice with nothing to choose from.
    #[error("a choice needs \"options\": a list of {{\"value\", \"label\"}}, or a reference to one")]
    NoOptions,
    /// Options of another type.
    #[error("only a choice has \"options\": they are ignored")]
    OptionsWithoutChoice,
    /// Two options of one value.
    #[error("two options have the value \"{value}\": the flow could not tell them apart")]
    DuplicateOption {
        /// The value.
        value: String,
    },
    /// A default that could not be submitted.
    #[error("the default \"{value}\" is no {expected}")]
    BadDefault {
        /// The default.
        value: String,
        /// What it must be.
        expected: &'static str,
    },
    /// A bound that does not fit the type.
    #[error("\"{key}\" does not fit this type of field: it is ignored")]
    UselessLimit {
        /// The key.
        key: &'static str,
    },
    /// A bound that is no number, no day, or no length.
    #[error("\"{key}\" is \"{found}\", which is no {expected}")]
    BadLimit {
        /// The key.
        key: &'static str,
        /// What it is.
        found: String,
        /// What it must be.
        expected: &'static str,
    },
    /// Bounds that leave nothing between them.
    #[error("\"{low}\" is above \"{high}\": nothing can be entered")]
    CrossedLimits {
        /// The key of the lower bound.
        low: &'static str,
        /// The key of the upper bound.
        high: &'static str,
    },
    /// A pattern that no browser could read.
    #[error("the pattern \"{pattern}\" is no regular expression of JavaScript: {reason}")]
    BadPattern {
        /// The pattern.
        pattern: String,
        /// What the reader stumbled over.
        reason: String,
    },
    /// A reference that finds nothing.
    #[error("\"{reference}\" finds nothing: here references start with {roots}")]
    BadReference {
        /// The reference.
        reference: String,
        /// What may be read.
        roots: &'static str,
    },
    /// Two actions of one name.
    #[error("{other} has the same name: agents and the panel tell actions apart by it")]
    DuplicateAction {
        /// The other file.
        other: String,
    },
    /// A flow that is not there.
    #[error("\"{key}\": there is no flow of the name \"{flow}\"")]
    UnknownFlow {
        /// Which link.
        key: &'static str,
        /// The name.
        flow: String,
    },
    /// A flow that events start.
    #[error(
        "\"{key}\": the flow \"{flow}\" has the source \"{source_word}\"; actions start flows with the source \"ctiAction\""
    )]
    OtherSource {
        /// Which link.
        key: &'static str,
        /// The name.
        flow: String,
        /// Its source; empty when it has none.
        source_word: String,
    },
    /// A flow that does not run.
    #[error("\"{key}\": the flow \"{flow}\" is not active")]
    InactiveFlow {
        /// Which link.
        key: &'static str,
        /// The name.
        flow: String,
    },
    /// An active flow for actions that no action names.
    #[error("no action starts the flow \"{flow}\": it never runs")]
    NoAction {
        /// Its name.
        flow: String,
    },
}

impl Finding {
    /// How bad it is.
    pub fn severity(&self) -> Severity {
        match self {
            Finding::UnknownKey { .. }
            | Finding::FieldOverPayload { .. }
            | Finding::OptionsWithoutChoice
            | Finding::UselessLimit { .. }
            | Finding::NoAction { .. }
            | Finding::BadReference { .. } => Severity::Warning,
            _ => Severity::Error,
        }
    }

    /// A word for machines.
    pub fn code(&self) -> &'static str {
        match self {
            Finding::NotJson { .. } => "notJson",
            Finding::LaterFormat { .. } => "laterFormat",
            Finding::WrongType { .. } => "wrongType",
            Finding::UnknownKey { .. } => "unknownKey",
            Finding::Missing { .. } => "missing",
            Finding::UnreadableName { .. } => "unreadableName",
            Finding::DuplicatePayloadKey { .. } => "duplicatePayloadKey",
            Finding::DuplicateField => "duplicateField",
            Finding::FieldOverPayload { .. } => "fieldOverPayload",
            Finding::UnknownFieldType { .. } => "unknownFieldType",
            Finding::NoOptions => "noOptions",
            Finding::OptionsWithoutChoice => "optionsWithoutChoice",
            Finding::DuplicateOption { .. } => "duplicateOption",
            Finding::BadDefault { .. } => "badDefault",
            Finding::UselessLimit { .. } => "uselessLimit",
            Finding::BadLimit { .. } => "badLimit",
            Finding::CrossedLimits { .. } => "crossedLimits",
            Finding::BadPattern { .. } => "badPattern",
            Finding::BadReference { .. } => "badReference",
            Finding::DuplicateAction { .. } => "duplicateAction",
            Finding::UnknownFlow { .. } => "unknownFlow",
            Finding::OtherSource { .. } => "otherSource",
            Finding::InactiveFlow { .. } => "inactiveFlow",
            Finding::NoAction { .. } => "noAction",
        }
    }
}

impl Diagnostic {
    /// How bad it is.
    pub fn severity(&self) -> Severity {
        self.finding.severity()
    }
}

impl std::fmt::Display for Diagnostic {
    /// `action "Call back", field Phone: …`; the file is for the caller to put in front.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (&self.action, &self.field) {
            (Some(action), Some(field)) => write!(f, "action \"{action}\", field {field}: ")?,
            (Some(action), None) => write!(f, "action \"{action}\": ")?,
            (None, Some(field)) => write!(f, "field {field}: ")?,
            (None, None) => {}
        }
        self.finding.fmt(f)
    }
}
