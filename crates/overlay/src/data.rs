//! What flows have sent to the agent: names and values, of the contact in view or of none.

mod link;
mod outline;

use crate::element::{Part, Row, button, classed, part, theirs};
use crate::live::*;
use crate::message::{DataRow, Gesture};
use crate::panel::Panel;
use crate::{clipboard, focus};
pub use link::{Link, link};
pub use outline::outline;

/// The list.
pub(crate) fn data(panel: Panel) -> Vec<Part> {
    let rows = panel.part(|view| view.data.as_ref().map(|data| data.rows.clone()).unwrap_or_default());
    vec![
        part("p", &[("class", "empty")])
            .text(&panel.say("data.none"))
            .hidden(move || rows.with(|rows| !rows.is_empty())),
        part("div", &[("id", "data")])
            .rows(move || rows.get().into_iter().map(|shown| row(panel, shown)).collect()),
    ]
}

fn row(panel: Panel, row: DataRow) -> Row {
    let key = [if row.2 { "nested" } else { "" }, &row.0, &row.1].join("\n");
    (key, Box::new(move || datum(panel, row)))
}

fn datum(panel: Panel, DataRow(name, text, nested): DataRow) -> Part {
    let shown = if nested { outline(&text) } else { text.clone() };
    let value = match if nested { None } else { link(&name, &text) } {
        Some(Link::Address) => part("a", &[("href", &shown)]).elsewhere().with(&[theirs(&shown)]),
        Some(Link::Record) => {
            let gesture = Gesture::OpenRecord { record_id: shown.clone() };
            button(&shown, move || panel.press(&gesture))
                .attr("class", Some("record"))
                .attr("title", Some(&panel.say("data.open")))
        }
        None => theirs(&shown).attr("tabindex", focus::stop_at(&shown)),
    };
    part("div", &[("class", "datum")]).with(&[
        classed("bdi", "label", &name),
        part("div", &[("class", "value")]).with(&[value]),
        clipboard::button(panel, &name, text),
    ])
}
