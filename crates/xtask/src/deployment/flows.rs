//! The flow files of a deployment.

use std::path::Path;

use anyhow::{Context, Result, bail};
use flow::{Aliases, Document, Severity, check_together, compile};

use super::files;

/// Reads the flows: files, or folders of them, as they are named beside the configuration. Scenario files in a folder
/// stay behind.
///
/// # Errors
/// A file is missing or is no flow, or an active flow could not run.
pub(super) fn read(named: &[&str], beside: &Path, aliases: &Aliases) -> Result<Flows> {
    let is_flow = |name: &str| {
        name.ends_with(".json") && !name.ends_with(".scenario.json") && !name.ends_with(".action.json")
    };
    let mut read: Vec<(String, Document)> = Vec::new();
    let mut texts = Vec::new();
    for file in files::named("flows", named, beside, &is_flow)? {
        let name = file.display().to_string();
        let text = files::read(&file)?;
        let document = check(&text, aliases).with_context(|| format!("{name} cannot be deployed"))?;
        texts.push(files::without_white_space(&text));
        read.push((name, document));
    }
    let together: Vec<(&str, &Document)> = read.iter().map(|(name, document)| (&**name, document)).collect();
    let warnings =
        check_together(&together).into_iter().map(|(at, found)| format!("{}: {found}", together[at].0));
    Ok(Flows { texts, warnings: warnings.collect() })
}

/// The flows of a deployment, and what is odd about them together.
pub(super) struct Flows {
    /// As JSON text in which nothing but white space between the tokens has changed.
    pub(super) texts: Vec<String>,
    /// A sentence each.
    pub(super) warnings: Vec<String>,
}

/// An inactive flow may be unfinished; an active one must be able to run, and say when.
fn check(text: &str, aliases: &Aliases) -> Result<Document> {
    serde_json::from_str::<serde::de::IgnoredAny>(text).context("this is not JSON")?;
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
        let said = check(text, &Aliases::new())
            .map(|_| "well".to_owned())
            .unwrap_or_else(|error| format!("{error:#}"));
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
        let read = read(&["no-such-flow.json"], Path::new(env!("CARGO_MANIFEST_DIR")), &Aliases::new());
        let Err(error) = read else { panic!("it is not missing") };
        assert!(error.to_string().contains("no-such-flow.json is not there"), "{error}");
    }

    #[test]
    fn folders_hold_flows_and_scenarios_stay_behind() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let Flows { texts: folder, warnings } =
            read(&["flows"], &root, &Aliases::new()).expect("the flows that ship");
        assert!(warnings.is_empty(), "{warnings:?}");
        let one = read(&["flows/click-to-dial.json"], &root, &Aliases::new()).expect("one of them").texts;
        assert!(folder.len() > 1 && folder.contains(&one[0]));
        assert!(folder.iter().all(|flow| !flow.contains("\"cases\"")));
    }

    /// What is deployed of these files, or why nothing is, and what is said about them together.
    #[track_caller]
    fn check_files(name: &str, files: &[(&str, &str)], deployed: &[&str], warned: &[&str]) {
        let folder = std::env::temp_dir().join(format!("switchboard-flows-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        for (file, text) in files {
            std::fs::write(folder.join(file), text).expect("writes");
        }
        let read = read(&["."], &folder, &Aliases::new());
        std::fs::remove_dir_all(&folder).expect("removes");
        let Flows { texts, warnings } = read.expect("flows");
        assert_eq!(texts, deployed);
        assert_eq!(warnings.len(), warned.len(), "{warnings:?}");
        for (warning, words) in warnings.iter().zip(warned) {
            assert!(warning.contains(words), "{warning}");
        }
    }

    #[test]
    fn a_byte_order_mark_is_left_behind() {
        let with_mark = "\u{feff}{ \"active\": false, \"actions\": [] }\n";
        check_files("bom", &[("a.json", with_mark)], &[r#"{"active":false,"actions":[]}"#], &[]);
    }

    #[test]
    fn flows_for_the_same_event_are_told_of() {
        let text = format!(r#"{{{WHEN}"actions":[{{"id":"uid-0","type":"SE_Start"}}]}}"#);
        let small = text.replace(": ", ":").replace(", ", ",");
        let says = "b.json: ";
        check_files("pair", &[("a.json", &text), ("b.json", &text)], &[&small, &small], &[says]);
    }
}
