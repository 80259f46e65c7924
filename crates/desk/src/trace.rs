//! What runs have done so far, for whoever watches them from outside the page.

use flow::{Entry, Outcome};

use crate::desk::Desk;

/// One run, running or finished.
#[derive(Clone, Copy, Debug)]
pub struct Trace<'d> {
    /// Counts from one for each desk.
    pub id: u64,
    /// Name of the flow.
    pub flow: &'d str,
    /// Event that started it.
    pub event: &'static str,
    /// Block by block; the last one of a running flow may not have ended yet.
    pub entries: &'d [Entry],
    /// How it ended; none while it runs.
    pub outcome: Option<&'d Outcome>,
}

impl Desk {
    /// Every run that is kept: the finished ones, then those that run.
    pub fn traces(&self) -> impl Iterator<Item = Trace<'_>> {
        self.runs.traces(|flow| self.flows.get(flow).name.as_str())
    }
}
