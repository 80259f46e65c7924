//! `cti upgrade`

use std::path::{Path, PathBuf};

use callcenter::Severity;
use deployment_files::{Named, Need, Step, upgrade_steps};

use super::callcenter::read as read_call_center;
use crate::error::Problem;
use crate::output::say;
use crate::{Verdict, files};

/// What is done in any case, in this order.
const ALWAYS: [&str; 6] = [
    "Org: deploy salesforce/ of the new release to a sandbox with its tests, then to production. Its Apex takes the calls of pages of 0.1 and ignores what it no longer needs, so the pages may follow later.",
    "Org: assign the permission sets that this list names.",
    "Page: cti deploy --release NEW --config adapter.json --out dist, after everything under \"must\".",
    "Page: upload the new folder v-… first, then index.html, then change the response headers. Keep the old folder for a day.",
    "Agents: they get the new page with their next reload, between two calls. What 0.1 has kept in the browser is read.",
    "Back: put the old index.html there again. What a newer page has kept in the browser an older one of this release or later leaves alone, and says so.",
];

/// Prints what this release asks of a deployment that an earlier one was made for.
pub(crate) fn upgrade(
    config: Option<&Path>,
    flows: Vec<PathBuf>,
    actions: Vec<PathBuf>,
    call_centers: &[PathBuf],
) -> Result<Verdict, Problem> {
    let config = config.ok_or(Problem::NoConfig)?;
    let text = files::read(config)?;
    let name = config.display().to_string();
    let steps = upgrade_steps(config, &text, &Named { flows, actions }).map_err(Problem::Deploy)?;
    let mut steps: Vec<Step> = steps
        .into_iter()
        .map(|step| if step.file.is_empty() { Step { file: name.clone(), ..step } } else { step })
        .collect();
    for path in call_centers {
        steps.extend(of_call_center(path)?);
    }
    let count = |need| steps.iter().filter(|step| step.need == need).count();
    let (must, should) = (count(Need::Must), count(Need::Should));
    for step in steps.iter().filter(|step| step.need == Need::Must) {
        show("must", step);
    }
    for step in steps.iter().filter(|step| step.need == Need::Should) {
        show("should", step);
    }
    say("In any case, in this order:");
    for (at, step) in ALWAYS.iter().enumerate() {
        say(format_args!("  {}. {step}", at + 1));
    }
    say(format_args!("{must} things must be done before, {should} should be looked at"));
    Ok(if must == 0 { Verdict::Well } else { Verdict::NotWell })
}

fn show(word: &str, Step { file, text, remedy, .. }: &Step) {
    for (at, line) in text.lines().enumerate() {
        if at == 0 {
            say(format_args!("{word}: {file}: {line}"));
        } else {
            say(format_args!("      {line}"));
        }
    }
    if !remedy.is_empty() {
        say(format_args!("      → {remedy}"));
    }
}

/// What is wrong with a call center file; the items of an earlier release are those of this one.
fn of_call_center(path: &Path) -> Result<Vec<Step>, Problem> {
    let file = path.display().to_string();
    let step = |finding: callcenter::Finding| Step {
        file: file.clone(),
        need: if finding.severity == Severity::Error { Need::Must } else { Need::Should },
        text: finding.to_string(),
        remedy: finding.remedy(),
    };
    let report = read_call_center(path)?;
    Ok(report.findings.into_iter().filter(|finding| finding.severity != Severity::Hint).map(step).collect())
}
