//! The attributes of the contact, as the administrator wants them shown.

mod rows;
mod style;

use leptos::html::{a, bdi, div, h3, p, span};
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;

use crate::clipboard;
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
pub(crate) fn attributes(panel: Panel) -> impl IntoView {
    let shown = Memo::new(move |_| panel.settings.with_value(|settings| current(panel, settings)));
    let list = ForProps::builder()
        .each(move || shown.get())
        .key(Row::clone)
        .children(move |shown| row(panel, shown))
        .build();
    (
        p().class("empty")
            .hidden(move || shown.with(|shown| !shown.is_empty()))
            .child(panel.say("attributes.none")),
        div().id("attributes").child(For(list)),
    )
}

fn row(panel: Panel, row: Row) -> impl IntoView {
    let Row { name, label, value, link, style } = row;
    let node = NodeRef::<leptos::html::Div>::new();
    node.on_load(move |row| {
        let row: &HtmlElement = row.unchecked_ref();
        for (property, value) in declarations(&style) {
            // The policy allows no style attributes; setting a property is no markup.
            let _ = row.style().set_property(property, value);
        }
    });
    let label = label.map(|label| {
        let title = label.clone();
        if value.is_some() {
            span().class("label").title(title).child(bdi().child(label)).into_any()
        } else {
            h3().title(title).child(bdi().child(label)).into_any()
        }
    });
    let value = value.map(|value| {
        let title = value.clone();
        let text = value.clone();
        let shown = match link {
            Some(address) => a()
                .class("value")
                .title(title)
                .attr("href", address)
                .attr("target", "_blank")
                .attr("rel", "noopener noreferrer")
                .child(bdi().child(text))
                .into_any(),
            None => bdi().class("value").title(title).child(text).into_any(),
        };
        (shown, clipboard::button(panel, &name, value))
    });
    div().class("attribute").node_ref(node).child((label, value))
}
