//! How a call is filed: one of the administrator's words, or a word of the agent's own where there is no list. An empty list is no
//! field at all.

use leptos::ev;
use leptos::html::{input, label, option, select, span};
use leptos::prelude::*;

use super::draft::Draft;
use crate::message::Gesture;
use crate::panel::Panel;
use crate::settings::Disposition;

/// Longest `CallDisposition`. Object Reference: Task.
const MOST: &str = "255";

pub(super) fn field(
    panel: Panel,
    contact: &str,
    chosen: Option<String>,
    draft: Draft,
) -> Option<impl IntoView + use<>> {
    let choices = panel.settings.with_value(|settings| settings.dispositions.clone());
    let contact = contact.to_owned();
    let change = move |word: String| {
        let value = Some(word.trim().to_owned()).filter(|word| !word.is_empty());
        draft.change(Gesture::Disposition { contact: contact.clone(), value });
    };
    let field = match choices {
        Some(choices) if choices.is_empty() => return None,
        Some(choices) => select()
            .on(ev::change, move |event| {
                change(event_target_value(&event));
                // Chosen, not typed: there is nothing to wait for.
                draft.leave();
            })
            .child(options(panel, choices, chosen))
            .into_any(),
        None => input()
            .attr("type", "text")
            .attr("maxlength", MOST)
            .attr("autocomplete", "off")
            .dir("auto")
            .prop("value", chosen)
            .on(ev::input, move |event| change(event_target_value(&event)))
            .on(ev::blur, move |_| draft.leave())
            .into_any(),
    };
    Some(label().class("field").child((span().child(panel.say("log.disposition")), field)))
}

fn options(panel: Panel, choices: Vec<Disposition>, chosen: Option<String>) -> Vec<impl IntoView + use<>> {
    let chosen = chosen.unwrap_or_default();
    let entry = |value: String, label: String| {
        let selected = value == chosen;
        option().value(value).selected(selected).child(label)
    };
    let mut options = vec![entry(String::new(), panel.say("log.no-disposition"))];
    if !chosen.is_empty() && !choices.iter().any(|choice| choice.value() == chosen) {
        // Chosen when the list was another one.
        options.push(entry(chosen.clone(), chosen.clone()));
    }
    options.extend(choices.iter().map(|choice| entry(choice.value().to_owned(), choice.label().to_owned())));
    options
}
