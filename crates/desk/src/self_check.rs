//! What is wrong with the set-up, as the page shows it.

use crate::boot::Boot;
use crate::frame::Frame;
use crate::frame::view::Problem;
use crate::org_flows::OrgFlows;
use crate::runs::Runs;
use crate::turn::Turn;

/// Every finding, most urgent first.
pub(crate) fn problems(turn: &Turn, boot: &Boot, org: &OrgFlows, runs: &Runs, frame: &Frame) -> Vec<Problem> {
    let mut problems: Vec<Problem> = boot.problems().cloned().collect();
    org.problems(turn.flows(), &mut problems);
    turn.flows().problems(&mut problems);
    for name in runs.stopped_flows() {
        problems.push(Problem::FlowLoop { name: name.to_string() });
    }
    frame.storage_problems(&mut problems);
    if turn.has_later_release() {
        problems.push(Problem::LaterRelease);
    }
    problems
}
