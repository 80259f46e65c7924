//! The flows that ran, newest first, with outcome and reason.

use desk::RunView;
use web_sys::HtmlElement;

use crate::{dom, text};

pub(super) fn paint(place: &HtmlElement, count: &HtmlElement, runs: &[RunView]) {
    let number = match runs.len() {
        0 => String::new(),
        number => ["(", &number.to_string(), ")"].concat(),
    };
    count.set_text_content(Some(&number));
    let rows: Vec<_> = runs.iter().map(row).collect();
    dom::replace(place, &rows);
}

fn row(run: &RunView) -> web_sys::Element {
    let row = dom::make("li", "", "");
    let (class, outcome) = text::outcome(run.outcome.as_ref());
    let mut parts = vec![
        dom::make("span", class, &outcome),
        dom::make("span", "flow", &run.flow),
        dom::make("div", "reason", &[text::event(&run.event), " · ", &text::blocks(run.blocks)].concat()),
    ];
    if let Some(reason) = &run.failed {
        parts.push(dom::make("div", "reason", reason));
    }
    dom::fill(&row, &parts);
    row
}
