//! The CTI Actions of a deployment.

use std::path::Path;

use actions::{Action, Diagnostic, LinkedFlow, Severity, check_links, read as read_action};
use anyhow::{Result, bail};
use flow::Document;

use super::files;

/// What the name of such a file ends with.
const END: &str = ".action.json";

/// Reads the actions that agents see: files, or folders of them, as they are named beside the configuration. As JSON text in
/// which nothing but white space between the tokens has changed.
///
/// # Errors
/// A file is missing; or everything that is wrong with the actions, a sentence a line, by themselves and with the flows
/// they are deployed with.
pub(super) fn read(named: &[&str], beside: &Path, flows: &[String]) -> Result<Vec<String>> {
    let mut texts = Vec::new();
    let mut actions: Vec<(String, Action)> = Vec::new();
    let mut found: Vec<Diagnostic> = Vec::new();
    for file in files::named("actions", named, beside, &|name| name.ends_with(END))? {
        let text = files::read(&file)?;
        let name = file.display().to_string();
        let (action, more) = read_action(&name, &text);
        found.extend(more);
        if let Some(action) = action {
            if action.active {
                texts.push(files::without_white_space(&text));
            }
            actions.push((name, action));
        }
    }
    found.extend(check_links(&actions, Some(&linked(flows))));
    let errors: Vec<String> = found
        .iter()
        .filter(|diagnostic| diagnostic.severity() == Severity::Error)
        .map(|diagnostic| format!("{}: {diagnostic}", diagnostic.file))
        .collect();
    if !errors.is_empty() {
        bail!(
            "{}\nMend the action (`cargo cti lint`), or write \"active\": false into it.",
            errors.join("\n")
        );
    }
    Ok(texts)
}

/// What actions have to know of the flows.
fn linked(flows: &[String]) -> Vec<LinkedFlow> {
    let linked = |text: &String| {
        let document = Document::parse(text).0;
        let word = |word: Option<&str>| word.unwrap_or_default().to_owned();
        LinkedFlow { name: word(document.name()), source: word(document.source()), active: document.active() }
    };
    flows.iter().map(linked).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn root() -> &'static Path {
        crate::paths::root()
    }

    #[test]
    fn the_actions_that_ship_start_flows_that_ship() {
        let flows = super::super::flows::read(&["flows"], root(), &flow::Aliases::new())
            .expect("the flows that ship");
        let actions = read(&["actions"], root(), &flows.texts).expect("the actions that ship");
        assert!(!actions.is_empty());
        assert!(actions.iter().all(|text| !text.contains('\n')));
    }

    // Shows: BH-60
    #[test]
    fn an_action_without_its_flow_is_refused() {
        let error = read(&["actions"], root(), &[]).expect_err("no flows");
        let said = format!("{error:#}");
        assert!(said.contains("callback-customer.action.json: action \"Callback Customer\":"), "{said}");
        assert!(said.contains("there is no flow of the name"), "{said}");
    }

    #[test]
    fn a_file_that_is_missing_is_named() {
        let error = read(&["no-such.action.json"], root(), &[]).expect_err("missing");
        assert!(error.to_string().contains("actions: no-such.action.json is not there"), "{error}");
    }
}
