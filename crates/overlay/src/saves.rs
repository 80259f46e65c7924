//! Call logs: saved, being saved, or in want of the agent.

use leptos::html::{article, button, div, h2, p, section};
use leptos::prelude::*;

use crate::message::{Failure, Gesture, Save, SaveState};
use crate::panel::Panel;
use crate::{caller, focus};

/// Saved logs are shown until this many newer ones push them out; logs that want attention stay.
const SHOWN: usize = 1;

const PLACE: &str = "saves";

/// The cards of the logs.
pub(crate) fn saves(panel: Panel) -> impl IntoView {
    let shown = panel.part(|view| {
        let wanted = |(at, save): &(usize, &Save)| *at < SHOWN || save.state != SaveState::Saved;
        view.saves.iter().enumerate().filter(wanted).map(|(_, save)| save.clone()).collect::<Vec<_>>()
    });
    // A log that is settled takes its card with it, and may not take the keyboard along.
    Effect::new(move |_| {
        if shown.with(Vec::is_empty) && focus::is_inside(PLACE) {
            focus::move_to(focus::PAGE);
        }
    });
    let cards = ForProps::builder()
        .each(move || shown.get())
        // A card whose log has moved on is another card.
        .key(|save| {
            (save.contact.clone(), save.state as u8, save.failure.as_ref().map(|f| f.message.clone()))
        })
        .children(move |save| card(panel, save))
        .build();
    section()
        .id(PLACE)
        .tabindex("-1")
        .attr("aria-label", panel.say("saves.title"))
        .hidden(move || shown.with(Vec::is_empty))
        .child(For(cards))
}

fn card(panel: Panel, save: Save) -> impl IntoView {
    let class = match save.state {
        SaveState::Saving => "save saving",
        SaveState::Saved => "save saved",
        SaveState::Failed => "save failed",
        SaveState::Uncertain => "save uncertain",
    };
    article().class(class).child((
        h2().dir("auto").child(save.subject.clone()),
        caller::related_of(panel, save.contact.clone()),
        state(panel, &save, PLACE),
    ))
}

/// Where a log stands, and what can be done about it. `place` keeps the keyboard near when a button goes.
pub(crate) fn state(panel: Panel, save: &Save, place: &'static str) -> impl IntoView + use<> {
    let sentence = match save.state {
        SaveState::Saving => panel.say("saves.saving"),
        SaveState::Saved => panel.say("saves.saved"),
        SaveState::Failed => {
            let reason = save.failure.as_ref().map(|failure| reason(panel, failure)).unwrap_or_default();
            panel.fill("saves.failed", &[("reason", &reason)])
        }
        SaveState::Uncertain => panel.say("saves.uncertain"),
    };
    let press = |key: &str, gesture: fn(String) -> Gesture| {
        let contact = save.contact.clone();
        button().attr("type", "button").child(panel.say(key)).on(leptos::ev::click, move |_| {
            panel.press(&gesture(contact.clone()));
            // The button is about to go.
            focus::move_to(place);
        })
    };
    let again: fn(String) -> Gesture = |contact| Gesture::SaveLogAgain { contact };
    let is_there: fn(String) -> Gesture = |contact| Gesture::LogIsThere { contact };
    let buttons = match save.state {
        SaveState::Failed => Some((press("saves.again", again), press("saves.by-hand", is_there))),
        SaveState::Uncertain => Some((press("saves.is-there", is_there), press("saves.not-there", again))),
        SaveState::Saving | SaveState::Saved => None,
    };
    (
        p().class("stand").dir("auto").child(sentence),
        buttons.map(|buttons| div().class("buttons").child(buttons)),
    )
}

/// What a host said, in one paragraph.
fn reason(panel: Panel, failure: &Failure) -> String {
    if let Some(key) = failure.sentence() {
        panel.say(key)
    } else if failure.details.is_empty() {
        failure.message.clone()
    } else {
        // "saveLog() failed, see details" says nothing beside the details.
        failure.details.join(" ")
    }
}
