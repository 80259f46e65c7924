//! What an action is.

use crate::limits::Limits;

/// A button of the agent's panel: a flow, what it is given, and what the agent is asked before (`reference/cti-flows.md` §6.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// What agents read; also what tells actions apart.
    pub name: String,
    /// Name of the flow it starts, one with the source `ctiAction`.
    pub flow: String,
    /// Where it stands among the others, ascending; equal ones by name.
    pub order: i64,
    /// Whether agents see it.
    pub active: bool,
    /// What the flow gets as `$.payload`, whatever the agent enters.
    pub payload: Vec<(String, Given)>,
    /// Heading of the form; empty is none.
    pub title: String,
    /// Text below the heading; empty is none.
    pub instructions: String,
    /// Name of a flow that runs when the form opens: its results can be read by [`Given::Reference`].
    pub form_flow: Option<String>,
    /// What the agent is asked, in the order to show it.
    pub fields: Vec<Field>,
}

impl Action {
    /// Whether there is something to show before the flow starts. Without a form the panel offers Execute (§6.4).
    pub fn has_form(&self) -> bool {
        !(self.title.is_empty()
            && self.instructions.is_empty()
            && self.fields.is_empty()
            && self.form_flow.is_none())
    }

    /// Every reference the form has to have resolved when it opens, each once.
    pub fn references(&self) -> Vec<&str> {
        let mut found = Vec::new();
        for field in &self.fields {
            let options = match &field.options {
                Options::Reference(reference) => Some(reference.as_str()),
                Options::List(_) => None,
            };
            for reference in [field.default.reference(), options].into_iter().flatten() {
                if !found.contains(&reference) {
                    found.push(reference);
                }
            }
        }
        found
    }
}

/// One field of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Key in the payload.
    pub name: String,
    /// What agents read; the name when the file has none.
    pub label: String,
    /// What is entered.
    pub kind: FieldType,
    /// Where it stands among the others, ascending; equal ones as in the file.
    pub order: i64,
    /// Whether it must not be left empty. Of a checkbox: whether it must be ticked.
    pub required: bool,
    /// What stands there at first; an empty literal is nothing. A checkbox is ticked by the literal `true`.
    pub default: Given,
    /// What a choice is chosen from.
    pub options: Options,
    /// What else an entry must satisfy.
    pub limits: Limits,
}

/// What is entered into a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldType {
    /// A line.
    Text,
    /// A number.
    Number,
    /// A phone number, in any spelling.
    Phone,
    /// An e-mail address.
    Email,
    /// A day, `2026-11-20`.
    Date,
    /// Several lines.
    LongText,
    /// One of some options.
    Choice,
    /// Yes or no.
    Checkbox,
}

impl FieldType {
    /// Every type, with the word of the file.
    pub const ALL: [(FieldType, &'static str); 8] = [
        (FieldType::Text, "text"),
        (FieldType::Number, "number"),
        (FieldType::Phone, "phone"),
        (FieldType::Email, "email"),
        (FieldType::Date, "date"),
        (FieldType::LongText, "longText"),
        (FieldType::Choice, "choice"),
        (FieldType::Checkbox, "checkbox"),
    ];

    /// Reads the word of a file; also the vendor's words, Text and dropdown.
    pub fn parse(word: &str) -> Option<FieldType> {
        let word = match word {
            "Text" => "text",
            "dropdown" | "Dropdown" => "choice",
            word => word,
        };
        FieldType::ALL.iter().find(|(_, name)| *name == word).map(|(kind, _)| *kind)
    }
}

/// A text of the file: itself, or the place to read it from when the agent presses or the form opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Given {
    /// Stands for itself.
    Literal(String),
    /// Starts with `$.` (§1.4).
    Reference(String),
}

impl Given {
    /// What a text of the file means.
    pub fn of(text: String) -> Given {
        if text.starts_with("$.") { Given::Reference(text) } else { Given::Literal(text) }
    }

    /// The reference, if it is one.
    pub fn reference(&self) -> Option<&str> {
        match self {
            Given::Reference(reference) => Some(reference),
            Given::Literal(_) => None,
        }
    }
}

impl Default for Given {
    fn default() -> Given {
        Given::Literal(String::new())
    }
}

/// What a choice is chosen from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Options {
    /// Values, each with what the agent reads.
    List(Vec<(String, String)>),
    /// A list to be read when the form opens: of texts, or of maps with `value` and `label`.
    Reference(String),
}
