//! What the self-check found: what is wrong, where to set it right, what to do now.

use desk::{Gesture, Problem};
use web_sys::HtmlElement;

use super::{Press, focus};
use crate::{dom, text};

pub(super) fn paint(place: &HtmlElement, problems: &[Problem], press: &Press) {
    place.set_hidden(problems.is_empty());
    let cards: Vec<_> = problems.iter().map(|problem| card(problem, press)).collect();
    focus::replace(place, &cards);
}

fn card(problem: &Problem, press: &Press) -> web_sys::Element {
    let finding = text::problem(problem);
    let class = if finding.stops { "problem stops" } else { "problem" };
    let card = dom::make("article", class, "");
    let mut parts = vec![dom::make("h2", "", &finding.title), dom::make("p", "", &finding.remedy)];
    if finding.stops {
        let buttons = dom::make("div", "buttons", "");
        let press = press.clone();
        let again = dom::button("Try again", move || press(Gesture::TryAgain));
        dom::fill(&buttons, &[focus::name(again, "try-again")]);
        parts.push(buttons);
    }
    parts.push(dom::make("code", "", finding.code));
    dom::fill(&card, &parts);
    card
}
