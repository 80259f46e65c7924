//! What is wrong, or odd, with a flow: as data, with one sentence made where it is shown.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::triggers::TriggerFinding;
use crate::{Document, Text};

/// One finding and where it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// What was found.
    #[serde(flatten)]
    pub finding: Finding,
    /// In which block, by id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub block: Option<Text>,
    /// In which argument of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub argument: Option<Text>,
    /// Where in the file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
}

/// A place in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Line, from 1.
    pub line: usize,
    /// Character in the line, from 1.
    pub column: usize,
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Probably not meant.
    Warning,
    /// The flow must not run.
    Error,
}

/// The sentence for a block type that nobody here knows. A page that runs flows says it and needs no other finding's.
pub(crate) fn unknown_type(type_id: &str) -> String {
    format!("block type \"{type_id}\" is unknown: a run that reaches it stops")
}

/// The sentence for a format that a later release writes.
pub(crate) fn later_format(found: &str) -> String {
    format!(
        "the flow has format {found}; this release reads format {}: run it with the release that wrote it",
        crate::FORMAT
    )
}

/// What was found (`reference/cti-flows.md` §1.8). `Display` is one English sentence.
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Finding {
    /// The text cannot be read.
    #[error("this is not JSON: {reason}")]
    NotJson {
        /// What the reader stumbled over.
        reason: Text,
    },
    /// A format that this release does not read.
    #[error("{}", later_format(found))]
    LaterFormat {
        /// What the file says.
        found: Text,
    },
    /// No list of blocks.
    #[error("a flow needs a list of blocks under the key \"actions\"")]
    NoActions,
    /// Half of a UTF-16 pair in a text.
    #[error("half a character (a lone surrogate) is read as U+FFFD")]
    LoneSurrogate,
    /// An entry of `actions` that is no map.
    #[error("an entry of \"actions\" must be a map with id and type")]
    ActionIsNoMap,
    /// A block without id.
    #[error("this block has no id")]
    NoId,
    /// A block without type.
    #[error("this block has no type")]
    NoType,
    /// A port that leads to something that cannot be an id.
    #[error("port \"{port}\" must name one block by its id")]
    PortIsNoId {
        /// Name of the port.
        port: Text,
    },
    /// Two blocks of the same id.
    #[error("another block has the same id: references to it are ambiguous")]
    DuplicateId,
    /// The id a broken counter of the vendor's editor made.
    #[error("the id \"uid-NaN\" comes from a broken editor: give the block another one")]
    IdIsNaN,
    /// No entry point.
    #[error("the flow has no Start block")]
    NoStart,
    /// More than one entry point.
    #[error("the flow has {count} Start blocks; it may have one")]
    SeveralStarts {
        /// How many.
        count: usize,
    },
    /// A type nobody here knows.
    #[error("{}", unknown_type(type_id))]
    UnknownType {
        /// The type.
        type_id: Text,
    },
    /// A port the type does not have.
    #[error("{type_id} has no port \"{port}\"; it has: {known}")]
    UnknownPort {
        /// The type.
        type_id: Text,
        /// The port.
        port: Text,
        /// The ports there are.
        known: Text,
    },
    /// A port that leads nowhere.
    #[error("port \"{port}\" leads to block \"{target}\", which is not there: it counts as unconnected")]
    DanglingTarget {
        /// The port.
        port: Text,
        /// The id.
        target: Text,
    },
    /// An argument the type does not have.
    #[error("{type_id} has no argument \"{name}\": it is kept in the file and ignored")]
    UnknownArgument {
        /// The type.
        type_id: Text,
        /// The argument.
        name: Text,
    },
    /// An argument without which the block fails.
    #[error("required argument \"{name}\" has no value")]
    MissingArgument {
        /// The argument.
        name: Text,
    },
    /// A value outside the options of a select.
    #[error("\"{value}\" is not one of: {options}")]
    NotAnOption {
        /// The value.
        value: Text,
        /// What it may be.
        options: Text,
    },
    /// A literal that cannot be cast to the argument's type.
    #[error("{value} is no {expected}")]
    WrongType {
        /// The value.
        value: Text,
        /// The type.
        expected: Text,
    },
    /// An old argument.
    #[error("argument \"{name}\" is out of date: {instead}")]
    DeprecatedArgument {
        /// The argument.
        name: Text,
        /// What to use.
        instead: Text,
    },
    /// A comparison with a word that stands for nothing in JavaScript, but is a text like any other here.
    #[error("\"{text}\" is a text here: undefined does not equal it; for emptiness use Is Truthy?")]
    ComparesWithNothing {
        /// The text.
        text: Text,
    },
    /// A reference to a block that is not there.
    #[error(
        "\"{reference}\" reads a result of block \"{target}\", which is not there: it is always undefined"
    )]
    DanglingReference {
        /// The reference.
        reference: Text,
        /// The id.
        target: Text,
    },
    /// A reference to a block that cannot have run yet.
    #[error("\"{reference}\" reads a result of block \"{target}\", which never runs before this one")]
    NotUpstream {
        /// The reference.
        reference: Text,
        /// The id.
        target: Text,
    },
    /// A reference that starts at nothing.
    #[error(
        "\"{reference}\" starts at \"{root}\"; references start at actions, payload, contact, agent or userProfile"
    )]
    UnknownRoot {
        /// The reference.
        reference: Text,
        /// Its first key.
        root: Text,
    },
    /// Text that looks like a reference and is none.
    #[error("\"{text}\" is plain text: a reference starts with \"$.\"")]
    NotAReference {
        /// The text.
        text: Text,
    },
    /// A path that has been replaced.
    #[error("\"{reference}\" is out of date: {instead}")]
    DeprecatedReference {
        /// The reference.
        reference: Text,
        /// What to use.
        instead: Text,
    },
    /// The block is called what every block of its type is called.
    #[error("this block still has the title of its type: say in its title what it is for")]
    UnrenamedTitle,
    /// An event of a flow that an action starts.
    #[error("a flow of a CTI Action has no event: \"{event}\" is ignored")]
    EventOfAction {
        /// The word.
        event: Text,
    },
    /// What people often expect wrongly of an event.
    #[error("{source_name} {event}: {hint}")]
    AboutEvent {
        /// Source of the event.
        source_name: Text,
        /// The event.
        event: Text,
        /// What to know.
        hint: Text,
    },
    /// A question whose answer does not depend on anything that happens.
    #[error("this condition reads nothing that changes: it is always the same")]
    AlwaysTheSame,
    /// More than one active flow of a name, among those that actions start.
    #[error(
        "{other} is an active flow for actions of the same name: only the one that is deployed last runs"
    )]
    AlsoNamed {
        /// The other file.
        other: Text,
    },
    /// More than one active flow for an event.
    #[error("{other} is active for {source_name} {event}, too: only the one that is deployed last runs")]
    AlsoActive {
        /// The other file.
        other: Text,
        /// Source of the events.
        source_name: Text,
        /// The event.
        event: Text,
    },
    /// No way leads here.
    #[error("no way leads from Start to this block")]
    Unreachable,
    /// A circle without a Delay.
    #[error("this block lies on a circle without a Delay: a run may go round until the step limit stops it")]
    Circle,
    /// A failure nobody handles.
    #[error("nothing is connected to \"failure\": when this block fails the flow ends quietly")]
    FailureUnconnected,
    /// A look-up whose failure nobody handles.
    #[error(
        "nothing is connected to \"failure\": when nobody is found the flow goes on through \"success\" without an id; when Salesforce does not answer it ends quietly"
    )]
    NobodyFoundGoesOn,
    /// A search whose success leads to another one, and whose failure does not.
    #[error(
        "when there is nothing to search for this block leaves through \"failure\", and the search that follows \"success\" is never made; \"emptySearchSucceeds\": true at the top of the flow changes that"
    )]
    EmptySearchEnds,
    /// What is wrong with the words under `source` and `event`.
    #[error(transparent)]
    #[serde(untagged)]
    Trigger(TriggerFinding),
}

impl Finding {
    /// How bad it is by itself.
    pub fn severity(&self) -> Severity {
        match self {
            Finding::NotJson { .. }
            | Finding::LaterFormat { .. }
            | Finding::NoActions
            | Finding::ActionIsNoMap
            | Finding::NoId
            | Finding::NoType
            | Finding::DuplicateId
            | Finding::NoStart
            | Finding::SeveralStarts { .. } => Severity::Error,
            Finding::DeprecatedArgument { .. }
            | Finding::DeprecatedReference { .. }
            | Finding::ComparesWithNothing { .. }
            | Finding::AboutEvent { .. }
            | Finding::UnrenamedTitle => Severity::Info,
            Finding::LoneSurrogate
            | Finding::PortIsNoId { .. }
            | Finding::IdIsNaN
            | Finding::UnknownType { .. }
            | Finding::UnknownPort { .. }
            | Finding::DanglingTarget { .. }
            | Finding::UnknownArgument { .. }
            | Finding::MissingArgument { .. }
            | Finding::NotAnOption { .. }
            | Finding::WrongType { .. }
            | Finding::DanglingReference { .. }
            | Finding::NotUpstream { .. }
            | Finding::UnknownRoot { .. }
            | Finding::NotAReference { .. }
            | Finding::Trigger(_)
            | Finding::EventOfAction { .. }
            | Finding::AlwaysTheSame
            | Finding::AlsoNamed { .. }
            | Finding::AlsoActive { .. }
            | Finding::Unreachable
            | Finding::Circle
            | Finding::FailureUnconnected
            | Finding::NobodyFoundGoesOn
            | Finding::EmptySearchEnds => Severity::Warning,
        }
    }

    /// Whether a flow must not be active with it: an inactive one may be unfinished.
    fn forbids_active(&self) -> bool {
        match self {
            Finding::UnknownType { .. } => true,
            Finding::Trigger(finding) => finding.forbids_active(),
            _ => false,
        }
    }

    /// A word for machines, the same as in the serialised form.
    pub fn code(&self) -> String {
        let json = serde_json::to_value(self).unwrap_or_default();
        json["code"].as_str().unwrap_or_default().to_owned()
    }
}

impl Diagnostic {
    /// A finding about the file as a whole, at a place.
    pub(crate) fn at(place: Place, finding: Finding) -> Diagnostic {
        Diagnostic { finding, block: None, argument: None, place: Some(place) }
    }

    /// How bad it is by itself.
    pub fn severity(&self) -> Severity {
        self.finding.severity()
    }

    /// How bad it is in this flow: an active one must be able to run as it is drawn, and for something that happens.
    pub fn severity_in(&self, flow: &Document) -> Severity {
        if flow.active() && self.finding.forbids_active() { Severity::Error } else { self.severity() }
    }
}

impl std::fmt::Display for Diagnostic {
    /// `12:5: block uid-7, argument key: required argument …`
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(place) = self.place {
            write!(f, "{}:{}: ", place.line, place.column)?;
        }
        match (&self.block, &self.argument) {
            (Some(block), Some(argument)) => write!(f, "block {block}, argument {argument}: ")?,
            (Some(block), None) => write!(f, "block {block}: ")?,
            _ => {}
        }
        self.finding.fmt(f)
    }
}
