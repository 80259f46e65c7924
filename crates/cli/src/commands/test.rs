//! `cti test`

use std::path::Path;

use crate::error::Problem;
use crate::output::say;
use crate::{Verdict, expect, files, play};

pub(crate) fn test(path: &Path) -> Result<Verdict, Problem> {
    let scenarios = files::scenarios(path)?;
    if scenarios.is_empty() {
        return Err(Problem::NoScenarios { path: path.to_owned() });
    }
    let (mut passed, mut failed) = (0, 0);
    for file in &scenarios {
        let scenario = files::read_scenario(file)?;
        let program = files::read_program(&files::flow_of(file, &scenario))?;
        say(file.display());
        for case in &scenario.cases {
            let played = play::play(&program, case);
            let differences = expect::differences(&case.expect, &played);
            let blocks = played.run.entries().len();
            if differences.is_empty() {
                passed += 1;
                say(format_args!("  ok    {} ({blocks} blocks)", case.name));
            } else {
                failed += 1;
                say(format_args!("  FAIL  {}", case.name));
                for difference in differences {
                    say(format_args!("        {difference}"));
                }
            }
        }
    }
    say(format_args!("\n{passed} passed, {failed} failed"));
    Ok(if failed == 0 { Verdict::Well } else { Verdict::NotWell })
}
