//! `cti lint`

use std::path::{Path, PathBuf};

use actions::{Action, LinkedFlow};
use flow::{Diagnostic, Document, Fix, Severity};
use serde_json::{Value, json};

use crate::error::Problem;
use crate::output::say;
use crate::{Format, Verdict, files};

pub(crate) fn lint(
    paths: &[PathBuf],
    flows: Option<&Path>,
    fix: bool,
    format: Format,
) -> Result<Verdict, Problem> {
    let mut counts = [0usize; 3];
    let mut list: Vec<Value> = Vec::new();
    let mut repairs = 0;
    let mut linked = Vec::new();
    for path in flows.map(files::flows).transpose()?.into_iter().flatten() {
        linked.push(linked_flow(&files::read_flow(&path)?.0));
    }
    for path in paths.iter().filter(|path| !files::is_scenario(path) && !files::is_action(path)) {
        for fix in if fix { repair(path)? } else { Vec::new() } {
            repairs += 1;
            match format {
                Format::Text => say(repaired(path, &fix)),
                Format::Json => list.push(json!({
                    "file": path,
                    "severity": "fixed",
                    "sentence": fix.repair.to_string(),
                    "fix": fix,
                })),
            }
        }
        let (document, _, mut diagnostics) = files::read_flow(path)?;
        linked.push(linked_flow(&document));
        diagnostics.sort_by_key(|diagnostic| diagnostic.place.map(|place| (place.line, place.column)));
        for diagnostic in diagnostics {
            counts[diagnostic.severity() as usize] += 1;
            match format {
                Format::Text => say(line(path, &diagnostic)),
                Format::Json => list.push(json!({
                    "file": path,
                    "severity": diagnostic.severity(),
                    "sentence": diagnostic.finding.to_string(),
                    "diagnostic": diagnostic,
                })),
            }
        }
    }
    let with = (flows.is_some() || !linked.is_empty()).then_some(linked.as_slice());
    for found in of_actions(paths, with)? {
        let severity = match found.severity() {
            actions::Severity::Error => Severity::Error,
            actions::Severity::Warning => Severity::Warning,
        };
        counts[severity as usize] += 1;
        match format {
            Format::Text => {
                let code = found.finding.code();
                say(format_args!("{}: {}[{code}]: {found}", found.file, word(severity)));
            }
            Format::Json => list.push(json!({
                "file": found.file,
                "severity": severity,
                "sentence": found.finding.to_string(),
                "diagnostic": { "code": found.finding.code(), "action": found.action, "field": found.field },
            })),
        }
    }
    let [infos, warnings, errors] = counts;
    match format {
        Format::Text if fix => {
            say(format_args!("{repairs} repairs; left: {errors} errors, {warnings} warnings, {infos} hints"));
        }
        Format::Text => say(format_args!("{errors} errors, {warnings} warnings, {infos} hints")),
        Format::Json => say(serde_json::to_string_pretty(&list)?),
    }
    Ok(if errors == 0 { Verdict::Well } else { Verdict::NotWell })
}

/// What is wrong with the actions among these files, by themselves and with each other; with the flows at hand also with
/// those.
fn of_actions(paths: &[PathBuf], flows: Option<&[LinkedFlow]>) -> Result<Vec<actions::Diagnostic>, Problem> {
    let mut found = Vec::new();
    let mut read: Vec<(String, Action)> = Vec::new();
    for path in paths.iter().filter(|path| files::is_action(path)) {
        let file = path.display().to_string();
        let (action, more) = actions::read(&file, &files::read(path)?);
        found.extend(more);
        read.extend(action.map(|action| (file, action)));
    }
    found.extend(actions::check_links(&read, flows));
    Ok(found)
}

fn linked_flow(document: &Document) -> LinkedFlow {
    let word = |word: Option<&str>| word.unwrap_or_default().to_owned();
    LinkedFlow { name: word(document.name()), source: word(document.source()), active: document.active() }
}

fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "hint",
    }
}

/// Repairs a file in place; one without need is not touched.
fn repair(path: &Path) -> Result<Vec<Fix>, Problem> {
    let (text, fixes) = flow::fix(&files::read(path)?);
    if !fixes.is_empty() {
        files::write(path, &text)?;
    }
    Ok(fixes)
}

fn repaired(path: &Path, fix: &Fix) -> String {
    let Fix { repair, block, place } = fix;
    format!("{}:{}:{}: fixed: block {block}: {repair}", path.display(), place.line, place.column)
}

fn line(path: &Path, diagnostic: &Diagnostic) -> String {
    let severity = word(diagnostic.severity());
    let place = diagnostic.place.map(|place| format!("{}:{}:", place.line, place.column)).unwrap_or_default();
    let code = diagnostic.finding.code();
    let about = Diagnostic { place: None, ..diagnostic.clone() };
    format!("{}:{place} {severity}[{code}]: {about}", path.display())
}
