//! Where the keyboard is. A part that goes away must not take it along.

use crate::live::{document, element};

/// The page as a whole: where the focus goes when what had it is gone.
pub(crate) const PAGE: &str = "softphone";

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
    let active = document().active_element();
    let place = document().get_element_by_id(id);
    active.zip(place).is_some_and(|(active, place)| place.contains(Some(&active)))
}
