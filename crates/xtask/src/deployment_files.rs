//! The files of a deployment: the configuration, and the flows and actions it names, read for `crates/deployment`.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use deployment::{Configuration, Deployment, SourceFile};

use crate::paths;

/// Flows and actions that are named on the command line, from where that was given. What is empty the configuration decides.
#[derive(Debug, Clone, Default)]
pub struct Named {
    /// Flow files, or folders of them.
    pub flows: Vec<PathBuf>,
    /// Action files, or folders of them.
    pub actions: Vec<PathBuf>,
}

/// Reads a configuration, the flows and actions it names, and checks all of it.
///
/// # Errors
/// A file is missing, or everything that is wrong with it, a sentence a line.
pub fn read(config: &Path) -> Result<Deployment> {
    read_with(config, &Named::default())
}

/// As [`read`], with the flows and actions that are named, in place of those of the configuration.
///
/// # Errors
/// As [`read`].
pub fn read_with(config: &Path, named: &Named) -> Result<Deployment> {
    if !config.is_file() {
        bail!("{} is not there: name the deployment's configuration with --config.", config.display());
    }
    let text = read_text(config)?;
    let beside = config.parent().unwrap_or(Path::new("."));
    of(&text, beside, named).with_context(|| config.display().to_string())
}

/// The deployment of this clone: `adapter.json` at its root.
///
/// # Errors
/// As [`read`].
pub fn of_this_clone() -> Result<Deployment> {
    read(&paths::root().join("adapter.json"))
}

/// An empty configuration with the flows and actions of this clone.
///
/// # Errors
/// One of them cannot be read.
pub fn bare() -> Result<Deployment> {
    of("{}", paths::root(), &Named::default())
}

fn of(config: &str, beside: &Path, named: &Named) -> Result<Deployment> {
    let configuration = Configuration::parse(config)?;
    let below = |folder: &Path, names: &[&str]| names.iter().map(|name| folder.join(name)).collect();
    let here = |paths: &[PathBuf]| (!paths.is_empty()).then(|| paths.to_vec());
    let own_flows: Option<Vec<PathBuf>> =
        here(&named.flows).or_else(|| configuration.flows().map(|names| below(beside, &names)));
    let own_actions: Option<Vec<PathBuf>> =
        here(&named.actions).or_else(|| configuration.actions().map(|names| below(beside, &names)));
    let of_this_clone = |folder: &str| below(paths::root(), &[folder]);
    let actions = match (own_actions, &own_flows) {
        (Some(paths), _) => paths,
        // The actions of the clone start flows of the clone.
        (None, None) => of_this_clone("actions"),
        (None, Some(_)) => Vec::new(),
    };
    let flows = own_flows.unwrap_or_else(|| of_this_clone("flows"));
    let (flows, actions) = (sources("flows", &flows, is_flow)?, sources("actions", &actions, is_action)?);
    Ok(Deployment::new(configuration, &flows, &actions)?)
}

/// Scenario files in a folder stay behind.
fn is_flow(name: &str) -> bool {
    name.ends_with(".json") && !name.ends_with(".scenario.json") && !is_action(name)
}

fn is_action(name: &str) -> bool {
    name.ends_with(".action.json")
}

/// The files named by a key of the configuration; of a folder those that are wanted, by name.
fn sources(key: &str, named: &[PathBuf], wanted: fn(&str) -> bool) -> Result<Vec<SourceFile>> {
    let mut files = Vec::new();
    for path in named {
        if path.is_dir() {
            files.extend(in_folder(path, wanted)?);
        } else if path.is_file() {
            files.push(path.clone());
        } else {
            bail!(
                "{key}: {} is not there: name files, or folders of them, from where the configuration lies.",
                path.display()
            );
        }
    }
    let read = |file: PathBuf| Ok(SourceFile::new(file.display().to_string(), read_text(&file)?));
    files.into_iter().map(read).collect()
}

fn in_folder(folder: &Path, wanted: fn(&str) -> bool) -> Result<Vec<PathBuf>> {
    let cannot = || format!("cannot read {}", folder.display());
    let entries = std::fs::read_dir(folder).with_context(cannot)?;
    let mut files = Vec::new();
    for entry in entries {
        files.push(entry.with_context(cannot)?.path());
    }
    files.retain(|file| wanted(&file.file_name().unwrap_or_default().to_string_lossy()));
    files.sort();
    Ok(files)
}

fn read_text(file: &Path) -> Result<String> {
    std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use deployment::Finding;

    #[test]
    fn the_shipped_document_carries_the_shipped_flows() {
        let deployment = of_this_clone().expect("adapter.json");
        assert_eq!(deployment.flows().len(), bare().expect("the flows that ship").flows().len());
        assert!(!deployment.flows().is_empty());
        assert_eq!(deployment.findings(), [Finding::OpenToAny]);
        assert!(!deployment.actions().is_empty(), "the actions that ship start flows that ship");
    }

    #[test]
    fn the_deployment_of_the_end_to_end_tests_is_pinned() {
        let deployment = read(&paths::root().join("tests/e2e/deployment.json")).expect("it is read");
        assert_eq!(deployment.findings(), []);
        assert_eq!(deployment.flows(), bare().expect("the flows that ship").flows());
    }

    #[test]
    fn folders_hold_flows_and_scenarios_stay_behind() {
        let of = |text: &str| of(text, paths::root(), &Named::default()).expect("flows that ship");
        let folder = of(r#"{"flows": ["flows"]}"#);
        let one = of(r#"{"flows": ["flows/click-to-dial.json"]}"#);
        assert!(folder.flows().len() > 1 && folder.flows().contains(&one.flows()[0]));
        assert!(folder.flows().iter().all(|flow| !flow.contains("\"cases\"")));
    }

    #[test]
    fn actions_of_the_clone_go_with_flows_of_the_clone() {
        let of = |text: &str| of(text, paths::root(), &Named::default());
        assert!(!of("{}").expect("all of the clone").actions().is_empty());
        assert!(of(r#"{"flows": []}"#).expect("no flows").actions().is_empty());
        assert!(
            of(r#"{"flows": ["flows"], "actions": ["actions"]}"#).is_ok_and(|own| !own.actions().is_empty())
        );
        let said =
            format!("{:#}", of(r#"{"flows": [], "actions": ["actions"]}"#).expect_err("no flow for it"));
        assert!(said.contains("there is no flow of the name"), "{said}");
    }

    #[test]
    fn what_is_named_on_the_command_line_takes_the_place_of_the_document_s() {
        let config = paths::root().join("tests/e2e/deployment.json");
        let root = |name: &str| vec![paths::root().join(name)];
        let read = |named: &Named| read_with(&config, named);
        let own = read(&Named { flows: root("flows"), actions: root("actions") }).expect("those that ship");
        assert_eq!(own.flows(), bare().expect("the flows that ship").flows());
        assert_eq!(own.actions().len(), 1);
        let one = read(&Named { flows: root("flows/click-to-dial.json"), actions: Vec::new() });
        assert_eq!(one.map(|one| (one.flows().len(), one.actions().len())).expect("one flow"), (1, 0));
        let said = format!(
            "{:#}",
            read(&Named { flows: root("flows/click-to-dial.json"), actions: root("actions") })
                .expect_err("no flow for it")
        );
        assert!(said.contains("there is no flow of the name"), "{said}");
        let said = read(&Named { flows: root("no-such"), actions: Vec::new() }).expect_err("not there");
        assert!(format!("{said:#}").contains("no-such is not there"), "{said:#}");
    }

    #[test]
    fn a_file_that_is_missing_is_named() {
        for (text, words) in [
            (r#"{"flows": ["no-such-flow.json"]}"#, "flows: "),
            (r#"{"actions": ["no-such.action.json"]}"#, "actions: "),
        ] {
            let said = format!("{:#}", of(text, paths::root(), &Named::default()).expect_err("missing"));
            assert!(said.contains(words) && said.contains(" is not there"), "{said}");
        }
        let said = read(&paths::root().join("no-such.json")).expect_err("missing").to_string();
        assert!(said.contains("no-such.json is not there"), "{said}");
    }
}
