//! The flows of a deployment.

use flow::{Aliases, Document, Severity, check_together, compile};
use thiserror::Error;

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
    #[error("{}\nMend the flow (`cargo cti lint`), or write \"active\": false into it.", .0.join("\n"))]
    CannotRun(Vec<String>),
    /// It is active and has no source or no event.
    #[error("it is active and does not say when it runs: write \"{0}\" into it, or \"active\": false.")]
    NoTrigger(&'static str),
}

/// The flows as JSON texts in which nothing but white space between the tokens has changed, and what is odd about them
/// together.
///
/// # Errors
/// A file is no flow, or an active flow could not run.
pub(crate) fn read(
    files: &[SourceFile],
    aliases: &Aliases,
) -> Result<(Vec<String>, Vec<Finding>), FlowError> {
    let mut documents: Vec<(&str, Document)> = Vec::new();
    let mut texts = Vec::new();
    for SourceFile { name, text } in files {
        let text = without_mark(text);
        let document = check(text, aliases).map_err(|wrong| FlowError { file: name.clone(), wrong })?;
        texts.push(without_white_space(text));
        documents.push((name, document));
    }
    let together: Vec<(&str, &Document)> =
        documents.iter().map(|(name, document)| (*name, document)).collect();
    let findings = check_together(&together)
        .into_iter()
        .map(|(at, found)| Finding::Flow { file: together[at].0.to_owned(), text: found.to_string() });
    Ok((texts, findings.collect()))
}

/// An inactive flow may be unfinished; an active one must be able to run, and say when.
fn check(text: &str, aliases: &Aliases) -> Result<Document, WrongFlow> {
    serde_json::from_str::<serde::de::IgnoredAny>(text)
        .map_err(|error| WrongFlow::NotJson(error.to_string()))?;
    let (document, mut found) = Document::parse_with(text, aliases);
    if !document.active() {
        return Ok(document);
    }
    found.extend(compile(&document).1);
    let errors: Vec<String> = found
        .iter()
        .filter(|diagnostic| diagnostic.severity() == Severity::Error)
        .map(ToString::to_string)
        .collect();
    if !errors.is_empty() {
        return Err(WrongFlow::CannotRun(errors));
    }
    // The flow of an action has no event.
    let needs_event = document.source() != Some("ctiAction");
    if document.source().is_none() {
        return Err(WrongFlow::NoTrigger("source"));
    }
    if needs_event && document.event().is_none() {
        return Err(WrongFlow::NoTrigger("event"));
    }
    Ok(document)
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
        check_flow(&flow(WHEN, ""), "cargo cti lint");
        check_flow(&flow("", START), "does not say when it runs: write \"source\"");
        check_flow(&flow(r#""source": "salesforceUi","#, START), "write \"event\"");
        check_flow(&flow(r#""source": "ctiAction","#, START), "well");
        check_flow(&flow(r#""active": false,"#, ""), "well");
    }

    /// What is deployed of these files, and what is said about them together.
    #[track_caller]
    fn check_files(files: &[(&str, &str)], deployed: &[&str], warned: &[&str]) {
        let files: Vec<SourceFile> = files.iter().map(|(name, text)| SourceFile::new(*name, *text)).collect();
        let (texts, findings) = read(&files, &Aliases::new()).expect("flows");
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
    }
}
