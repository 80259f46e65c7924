//! The contact in front of the agent: who it is, and what is happening.

use leptos::html::{bdi, section, span};
use leptos::prelude::*;

use crate::message::{CallOutcome, Contact, ContactState, Direction};
use crate::panel::Panel;

/// The line with the contact; hidden without one.
pub(crate) fn contact(panel: Panel) -> impl IntoView {
    let contact = panel.part(|view| view.contact.clone());
    let ringing = panel.part(|view| view.ringing);
    section()
        .id("contact")
        .attr("data-ringing", move || ringing.get().to_string())
        .tabindex("-1")
        .attr("aria-label", panel.say("contact.title"))
        .hidden(move || contact.with(Option::is_none))
        .child(move || contact.get().map(|contact| line(panel, contact)))
}

fn line(panel: Panel, contact: Contact) -> impl IntoView {
    let state = state(&contact).map(|key| panel.say(key));
    let number = contact.number.unwrap_or_else(|| panel.say("contact.withheld"));
    let (who, below) = match contact.name {
        Some(name) => (name, number),
        None => (number, String::new()),
    };
    (
        bdi().class("who").child(who),
        span().class("state").child(state),
        bdi().class("number").child(below),
        bdi().class("queue").child(contact.queue),
    )
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
