//! Runs that are over.

use flow::{BlockTrace, Millis, Outcome, Text, Trigger};
use panel_protocol::{BlockFailure, RunView};

use crate::frame::panel_view::{last_block, run_outcome};

/// A run that is over, with what every block did: the trace.
#[derive(Debug)]
pub struct FinishedRun {
    /// Counts from one for each desk.
    pub id: u64,
    /// Name of the flow.
    pub flow: Text,
    /// What started it.
    pub trigger: &'static Trigger,
    /// Contact it was bound to.
    pub contact: Option<String>,
    /// When it started.
    pub started: Millis,
    /// How it ended.
    pub outcome: Outcome,
    /// Block by block.
    pub entries: Vec<BlockTrace>,
    /// Roughly, in bytes.
    pub(crate) size: usize,
}

impl FinishedRun {
    pub(crate) fn view(&self) -> RunView {
        let FinishedRun { id, trigger, started, .. } = *self;
        view(id, &self.flow, trigger.word(), started, &self.entries, Some(&self.outcome))
    }
}

/// A run as the page lists it; one without an outcome runs.
pub(crate) fn view(
    id: u64,
    flow: &str,
    event: &str,
    started: Millis,
    entries: &[BlockTrace],
    outcome: Option<&Outcome>,
) -> RunView {
    RunView {
        id,
        flow: flow.to_owned(),
        event: event.to_owned(),
        started,
        blocks: entries.len(),
        outcome: outcome.map(run_outcome),
        block: outcome.and_then(last_block).map(str::to_owned),
        failed: last_failed(entries),
    }
}

/// The last block that failed, and what it said.
pub(crate) fn last_failed(entries: &[BlockTrace]) -> Option<BlockFailure> {
    let entry = entries.iter().rfind(|entry| entry.exception.is_some())?;
    Some(BlockFailure { title: entry.title.to_string(), reason: entry.exception.as_ref()?.to_string() })
}
