//! How a call is filed: one of the administrator's words, or a word of the agent's own where there is no list. An empty list is no
//! field at all.

use super::draft::Draft;
use crate::element::{DomNode, node, option, value_of};
use crate::panel::Panel;
use crate::reactive::*;
use crate::settings::Disposition;
use panel_protocol::Gesture;

/// Longest `CallDisposition`. Object Reference: Task.
const MOST: &str = "255";

pub(super) fn field(
    panel: Panel,
    contact: &str,
    chosen: Option<&str>,
    draft: Draft,
    kept: Memo<String>,
) -> Option<DomNode> {
    let choices = panel.settings.with_untracked(|settings| settings.dispositions.clone());
    let contact = contact.to_owned();
    let change = move |word: String| {
        let value = Some(word.trim().to_owned()).filter(|word| !word.is_empty());
        draft.change(Gesture::Disposition { contact: contact.clone(), value });
    };
    let chosen = chosen.unwrap_or_default();
    let field = match choices {
        Some(choices) if choices.is_empty() => return None,
        Some(choices) => {
            node("select", &[]).with(&options(panel, &choices, chosen)).on("change", move |event| {
                change(value_of(&event));
                // Chosen, not typed: there is nothing to wait for.
                draft.leave();
            })
        }
        None => {
            let attributes =
                [("type", "text"), ("maxlength", MOST), ("autocomplete", "off"), ("dir", "auto")];
            node("input", &attributes)
                .on("input", move |event| change(value_of(&event)))
                .on("blur", move |_| draft.leave())
        }
    };
    draft.follow(&field, kept, |_| {});
    let name = node("span", &[]).text(&panel.say("log.disposition"));
    Some(node("label", &[("class", "field")]).with(&[name, field]))
}

fn options(panel: Panel, choices: &[Disposition], chosen: &str) -> Vec<DomNode> {
    let entry = |value: &str, label: &str| option(value, label, value == chosen);
    let mut options = vec![entry("", &panel.say("log.no-disposition"))];
    if !chosen.is_empty() && !choices.iter().any(|choice| choice.value() == chosen) {
        // Chosen when the list was another one.
        options.push(entry(chosen, chosen));
    }
    options.extend(choices.iter().map(|choice| entry(choice.value(), choice.label())));
    options
}
