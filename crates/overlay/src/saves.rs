//! Call logs: saved, being saved, or in want of the agent.

use crate::element::{DomNode, Row, button, classed, node};
use crate::panel::Panel;
use crate::reactive::*;
use crate::{caller, failure, focus};
use panel_protocol::{Failure, Gesture, LookFor, SaveState, SaveView};

/// Saved logs are shown until this many newer ones push them out; logs that want attention stay.
const SHOWN: usize = 1;
/// So many logs that failed are shown one by one; how many there are says the card of the outbox.
const SHOWN_FAILED: usize = 3;

const PLACE: &str = "saves";

/// The cards of the logs.
pub(crate) fn saves(panel: Panel) -> DomNode {
    let shown = panel.part(|view| {
        let mut failed = 0;
        let mut wanted = |at: usize, save: &SaveView| match save.state {
            SaveState::Saved { .. } => at < SHOWN,
            SaveState::Saving => true,
            SaveState::Uncertain(_) => save.look_for.is_some(),
            SaveState::Failed(_) => {
                failed += 1;
                failed <= SHOWN_FAILED
            }
        };
        let saves = view.saves.iter().enumerate();
        saves.filter(|(at, save)| wanted(*at, save)).map(|(_, save)| save.clone()).collect::<Vec<_>>()
    });
    node("section", &[("id", PLACE), ("tabindex", "-1"), ("aria-label", &panel.say("saves.title"))])
        .hidden(move || shown.with(Vec::is_empty))
        .rows(move || shown.get().into_iter().map(|save| card(panel, save)).collect())
}

fn card(panel: Panel, save: SaveView) -> Row {
    let (class, said) = match &save.state {
        SaveState::Saving => ("save saving", ""),
        SaveState::Saved { .. } => ("save saved", ""),
        SaveState::Failed(failure) => ("save failed", failure.message.as_str()),
        SaveState::Uncertain(failure) => ("save uncertain", failure.message.as_str()),
    };
    // A card whose log has moved on is another card.
    let resends = if save.resends { "resends" } else { "" };
    let key = [class, "\n", &save.contact, "\n", resends, "\n", said].concat();
    let make = move || {
        node("article", &[("class", class)])
            .with(&[
                node("h2", &[("dir", "auto")]).text(&save.subject),
                caller::related_of(panel, save.contact.clone()),
            ])
            .with(&state(panel, &save, PLACE))
    };
    (key, Box::new(make))
}

/// Where a log stands, and what can be done about it. `place` keeps the keyboard near when a button goes.
pub(crate) fn state(panel: Panel, save: &SaveView, place: &'static str) -> Vec<DomNode> {
    let sentence = match &save.state {
        SaveState::Saving => panel.say("saves.saving"),
        SaveState::Saved { .. } => panel.say("saves.saved"),
        SaveState::Failed(failure) if save.resends => {
            let failed = panel.fill("saves.failed", &[("reason", &reason(panel, failure))]);
            [&failed, " ", &panel.say("saves.resends")].concat()
        }
        SaveState::Failed(failure) => panel.fill("saves.failed", &[("reason", &reason(panel, failure))]),
        SaveState::Uncertain(_) if save.look_for.is_none() => panel.say("saves.uncertain-later"),
        SaveState::Uncertain(_) => panel.say("saves.uncertain"),
    };
    let stand = classed("p", "stand", &sentence).attr("dir", Some("auto"));
    let press = |key: &str, gesture: fn(String) -> Gesture| {
        let contact = save.contact.clone();
        button(&panel.say(key), move || {
            panel.press(&gesture(contact.clone()));
            // The button is about to go.
            focus::move_to(place);
        })
    };
    let again: fn(String) -> Gesture = |contact| Gesture::SaveLogAgain { contact };
    let is_there: fn(String) -> Gesture = |contact| Gesture::LogIsThere { contact };
    let buttons = match save.state {
        SaveState::Failed(_) => [press("saves.again", again), press("saves.by-hand", is_there)],
        SaveState::Uncertain(_) if save.look_for.is_some() => {
            [press("saves.is-there", is_there), press("saves.not-there", again)]
        }
        SaveState::Saving | SaveState::Saved { .. } | SaveState::Uncertain(_) => return vec![stand],
    };
    let mut parts = vec![stand];
    parts.extend(save.look_for.as_ref().and_then(|what| look_for(panel, what)));
    parts.push(node("div", &[("class", "buttons")]).with(&buttons));
    parts
}

/// What the agent is to look for in Salesforce: whose timeline, which number, when.
fn look_for(panel: Panel, what: &LookFor) -> Option<DomNode> {
    let facts = [what.name.clone(), what.number.clone(), what.at.map(|at| panel.time(at))];
    let facts = facts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let sentence = || panel.fill("saves.look-for", &[("facts", &facts)]);
    (!facts.is_empty()).then(|| classed("p", "look-for", &sentence()).attr("dir", Some("auto")))
}

/// What a host said, in one paragraph.
pub(crate) fn reason(panel: Panel, failure: &Failure) -> String {
    if let Some(key) = failure::sentence(failure) {
        panel.say(key)
    } else if failure.details.is_empty() {
        panel.reason(None, &failure.message)
    } else {
        // "saveLog() failed, see details" says nothing beside the details.
        failure.details.join(" ")
    }
}
