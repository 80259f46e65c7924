//! The contact in front of the agent.

use desk::ContactView;
use web_sys::HtmlElement;

use crate::{dom, text};

pub(super) fn paint(place: &HtmlElement, contact: Option<&ContactView>) {
    place.set_hidden(contact.is_none());
    let Some(contact) = contact else {
        place.set_text_content(None);
        return;
    };
    let number = contact.number.as_deref().unwrap_or("Number withheld");
    let (who, below) = match &contact.name {
        Some(name) => (name.as_str(), number),
        None => (number, ""),
    };
    dom::replace(
        place,
        &[
            dom::make("span", "who", who),
            dom::make("span", "state", text::contact_state(contact)),
            dom::make("span", "number", below),
            dom::make("span", "queue", contact.queue.as_deref().unwrap_or("")),
        ],
    );
}
