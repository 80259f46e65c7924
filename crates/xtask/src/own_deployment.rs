//! Deployments with what this clone ships where nothing else is named: its folders `flows` and `actions`.

use std::path::Path;

use anyhow::Result;
use deployment::Deployment;
use deployment_files::Named;

use crate::paths;

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
    Ok(deployment_files::read(config, named, paths::root())?)
}

/// The deployment of this clone: `adapter.json` at its root.
///
/// # Errors
/// As [`read`].
pub fn of_this_clone() -> Result<Deployment> {
    read(&paths::root().join("adapter.json"))
}

/// A configuration that leaves out all it may.
const ANY_ORG: &str = r#"{"salesforce": {"origins": "any"}}"#;

/// The least configuration with the flows and actions of this clone.
///
/// # Errors
/// One of them cannot be read.
pub fn bare() -> Result<Deployment> {
    Ok(deployment_files::of(ANY_ORG, paths::root(), &Named::default(), paths::root())?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use deployment::Finding;

    /// The deployment of these keys and of any org.
    fn of(keys: &str) -> Result<Deployment> {
        let config = format!(
            r#"{{"salesforce": {{"origins": "any"}}{}"#,
            keys.replacen('{', if keys == "{}" { "" } else { "," }, 1)
        );
        Ok(deployment_files::of(&config, paths::root(), &Named::default(), paths::root())?)
    }

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
        // It names flows and no actions, so the flow that an action would start is found, and nothing else.
        let [Finding::Flow { file, text }] = deployment.findings() else {
            panic!("{:?}", deployment.findings())
        };
        assert!(file.ends_with("callback-customer.json") && text.starts_with("no action starts"), "{text}");
        assert_eq!(deployment.flows(), bare().expect("the flows that ship").flows());
    }

    #[test]
    fn folders_hold_flows_and_scenarios_stay_behind() {
        let of = |text: &str| of(text).expect("flows that ship");
        let folder = of(r#"{"flows": ["flows"]}"#);
        let one = of(r#"{"flows": ["flows/click-to-dial.json"]}"#);
        assert!(folder.flows().len() > 1 && folder.flows().contains(&one.flows()[0]));
        assert!(folder.flows().iter().all(|flow| !flow.contains("\"cases\"")));
    }

    #[test]
    fn actions_of_the_clone_go_with_flows_of_the_clone() {
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
            let said = format!("{:#}", of(text).expect_err("missing"));
            assert!(said.contains(words) && said.contains(" is not there"), "{said}");
        }
        let said = read(&paths::root().join("no-such.json")).expect_err("missing").to_string();
        assert!(said.contains("no-such.json is not there"), "{said}");
    }
}
