//! How much is not saved yet, what is stuck, and what the agent can do about it.

use crate::element::{DomNode, button, classed, node};
use crate::panel::Panel;
use crate::reactive::*;
use crate::{activity, announcer, focus, saves};
use panel_protocol::{Gesture, OutboxView};

const PLACE: &str = "outbox";

/// The card; none while everything is saved.
pub(crate) fn outbox(panel: Panel) -> DomNode {
    let outbox = panel.part(|view| view.outbox.clone());
    // One question is asked already.
    let is_shown = move || outbox.with(|outbox| outbox.questions > 1 || !counts(outbox).is_empty());
    node("section", &[("id", PLACE), ("tabindex", "-1"), ("aria-label", &panel.say("outbox.title"))])
        .hidden(move || !is_shown())
        .with(&[
            node("div", &[]).reactive_children(move || outbox.with(|outbox| card(panel, outbox))),
            announcer::copied(panel),
        ])
}

/// The sentences of what there is: their keys, and how much.
fn counts(outbox: &OutboxView) -> Vec<(&'static str, usize)> {
    let mut counts = vec![
        ("outbox.waiting-logs", outbox.waiting_logs),
        ("outbox.waiting-attributes", outbox.waiting_attributes),
        ("outbox.stuck-logs", outbox.stuck_logs),
        ("outbox.stuck-attributes", outbox.stuck_attributes),
    ];
    counts.retain(|(_, count)| *count > 0);
    counts
}

fn card(panel: Panel, outbox: &OutboxView) -> Vec<DomNode> {
    let mut counts = counts(outbox);
    if outbox.questions > 1 {
        counts.push(("outbox.questions", outbox.questions - 1));
    }
    let mut lines: Vec<DomNode> = counts
        .iter()
        .map(|(key, count)| {
            classed("p", "stand", &panel.count(key, *count as u32)).attr("data-key", Some(key))
        })
        .collect();
    if let Some(failure) = &outbox.attributes_failure {
        lines.push(classed("p", "reason", &saves::reason(panel, failure)).attr("dir", Some("auto")));
    }
    let press = |key: &str, gesture: Gesture| {
        button(&panel.say(key), move || {
            panel.press(&gesture);
            // The button may be about to go.
            focus::move_to(PLACE);
        })
    };
    let mut buttons = Vec::new();
    if outbox.stuck_logs + outbox.stuck_attributes > 0 {
        buttons.push(press("outbox.again", Gesture::SaveAllAgain));
    }
    if outbox.stuck_attributes > 0 {
        buttons.push(press("outbox.drop-attributes", Gesture::DropAttributes));
    }
    buttons.extend(activity::unsaved_buttons(panel));
    if !lines.is_empty() {
        lines.push(node("div", &[("class", "buttons")]).with(&buttons));
    }
    lines
}
