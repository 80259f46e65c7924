//! The attributes of the contact, as the administrator wants them shown.

mod rows;
mod style;

use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;

use crate::clipboard;
use crate::element::{DomNode, node, user_text};
use crate::panel::Panel;
use crate::reactive::*;
use crate::settings::Settings;
use rows::Shown;
pub use rows::{Row, rows};
pub use style::declarations;

/// Whether the tab is there.
pub(crate) fn is_there(panel: Panel) -> bool {
    panel.settings.with(|settings| {
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
pub(crate) fn attributes(panel: Panel) -> Vec<DomNode> {
    let shown = Memo::new(move |_| panel.settings.with(|settings| current(panel, settings)));
    vec![
        node("p", &[("class", "empty")])
            .text(&panel.say("attributes.none"))
            .hidden(move || shown.with(|shown| !shown.is_empty())),
        node("div", &[("id", "attributes")])
            .rows(move || shown.with(|rows| rows.iter().map(|of| row(panel, shown, of)).collect())),
    ]
}

/// A row stays while its attribute is there: another value takes no keyboard away.
fn row(panel: Panel, rows: Memo<Vec<Row>>, row: &Row) -> crate::element::Row {
    let (key, row) = (row.id.clone(), row.clone());
    let make = move || {
        let id = row.id.clone();
        let value =
            Memo::new(move |_| rows.with(|rows| rows.iter().find(|row| row.id == id).map(Row::shown)));
        line(panel, &row, value)
    };
    (key, Box::new(make))
}

fn line(panel: Panel, row: &Row, value: Memo<Option<Shown>>) -> DomNode {
    let line = node("div", &[("class", "attribute")]);
    if let Some(element) = line.0.dyn_ref::<HtmlElement>() {
        for (property, value) in declarations(&row.style) {
            // The policy allows no style attributes; setting a property is no markup.
            let _ = element.style().set_property(property, value);
        }
    }
    let mut parts = Vec::new();
    if let Some(label) = &row.label {
        let place = match row.value {
            Some(_) => node("span", &[("class", "label"), ("title", label)]),
            None => node("h3", &[("title", label)]),
        };
        parts.push(place.with(&[user_text(label)]));
    }
    if row.value.is_some() {
        let text = move || value.with_untracked(|shown| shown.as_ref().map(|shown| shown.0.clone()));
        parts.push(node("div", &[("class", "value")]).reactive_children(move || {
            value.with(|shown| shown.iter().map(|(value, link)| face(value, link.as_deref())).collect())
        }));
        parts.push(clipboard::button(panel, &row.name, move || text().unwrap_or_default()));
    }
    line.with(&parts)
}

fn face(value: &str, link: Option<&str>) -> DomNode {
    match link {
        Some(address) => {
            node("a", &[("title", value), ("href", address)]).open_in_new_tab().with(&[user_text(value)])
        }
        None => user_text(value).attr("title", Some(value)),
    }
}
