//! What the desk knows, as the panel shows it.

use flow::{Layout, Outcome};
use panel_protocol::{LayoutView, RecordView, RunOutcome};

use crate::contacts::related::Related;

/// The softphone layout as the panel shows it.
pub(crate) fn layout_view(layout: &Layout) -> LayoutView {
    LayoutView {
        objects: layout.objects.clone(),
        rules: layout.rules.to_vec(),
        do_not_call: layout.do_not_call.clone(),
    }
}

/// A record as the panel shows it.
pub(crate) fn record_view(record: &Related) -> RecordView {
    RecordView {
        id: record.id.clone(),
        name: record.name.clone(),
        object: record.object.clone(),
        details: record.details.clone(),
        source: record.source,
    }
}

/// The panel's word for the way in which a run ended.
pub(crate) fn run_outcome(outcome: &Outcome) -> RunOutcome {
    match outcome {
        Outcome::Completed { .. } => RunOutcome::Completed,
        Outcome::Failed { .. } => RunOutcome::Failed,
        Outcome::TimedOut { .. } => RunOutcome::TimedOut,
        Outcome::LoopGuard { .. } => RunOutcome::LoopGuard,
        Outcome::Blocked { .. } => RunOutcome::Blocked,
        Outcome::Skipped { .. } => RunOutcome::Skipped,
        Outcome::Interrupted => RunOutcome::Interrupted,
        Outcome::Cancelled => RunOutcome::Cancelled,
    }
}

/// The block at which a run ended, unless it came to its end.
pub(crate) fn last_block(outcome: &Outcome) -> Option<&str> {
    match outcome {
        Outcome::Completed { .. } => None,
        Outcome::Failed { block, .. }
        | Outcome::TimedOut { block, .. }
        | Outcome::LoopGuard { block, .. } => Some(block.as_str()),
        Outcome::Blocked { block, .. } => block.as_deref(),
        Outcome::Skipped { .. } | Outcome::Interrupted | Outcome::Cancelled => None,
    }
}

#[cfg(test)]
mod tests {
    use flow::{BlockedReason, Exception, Port, SkippedReason};

    use super::*;

    /// The word of an outcome is the one that flows and recordings have for it.
    #[track_caller]
    fn check(outcome: Outcome, block: Option<&str>) {
        let word = serde_json::to_value(run_outcome(&outcome)).expect("a word");
        assert_eq!((word.as_str(), last_block(&outcome)), (Some(outcome.name()), block), "{outcome:?}");
    }

    #[test]
    fn outcomes() {
        let block = || flow::Text::from("uid-3");
        for port in [None, Some(Port::Failure)] {
            check(Outcome::Completed { block: block(), port }, None);
        }
        check(Outcome::Failed { block: block(), exception: Exception::UnexpectedAnswer }, Some("uid-3"));
        let late = Outcome::TimedOut { flow: None, block: block(), limit: 60_000, in_flight: true };
        check(late, Some("uid-3"));
        check(Outcome::LoopGuard { block: block(), limit: 500 }, Some("uid-3"));
        for at in [None, Some("uid-3")] {
            let reason = BlockedReason::FlowChanged;
            check(Outcome::Blocked { block: at.map(flow::Text::from), reason }, at);
        }
        check(Outcome::Skipped { reason: SkippedReason::OtherTab }, None);
        check(Outcome::Interrupted, None);
        check(Outcome::Cancelled, None);
    }
}
