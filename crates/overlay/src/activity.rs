//! The flows that ran, newest first, with outcome and reason.

mod support;

use leptos::html::{bdi, div, li, ol, p, span};
use leptos::prelude::*;

use crate::language;
use crate::message::Run;
use crate::panel::Panel;
pub(crate) use support::told;

/// The list.
pub(crate) fn activity(panel: Panel) -> impl IntoView {
    let runs = panel.part(|view| view.runs.clone());
    let rows = ForProps::builder()
        .each(move || runs.get())
        .key(|run| (run.id, run.blocks, run.outcome.clone()))
        .children(move |run| row(panel, &run))
        .build();
    (
        p().class("empty").hidden(move || runs.with(|runs| !runs.is_empty())).child(panel.say("runs.none")),
        ol().id("runs").child(For(rows)),
        support::support(panel),
        language::choice(panel),
    )
}

fn row(panel: Panel, run: &Run) -> impl IntoView + use<> {
    let (class, word) = outcome(run.outcome.as_deref());
    let mut word = panel.say(word);
    if let Some(block) = &run.block {
        word = panel.fill("runs.at-block", &[("outcome", &word), ("block", block)]);
    }
    let event = event(&run.event).map_or_else(|| run.event.clone(), |key| panel.say(key));
    let facts = [panel.time(run.started), event, panel.count("runs.blocks", run.blocks)].join(" · ");
    li().child((
        span().class(class).child(word),
        bdi().class("flow").child(run.flow.clone()),
        div().class("reason").child(facts),
        run.failed.as_deref().map(|reason| div().class("reason").dir("auto").child(said(panel, run, reason))),
    ))
}

/// What the last failed block said.
fn said(panel: Panel, run: &Run, reason: &str) -> String {
    match &run.title {
        Some(title) => [&panel.title(title), ": ", reason].concat(),
        None => reason.to_owned(),
    }
}

/// Class and key of the word for an outcome.
pub(crate) fn outcome(outcome: Option<&str>) -> (&'static str, &'static str) {
    match outcome {
        None => ("outcome", "runs.running"),
        Some("completed") => ("outcome good", "runs.completed"),
        Some("timedOut") => ("outcome bad", "runs.timedOut"),
        Some("loopGuard") => ("outcome bad", "runs.loopGuard"),
        Some("blocked") => ("outcome bad", "runs.blocked"),
        Some("skipped") => ("outcome", "runs.skipped"),
        Some("interrupted") => ("outcome bad", "runs.interrupted"),
        Some("cancelled") => ("outcome", "runs.cancelled"),
        Some(_) => ("outcome bad", "runs.failed"),
    }
}

/// The key of the word for an event, where agents have one.
fn event(event: &str) -> Option<&'static str> {
    Some(match event {
        "onConnecting" => "runs.event.onConnecting",
        "onConnected" => "runs.event.onConnected",
        "onAccepted" => "runs.event.onAccepted",
        "onEnded" => "runs.event.onEnded",
        "onMissed" => "runs.event.onMissed",
        "onDestroy" => "runs.event.onDestroy",
        "onClickToDial" => "runs.event.onClickToDial",
        _ => return None,
    })
}
