//! The flow files of a deployment.

use std::path::Path;

use anyhow::{Context, Result, bail};
use flow::{Document, Severity, compile};

use super::files;

/// Reads the flows: files, or folders of them, as they are named beside the configuration. Scenario files in a folder
/// stay behind.
///
/// # Errors
/// A file is missing or is no flow, or an active flow could not run.
pub(super) fn read(named: &[&str], beside: &Path) -> Result<Vec<String>> {
    let is_flow = |name: &str| {
        name.ends_with(".json") && !name.ends_with(".scenario.json") && !name.ends_with(".action.json")
    };
    files::named("flows", named, beside, &is_flow)?.iter().map(|file| read_one(file)).collect()
}

fn read_one(file: &Path) -> Result<String> {
    let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    check(&text).with_context(|| format!("{} cannot be deployed", file.display()))?;
    Ok(files::without_white_space(&text))
}

/// An inactive flow may be unfinished; an active one must be able to run, and say when.
fn check(text: &str) -> Result<()> {
    serde_json::from_str::<serde::de::IgnoredAny>(text).context("this is not JSON")?;
    let (document, mut found) = Document::parse(text);
    if !document.active() {
        return Ok(());
    }
    found.extend(compile(&document).1);
    let errors: Vec<String> = found
        .iter()
        .filter(|diagnostic| diagnostic.severity() == Severity::Error)
        .map(ToString::to_string)
        .collect();
    if !errors.is_empty() {
        bail!("{}\nMend the flow (`cargo cti lint`), or write \"active\": false into it.", errors.join("\n"));
    }
    // The flow of an action has no event.
    let needs_event = document.source() != Some("ctiAction");
    for (key, missing) in
        [("source", document.source().is_none()), ("event", needs_event && document.event().is_none())]
    {
        if missing {
            bail!(
                "it is active and does not say when it runs: write \"{key}\" into it, or \"active\": false."
            );
        }
    }
    Ok(())
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
        let said = check(text).map(|()| "well".to_owned()).unwrap_or_else(|error| format!("{error:#}"));
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

    #[test]
    fn a_file_that_is_missing_is_named() {
        let error = read(&["no-such-flow.json"], Path::new(env!("CARGO_MANIFEST_DIR"))).expect_err("missing");
        assert!(error.to_string().contains("no-such-flow.json is not there"), "{error}");
    }

    #[test]
    fn folders_hold_flows_and_scenarios_stay_behind() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let folder = read(&["flows"], &root).expect("the flows that ship");
        let one = read(&["flows/click-to-dial.json"], &root).expect("one of them");
        assert!(folder.len() > 1 && folder.contains(&one[0]));
        assert!(folder.iter().all(|flow| !flow.contains("\"cases\"")));
    }
}
