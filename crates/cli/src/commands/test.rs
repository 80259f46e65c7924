//! `cti test`

use std::path::Path;

use desk::Config;
use flow::TriggerFinding;

use crate::error::Problem;
use crate::output::say;
use crate::{Verdict, expect, files};

pub(crate) fn test(path: &Path, config: &Config) -> Result<Verdict, Problem> {
    let scenarios = files::scenarios(path)?;
    if scenarios.is_empty() {
        return Err(Problem::NoScenarios { path: path.to_owned() });
    }
    let (mut passed, mut failed) = (0, 0);
    let mut fail = |name: &str, reasons: &[String]| {
        failed += 1;
        say(format_args!("  FAIL  {name}"));
        for reason in reasons {
            say(format_args!("        {reason}"));
        }
    };
    for file in &scenarios {
        let scenario = files::read_scenario(file)?;
        let flow = files::read_runnable(&files::flow_of(file, &scenario), &config.blocks.aliases)?;
        say(file.display());
        if flow.document.source().is_none() {
            say(format_args!("  note  {}", TriggerFinding::NoSource));
        }
        if scenario.cases.is_empty() {
            fail("(no case)", &["\"cases\" is empty: nothing is tested".to_owned()]);
        }
        for case in &scenario.cases {
            let played = flow.play(config, case);
            let mut differences = expect::differences(&case.expect, &played);
            differences.extend(flow.mismatch(case));
            let blocks = played.entries().len();
            if differences.is_empty() {
                passed += 1;
                say(format_args!("  ok    {} ({blocks} blocks)", case.name));
            } else {
                fail(&case.name, &differences);
            }
        }
    }
    say(format_args!("\n{passed} passed, {failed} failed"));
    Ok(if failed == 0 { Verdict::Well } else { Verdict::NotWell })
}
