//! A flow or an action as a record.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::digest::{digest_of_parts, without_outer_space};
use super::json_object;

/// What a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Kind {
    /// A CTI Flow.
    Flow,
    /// A CTI Action.
    Action,
}

impl Kind {
    /// `flow` or `action`.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Flow => "flow",
            Kind::Action => "action",
        }
    }

    pub(super) fn of(name: &str) -> Option<Kind> {
        [Kind::Flow, Kind::Action].into_iter().find(|kind| kind.name() == name)
    }
}

/// A flow or an action.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Document {
    /// Flow or action.
    pub kind: Kind,
    /// Names it across orgs.
    pub key: String,
    /// Name for people.
    pub name: String,
    /// What it is for.
    #[serde(default)]
    pub description: Option<String>,
    /// Where the event comes from; flows only.
    #[serde(default)]
    pub source: Option<String>,
    /// What starts it; flows only.
    #[serde(default)]
    pub event: Option<String>,
    /// Whether it runs, or is shown.
    #[serde(default)]
    pub active: bool,
    /// The debugger's breakpoint; flows only.
    #[serde(default)]
    pub debug: bool,
    /// Actions are listed by it.
    #[serde(default)]
    pub order: Option<i64>,
    /// Version of the definition's format.
    #[serde(default = "first_format")]
    pub format: i64,
    /// JSON text.
    #[serde(default)]
    pub definition: Option<String>,
    /// Errors that the studio found; `None` where nobody has looked.
    #[serde(default)]
    pub errors: Option<i64>,
    /// Set by the trigger.
    #[serde(default)]
    pub digest: String,
}

fn first_format() -> i64 {
    1
}

/// Why something is refused.
#[derive(Clone, Debug)]
pub(super) struct Refusal {
    pub(super) code: &'static str,
    pub(super) message: String,
    pub(super) fields: Vec<&'static str>,
}

impl Refusal {
    pub(super) fn new(code: &'static str, message: &str) -> Refusal {
        Refusal { code, message: message.to_owned(), fields: Vec::new() }
    }

    /// The refusal is because of a field.
    pub(super) fn of(mut self, field: &'static str) -> Refusal {
        self.fields = vec![field];
        self
    }

    pub(super) fn answer(&self) -> Value {
        json!({ "error": { "code": self.code, "message": self.message, "fields": self.fields } })
    }
}

impl Document {
    pub(super) fn is(&self, kind: Kind, key: &str) -> bool {
        self.kind == kind && self.key == key
    }

    pub(super) fn compute_digest(&self) -> String {
        let is_flow = self.kind == Kind::Flow;
        let flow_only = |text: &Option<String>| text.clone().filter(|_| is_flow).unwrap_or_default();
        let parts = [
            self.kind.name().to_owned(),
            self.name.clone(),
            self.description.clone().unwrap_or_default(),
            flow_only(&self.source),
            flow_only(&self.event),
            self.active.to_string(),
            (is_flow && self.debug).to_string(),
            self.order.filter(|_| !is_flow).map(|order| order.to_string()).unwrap_or_default(),
            self.format.to_string(),
            self.definition.clone().unwrap_or_default(),
        ];
        digest_of_parts(parts.iter().map(String::as_str))
    }

    /// What the triggers and the validation rules refuse.
    pub(super) fn check(&self) -> Result<(), Refusal> {
        let is_blank =
            |text: &Option<String>| without_outer_space(text.as_deref().unwrap_or_default()).is_empty();
        if !is_blank(&self.definition) {
            json_object("The definition", self.definition.as_deref().unwrap_or_default())?;
        } else if self.active {
            return Err(Refusal::new("INVALID", "Nothing is drawn yet: save it inactive.").of("definition"));
        }
        if self.kind == Kind::Flow && self.active {
            if is_blank(&self.source) {
                let message = "Say which source starts this flow, or save it inactive.";
                return Err(Refusal::new("INVALID", message).of("source"));
            }
            if self.errors.is_some_and(|errors| errors > 0) {
                let message = "This flow has errors. Correct them, or save it inactive.";
                return Err(Refusal::new("HAS_ERRORS", message).of("active"));
            }
        }
        Ok(())
    }

    /// Whether more than the switches differ.
    pub(super) fn is_edited(&self, new: &Document) -> bool {
        let content = |document: &Document| {
            let mut document = document.clone();
            (document.active, document.debug, document.errors) = (false, false, None);
            document.digest.clear();
            document
        };
        content(self) != content(new)
    }

    /// The document as answers show it, without its definition.
    pub(super) fn summary(&self) -> Value {
        let mut row = json!({
            "key": self.key, "name": self.name, "description": self.description, "active": self.active,
            "format": self.format, "digest": self.digest,
        });
        match self.kind {
            Kind::Flow => {
                row["source"] = json!(self.source);
                row["event"] = json!(self.event);
                row["debug"] = json!(self.debug);
            }
            Kind::Action => row["order"] = json!(self.order),
        }
        row
    }

    /// The document as answers show it.
    pub(super) fn row(&self) -> Value {
        let mut row = self.summary();
        row["definition"] = json!(self.definition);
        row
    }
}
