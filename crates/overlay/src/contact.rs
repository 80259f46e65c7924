//! The contact in front of the agent: who it is, and what is happening.

use crate::element::{Part, classed, part};
use crate::live::*;
use crate::message::{CallOutcome, Contact, ContactState, Direction};
use crate::panel::Panel;

/// The line with the contact; hidden without one.
pub(crate) fn contact(panel: Panel) -> Part {
    let contact = panel.part(|view| view.contact.clone());
    let ringing = panel.part(|view| view.ringing);
    part("section", &[("id", "contact"), ("tabindex", "-1"), ("aria-label", &panel.say("contact.title"))])
        .live_flag("data-ringing", move || ringing.get())
        .hidden(move || contact.with(Option::is_none))
        .live_parts(move || {
            contact.with(|contact| contact.as_ref().map(|contact| line(panel, contact)).unwrap_or_default())
        })
}

fn line(panel: Panel, contact: &Contact) -> Vec<Part> {
    let state = state(contact).map(|key| panel.say(key)).unwrap_or_default();
    let number = contact.number.clone().unwrap_or_else(|| panel.say("contact.withheld"));
    let (who, below) = match &contact.name {
        Some(name) => (name, number.as_str()),
        None => (&number, ""),
    };
    let queue = contact.queue.as_deref().unwrap_or_default();
    vec![
        classed("bdi", "who", who),
        classed("span", "state", &state),
        classed("bdi", "number", below),
        classed("bdi", "queue", queue),
    ]
}

/// The key of the word for a state.
fn state(contact: &Contact) -> Option<&'static str> {
    Some(match (contact.state, contact.direction, contact.outcome) {
        (ContactState::Connecting, Direction::Inbound, _) => "contact.ringing",
        (ContactState::Connecting, Direction::Outbound, _) => "contact.calling",
        (ContactState::Incoming, ..) => "contact.offered",
        (ContactState::Pending, ..) => "contact.waiting",
        (ContactState::Connected, ..) => "contact.talking",
        (ContactState::Paused, ..) => "contact.paused",
        (_, _, Some(CallOutcome::Missed)) => "contact.missed",
        (_, _, Some(CallOutcome::Rejected)) => "contact.rejected",
        (_, _, Some(CallOutcome::Unanswered)) => "contact.unanswered",
        (_, _, Some(CallOutcome::Transferred)) => "contact.transferred",
        (ContactState::Ended, ..) => "contact.after-call",
        (ContactState::Other, ..) => return None,
    })
}
