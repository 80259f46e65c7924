//! Repainting a panel must not throw a keyboard user out of it.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::dom;

/// Names a button, so that its successor can be found after a repaint.
const KEY: &str = "data-key";

/// Gives a button its name.
pub(super) fn name(button: Element, key: &str) -> Element {
    let _ = button.set_attribute(KEY, key);
    button
}

/// Replaces what is in a place. The focus stays on the button of the same name, or else in the place.
pub(super) fn replace(place: &HtmlElement, children: &[Element]) {
    let focused = dom::document().ok().and_then(|document| document.active_element());
    let inside = focused.filter(|element| place.contains(Some(element)));
    let key = inside.as_ref().map(|element| element.get_attribute(KEY));
    dom::replace(place, children);
    let Some(key) = key else { return };
    let same = buttons(place).into_iter().find(|button| key.is_some() && button.get_attribute(KEY) == key);
    let _ = match same {
        Some(button) => button.focus(),
        None => place.focus(),
    };
}

fn buttons(place: &HtmlElement) -> Vec<HtmlElement> {
    let found = place.get_elements_by_tag_name("button");
    (0..found.length()).filter_map(|at| found.item(at)?.dyn_into().ok()).collect()
}
