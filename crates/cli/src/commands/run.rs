//! `cti run`

use std::path::Path;

use desk::Config;
use scenario::Case;
use serde_json::json;

use crate::error::Problem;
use crate::output::say;
use crate::{Format, Verdict, files, show};

pub(crate) fn run(
    flow: &Path,
    scenario: Option<&Path>,
    case: Option<&str>,
    format: Format,
    config: &Config,
) -> Result<Verdict, Problem> {
    let flow = files::read_runnable(flow, &config.blocks.aliases)?;
    let mut runs = Vec::new();
    for case in cases(scenario, case)? {
        let played = flow.play(config, &case);
        let mismatch = flow.mismatch(&case);
        match format {
            Format::Text => {
                if !case.name.is_empty() {
                    say(&case.name);
                }
                say(show::run(&played));
                if let Some(mismatch) = mismatch {
                    say(format_args!("note: in the page this flow would not run: {mismatch}"));
                }
            }
            Format::Json => {
                let entries = serde_json::to_value(played.entries())?;
                let outcome = serde_json::to_value(played.outcome())?;
                runs.push(json!({ "case": case.name, "entries": entries, "outcome": outcome, "mismatch": mismatch }));
            }
        }
    }
    if format == Format::Json {
        say(serde_json::to_string_pretty(&runs)?);
    }
    Ok(Verdict::Well)
}

fn cases(scenario: Option<&Path>, name: Option<&str>) -> Result<Vec<Case>, Problem> {
    let Some(path) = scenario else { return Ok(vec![Case::default()]) };
    let cases = files::read_scenario(path)?.cases;
    let Some(name) = name else { return Ok(cases) };
    match cases.iter().find(|case| case.name == name) {
        Some(case) => Ok(vec![case.clone()]),
        None => {
            let known = cases.into_iter().map(|case| case.name).collect();
            Err(Problem::NoCase { path: path.to_owned(), name: name.to_owned(), known })
        }
    }
}
