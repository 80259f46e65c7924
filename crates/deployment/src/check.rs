//! Everything that keeps a deployment from being made, at once, each with the place it is about: a form says it beside the field.

use std::fmt;

use flow::Aliases;

use crate::headers::DeploymentHosts;
use crate::{Configuration, Deployment, DeploymentError, SourceFile, actions, flows, origins};

/// What a problem is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// The configuration as a whole.
    Configuration,
    /// A key of the configuration, with dots.
    Key(String),
    /// A flow or an action, by the name of its file.
    File(String),
}

/// Something that keeps a deployment from being made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What it is about.
    pub place: Place,
    /// What is wrong and what would be right.
    pub text: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.place {
            Place::File(file) => write!(out, "{file} cannot be deployed: {}", self.text),
            Place::Configuration | Place::Key(_) => out.write_str(&self.text),
        }
    }
}

/// Reads a configuration and makes the deployment of it with these flows and actions.
///
/// # Errors
/// Everything that is wrong, not only the first thing.
pub fn check(
    configuration: &str,
    flow_files: &[SourceFile],
    action_files: &[SourceFile],
) -> Result<Deployment, Vec<Problem>> {
    let mut problems = Vec::new();
    let parsed = Configuration::parse(configuration);
    let mut aliases = Aliases::new();
    match &parsed {
        Ok(configuration) => {
            match configuration.aliases() {
                Ok(found) => aliases = found,
                Err(wrong) => problems.extend(of_configuration(wrong.into())),
            }
            problems.extend(of_hosts(configuration.clone()));
        }
        Err(wrong) => {
            problems.extend(of_configuration(wrong.clone().into()));
            // What the schema is silent about may be wrong all the same.
            let hosts = Configuration::unchecked(configuration).map(of_hosts).unwrap_or_default();
            for problem in hosts {
                if !problems.iter().any(|known| is_about(known, &problem)) {
                    problems.push(problem);
                }
            }
        }
    }
    problems.extend(
        flows::wrong(flow_files, &aliases)
            .into_iter()
            .map(|wrong| Problem { place: Place::File(wrong.file), text: wrong.wrong.to_string() }),
    );
    if let Err(wrong) = actions::read(action_files, flow_files) {
        let of_file =
            |wrong: actions::WrongAction| Problem { place: Place::File(wrong.file), text: wrong.text };
        problems.extend(wrong.0.into_iter().map(of_file));
    }
    match parsed {
        Ok(configuration) if problems.is_empty() => {
            Deployment::new(configuration, flow_files, action_files).map_err(of_configuration)
        }
        _ => Err(problems),
    }
}

/// Whether a problem is about the key of another, or about something in it.
fn is_about(problem: &Problem, other: &Problem) -> bool {
    match (&problem.place, &other.place) {
        (Place::Key(inner), Place::Key(key)) => {
            inner.strip_prefix(key.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        }
        _ => problem == other,
    }
}

/// Hosts that the page could not use.
fn of_hosts(configuration: Configuration) -> Vec<Problem> {
    let mut document = match configuration.for_the_page() {
        Ok(document) => document,
        Err(wrong) => return of_configuration(wrong.into()),
    };
    let mut wrong = origins::canonical(&mut document);
    if wrong.is_empty() {
        wrong.extend(DeploymentHosts::from_config(&document.into()).err());
    }
    wrong.into_iter().flat_map(|wrong| of_configuration(wrong.into())).collect()
}

fn of_configuration(error: DeploymentError) -> Vec<Problem> {
    let at = |key: &str| if key.is_empty() { Place::Configuration } else { Place::Key(key.to_owned()) };
    match error {
        DeploymentError::Configuration(wrong) => {
            wrong.by_key().into_iter().map(|(key, text)| Problem { place: at(&key), text }).collect()
        }
        DeploymentError::Host(wrong) => vec![Problem { place: at(&wrong.key), text: wrong.to_string() }],
        DeploymentError::Flow(_) | DeploymentError::Actions(_) => {
            vec![Problem { place: Place::Configuration, text: error.to_string() }]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_problems(
        configuration: &str,
        flows: &[(&str, &str)],
        actions: &[(&str, &str)],
        expected: &[(&str, &str)],
    ) {
        let files = |files: &[(&str, &str)]| -> Vec<SourceFile> {
            files.iter().map(|(name, text)| SourceFile::new(*name, *text)).collect()
        };
        let problems = check(configuration, &files(flows), &files(actions)).err().unwrap_or_default();
        let found: Vec<(String, String)> = problems
            .iter()
            .map(|problem| {
                let place = match &problem.place {
                    Place::Configuration => "",
                    Place::Key(name) | Place::File(name) => name,
                };
                (place.to_owned(), problem.text.clone())
            })
            .collect();
        assert_eq!(found.len(), expected.len(), "{found:?}");
        for ((place, text), (at, words)) in found.iter().zip(expected) {
            assert!(place == at && text.contains(words), "{place}: {text}; expected {at}: {words}");
        }
    }

    const ANY: &str = r#"{"salesforce": {"origins": "any"}}"#;

    #[test]
    fn what_is_well_is_a_deployment() {
        check_problems(ANY, &[("off.json", r#"{"active": false, "actions": []}"#)], &[], &[]);
        assert!(check(ANY, &[], &[]).is_ok());
    }

    #[test]
    fn each_part_is_checked_whatever_is_wrong_with_the_others() {
        let configuration = r#"{"phone": {"country": "Germany"}, "phones": 1}"#;
        let flows = [("bad.json", "{"), ("empty.json", r#"{"actions": []}"#)];
        let expected = [
            ("phone.country", "two letters"),
            ("phones", "is unknown"),
            ("salesforce.origins", "names no org"),
            ("bad.json", "this is not JSON"),
            ("empty.json", "no Start block"),
            ("a.action.json", ""),
        ];
        check_problems(configuration, &flows, &[("a.action.json", "{")], &expected);
    }

    #[test]
    fn hosts_are_named_by_their_keys() {
        let configuration =
            r#"{"salesforce": {"origins": ["acme"]}, "connect": {"instanceUrl": "http://a.example"}}"#;
        let expected = [("salesforce.origins", "https://host"), ("connect.instanceUrl", "must be https")];
        check_problems(configuration, &[], &[], &expected);
        check_problems("{}", &[], &[], &[("salesforce.origins", "names no org")]);
        let sso = r#"{"salesforce": {"origins": "any"}, "connect": {"ssoUrl": "sign in"}}"#;
        check_problems(sso, &[], &[], &[("connect.ssoUrl", "https://host")]);
        check_problems("{", &[], &[], &[("", "this is not JSON")]);
    }

    #[test]
    fn a_host_is_checked_beside_what_the_schema_says_and_said_once() {
        let configuration = r#"{"salesforce": {"origins": ["acme"]}, "phone": {"country": "Germany"}}"#;
        let expected = [("phone.country", "two letters"), ("salesforce.origins", "https://host")];
        check_problems(configuration, &[], &[], &expected);
        check_problems(
            r#"{"salesforce": {"origins": [5]}}"#,
            &[],
            &[],
            &[("salesforce.origins.0", "must be text")],
        );
        check_problems("[]", &[], &[], &[("", "must be a map")]);
    }

    #[test]
    fn aliases_that_are_wrong_are_named_and_flows_are_checked_all_the_same() {
        let configuration =
            r#"{"salesforce": {"origins": "any"}, "blocks": {"aliases": {"SE_A": "SE_NoSuchBlock"}}}"#;
        let expected = [("blocks.aliases", "SE_NoSuchBlock"), ("bad.json", "JSON")];
        check_problems(configuration, &[("bad.json", "")], &[], &expected);
    }
}
