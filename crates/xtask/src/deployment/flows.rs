//! The flow files of a deployment.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use flow::{Document, Severity, compile};

/// Reads the flows: files, or folders of them, as they are named beside the configuration. Scenario files in a folder
/// stay behind.
///
/// # Errors
/// A file is missing or is no flow, or an active flow could not run.
pub(super) fn read(named: &[&str], beside: &Path) -> Result<Vec<String>> {
    let mut files = Vec::new();
    for name in named {
        let path = beside.join(name);
        if path.is_dir() {
            files.extend(in_folder(&path)?);
        } else if path.is_file() {
            files.push(path);
        } else {
            bail!(
                "flows: {name} is not there: name flow files, or folders of them, from where this file lies."
            );
        }
    }
    files.iter().map(|file| read_one(file)).collect()
}

fn in_folder(folder: &Path) -> Result<Vec<PathBuf>> {
    let cannot = || format!("cannot read {}", folder.display());
    let entries = std::fs::read_dir(folder).with_context(cannot)?;
    let mut files = Vec::new();
    for entry in entries {
        files.push(entry.with_context(cannot)?.path());
    }
    files.retain(|file| {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        name.ends_with(".json") && !name.ends_with(".scenario.json")
    });
    files.sort();
    Ok(files)
}

fn read_one(file: &Path) -> Result<String> {
    let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    check(&text).with_context(|| format!("{} cannot be deployed", file.display()))?;
    Ok(without_white_space(&text))
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
    for (key, there) in [("source", document.source()), ("event", document.event())] {
        if there.is_none() {
            bail!(
                "it is active and does not say when it runs: write \"{key}\" into it, or \"active\": false."
            );
        }
    }
    Ok(())
}

/// JSON without the white space between its tokens: texts and numbers keep their spelling.
fn without_white_space(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut in_text, mut escaped) = (false, false);
    for c in text.trim_start_matches('\u{feff}').chars() {
        if in_text || !c.is_ascii_whitespace() {
            out.push(c);
        }
        match (in_text, escaped, c) {
            (true, false, '\\') => escaped = true,
            (_, false, '"') => in_text = !in_text,
            _ => escaped = false,
        }
    }
    out
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

    #[test]
    fn nothing_but_white_space_is_lost() {
        let cases = [
            ("{ \"a\" : 1e2 ,\n\t\"b\": 12345678901234567890 }", "{\"a\":1e2,\"b\":12345678901234567890}"),
            (r#"{ "a b": "c \" d \\" , "e": " f" }"#, r#"{"a b":"c \" d \\","e":" f"}"#),
            ("\u{feff}[ ]", "[]"),
        ];
        for (text, expected) in cases {
            assert_eq!(without_white_space(text), expected);
        }
    }
}
