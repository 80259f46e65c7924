//! What the console says of flows, in the words and the shape that administrators search for (`reference/cti-flows.md`
//! §4.17). Results hold what customers said: that is for those who ask for it (debug).

use flow::{LogLevel, Outcome, Run};

use crate::command::Command;
use crate::desk::Desk;
use crate::dispatch::Flow;

impl Desk {
    /// Active flows that never run, because one that was deployed later answers the same event (§4.1).
    pub(crate) fn log_flows_that_never_run(&mut self) {
        for name in self.flows.that_never_run() {
            let text = format!("[FLOW] [{name}]: never runs: a later flow is active for the same event");
            self.log(LogLevel::Warn, text, String::new());
        }
    }

    /// A flow begins.
    pub(crate) fn log_start(&mut self, flow: &Flow) {
        let file = flow.file.to_json_text();
        self.log(LogLevel::Info, "[FLOW]: Executing Flow:  ".into(), file);
    }

    /// A flow is over: what its blocks left behind, and where it ended, when that is an output that leads nowhere (§4.9).
    pub(crate) fn log_end(&mut self, flow: &Flow, run: &Run, outcome: &Outcome) {
        let name = &flow.name;
        if let Outcome::Completed { block, port: Some(port) } = outcome {
            let text =
                format!("[FLOW] [{name}]: port {port} of block {block} leads nowhere: the flow ends there");
            self.log(LogLevel::Debug, text, String::new());
        }
        self.log(LogLevel::Debug, format!("[FLOW] [{name}]: actions: "), run.actions().to_json_text());
    }

    pub(crate) fn log(&mut self, level: LogLevel, text: String, data: String) {
        self.emit(Command::Log { level, text, data });
    }
}
