//! The attributes of the contact, as the administrator wants them shown.

mod rows;
mod style;

use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;

use crate::clipboard;
use crate::element::{Part, part, theirs};
use crate::live::*;
use crate::panel::Panel;
use crate::settings::Settings;
pub use rows::{Row, rows};
pub use style::declarations;

/// Whether the tab is there.
pub(crate) fn is_there(panel: Panel) -> bool {
    panel.settings.with_value(|settings| {
        let configured =
            show_all(panel, settings) || settings.attributes.iter().any(|known| known.active != Some(false));
        configured && (settings.show_attributes_if_empty || !current(panel, settings).is_empty())
    })
}

/// Whether all attributes are shown: always, or because a flow wants it as long as this contact lives.
fn show_all(panel: Panel, settings: &Settings) -> bool {
    settings.show_all_attributes || panel.view.with(|view| view.show_attributes)
}

fn current(panel: Panel, settings: &Settings) -> Vec<Row> {
    panel.view.with(|view| {
        // They go when the contact is over, or missed (`reference/cti-flows.md` §7.1).
        let contact = view.contact.as_ref().filter(|contact| contact.state.is_active());
        let attributes = contact.map(|contact| contact.attributes.as_slice());
        let all = settings.show_all_attributes || view.show_attributes;
        attributes.map(|attributes| rows(settings, all, attributes)).unwrap_or_default()
    })
}

/// The list.
pub(crate) fn attributes(panel: Panel) -> Vec<Part> {
    let shown = Memo::new(move |_| panel.settings.with_value(|settings| current(panel, settings)));
    vec![
        part("p", &[("class", "empty")])
            .text(&panel.say("attributes.none"))
            .hidden(move || shown.with(|shown| !shown.is_empty())),
        part("div", &[("id", "attributes")])
            .rows(move || shown.get().into_iter().map(|shown| row(panel, shown)).collect()),
    ]
}

fn row(panel: Panel, row: Row) -> crate::element::Row {
    let key = [Some(&row.name), Some(&row.style), row.label.as_ref(), row.value.as_ref(), row.link.as_ref()];
    let key = key.map(|text| text.map(String::as_str).unwrap_or_default());
    (key.join("\n"), Box::new(move || line(panel, &row)))
}

fn line(panel: Panel, row: &Row) -> Part {
    let line = part("div", &[("class", "attribute")]);
    if let Some(element) = line.0.dyn_ref::<HtmlElement>() {
        for (property, value) in declarations(&row.style) {
            // The policy allows no style attributes; setting a property is no markup.
            let _ = element.style().set_property(property, value);
        }
    }
    let mut parts = Vec::new();
    if let Some(label) = &row.label {
        let place = match row.value {
            Some(_) => part("span", &[("class", "label"), ("title", label)]),
            None => part("h3", &[("title", label)]),
        };
        parts.push(place.with(&[theirs(label)]));
    }
    if let Some(value) = &row.value {
        parts.push(match &row.link {
            Some(address) => {
                let link = part("a", &[("class", "value"), ("title", value), ("href", address)]);
                link.elsewhere().with(&[theirs(value)])
            }
            None => part("bdi", &[("class", "value"), ("title", value)]).text(value),
        });
        parts.push(clipboard::button(panel, &row.name, value.clone()));
    }
    line.with(&parts)
}
