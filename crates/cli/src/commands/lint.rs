//! `cti lint`

use std::path::{Path, PathBuf};

use flow::{Diagnostic, Fix, Severity};
use serde_json::{Value, json};

use crate::error::Problem;
use crate::output::say;
use crate::{Format, Verdict, files};

pub(crate) fn lint(paths: &[PathBuf], fix: bool, format: Format) -> Result<Verdict, Problem> {
    let mut counts = [0usize; 3];
    let mut list: Vec<Value> = Vec::new();
    let mut repairs = 0;
    for path in paths.iter().filter(|path| !files::is_scenario(path)) {
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
        Format::Text if fix => {
            say(format_args!("{repairs} repairs; left: {errors} errors, {warnings} warnings, {infos} hints"));
        }
        Format::Text => say(format_args!("{errors} errors, {warnings} warnings, {infos} hints")),
        Format::Json => say(serde_json::to_string_pretty(&list)?),
    }
    Ok(if errors == 0 { Verdict::Well } else { Verdict::NotWell })
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
