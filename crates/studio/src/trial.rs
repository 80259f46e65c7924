//! Try it: the flow runs in a simulated world while its author looks on. The run is recorded whole and shown as far as it was
//! stepped; a pinned reply plays it anew, and what was before that reply comes out the same.

mod panel;
mod phone;
mod pins;
mod play;
mod rows;
mod sample;
mod save;
mod table;

use std::collections::BTreeSet;
use std::rc::Rc;

use flow::Text;

use crate::reactive::*;
use play::Trace;

pub(crate) use panel::{next_block, panel, run, toggle_breakpoint};
pub(crate) use rows::{Mark, MarkState};

/// What of a trial the canvas shows and the keys change. A handle, to be copied freely.
#[derive(Clone)]
pub(crate) struct Trial(Rc<Inner>);

struct Inner {
    progress: ArcRwSignal<Option<Progress>>,
    breakpoints: ArcRwSignal<BTreeSet<Text>>,
    is_open: ArcRwSignal<bool>,
    setup: panel::Setup,
}

/// A recorded run, and how far it is shown.
#[derive(Clone)]
pub(crate) struct Progress {
    trace: Rc<Trace>,
    /// Blocks that have run, as far as is shown.
    revealed: usize,
    /// Version of the flow that ran.
    version: u64,
}

impl Progress {
    /// Whether the run is shown to its end.
    fn is_over(&self) -> bool {
        self.revealed >= self.trace.entries.len()
    }

    /// How far a run goes from here: to the next breakpoint behind the block that waits, else to the end.
    fn next_stop(&self, breakpoints: &BTreeSet<Text>, is_first: bool) -> usize {
        let entries = &self.trace.entries;
        let from = if is_first { 0 } else { self.revealed + 1 };
        let stops = |at: &usize| breakpoints.contains(&entries[*at].block);
        (from..entries.len()).find(stops).unwrap_or(entries.len())
    }
}

impl Trial {
    pub(crate) fn new() -> Trial {
        Trial(Rc::new(Inner {
            progress: ArcRwSignal::new(None),
            breakpoints: ArcRwSignal::new(BTreeSet::new()),
            is_open: ArcRwSignal::new(false),
            setup: panel::Setup::new(),
        }))
    }

    /// Whether the panel is open; follows it.
    pub(crate) fn is_open(&self) -> bool {
        self.0.is_open.get()
    }

    /// Opens the panel, or closes it.
    pub(crate) fn toggle(&self) {
        self.0.is_open.update(|is_open| *is_open = !*is_open);
    }

    /// What the canvas shows of a block; follows it.
    pub(crate) fn mark(&self, id: &str) -> Option<Mark> {
        self.0.progress.with(|progress| progress.as_ref().and_then(|progress| rows::mark(progress, id)))
    }

    /// Whether the run has gone along this wire; follows it.
    pub(crate) fn has_taken(&self, from: &str, port: &str, to: &str) -> bool {
        self.0.progress.with(|progress| {
            progress.as_ref().is_some_and(|progress| rows::has_taken(progress, from, port, to))
        })
    }

    /// Whether a run stops before this block; follows it.
    pub(crate) fn is_breakpoint(&self, id: &str) -> bool {
        self.0.breakpoints.with(|ids| ids.iter().any(|known| known.as_str() == id))
    }
}
