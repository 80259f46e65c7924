//! What the console says of flows, in the words and the shape that administrators search for (`reference/cti-flows.md`
//! §4.17). Flow files, results and what flows log hold secrets and what customers said: they are shown where the administrator
//! wants them (`runs.consoleData`), else names and ids alone.

use flow::{LogLevel, Outcome, Run, Value};

use crate::runs::dispatch::Flow;
use crate::turn::Turn;

/// Active flows that never run, because one that was deployed later answers the same event (§4.1).
pub(crate) fn log_flows_that_never_run(turn: &mut Turn) {
    for name in turn.flows().that_never_run() {
        let text = format!("[FLOW] [{name}]: never runs: a later flow is active for the same event");
        turn.log(LogLevel::Warn, text, String::new());
    }
}

/// A flow begins.
pub(crate) fn log_start(flow: &Flow, turn: &mut Turn) {
    let (mut text, mut file) = ("[FLOW]: Executing Flow:  ".to_owned(), String::new());
    if turn.config().runs.console_data {
        file = flow.file.to_json_text();
    } else {
        text += &flow.name;
    }
    turn.log(LogLevel::Info, text, file);
}

/// A flow is over: what its blocks left behind, and where it ended, when that is an output that leads nowhere (§4.9).
pub(crate) fn log_end(flow: &Flow, run: &Run, outcome: &Outcome, turn: &mut Turn) {
    let name = &flow.name;
    if let Outcome::Completed { block, port: Some(port) } = outcome {
        let text =
            format!("[FLOW] [{name}]: port {port} of block {block} leads nowhere: the flow ends there");
        turn.log(LogLevel::Debug, text, String::new());
    }
    let actions = run.actions();
    let shown = if turn.config().runs.console_data { actions } else { without_results(&actions) };
    turn.log(LogLevel::Debug, format!("[FLOW] [{name}]: actions: "), shown.to_json_text());
}

/// Of each block only whether it succeeded.
fn without_results(actions: &Value) -> Value {
    let blocks = actions.as_map().into_iter().flatten();
    Value::map(blocks.map(|(id, entry)| (id.clone(), entry.get("success").clone())))
}
