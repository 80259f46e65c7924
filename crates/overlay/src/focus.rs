//! Where the keyboard is. A part that goes away must not take it along.

use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement};

use crate::reactive::{document, element};

/// The `tabindex` of a text that may have to scroll by itself, so that it can be scrolled by keyboard.
pub(crate) fn stop_at(text: &str) -> Option<&'static str> {
    (text.len() > 120 || text.lines().count() > 6).then_some("0")
}

/// Moves the focus to the element of an id.
pub(crate) fn move_to(id: &str) {
    if let Some(place) = element(id) {
        // An element that cannot have the focus leaves it where it is.
        let _ = place.focus();
    }
}

/// Whether the focus is inside the element of an id.
pub(crate) fn is_inside(id: &str) -> bool {
    document().get_element_by_id(id).is_some_and(|place| is_in(&place))
}

/// Whether the focus is on an element or inside it.
pub(crate) fn is_in(place: &Element) -> bool {
    document().active_element().is_some_and(|active| place.contains(Some(&active)))
}

/// What had the focus is gone, or out of sight: it goes to the nearest part around that can have it, at last to the page as a whole.
pub(crate) fn rescue(from: Option<Element>) {
    let mut next = from;
    while let Some(place) = next {
        if let Some(place) = place.dyn_ref::<HtmlElement>() {
            // One that cannot have it leaves it where it is.
            let _ = place.focus();
        }
        if document().active_element().as_ref() == Some(&place) {
            return;
        }
        next = place.parent_element();
    }
}
