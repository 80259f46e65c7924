//! The flows that ran, newest first, with outcome and reason.

mod flows;
mod support;

use crate::element::{DomNode, Row, classed, node};
use crate::language;
use crate::panel::Panel;
use crate::reactive::*;
use crate::setup;
use panel_protocol::{RunOutcome, RunView};
pub(crate) use support::{receive_recording, receive_unsaved, unsaved_buttons};

/// The list.
pub(crate) fn activity(panel: Panel) -> Vec<DomNode> {
    let runs = panel.part(|view| view.runs.clone());
    vec![
        node("p", &[("class", "empty")])
            .text(&panel.say("runs.none"))
            .hidden(move || runs.with(|runs| !runs.is_empty())),
        node("ol", &[("id", "runs")])
            .rows(move || runs.get().into_iter().map(|run| row(panel, run)).collect()),
        flows::flows(panel),
        support::support(panel),
        setup::setup(panel),
        language::choice(panel),
        support::release(),
    ]
}

fn row(panel: Panel, run: RunView) -> Row {
    let key = format!("{} {} {:?}", run.id, run.blocks, run.outcome);
    (key, Box::new(move || entry(panel, &run)))
}

fn entry(panel: Panel, run: &RunView) -> DomNode {
    let (class, word) = outcome(run.outcome);
    let mut word = panel.say(word);
    if let Some(block) = &run.block {
        word = panel.fill("runs.at-block", &[("outcome", &word), ("block", block)]);
    }
    let event = event_title(panel, &run.event);
    let facts = [panel.time(run.started), event, panel.count("runs.blocks", run.blocks as u32)].join(" · ");
    let entry = node("li", &[]).with(&[
        classed("span", class, &word),
        classed("bdi", "flow", &run.flow),
        classed("div", "reason", &facts),
    ]);
    match &run.failed {
        Some(block) => {
            let reason = panel.reason(Some(&block.title), &block.reason);
            entry.with(&[classed("div", "reason", &reason).attr("dir", Some("auto"))])
        }
        None => entry,
    }
}

/// Class and key of the word for an outcome.
pub(crate) fn outcome(outcome: Option<RunOutcome>) -> (&'static str, &'static str) {
    match outcome {
        None => ("outcome", "runs.running"),
        Some(RunOutcome::Completed) => ("outcome good", "runs.completed"),
        Some(RunOutcome::TimedOut) => ("outcome bad", "runs.timedOut"),
        Some(RunOutcome::LoopGuard) => ("outcome bad", "runs.loopGuard"),
        Some(RunOutcome::Blocked) => ("outcome bad", "runs.blocked"),
        Some(RunOutcome::Skipped) => ("outcome", "runs.skipped"),
        Some(RunOutcome::Interrupted) => ("outcome bad", "runs.interrupted"),
        Some(RunOutcome::Cancelled) => ("outcome", "runs.cancelled"),
        Some(RunOutcome::Failed) => ("outcome bad", "runs.failed"),
    }
}

/// The title of what started a run; its word where the language has no title.
fn event_title(panel: Panel, word: &str) -> String {
    let key = ["runs.event.", word].concat();
    let title = panel.title(&key);
    if title == key { word.to_owned() } else { title }
}
