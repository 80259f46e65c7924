//! The flows of a deployment.

use flow::{Aliases, Diagnostic, Document, Severity, TriggerFinding, check_together, check_trigger, compile};
use thiserror::Error;

use crate::http_hosts::{self, AskedHost};
use crate::json_text::{without_mark, without_white_space};
use crate::{Finding, SourceFile};

/// A flow file that cannot be deployed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{file} cannot be deployed: {wrong}")]
pub struct FlowError {
    /// Its name.
    pub file: String,
    /// Why not.
    pub wrong: WrongFlow,
}

/// Why a flow cannot be deployed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum WrongFlow {
    /// It is no JSON.
    #[error("this is not JSON: {0}")]
    NotJson(String),
    /// It is active and could not run: what is wrong, a sentence each.
    #[error("{}\nMend the flow (`cti lint`), or write \"active\": false into it.", .0.join("\n"))]
    CannotRun(Vec<String>),
}

/// Flows that can be deployed.
#[derive(Debug)]
pub(crate) struct FlowsAndFindings {
    /// JSON texts in which nothing but white space between the tokens has changed.
    pub(crate) texts: Vec<String>,
    /// What is odd about when they run.
    pub(crate) findings: Vec<Finding>,
    /// The addresses they ask, each with the file that does.
    pub(crate) asked: Vec<(String, AskedHost)>,
}

/// Reads flows.
///
/// # Errors
/// A file is no flow, or an active flow could not run.
pub(crate) fn read(files: &[SourceFile], aliases: &Aliases) -> Result<FlowsAndFindings, FlowError> {
    let mut documents: Vec<(&str, Document)> = Vec::new();
    let (mut texts, mut findings, mut asked) = (Vec::new(), Vec::new(), Vec::new());
    for SourceFile { name, text } in files {
        let text = without_mark(text);
        let (document, odd) =
            check(text, aliases).map_err(|wrong| FlowError { file: name.clone(), wrong })?;
        findings.extend(odd.iter().map(|odd| Finding::Flow { file: name.clone(), text: odd.to_string() }));
        asked.extend(http_hosts::asked(&document).into_iter().map(|host| (name.clone(), host)));
        texts.push(without_white_space(text));
        documents.push((name, document));
    }
    let together: Vec<(&str, &Document)> =
        documents.iter().map(|(name, document)| (*name, document)).collect();
    let found = check_together(&together).into_iter();
    findings.extend(
        found.map(|(at, found)| Finding::Flow { file: together[at].0.to_owned(), text: found.to_string() }),
    );
    Ok(FlowsAndFindings { texts, findings, asked })
}

/// What keeps each of the files from being deployed, by its name.
pub(crate) fn wrong(files: &[SourceFile], aliases: &Aliases) -> Vec<FlowError> {
    let wrong = |file: &SourceFile| {
        let wrong = check(without_mark(&file.text), aliases).err()?;
        Some(FlowError { file: file.name.clone(), wrong })
    };
    files.iter().filter_map(wrong).collect()
}

/// An inactive flow may be unfinished; an active one must be able to run, and say when. With it comes what else is to be said
/// of when it runs.
fn check(text: &str, aliases: &Aliases) -> Result<(Document, Vec<Diagnostic>), WrongFlow> {
    serde_json::from_str::<serde::de::IgnoredAny>(text)
        .map_err(|error| WrongFlow::NotJson(error.to_string()))?;
    let (document, mut found) = Document::parse_with(text, aliases);
    if !document.active() {
        return Ok((document, Vec::new()));
    }
    found.extend(compile(&document).1);
    let when = check_trigger(&document);
    found.extend(when.iter().cloned());
    let is_missing = |found: &Diagnostic| {
        matches!(
            &found.finding,
            flow::Finding::Trigger(TriggerFinding::NoSource | TriggerFinding::NoEvent { .. })
        )
    };
    let errors: Vec<String> = found
        .iter()
        .filter(|found| is_missing(found) || found.severity_in(&document) == Severity::Error)
        .map(ToString::to_string)
        .collect();
    if !errors.is_empty() {
        return Err(WrongFlow::CannotRun(errors));
    }
    let odd = when.into_iter().filter(|found| found.severity() == Severity::Warning).collect();
    Ok((document, odd))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flow(keys: &str, blocks: &str) -> String {
        format!("{{ \"name\": \"n\", {keys} \"actions\": [{blocks}] }}")
    }

    const WHEN: &str = r#""source": "connectVoiceContact", "event": "onConnecting","#;
    const START: &str = r#"{ "id": "uid-0", "type": "SE_Start" }"#;

    #[track_caller]
    fn check_flow(text: &str, words: &str) {
        let said =
            check(text, &Aliases::new()).map(|_| "well".to_owned()).unwrap_or_else(|error| error.to_string());
        assert!(said.contains(words), "{text}: {said}");
    }

    #[test]
    fn active_flows_can_run_and_say_when() {
        check_flow(&flow(WHEN, START), "well");
        check_flow("{ \"actions\": [", "this is not JSON: EOF");
        check_flow(&flow(WHEN, ""), "`cti lint`");
        check_flow(&flow("", START), "\"source\" is missing");
        check_flow(&flow(r#""source": "salesforceUi","#, START), "\"event\" is missing");
        check_flow(
            &flow(r#""source": "connectVoice", "event": "onConnecting","#, START),
            "there is no source",
        );
        let misspelled = r#""source": "connectVoiceContact", "event": "onIncomming","#;
        check_flow(&flow(misspelled, START), "do you mean \"onIncoming\"?");
        check_flow(&flow(WHEN, &format!("{START}, {{ \"id\": \"b\", \"type\": \"SE_Soon\" }}")), "SE_Soon");
        check_flow(&flow(r#""source": "ctiAction","#, START), "well");
        check_flow(&flow(r#""active": false,"#, ""), "well");
    }

    #[test]
    fn an_event_that_this_version_does_not_raise_is_a_warning() {
        let chat = r#""source": "connectChatContact", "event": "onMessageReceived","#;
        let (_, odd) = check(&flow(chat, START), &Aliases::new()).expect("it may be deployed");
        assert_eq!(odd.len(), 1);
        assert!(odd[0].to_string().contains("does not raise"), "{}", odd[0]);
    }

    /// What is deployed of these files, and what is said about them together.
    #[track_caller]
    fn check_files(files: &[(&str, &str)], deployed: &[&str], warned: &[&str]) {
        let files: Vec<SourceFile> = files.iter().map(|(name, text)| SourceFile::new(*name, *text)).collect();
        let FlowsAndFindings { texts, findings, .. } = read(&files, &Aliases::new()).expect("flows");
        assert_eq!(texts, deployed);
        assert_eq!(findings.len(), warned.len(), "{findings:?}");
        for (finding, words) in findings.iter().zip(warned) {
            assert!(finding.to_string().contains(words), "{finding}");
        }
    }

    #[test]
    fn a_byte_order_mark_is_left_behind() {
        let with_mark = "\u{feff}{ \"active\": false, \"actions\": [] }\n";
        check_files(&[("a.json", with_mark)], &[r#"{"active":false,"actions":[]}"#], &[]);
    }

    #[test]
    fn flows_for_the_same_event_are_told_of() {
        let text = format!(r#"{{{WHEN}"actions":[{{"id":"uid-0","type":"SE_Start"}}]}}"#);
        let small = text.replace(": ", ":").replace(", ", ",");
        let says = "b.json: ";
        check_files(&[("a.json", &text), ("b.json", &text)], &[&small, &small], &[says]);
    }

    #[test]
    fn the_file_that_is_wrong_is_named() {
        let files = [SourceFile::new("good.json", flow(WHEN, START)), SourceFile::new("bad.json", "{")];
        let error = read(&files, &Aliases::new()).expect_err("no JSON").to_string();
        assert!(error.starts_with("bad.json cannot be deployed: this is not JSON"), "{error}");
        assert_eq!(wrong(&files, &Aliases::new()).len(), 1);
    }
}
