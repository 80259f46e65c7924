//! The configuration document of a deployment, read strictly.
//!
//! Its published schema (`docs/schema/adapter.schema.json`) is also the check, so that nothing is accepted that is not documented.

use std::sync::LazyLock;

use flow::{Aliases, blocks};
use jsonschema::error::{TypeKind, ValidationErrorKind};
use jsonschema::{ValidationError, Validator};
use serde_json::{Map, Value};
use thiserror::Error;

use crate::json_text::without_mark;

/// The published schema of the configuration document.
pub const SCHEMA: &str = include_str!("../../../docs/schema/adapter.schema.json");

/// Keys of the document that the page has no use for.
const NOT_FOR_THE_PAGE: [&str; 4] = ["$schema", "format", "flows", "actions"];

impl ConfigurationError {
    /// The keys it is about, with dots, each with its sentence; an empty key is the whole document.
    pub(crate) fn by_key(&self) -> Vec<(String, String)> {
        let one = |key: &str| vec![(key.to_owned(), self.to_string())];
        match self {
            Self::NotJson(_) => one(""),
            Self::Schema(complaints) => {
                complaints.iter().map(|found| (found.key.clone(), found.sentence.clone())).collect()
            }
            Self::NoOrgs => one("salesforce.origins"),
            Self::AliasIsABlock { .. } | Self::NoSuchBlock { .. } => one("blocks.aliases"),
        }
    }
}

/// Why a document is no configuration.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ConfigurationError {
    /// It is no JSON.
    #[error("this is not JSON: {0}")]
    NotJson(String),
    /// Everything that the schema says against it.
    #[error("{}", .0.iter().map(|complaint| complaint.sentence.as_str()).collect::<Vec<_>>().join("\n"))]
    Schema(Vec<Complaint>),
    /// It names no org.
    #[error(
        "salesforce.origins names no org: write your org's origins, for instance [\"https://acme.lightning.force.com\"], or \
         \"any\" when every org may use this page."
    )]
    NoOrgs,
    /// An alias that is a block type itself.
    #[error("blocks.aliases.{alias} is a block type itself: it cannot stand for {block}.")]
    AliasIsABlock {
        /// The other spelling.
        alias: String,
        /// What it should stand for.
        block: String,
    },
    /// An alias for a block that there is not.
    #[error("blocks.aliases.{alias} cannot be \"{block}\": there is no such block type (`cti blocks`).")]
    NoSuchBlock {
        /// The other spelling.
        alias: String,
        /// What it should stand for.
        block: String,
    },
}

/// What the schema says against one value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Complaint {
    /// What is wrong, where, and what would be right.
    pub sentence: String,
    /// The key, with dots; empty for the whole document.
    pub key: String,
}

/// A configuration document that keeps to the schema.
#[derive(Debug, Clone, PartialEq)]
pub struct Configuration(Map<String, Value>);

impl Configuration {
    /// Reads a document.
    ///
    /// # Errors
    /// It is no JSON, or everything that the schema says against it.
    pub fn parse(text: &str) -> Result<Self, ConfigurationError> {
        let document: Value = serde_json::from_str(without_mark(text))
            .map_err(|error| ConfigurationError::NotJson(error.to_string()))?;
        let mut wrong: Vec<Complaint> =
            VALIDATOR.iter_errors(&document).map(|error| complaint(&error)).collect();
        match document {
            Value::Object(document) if wrong.is_empty() => Ok(Self(document)),
            _ => {
                wrong.sort();
                Err(ConfigurationError::Schema(wrong))
            }
        }
    }

    /// A document that the schema has not seen, when it is a map: the files it names count even where it is refused, so that
    /// everything there is to mend can be said at once.
    pub fn unchecked(text: &str) -> Option<Self> {
        serde_json::from_str(without_mark(text)).ok().map(Self)
    }

    /// The flow files it names, or folders of them, from where the document lies; none when it leaves them out.
    pub fn flows(&self) -> Option<Vec<&str>> {
        self.texts("flows")
    }

    /// The action files it names, as the flows.
    pub fn actions(&self) -> Option<Vec<&str>> {
        self.texts("actions")
    }

    fn texts(&self, key: &str) -> Option<Vec<&str>> {
        Some(self.0.get(key)?.as_array()?.iter().filter_map(Value::as_str).collect())
    }

    /// Other spellings of type ids, each for a block there is.
    pub(crate) fn aliases(&self) -> Result<Aliases, ConfigurationError> {
        let written =
            self.0.get("blocks").and_then(|blocks| blocks.get("aliases")).and_then(Value::as_object);
        let mut aliases = Aliases::new();
        for (alias, block) in written.into_iter().flatten() {
            let block = block.as_str().unwrap_or_default().to_owned();
            if blocks::find(alias).is_some() {
                return Err(ConfigurationError::AliasIsABlock { alias: alias.clone(), block });
            }
            if blocks::find(&block).is_none() {
                return Err(ConfigurationError::NoSuchBlock { alias: alias.clone(), block });
            }
            aliases.insert(flow::Text::new(alias), block);
        }
        Ok(aliases)
    }

    /// What the page reads of it. To the page an empty list of orgs means any, here that must be said by name.
    ///
    /// # Errors
    /// It names no org.
    pub(crate) fn for_the_page(self) -> Result<Map<String, Value>, ConfigurationError> {
        let Self(mut document) = self;
        for key in NOT_FOR_THE_PAGE {
            document.shift_remove(key);
        }
        match document.get_mut("salesforce").and_then(|salesforce| salesforce.get_mut("origins")) {
            Some(Value::Array(orgs)) if !orgs.is_empty() => {}
            Some(any @ Value::String(_)) => *any = Value::Array(Vec::new()),
            _ => return Err(ConfigurationError::NoOrgs),
        }
        Ok(document)
    }
}

static SCHEMA_DOCUMENT: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(SCHEMA).expect("the schema is JSON"));
static VALIDATOR: LazyLock<Validator> =
    LazyLock::new(|| jsonschema::validator_for(&SCHEMA_DOCUMENT).expect("the schema is a JSON Schema"));

/// The key, and what is wrong with its value.
fn complaint(error: &ValidationError<'_>) -> Complaint {
    let path = error.instance_path().as_str().trim_start_matches('/').replace('/', ".");
    let key = match error.kind() {
        ValidationErrorKind::AdditionalProperties { unexpected } => {
            let dot = if path.is_empty() { "" } else { "." };
            format!("{path}{dot}{}", unexpected.first().map(String::as_str).unwrap_or_default())
        }
        _ => path.clone(),
    };
    Complaint { sentence: sentence(error, &path), key }
}

/// What is wrong, where, and what would be right.
fn sentence(error: &ValidationError<'_>, path: &str) -> String {
    let (key, dot) = if path.is_empty() { ("the document", "") } else { (path, ".") };
    let found = error.instance();
    match error.kind() {
        ValidationErrorKind::Type { kind } => format!("{key} must be {}, not {found}.", types(kind)),
        ValidationErrorKind::Maximum { limit } if path == "format" => format!(
            "the configuration has format {found}; this release reads format {limit}: deploy it with the release that wrote it."
        ),
        ValidationErrorKind::Enum { options } => {
            let options: Vec<String> =
                options.as_array().into_iter().flatten().map(Value::to_string).collect();
            format!("{key} must be {}, not {found}.", options.join(" or "))
        }
        ValidationErrorKind::AdditionalProperties { unexpected } => {
            let known = part_of_schema(error).and_then(|part| part["properties"].as_object());
            let known: Vec<&str> = known
                .into_iter()
                .flatten()
                .map(|(name, _)| name.as_str())
                .filter(|name| *name != "$schema")
                .collect();
            let unknown: Vec<String> = unexpected.iter().map(|name| format!("{path}{dot}{name}")).collect();
            format!("{} is unknown. Known here: {}.", unknown.join(", "), known.join(", "))
        }
        ValidationErrorKind::Pattern { .. } | ValidationErrorKind::MinLength { .. } => {
            let meaning = part_of_schema(error).and_then(|part| part["description"].as_str());
            format!("{key} cannot be {found}. {}", meaning.unwrap_or_default()).trim_end().to_owned()
        }
        _ => format!("{key}: {error}."),
    }
}

/// The part of the schema that has the keyword that failed.
fn part_of_schema(error: &ValidationError<'_>) -> Option<&'static Value> {
    let (part, _keyword) = error.schema_path().as_str().rsplit_once('/')?;
    LazyLock::force(&SCHEMA_DOCUMENT).pointer(part)
}

fn types(kind: &TypeKind) -> String {
    let word = |name: &str| match name {
        "string" => "text",
        "boolean" => "true or false",
        "array" => "a list",
        "object" => "a map",
        "null" => "null",
        _ => "a number",
    };
    let names: Vec<String> = match kind {
        TypeKind::Single(name) => vec![name.to_string()],
        TypeKind::Multiple(names) => names.iter().map(|name| name.to_string()).collect(),
    };
    let mut words: Vec<&str> = names.iter().map(|name| word(name)).collect();
    words.sort_by_key(|word| *word == "null");
    words.join(" or ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let said =
            Configuration::parse(text).map(|_| "well".to_owned()).unwrap_or_else(|error| error.to_string());
        // New keys join the lists of those that are known.
        match expected.strip_suffix('…') {
            Some(start) => assert!(said.starts_with(start), "{text}: {said}"),
            None => assert_eq!(said, expected, "{text}"),
        }
    }

    #[test]
    fn a_document_is_read_strictly() {
        check("{}", "well");
        check(r#"{"connect": {"instanceUrl": null}}"#, "well");
        check("{", "this is not JSON: EOF while parsing an object at line 1 column 1");
        check("[]", "the document must be a map, not [].");
        check(r#"{"format": 1}"#, "well");
        check(
            r#"{"format": 2}"#,
            "the configuration has format 2; this release reads format 1: deploy it with the release that wrote it.",
        );
        check(r#"{"format": "2"}"#, "format must be a number, not \"2\".");
        check(r#"{"phone": 5}"#, "phone must be a map, not 5.");
        check(
            r#"{"salesforce": {"loadLibrary": "yes"}}"#,
            "salesforce.loadLibrary must be true or false, not \"yes\".",
        );
        check(r#"{"connect": {"region": 1}}"#, "connect.region must be text or null, not 1.");
        check(
            r#"{"salesforce": {"origins": "https://a.example"}}"#,
            "salesforce.origins cannot be \"https://a.example\". Exact origins …",
        );
        check(r#"{"salesforce": {"origins": [1]}}"#, "salesforce.origins.0 must be text, not 1.");
        check(
            r#"{"phone": {"duringCall": "merge"}}"#,
            "phone.duringCall must be \"disable\" or \"addParty\", not \"merge\".",
        );
        check(r#"{"callLog": {"insure": true}}"#, "callLog.insure is unknown. Known here: ensure, …");
        check(
            r#"{"recorder": {"expose": true}}"#,
            "recorder is unknown. Known here: format, flows, actions, …",
        );
        check(
            r#"{"phone": {"country": "Germany"}}"#,
            "phone.country cannot be \"Germany\". Country of numbers without a country code: two letters, for instance DE.",
        );
    }

    #[test]
    fn every_complaint_names_its_key() {
        let text =
            r#"{"phone": {"country": "Germany", "county": 1}, "salesforce": {"origins": [1]}, "x": 1}"#;
        let Err(ConfigurationError::Schema(complaints)) = Configuration::parse(text) else { panic!("wrong") };
        let mut keys: Vec<&str> = complaints.iter().map(|complaint| complaint.key.as_str()).collect();
        keys.sort_unstable();
        assert_eq!(keys, ["phone.country", "phone.county", "salesforce.origins.0", "x"]);
    }

    #[test]
    fn everything_that_is_wrong_is_said_at_once() {
        let text = r#"{"phone": {"openOnRing": 1}, "callLog": {"status": 2}}"#;
        check(text, "callLog.status must be text, not 2.\nphone.openOnRing must be true or false, not 1.");
    }

    #[test]
    fn a_byte_order_mark_is_no_text() {
        check("\u{feff}{}", "well");
    }

    #[test]
    fn aliases_stand_for_blocks_there_are() {
        let check_aliases = |aliases: &str, words: &str| {
            let document = Configuration::parse(&format!(r#"{{"blocks": {{"aliases": {aliases}}}}}"#));
            let read = document.and_then(|document| document.aliases());
            let said = read.map(|_| "well".to_owned()).unwrap_or_else(|error| error.to_string());
            assert!(said.contains(words), "{aliases}: {said}");
        };
        check_aliases(r#"{"SE_CoreIsTruthy": "SE_CoreTruthy"}"#, "well");
        check_aliases(r#"{"SE_A": "SE_NoSuchBlock"}"#, "blocks.aliases.SE_A cannot be \"SE_NoSuchBlock\"");
        check_aliases(r#"{"SE_Log": "SE_Alert"}"#, "blocks.aliases.SE_Log is a block type itself");
        check_aliases(r#"{"SE_A": "Log to Console"}"#, "blocks.aliases.SE_A cannot be");
        check_aliases(r#"{"SE_A": 1}"#, "blocks.aliases.SE_A must be text, not 1.");
    }

    #[test]
    fn the_files_it_names() {
        let named = |text: &str| {
            let document = Configuration::parse(text).expect("a document");
            let owned = |list: Option<Vec<&str>>| list.map(|list| list.join(" "));
            (owned(document.flows()), owned(document.actions()))
        };
        assert_eq!(named("{}"), (None, None));
        assert_eq!(
            named(r#"{"flows": ["flows", "x.json"], "actions": []}"#),
            (Some("flows x.json".to_owned()), Some(String::new()))
        );
    }
}
