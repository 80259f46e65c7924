//! What flows have sent to the agent: names and values, of the contact in view or of none.

mod link;
mod outline;

use crate::element::{DomNode, Row, button, classed, node, user_text};
use crate::panel::Panel;
use crate::reactive::*;
use crate::{clipboard, focus};
pub use link::{Link, link};
pub use outline::outline;
use panel_protocol::{DataRow, Gesture};

/// The list.
pub(crate) fn data(panel: Panel) -> Vec<DomNode> {
    let rows = panel.part(|view| view.data.as_ref().map(|data| data.rows.clone()).unwrap_or_default());
    vec![
        node("p", &[("class", "empty")])
            .text(&panel.say("data.none"))
            .hidden(move || rows.with(|rows| !rows.is_empty())),
        node("div", &[("id", "data")]).rows(move || {
            rows.with(|shown| {
                shown.iter().enumerate().map(|(at, datum)| row(panel, rows, at, &datum.name)).collect()
            })
        }),
    ]
}

/// A row stays while the one at its place has its name: what was sent anew takes no keyboard away.
fn row(panel: Panel, rows: Memo<Vec<DataRow>>, at: usize, name: &str) -> Row {
    let key = [&at.to_string(), " ", name].concat();
    let name = name.to_owned();
    let make = move || {
        let shown = Memo::new(move |_| rows.with(|rows| rows.get(at).cloned()));
        let text =
            move || shown.with_untracked(|row| row.as_ref().map(|row| row.text.clone()).unwrap_or_default());
        node("div", &[("class", "datum")]).with(&[
            classed("bdi", "label", &name),
            node("div", &[("class", "value")]).reactive_children(move || {
                shown.with(|row| row.iter().map(|row| value(panel, row)).collect())
            }),
            clipboard::button(panel, &name, text),
        ])
    };
    (key, Box::new(make))
}

fn value(panel: Panel, DataRow { name, text, nested }: &DataRow) -> DomNode {
    let shown = if *nested { outline(text) } else { text.clone() };
    match if *nested { None } else { link(name, text) } {
        Some(Link::Address) => node("a", &[("href", &shown)]).open_in_new_tab().with(&[user_text(&shown)]),
        Some(Link::Record) => {
            let gesture = Gesture::OpenRecord { record_id: shown.clone() };
            button(&shown, move || panel.press(&gesture))
                .attr("class", Some("record"))
                .attr("title", Some(&panel.say("data.open")))
        }
        None => user_text(&shown).attr("tabindex", focus::stop_at(&shown)),
    }
}
