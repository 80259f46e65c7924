//! A deployment: its configuration document, read strictly, and the flows and actions it carries.
//!
//! The document's published schema (`docs/schema/adapter.schema.json`) is also the check, so that nothing is accepted
//! that is not documented. What reaches the page is the document without what only the build needs.

mod actions;
mod files;
mod flows;

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use anyhow::{Context, Result, bail};
use deployment::headers::DeploymentHosts;
use deployment::origins;
use flow::{Aliases, blocks};
use jsonschema::error::{TypeKind, ValidationErrorKind};
use jsonschema::{ValidationError, Validator};
use serde_json::{Map, Value, json};

use crate::paths;

/// The published schema of the configuration document.
pub const SCHEMA: &str = include_str!("../../../../docs/schema/adapter.schema.json");

/// Keys of the document that the page has no use for.
const FOR_THE_BUILD: [&str; 3] = ["$schema", "flows", "actions"];

/// Flows and actions that are named on the command line, from where that was given. What is empty the configuration decides.
#[derive(Debug, Clone, Default)]
pub struct Named {
    /// Flow files, or folders of them.
    pub flows: Vec<PathBuf>,
    /// Action files, or folders of them.
    pub actions: Vec<PathBuf>,
}

impl Named {
    /// Puts them in place of what the document says.
    fn put_into(&self, document: &mut Map<String, Value>) -> Result<()> {
        for (key, paths) in [("flows", &self.flows), ("actions", &self.actions)] {
            if paths.is_empty() {
                continue;
            }
            let mut list = Vec::new();
            for path in paths {
                // Absolute, as they are not beside the configuration.
                let path =
                    std::path::absolute(path).with_context(|| format!("--{key} {}", path.display()))?;
                list.push(path.to_str().with_context(|| format!("--{key} must be UTF-8"))?.into());
            }
            document.insert(key.to_owned(), Value::Array(list));
        }
        Ok(())
    }
}

/// What a deployment is made of.
#[derive(Debug, Clone)]
pub struct Deployment {
    /// The configuration as the page reads it.
    pub config: Value,
    /// The flow files, as JSON text in which nothing but white space between the tokens has changed.
    pub flows: Vec<String>,
    /// The actions that agents see, as the flows.
    pub actions: Vec<String>,
    /// Whom the page's headers name.
    pub hosts: DeploymentHosts,
    /// What is odd and keeps nobody from deploying it, a sentence each.
    pub warnings: Vec<String>,
}

impl Deployment {
    /// Reads a configuration document, the flows it names, and checks all of it.
    ///
    /// # Errors
    /// Everything that is wrong with the document, a sentence a line; or the first flow that cannot be deployed.
    pub fn read(file: &Path) -> Result<Self> {
        Self::read_with(file, &Named::default())
    }

    /// As [`Deployment::read`], with the flows and actions that are named, in place of those of the document.
    ///
    /// # Errors
    /// As [`Deployment::read`].
    pub fn read_with(file: &Path, named: &Named) -> Result<Self> {
        if !file.is_file() {
            bail!("{} is not there: name the deployment's configuration with --config.", file.display());
        }
        let text = files::read(file)?;
        let mut document = parse(&text).with_context(|| file.display().to_string())?;
        named.put_into(&mut document)?;
        let beside = file.parent().unwrap_or(Path::new("."));
        Self::of(document, beside).with_context(|| file.display().to_string())
    }

    /// The configuration of this clone, `adapter.json` at its root.
    ///
    /// # Errors
    /// As [`Deployment::read`].
    pub fn of_this_clone() -> Result<Self> {
        Self::read(&paths::root().join("adapter.json"))
    }

    fn of(mut document: Map<String, Value>, beside: &Path) -> Result<Self> {
        let named = |key: &str| {
            let list = document.get(key).and_then(Value::as_array);
            list.map(|list| list.iter().filter_map(Value::as_str).collect::<Vec<_>>())
        };
        let aliases = aliases(&document)?;
        let (own_flows, own_actions) = (named("flows"), named("actions"));
        let flows::Flows { texts: flows, warnings } = match &own_flows {
            Some(named) => flows::read(named, beside, &aliases)?,
            None => flows::read(&["flows"], paths::root(), &aliases)?,
        };
        let actions = match (own_actions, own_flows) {
            (Some(named), _) => actions::read(&named, beside, &flows)?,
            // The actions of the clone start flows of the clone.
            (None, None) => actions::read(&["actions"], paths::root(), &flows)?,
            (None, Some(_)) => Vec::new(),
        };
        for key in FOR_THE_BUILD {
            document.shift_remove(key);
        }
        origins::canonical(&mut document)?;
        let config = Value::Object(document);
        let hosts = DeploymentHosts::from_config(&config)?;
        Ok(Self { config, flows, actions, hosts, warnings })
    }

    /// Whether any org or any instance may use the page.
    pub fn is_open_to_any(&self) -> bool {
        self.hosts.salesforce.iter().chain(&self.hosts.ccp).any(|host| host.contains('*'))
    }
}

static SCHEMA_DOCUMENT: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(SCHEMA).expect("the schema is JSON"));
static VALIDATOR: LazyLock<Validator> =
    LazyLock::new(|| jsonschema::validator_for(&SCHEMA_DOCUMENT).expect("the schema is a JSON Schema"));

/// The document, when it is one.
fn parse(text: &str) -> Result<Map<String, Value>> {
    let document: Value = serde_json::from_str(text).context("this is not JSON")?;
    let mut wrong: Vec<String> = VALIDATOR.iter_errors(&document).map(|error| sentence(&error)).collect();
    if !wrong.is_empty() {
        wrong.sort();
        bail!("{}", wrong.join("\n"));
    }
    match document {
        Value::Object(document) => Ok(document),
        _ => bail!("the document must be one JSON object"),
    }
}

/// Other spellings of type ids, each for a block there is.
fn aliases(document: &Map<String, Value>) -> Result<Aliases> {
    let written = document.get("blocks").and_then(|blocks| blocks.get("aliases")).and_then(Value::as_object);
    let mut aliases = Aliases::new();
    for (other, ours) in written.into_iter().flatten() {
        let ours = ours.as_str().unwrap_or_default();
        if blocks::find(other).is_some() {
            bail!("blocks.aliases.{other} is a block type itself: it cannot stand for {ours}.");
        }
        if blocks::find(ours).is_none() {
            bail!(
                "blocks.aliases.{other} cannot be \"{ours}\": there is no such block type (`cargo cti blocks`)."
            );
        }
        aliases.insert(other.clone(), ours.to_owned());
    }
    Ok(aliases)
}

/// What is wrong, where, and what would be right.
fn sentence(error: &ValidationError<'_>) -> String {
    let path = error.instance_path().as_str().trim_start_matches('/').replace('/', ".");
    let (key, dot) = if path.is_empty() { ("the document", "") } else { (path.as_str(), ".") };
    let found = error.instance();
    match error.kind() {
        ValidationErrorKind::Type { kind } => format!("{key} must be {}, not {found}.", types(kind)),
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

/// An empty document with the flows that ship: what sizes are measured of.
///
/// # Errors
/// A flow cannot be read.
pub fn bare() -> Result<Deployment> {
    let Value::Object(document) = json!({}) else { unreachable!("a map is a map") };
    Deployment::of(document, paths::root())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let said = parse(text).map(|_| "well".to_owned()).unwrap_or_else(|error| format!("{error:#}"));
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
        check(r#"{"phone": 5}"#, "phone must be a map, not 5.");
        check(
            r#"{"salesforce": {"loadLibrary": "yes"}}"#,
            "salesforce.loadLibrary must be true or false, not \"yes\".",
        );
        check(r#"{"connect": {"region": 1}}"#, "connect.region must be text or null, not 1.");
        check(
            r#"{"salesforce": {"origins": "https://a.example"}}"#,
            "salesforce.origins must be a list, not \"https://a.example\".",
        );
        check(r#"{"salesforce": {"origins": [1]}}"#, "salesforce.origins.0 must be text, not 1.");
        check(
            r#"{"phone": {"duringCall": "merge"}}"#,
            "phone.duringCall must be \"disable\" or \"addParty\", not \"merge\".",
        );
        check(r#"{"callLog": {"insure": true}}"#, "callLog.insure is unknown. Known here: ensure, …");
        check(r#"{"recorder": {"expose": true}}"#, "recorder is unknown. Known here: flows, actions, …");
        check(
            r#"{"phone": {"country": "Germany"}}"#,
            "phone.country cannot be \"Germany\". Country of numbers without a country code: two letters, for instance DE.",
        );
    }

    #[test]
    fn everything_that_is_wrong_is_said_at_once() {
        let text = r#"{"phone": {"openOnRing": 1}, "callLog": {"status": 2}}"#;
        check(text, "callLog.status must be text, not 2.\nphone.openOnRing must be true or false, not 1.");
    }

    #[test]
    fn what_only_the_build_needs_stays_out_of_the_page() {
        let document =
            parse(r#"{"$schema": "x", "flows": [], "phone": {"country": "DE"}}"#).expect("a document");
        let deployment = Deployment::of(document, Path::new(".")).expect("a deployment");
        assert_eq!(deployment.config, json!({"phone": {"country": "DE"}}));
        assert!(deployment.flows.is_empty());
    }

    #[test]
    fn the_shipped_document_carries_the_shipped_flows() {
        let deployment = Deployment::of_this_clone().expect("adapter.json");
        assert_eq!(deployment.flows.len(), bare().expect("the flows that ship").flows.len());
        assert!(!deployment.flows.is_empty());
        assert!(deployment.is_open_to_any());
    }

    #[test]
    fn the_deployment_of_the_end_to_end_tests_is_pinned() {
        let deployment =
            Deployment::read(&paths::root().join("tests/e2e/deployment.json")).expect("it is read");
        assert!(!deployment.is_open_to_any());
        assert_eq!(deployment.flows, bare().expect("the flows that ship").flows);
    }

    #[test]
    fn actions_of_the_clone_go_with_flows_of_the_clone() {
        let of = |text: &str| Deployment::of(parse(text).expect("a document"), paths::root());
        assert!(!of("{}").expect("all of the clone").actions.is_empty());
        assert!(of(r#"{"flows": []}"#).expect("no flows").actions.is_empty());
        assert!(
            of(r#"{"flows": ["flows"], "actions": ["actions"]}"#).is_ok_and(|own| !own.actions.is_empty())
        );
        let said =
            format!("{:#}", of(r#"{"flows": [], "actions": ["actions"]}"#).expect_err("no flow for it"));
        assert!(said.contains("there is no flow of the name"), "{said}");
    }

    #[test]
    fn what_is_named_on_the_command_line_takes_the_place_of_the_document_s() {
        let config = paths::root().join("tests/e2e/deployment.json");
        let root = |name: &str| vec![paths::root().join(name)];
        let read = |named: &Named| Deployment::read_with(&config, named);
        let own = read(&Named { flows: root("flows"), actions: root("actions") }).expect("those that ship");
        assert_eq!(own.flows, bare().expect("the flows that ship").flows);
        assert_eq!(own.actions.len(), 1);
        let one = read(&Named { flows: root("flows/click-to-dial.json"), actions: Vec::new() });
        assert_eq!(one.map(|one| (one.flows.len(), one.actions.len())).expect("one flow"), (1, 0));
        let said = format!(
            "{:#}",
            read(&Named { flows: root("flows/click-to-dial.json"), actions: root("actions") })
                .expect_err("no flow for it")
        );
        assert!(said.contains("there is no flow of the name"), "{said}");
        let said = read(&Named { flows: root("no-such"), actions: Vec::new() }).expect_err("not there");
        assert!(format!("{said:#}").contains("no-such is not there"), "{said:#}");
    }

    // Shows: BH-155
    #[test]
    fn page_and_headers_mean_the_same_hosts() {
        let text = r#"{"salesforce": {"origins": ["https://ACME.lightning.force.com/"]},
            "connect": {"instanceUrl": "acme"}, "flows": []}"#;
        let deployment = Deployment::of(parse(text).expect("a document"), Path::new(".")).expect("hosts");
        assert_eq!(deployment.config["salesforce"]["origins"], json!(deployment.hosts.salesforce));
        assert_eq!(deployment.config["connect"]["instanceUrl"], json!(deployment.hosts.ccp[0]));
        assert_eq!(deployment.hosts.ccp, ["https://acme.my.connect.aws"]);
    }

    #[test]
    fn a_host_that_is_none_is_named() {
        let document = parse(r#"{"salesforce": {"origins": ["acme.lightning.force.com"]}, "flows": []}"#);
        let error = Deployment::of(document.expect("a document"), Path::new(".")).expect_err("no origin");
        let said = format!("{error:#}");
        assert!(said.contains("salesforce.origins") && said.contains("https://host"), "{said}");
    }

    #[test]
    fn aliases_stand_for_blocks_there_are() {
        let check_aliases = |aliases: &str, words: &str| {
            let document = parse(&format!(r#"{{"flows": [], "blocks": {{"aliases": {aliases}}}}}"#));
            let read = document.and_then(|document| Deployment::of(document, Path::new(".")));
            let said = read.map(|_| "well".to_owned()).unwrap_or_else(|error| format!("{error:#}"));
            assert!(said.contains(words), "{aliases}: {said}");
        };
        check_aliases(r#"{"SE_CoreIsTruthy": "SE_CoreTruthy"}"#, "well");
        check_aliases(r#"{"SE_A": "SE_NoSuchBlock"}"#, "blocks.aliases.SE_A cannot be \"SE_NoSuchBlock\"");
        check_aliases(r#"{"SE_Log": "SE_Alert"}"#, "blocks.aliases.SE_Log is a block type itself");
        check_aliases(r#"{"SE_A": "Log to Console"}"#, "blocks.aliases.SE_A cannot be");
        check_aliases(r#"{"SE_A": 1}"#, "blocks.aliases.SE_A must be text, not 1.");
    }

    #[test]
    fn a_flow_may_begin_by_another_name() {
        let document = r#"{"flows": ["."], "blocks": {"aliases": {"SE_Begin": "SE_Start"}}}"#;
        let folder = std::env::temp_dir().join(format!("switchboard-aliases-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        let flow =
            r#"{"source":"salesforceUi","event":"onClickToDial","actions":[{"id":"a","type":"SE_Begin"}]}"#;
        std::fs::write(folder.join("flow.json"), flow).expect("writes");
        let deployed = Deployment::of(parse(document).expect("a document"), &folder);
        let without = Deployment::of(parse(r#"{"flows": ["."]}"#).expect("a document"), &folder);
        std::fs::remove_dir_all(&folder).expect("removes");
        let deployed = deployed.expect("a deployment");
        assert_eq!(deployed.flows, [flow], "the file keeps its spelling");
        assert_eq!(deployed.config["blocks"]["aliases"]["SE_Begin"], "SE_Start", "and the page knows it");
        assert!(format!("{:#}", without.expect_err("no Start")).contains("no Start block"));
    }
}
