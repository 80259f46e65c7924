//! Live regions, which screen readers read aloud. They are in the page from the beginning: few screen readers read one that is
//! inserted together with its text.

use crate::element::{DomNode, node};
use crate::panel::Panel;
use crate::reactive::*;
use crate::{caller, contact};

/// How long a status message stays, in milliseconds.
const STATUS_MESSAGE_MS: u32 = 5_000;

/// Who rings, and what is asked about the contact in front.
pub(crate) fn call(panel: Panel) -> DomNode {
    let said = panel.part(|view| {
        let contact = view.contact.clone();
        let question = contact.as_ref().and_then(|contact| caller::question(view, &contact.id));
        (contact.filter(|_| view.ringing), question)
    });
    node("p", &[("class", "unseen"), ("role", "status")]).reactive_text(move || {
        said.with(|(rings, question)| {
            let rings = rings.as_ref().map(|contact| contact::sentence(panel, contact));
            let question = question.map(|key| panel.say(key));
            rings.into_iter().chain(question).collect::<Vec<_>>().join(" ")
        })
    })
}

/// The outcome of a small deed, such as copying: shown and read aloud, removed after [`STATUS_MESSAGE_MS`].
pub(crate) fn status_message(panel: Panel) -> DomNode {
    let timer: StoredValue<Option<Timer>> = StoredValue::new(None);
    Effect::new(move |_| {
        if panel.status_message.with(Option::is_some) {
            let over = Timer::after(STATUS_MESSAGE_MS, Box::new(move || panel.status_message.set(None)));
            if let Some(before) = timer.try_update_value(|timer| timer.replace(over)).flatten() {
                before.stop();
            }
        }
    });
    node("div", &[("class", "status-message"), ("role", "status")]).reactive_text(move || outcome(panel))
}

/// The same where the drawer may be closed, and read aloud there already.
pub(crate) fn copied(panel: Panel) -> DomNode {
    node("p", &[("class", "copied"), ("role", "status")]).reactive_text(move || outcome(panel))
}

fn outcome(panel: Panel) -> String {
    panel.status_message.get().map(|key| panel.say(key)).unwrap_or_default()
}
