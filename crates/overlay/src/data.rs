//! What flows have sent to the agent: names and values, of the contact in view or of none.

mod link;
mod outline;

use leptos::ev;
use leptos::html::{a, bdi, button, div, p};
use leptos::prelude::*;

use crate::clipboard;
use crate::message::{DataRow, Gesture};
use crate::panel::Panel;
pub use link::{Link, link};
pub use outline::outline;

/// A text of more bytes than that scrolls by itself, and can be reached to be scrolled by keyboard.
const LONG: usize = 400;

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
        None => {
            let is_long = shown.len() > LONG;
            bdi().tabindex(is_long.then_some("0")).child(shown).into_any()
        }
    };
    div().class("datum").child((
        bdi().class("label").child(name.clone()),
        div().class("value").child(value),
        clipboard::button(panel, &name, text),
    ))
}
