//! `cti lint`

use std::path::{Path, PathBuf};

use actions::{Action, LinkedFlow};
use flow::{Aliases, Diagnostic, Document, Fix, Severity, Source, check_together};
use serde_json::{Value, json};

use crate::error::Problem;
use crate::output::say;
use crate::{Format, Verdict, files};

pub(crate) fn lint(
    paths: &[PathBuf],
    flows: Option<&Path>,
    fix: bool,
    format: Format,
    aliases: &Aliases,
) -> Result<Verdict, Problem> {
    let mut report = Report { format, counts: [0; 3], repairs: 0, list: Vec::new() };
    let mut linked = Vec::new();
    for path in flows.map(files::flows).transpose()?.into_iter().flatten() {
        linked.push(linked_flow(&path, &files::read_flow(&path, aliases)?.0));
    }
    let mut read: Vec<(String, Document)> = Vec::new();
    for path in paths.iter().filter(|path| !files::is_scenario(path) && !files::is_action(path)) {
        for fix in if fix { repair(path)? } else { Vec::new() } {
            report.repaired(path, &fix);
        }
        let (document, _, mut diagnostics) = files::read_flow(path, aliases)?;
        linked.push(linked_flow(path, &document));
        diagnostics.sort_by_key(|diagnostic| diagnostic.place.map(|place| (place.line, place.column)));
        let file = path.display().to_string();
        for diagnostic in diagnostics {
            report.of_flow(&file, &document, &diagnostic);
        }
        read.push((file, document));
    }
    let together: Vec<(&str, &Document)> = read.iter().map(|(file, document)| (&**file, document)).collect();
    for (at, diagnostic) in check_together(&together) {
        report.of_flow(together[at].0, together[at].1, &diagnostic);
    }
    let with = (flows.is_some() || !linked.is_empty()).then_some(linked.as_slice());
    for found in of_actions(paths, with)? {
        report.of_action(&found);
    }
    report.close(fix)
}

/// What is said, and how much of each severity.
struct Report {
    format: Format,
    /// Hints, warnings, errors.
    counts: [usize; 3],
    repairs: usize,
    list: Vec<Value>,
}

impl Report {
    fn of_flow(&mut self, file: &str, flow: &Document, diagnostic: &Diagnostic) {
        let severity = diagnostic.severity_in(flow);
        self.counts[severity as usize] += 1;
        match self.format {
            Format::Text => say(line(file, severity, diagnostic)),
            Format::Json => self.list.push(json!({
                "file": file,
                "severity": severity,
                "sentence": diagnostic.finding.to_string(),
                "diagnostic": diagnostic,
            })),
        }
    }

    fn of_action(&mut self, found: &actions::Diagnostic) {
        let severity = match found.severity() {
            actions::Severity::Error => Severity::Error,
            actions::Severity::Warning => Severity::Warning,
        };
        self.counts[severity as usize] += 1;
        let code = found.finding.code();
        match self.format {
            Format::Text => say(format_args!("{}: {}[{code}]: {found}", found.file, word(severity))),
            Format::Json => self.list.push(json!({
                "file": found.file,
                "severity": severity,
                "sentence": found.finding.to_string(),
                "diagnostic": { "code": code, "action": found.action, "field": found.field },
            })),
        }
    }

    fn repaired(&mut self, path: &Path, fix: &Fix) {
        self.repairs += 1;
        let Fix { repair, block, place } = fix;
        match self.format {
            Format::Text => {
                let (line, column) = (place.line, place.column);
                let block = if block.is_empty() { String::new() } else { format!("block {block}: ") };
                say(format_args!("{}:{line}:{column}: fixed: {block}{repair}", path.display()));
            }
            Format::Json => self.list.push(json!({
                "file": path,
                "severity": "fixed",
                "sentence": repair.to_string(),
                "fix": fix,
            })),
        }
    }

    fn close(self, fix: bool) -> Result<Verdict, Problem> {
        let Report { format, counts: [infos, warnings, errors], repairs, list } = self;
        match format {
            Format::Text if fix => {
                say(format_args!(
                    "{repairs} repairs; left: {errors} errors, {warnings} warnings, {infos} hints"
                ));
            }
            Format::Text => say(format_args!("{errors} errors, {warnings} warnings, {infos} hints")),
            Format::Json => say(serde_json::to_string_pretty(&list)?),
        }
        Ok(if errors == 0 { Verdict::Well } else { Verdict::NotWell })
    }
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
    // Without any action at hand they are elsewhere.
    if let (Some(flows), false) = (flows, read.is_empty()) {
        found.extend(actions::check_flows(&read, flows));
    }
    Ok(found)
}

fn linked_flow(path: &Path, document: &Document) -> LinkedFlow {
    let word = |word: Option<&str>| word.unwrap_or_default().to_owned();
    LinkedFlow {
        name: word(document.name()),
        file: path.display().to_string(),
        source: word(document.source()),
        for_actions: document.source() == Some(Source::CtiAction.word()),
        active: document.active(),
    }
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

fn line(file: &str, severity: Severity, diagnostic: &Diagnostic) -> String {
    let severity = word(severity);
    let place = diagnostic.place.map(|place| format!("{}:{}:", place.line, place.column)).unwrap_or_default();
    let code = diagnostic.finding.code();
    let about = Diagnostic { place: None, ..diagnostic.clone() };
    format!("{file}:{place} {severity}[{code}]: {about}")
}
