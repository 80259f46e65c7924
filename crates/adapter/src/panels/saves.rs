//! Call logs: saved, being saved, or in want of the agent.

use desk::{Gesture, SaveState, SaveView};
use web_sys::HtmlElement;

use super::{Press, focus};
use crate::{dom, text};

/// Saved logs are shown until this many newer ones push them out; logs that want attention stay.
const SHOWN: usize = 1;

pub(super) fn paint(place: &HtmlElement, saves: &[SaveView], press: &Press) {
    let quiet = |save: &SaveView| matches!(save.state, SaveState::Saved { .. });
    let cards: Vec<_> = saves
        .iter()
        .enumerate()
        .filter(|(at, save)| *at < SHOWN || !quiet(save))
        .map(|(_, save)| card(save, press))
        .collect();
    place.set_hidden(cards.is_empty());
    focus::replace(place, &cards);
}

fn card(save: &SaveView, press: &Press) -> web_sys::Element {
    let (class, sentence) = text::save(&save.state);
    let card = dom::make("article", class, "");
    let mut parts = vec![dom::make("h2", "", &save.subject), dom::make("p", "", &sentence)];
    let gesture = |label: &str, gesture: fn(String) -> Gesture| {
        let (press, contact) = (press.clone(), save.contact.clone());
        let key = [label, " ", &contact].concat();
        focus::name(dom::button(label, move || press(gesture(contact.clone()))), &key)
    };
    let again = |label| gesture(label, |contact| Gesture::SaveLogAgain { contact });
    let buttons = match &save.state {
        SaveState::Failed(_) => {
            vec![
                again("Save again"),
                gesture("I logged it by hand", |contact| Gesture::LogIsThere { contact }),
            ]
        }
        SaveState::Uncertain(_) => {
            vec![
                gesture("It is there", |contact| Gesture::LogIsThere { contact }),
                again("It is not there: save again"),
            ]
        }
        SaveState::Saving | SaveState::Saved { .. } => Vec::new(),
    };
    if !buttons.is_empty() {
        let row = dom::make("div", "buttons", "");
        dom::fill(&row, &buttons);
        parts.push(row);
    }
    dom::fill(&card, &parts);
    card
}
