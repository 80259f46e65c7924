//! Call logs: saved, being saved, or in want of the agent.

use crate::element::{Part, Row, button, classed, part};
use crate::live::*;
use crate::message::{Failure, Gesture, Save, SaveState};
use crate::panel::Panel;
use crate::{caller, focus};

/// Saved logs are shown until this many newer ones push them out; logs that want attention stay.
const SHOWN: usize = 1;

const PLACE: &str = "saves";

/// The cards of the logs.
pub(crate) fn saves(panel: Panel) -> Part {
    let shown = panel.part(|view| {
        let wanted = |(at, save): &(usize, &Save)| *at < SHOWN || save.state != SaveState::Saved;
        view.saves.iter().enumerate().filter(wanted).map(|(_, save)| save.clone()).collect::<Vec<_>>()
    });
    part("section", &[("id", PLACE), ("tabindex", "-1"), ("aria-label", &panel.say("saves.title"))])
        .hidden(move || shown.with(Vec::is_empty))
        .rows(move || shown.get().into_iter().map(|save| card(panel, save)).collect())
}

fn card(panel: Panel, save: Save) -> Row {
    let class = match save.state {
        SaveState::Saving => "save saving",
        SaveState::Saved => "save saved",
        SaveState::Failed => "save failed",
        SaveState::Uncertain => "save uncertain",
    };
    // A card whose log has moved on is another card.
    let said = save.failure.as_ref().map(|failure| failure.message.as_str()).unwrap_or_default();
    let key = [class, "\n", &save.contact, "\n", said].concat();
    let make = move || {
        part("article", &[("class", class)])
            .with(&[
                part("h2", &[("dir", "auto")]).text(&save.subject),
                caller::related_of(panel, save.contact.clone()),
            ])
            .with(&state(panel, &save, PLACE))
    };
    (key, Box::new(make))
}

/// Where a log stands, and what can be done about it. `place` keeps the keyboard near when a button goes.
pub(crate) fn state(panel: Panel, save: &Save, place: &'static str) -> Vec<Part> {
    let sentence = match save.state {
        SaveState::Saving => panel.say("saves.saving"),
        SaveState::Saved => panel.say("saves.saved"),
        SaveState::Failed => {
            let reason = save.failure.as_ref().map(|failure| reason(panel, failure)).unwrap_or_default();
            panel.fill("saves.failed", &[("reason", &reason)])
        }
        SaveState::Uncertain => panel.say("saves.uncertain"),
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
        SaveState::Failed => [press("saves.again", again), press("saves.by-hand", is_there)],
        SaveState::Uncertain => [press("saves.is-there", is_there), press("saves.not-there", again)],
        SaveState::Saving | SaveState::Saved => return vec![stand],
    };
    vec![stand, part("div", &[("class", "buttons")]).with(&buttons)]
}

/// What a host said, in one paragraph.
fn reason(panel: Panel, failure: &Failure) -> String {
    if let Some(key) = failure.sentence() {
        panel.say(key)
    } else if failure.details.is_empty() {
        panel.reason(None, &failure.message)
    } else {
        // "saveLog() failed, see details" says nothing beside the details.
        failure.details.join(" ")
    }
}
