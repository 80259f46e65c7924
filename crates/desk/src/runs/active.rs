//! A run of a flow that has started.

use std::sync::Arc;

use flow::{Millis, Outcome, Path, Run, Trigger, Value};
use panel_protocol::{BlockFailure, RunView};

use crate::effect_id::EffectId;
use crate::runs::dispatch::Flow;
use crate::runs::finished::{FinishedRun, last_failed, view};
use crate::runs::queued::RunId;

/// A run that goes on.
#[derive(Debug)]
pub(crate) struct Active {
    pub(crate) id: RunId,
    /// Its own to the end, whatever becomes of the flow meanwhile.
    pub(crate) flow: Arc<Flow>,
    pub(crate) trigger: &'static Trigger,
    pub(crate) contact: Option<String>,
    pub(crate) run: Run,
    /// The effect whose answer the run waits for.
    pub(crate) pending: Option<EffectId>,
    pub(crate) yielded: bool,
    pub(crate) started: Millis,
}

impl Active {
    pub(crate) fn view(&self) -> RunView {
        let Active { id, trigger, started, .. } = *self;
        view(id.0, &self.flow.name, trigger.word(), started, self.run.entries(), None)
    }
}

/// A run that has just ended.
#[derive(Debug)]
pub(crate) struct RunOver {
    run: Active,
    outcome: Outcome,
}

impl RunOver {
    pub(crate) fn new(run: Active, outcome: Outcome) -> RunOver {
        RunOver { run, outcome }
    }

    pub(crate) fn id(&self) -> RunId {
        self.run.id
    }

    pub(crate) fn run(&self) -> &Active {
        &self.run
    }

    pub(crate) fn outcome(&self) -> &Outcome {
        &self.outcome
    }

    /// Its last block that failed, and what that said.
    pub(crate) fn last_failed(&self) -> Option<BlockFailure> {
        last_failed(self.run.run.entries())
    }

    /// What stands at a path, as its blocks left it.
    pub(crate) fn read(&self, path: &Path) -> Value {
        self.run.run.read(path)
    }

    /// The trace that is kept.
    pub(crate) fn into_finished(self) -> FinishedRun {
        let RunOver { run, outcome } = self;
        FinishedRun {
            id: run.id.0,
            flow: run.flow.name.clone(),
            trigger: run.trigger,
            contact: run.contact,
            started: run.started,
            outcome,
            size: run.run.data_size(),
            entries: run.run.into_entries(),
        }
    }
}
