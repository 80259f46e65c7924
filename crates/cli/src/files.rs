//! Reading flows and scenarios.

use std::fs;
use std::path::{Path, PathBuf};

use desk::Config;
use flow::{Aliases, Diagnostic, Document, Program, Severity, Value, check_trigger, compile};

use scenario::{Case, Played, Scenario};

use crate::error::Problem;
use crate::phone;

const SCENARIO_END: &str = ".scenario.json";
const ACTION_END: &str = ".action.json";

pub(crate) fn read(path: &Path) -> Result<String, Problem> {
    fs::read_to_string(path).map_err(|source| Problem::Read { path: path.to_owned(), source })
}

pub(crate) fn write(path: &Path, text: &str) -> Result<(), Problem> {
    fs::write(path, text).map_err(|source| Problem::Write { path: path.to_owned(), source })
}

/// The configuration of a deployment; without one, that of a page that is told nothing.
pub(crate) fn config(path: Option<&Path>) -> Result<Config, Problem> {
    let Some(path) = path else { return Ok(Config::default()) };
    let text = read(path)?;
    serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .map_err(|source| Problem::Config { path: path.to_owned(), source })
}

/// A flow and all there is to say about it.
pub(crate) fn read_flow(
    path: &Path,
    aliases: &Aliases,
) -> Result<(Document, Program, Vec<Diagnostic>), Problem> {
    let (document, mut diagnostics) = Document::parse_with(&read(path)?, aliases);
    let (program, more) = compile(&document);
    diagnostics.extend(more);
    diagnostics.extend(check_trigger(&document));
    Ok((document, program, diagnostics))
}

/// A flow to run, and what it says of when it runs.
#[derive(Debug)]
pub(crate) struct Runnable {
    pub(crate) document: Document,
    /// The file, as the page reads it.
    pub(crate) file: Value,
}

impl Runnable {
    /// Reads a flow's text.
    ///
    /// # Errors
    /// The first error of the flow.
    pub(crate) fn read(text: &str, aliases: &Aliases) -> Result<Runnable, Box<Diagnostic>> {
        let (document, mut diagnostics) = Document::parse_with(text, aliases);
        let (_, more) = compile(&document);
        diagnostics.extend(more);
        match diagnostics.into_iter().find(|diagnostic| diagnostic.severity() == Severity::Error) {
            Some(diagnostic) => Err(Box::new(diagnostic)),
            None => {
                let file = Value::from_json_text(text.trim_start_matches('\u{feff}')).unwrap_or_default();
                Ok(Runnable { document, file })
            }
        }
    }

    /// Plays a case of it.
    pub(crate) fn play(&self, config: &Config, case: &Case) -> Played {
        scenario::play(&self.document, &self.file, config, case, phone::parse)
    }

    /// Why the page would not run it for what a case simulates.
    pub(crate) fn mismatch(&self, case: &Case) -> Option<String> {
        case.mismatch(self.document.source(), self.document.event())
    }
}

/// One with an error is refused, as the page refuses it.
pub(crate) fn read_runnable(path: &Path, aliases: &Aliases) -> Result<Runnable, Problem> {
    Runnable::read(&read(path)?, aliases)
        .map_err(|diagnostic| Problem::Flow { path: path.to_owned(), diagnostic })
}

pub(crate) fn read_scenario(path: &Path) -> Result<Scenario, Problem> {
    let text = read(path)?;
    // Some editors begin a file with a byte order mark.
    let mut scenario: Scenario = serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .map_err(|source| Problem::Scenario { path: path.to_owned(), source })?;
    for case in &mut scenario.cases {
        case.press(&|name| read(&path.with_file_name(name)).map_err(|problem| problem.to_string()))
            .map_err(|reason| Problem::Press { path: path.to_owned(), reason })?;
    }
    Ok(scenario)
}

pub(crate) fn is_scenario(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().ends_with(SCENARIO_END))
}

pub(crate) fn is_action(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().ends_with(ACTION_END))
}

/// The flow files of a folder, in order of their names.
pub(crate) fn flows(folder: &Path) -> Result<Vec<PathBuf>, Problem> {
    let is_flow = |path: &Path| {
        path.extension().is_some_and(|end| end == "json") && !is_scenario(path) && !is_action(path)
    };
    files_of(folder, &is_flow)
}

/// The action files of a folder, in order of their names.
pub(crate) fn actions(folder: &Path) -> Result<Vec<PathBuf>, Problem> {
    files_of(folder, &is_action)
}

fn files_of(folder: &Path, is_wanted: &dyn Fn(&Path) -> bool) -> Result<Vec<PathBuf>, Problem> {
    let problem = |source| Problem::Read { path: folder.to_owned(), source };
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(problem)? {
        let path = entry.map_err(problem)?.path();
        if is_wanted(&path) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// The flow a scenario tests.
pub(crate) fn flow_of(path: &Path, scenario: &Scenario) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let own = format!("{}.json", name.strip_suffix(SCENARIO_END).unwrap_or(&name));
    path.with_file_name(scenario.flow.as_deref().unwrap_or(&own))
}

/// Every scenario in a folder and below, in order of their names.
pub(crate) fn scenarios(path: &Path) -> Result<Vec<PathBuf>, Problem> {
    if path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    let problem = |source| Problem::Read { path: path.to_owned(), source };
    let mut found = Vec::new();
    for entry in fs::read_dir(path).map_err(problem)? {
        let inner = entry.map_err(problem)?.path();
        if inner.is_dir() {
            found.extend(scenarios(&inner)?);
        } else if is_scenario(&inner) {
            found.push(inner);
        }
    }
    found.sort();
    Ok(found)
}
