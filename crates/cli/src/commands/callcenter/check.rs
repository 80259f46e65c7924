//! `cti callcenter check`

use std::fs;
use std::path::{Path, PathBuf};

use callcenter::{Finding, Form, Severity};
use serde::Serialize;

use super::{line, read};
use crate::error::Problem;
use crate::output::say;
use crate::{Format, Verdict};

/// What is printed about one file, for programs.
#[derive(Serialize)]
struct Entry {
    file: PathBuf,
    form: Option<Form>,
    importable: bool,
    findings: Vec<Finding>,
}

pub(super) fn check(paths: &[PathBuf], format: Format) -> Result<Verdict, Problem> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            let before = files.len();
            walk(path, &mut files)?;
            if files.len() == before {
                return Err(Problem::NoCallCenters { path: path.clone() });
            }
        } else {
            files.push(path.clone());
        }
    }
    let mut entries = Vec::new();
    for path in files {
        let report = read(&path)?;
        let importable = report.is_importable();
        entries.push(Entry { file: path, form: report.form, importable, findings: report.findings });
    }
    match format {
        Format::Text => show(&entries),
        Format::Json => say(serde_json::to_string_pretty(&entries)?),
    }
    Ok(if count(&entries, Severity::Error) == 0 { Verdict::Well } else { Verdict::NotWell })
}

fn show(entries: &[Entry]) {
    for entry in entries {
        for finding in &entry.findings {
            say(line(&entry.file, finding));
        }
    }
    let [errors, warnings, hints] =
        [Severity::Error, Severity::Warning, Severity::Hint].map(|severity| count(entries, severity));
    let importable = entries.iter().filter(|entry| entry.importable).count();
    let files = entries.len();
    say(format_args!(
        "{importable} of {files} files can be imported; {errors} errors, {warnings} warnings, {hints} hints"
    ));
}

fn count(entries: &[Entry], severity: Severity) -> usize {
    let findings = entries.iter().flat_map(|entry| &entry.findings);
    findings.filter(|finding| finding.severity == severity).count()
}

/// Every file in a folder and below that may be a call center, in the order of their names.
fn walk(folder: &Path, found: &mut Vec<PathBuf>) -> Result<(), Problem> {
    let problem = |source| Problem::Read { path: folder.to_owned(), source };
    let entries = fs::read_dir(folder).map_err(problem)?;
    let mut paths = entries
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<Vec<_>, _>>()
        .map_err(problem)?;
    paths.sort();
    for path in paths {
        let is_candidate = path.extension().is_some_and(|end| end == "xml" || end == "callCenter");
        if path.is_dir() && !path.is_symlink() {
            walk(&path, found)?;
        } else if is_candidate {
            found.push(path);
        }
    }
    Ok(())
}
