//! `cti lint`

use std::path::{Path, PathBuf};

use flow::{Diagnostic, Severity};
use serde_json::{Value, json};

use crate::error::Problem;
use crate::output::say;
use crate::{Format, Verdict, files};

pub(crate) fn lint(paths: &[PathBuf], format: Format) -> Result<Verdict, Problem> {
    let mut counts = [0usize; 3];
    let mut list: Vec<Value> = Vec::new();
    for path in paths.iter().filter(|path| !files::is_scenario(path)) {
        let (_, _, mut diagnostics) = files::read_flow(path)?;
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
    let [infos, warnings, errors] = counts;
    match format {
        Format::Text => say(format_args!("{errors} errors, {warnings} warnings, {infos} hints")),
        Format::Json => say(serde_json::to_string_pretty(&list)?),
    }
    Ok(if errors == 0 { Verdict::Well } else { Verdict::NotWell })
}

fn line(path: &Path, diagnostic: &Diagnostic) -> String {
    let severity = match diagnostic.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "hint",
    };
    let place = diagnostic.place.map(|place| format!("{}:{}:", place.line, place.column)).unwrap_or_default();
    let code = diagnostic.finding.code();
    let about = Diagnostic { place: None, ..diagnostic.clone() };
    format!("{}:{place} {severity}[{code}]: {about}", path.display())
}
