//! What the world answers to an effect.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{Fields, Map, Text, Value};

/// The answer to one effect.
pub type Reply = Result<Answer, Failure>;

/// A successful answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Answer {
    /// Done, nothing to report.
    Done,
    /// A record was saved.
    Saved {
        /// Its id.
        record_id: String,
    },
    /// What a search found.
    Matches(Matches),
    /// A parsed phone number, or nothing when the text cannot be read as one.
    Phone {
        /// The number.
        phone: Option<Phone>,
    },
    /// The flat map of call center settings, `"/section/item"` to value.
    Settings {
        /// The map as Salesforce gave it.
        settings: Map<String>,
    },
    /// What the softphone layout says about calls from customers.
    Layout(Layout),
    /// The record in view.
    AppView(AppView),
    /// Anything else.
    Value {
        /// The value.
        value: Value,
    },
}

/// What a search found.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Matches {
    /// The records, in the order Salesforce listed them.
    pub records: Vec<Match>,
    /// The opaque pop of a deferred search; may be missing.
    #[serde(default)]
    pub pop: Option<Value>,
}

/// What the softphone layout of the agent's profile says.
/// Open CTI guide: getSoftphoneLayout().
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Layout {
    /// Objects that are searched for customers who call, by API name: those that have fields in the layout.
    pub objects: Vec<String>,
    /// What opens when nothing, one record, several records match, in Salesforce's words, for instance
    /// `PopToEntity Contact`. Empty where the layout says nothing.
    pub rules: [String; 3],
    /// Objects that say whether somebody wants to be called: those whose fields for calls to customers have it.
    #[serde(default)]
    pub do_not_call: Vec<String>,
}

/// One record a search found.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Match {
    /// Record id.
    pub id: String,
    /// Object API name (`RecordType` in the answer of searchAndScreenPop).
    pub object: String,
    /// Display name.
    pub name: String,
    /// Every field of the summary, by API name.
    pub fields: Fields,
}

/// A phone number taken apart. Values as libphonenumber gives them, shared by all that read them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Phone {
    /// `+14155552671`, without extension.
    pub e164: Text,
    /// `(415) 555-2671`.
    pub national: Text,
    /// `+1 415 555 2671`.
    pub international: Text,
    /// ISO 3166-1 alpha-2 code, when the number belongs to one country.
    pub country: Option<Text>,
    /// `4155552671`.
    pub national_number: Text,
    /// Extension digits.
    pub extension: Option<Text>,
    /// Whether the metadata calls the number valid. Never a reason to refuse to dial.
    pub valid: bool,
}

/// The page an agent looks at in Salesforce. Open CTI guide: getAppViewInfo().
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AppView {
    /// URL of the page; not to be parsed.
    pub url: Option<String>,
    /// Record id, absent off a record.
    pub record_id: Option<String>,
    /// Record name.
    pub record_name: Option<String>,
    /// Object API name.
    pub object_type: Option<String>,
    /// Account half of a person account.
    pub account_id: Option<String>,
    /// Contact half of a person account.
    pub contact_id: Option<String>,
    /// Whether the record is a person account.
    pub person_account: Option<bool>,
}

/// A call that did not succeed, as data. Text for people is made where it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
#[error("{kind:?}: {message}")]
#[serde(rename_all = "camelCase")]
pub struct Failure {
    /// What went wrong, and with it whether the effect may have happened.
    pub kind: FailureKind,
    /// The host's own code, for instance `INVALID_PARAM`.
    pub code: Option<String>,
    /// One sentence, from the host where it gave one.
    pub message: String,
    /// Further sentences: field errors of a save, for instance.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub details: Vec<String>,
    /// API names of the fields that the host refused, where it named any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<String>,
}

/// [`Failure::code`] of a question for a class of the org's that is not there, or not for this user. Nothing was done.
pub const NO_CLASS: &str = "NO_CLASS";

/// [`Failure::code`] of the answer that there is no such record, or none that the user may see.
pub const NO_RECORD: &str = "NO_RECORD";

/// Why a call did not succeed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum FailureKind {
    /// The host answered no.
    Rejected,
    /// The call was refused before anything was sent.
    Refused,
    /// The host or the method is not here.
    Unavailable,
    /// No answer within the deadline. It may have happened.
    TimedOut,
    /// The page that asked is gone. It may have happened.
    Lost,
    /// The host answered in a shape nobody can read. It has probably happened.
    Malformed,
    /// The run was cancelled.
    Cancelled,
}

impl FailureKind {
    /// All of them.
    pub const ALL: [FailureKind; 7] = [
        FailureKind::Rejected,
        FailureKind::Refused,
        FailureKind::Unavailable,
        FailureKind::TimedOut,
        FailureKind::Lost,
        FailureKind::Malformed,
        FailureKind::Cancelled,
    ];

    /// The words they are serialised as, in the same order.
    pub const WORDS: [&str; 7] =
        ["rejected", "refused", "unavailable", "timedOut", "lost", "malformed", "cancelled"];

    /// The word it is serialised as.
    pub fn name(self) -> &'static str {
        FailureKind::WORDS[self as usize]
    }
}

impl Failure {
    /// A failure with a message and nothing else.
    pub fn new(kind: FailureKind, message: impl Into<String>) -> Failure {
        Failure { kind, code: None, message: message.into(), details: Vec::new(), fields: Vec::new() }
    }

    /// All that the host said: the message and the details.
    pub fn sentences(&self) -> String {
        let details = self.details.iter().map(String::as_str);
        std::iter::once(self.message.as_str()).chain(details).collect::<Vec<_>>().join("; ")
    }

    /// Whether the effect may have happened all the same, so that a [`Repeat::Once`](crate::Repeat::Once)
    /// effect must not be repeated without asking a person.
    pub fn is_uncertain(&self) -> bool {
        matches!(self.kind, FailureKind::TimedOut | FailureKind::Lost | FailureKind::Malformed)
    }
}
