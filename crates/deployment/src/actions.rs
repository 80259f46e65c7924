//! The CTI Actions of a deployment.

use actions::{Action, Diagnostic, LinkedFlow, Severity, check_flows, check_links, read as read_action};
use flow::{Document, Source};
use thiserror::Error;

use crate::json_text::{without_mark, without_white_space};
use crate::{Finding, SourceFile};

/// Everything that is wrong with the actions, by themselves and with the flows they are deployed with: a sentence each.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{}\nMend the action (`cti lint`), or write \"active\": false into it.", sentences(.0))]
pub struct ActionsError(pub Vec<WrongAction>);

/// What is wrong with one action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrongAction {
    /// Its file.
    pub file: String,
    /// What is wrong.
    pub text: String,
}

fn sentences(wrong: &[WrongAction]) -> String {
    let sentences: Vec<String> =
        wrong.iter().map(|wrong| format!("{}: {}", wrong.file, wrong.text)).collect();
    sentences.join("\n")
}

/// The actions that agents see, as JSON texts in which nothing but white space between the tokens has changed; and
/// the flows that no action starts.
///
/// # Errors
/// Everything that is wrong with them.
pub(crate) fn read(
    files: &[SourceFile],
    flows: &[SourceFile],
) -> Result<(Vec<String>, Vec<Finding>), ActionsError> {
    let mut texts = Vec::new();
    let mut actions: Vec<(String, Action)> = Vec::new();
    let mut found: Vec<Diagnostic> = Vec::new();
    for SourceFile { name, text } in files {
        let text = without_mark(text);
        let (action, more) = read_action(name, text);
        found.extend(more);
        if let Some(action) = action {
            if action.active {
                texts.push(without_white_space(text));
            }
            actions.push((name.clone(), action));
        }
    }
    let flows = linked(flows);
    found.extend(check_links(&actions, Some(&flows)));
    let errors: Vec<WrongAction> = found
        .iter()
        .filter(|diagnostic| diagnostic.severity() == Severity::Error)
        .map(|diagnostic| WrongAction { file: diagnostic.file.clone(), text: diagnostic.to_string() })
        .collect();
    if !errors.is_empty() {
        return Err(ActionsError(errors));
    }
    let lone = check_flows(&actions, &flows).into_iter();
    let lone = lone.map(|found| Finding::Flow { file: found.file.clone(), text: found.to_string() });
    Ok((texts, lone.collect()))
}

/// What actions have to know of the flows.
fn linked(flows: &[SourceFile]) -> Vec<LinkedFlow> {
    let linked = |SourceFile { name, text }: &SourceFile| {
        let document = Document::parse(text).0;
        let word = |word: Option<&str>| word.unwrap_or_default().to_owned();
        LinkedFlow {
            name: word(document.name()),
            file: name.clone(),
            source: word(document.source()),
            for_actions: document.source() == Some(Source::CtiAction.word()),
            active: document.active(),
        }
    };
    flows.iter().map(linked).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const CALLBACK: &str = include_str!("../../../actions/callback-customer.action.json");

    fn file() -> SourceFile {
        SourceFile::new("callback-customer.action.json", CALLBACK)
    }

    // Shows: BH-60
    #[test]
    fn an_action_without_its_flow_is_refused() {
        let said = read(&[file()], &[]).expect_err("no flows").to_string();
        assert!(said.contains("callback-customer.action.json: action \"Callback Customer\":"), "{said}");
        assert!(said.contains("there is no flow of the name"), "{said}");
    }

    #[test]
    fn an_action_with_its_flow_is_deployed_without_white_space() {
        let flow = include_str!("../../../flows/callback-customer.json");
        let flow = SourceFile::new("callback-customer.json", flow);
        let (texts, findings) = read(&[file()], &[flow]).expect("an action and its flow");
        assert!(findings.is_empty(), "{findings:?}");
        assert_eq!(texts.len(), 1);
        assert!(!texts[0].contains('\n'));
    }

    #[test]
    fn an_action_that_is_off_stays_behind() {
        let off = CALLBACK.replacen("{", "{ \"active\": false,", 1);
        let texts = read(&[SourceFile::new("off.action.json", off)], &[]);
        assert_eq!(texts, Ok((Vec::new(), Vec::new())));
    }

    #[test]
    fn a_flow_for_actions_that_no_action_starts_is_a_finding() {
        let flow = r#"{"name":"Lone","source":"ctiAction","actions":[{"id":"a","type":"SE_Start"}]}"#;
        let (_, findings) = read(&[], &[SourceFile::new("lone.json", flow)]).expect("no action");
        let said: Vec<String> = findings.iter().map(ToString::to_string).collect();
        assert_eq!(said.len(), 1);
        assert!(
            said[0].contains("lone.json") && said[0].contains("no action starts the flow \"Lone\""),
            "{said:?}"
        );
    }
}
