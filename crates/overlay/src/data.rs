//! What flows have sent to the agent: names and values, of the contact in view or of none.

mod link;
mod outline;

use leptos::ev;
use leptos::html::{a, bdi, button, div, p};
use leptos::prelude::*;

use crate::message::{DataRow, Gesture};
use crate::panel::Panel;
use crate::{clipboard, focus};
pub use link::{Link, link};
pub use outline::outline;

/// The list.
pub(crate) fn data(panel: Panel) -> impl IntoView {
    let rows = panel.part(|view| view.data.as_ref().map(|data| data.rows.clone()).unwrap_or_default());
    let list = ForProps::builder()
        .each(move || rows.get())
        .key(DataRow::clone)
        .children(move |shown| row(panel, shown))
        .build();
    let some = move || rows.with(|rows| !rows.is_empty());
    (p().class("empty").hidden(some).child(panel.say("data.none")), div().id("data").child(For(list)))
}

fn row(panel: Panel, DataRow(name, text, nested): DataRow) -> impl IntoView {
    let shown = if nested { outline(&text) } else { text.clone() };
    let value = match if nested { None } else { link(&name, &text) } {
        Some(Link::Address) => a()
            .attr("href", shown.clone())
            .attr("target", "_blank")
            .attr("rel", "noopener noreferrer")
            .child(bdi().child(shown))
            .into_any(),
        Some(Link::Record) => {
            let record_id = shown.clone();
            button()
                .attr("type", "button")
                .class("record")
                .title(panel.say("data.open"))
                .on(ev::click, move |_| panel.press(&Gesture::OpenRecord { record_id: record_id.clone() }))
                .child(shown)
                .into_any()
        }
        None => bdi().tabindex(focus::stop_at(&shown)).child(shown).into_any(),
    };
    div().class("datum").child((
        bdi().class("label").child(name.clone()),
        div().class("value").child(value),
        clipboard::button(panel, &name, text),
    ))
}
