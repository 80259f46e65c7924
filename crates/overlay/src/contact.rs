//! The contact in front of the agent: who it is, and what is happening.

use crate::element::{DomNode, classed, node};
use crate::panel::Panel;
use crate::reactive::*;
use panel_protocol::{CallOutcome, Channel, ContactState, ContactView, Direction};

/// The line with the contact; hidden without one.
pub(crate) fn contact(panel: Panel) -> DomNode {
    let contact = panel.part(|view| view.contact.clone());
    node("section", &[("id", "contact"), ("tabindex", "-1"), ("aria-label", &panel.say("contact.title"))])
        .reactive_flag("data-ringing", move || panel.ringing.get())
        .hidden(move || contact.with(Option::is_none))
        .reactive_children(move || {
            contact.with(|contact| contact.as_ref().map(|contact| line(panel, contact)).unwrap_or_default())
        })
}

fn line(panel: Panel, contact: &ContactView) -> Vec<DomNode> {
    let (who, below) = who(panel, contact);
    let queue = contact.queue.as_deref().unwrap_or_default();
    vec![
        classed("bdi", "who", &who),
        classed("span", "state", &said_state(panel, contact)),
        classed("bdi", "number", &below),
        classed("bdi", "queue", queue),
    ]
}

/// State and name, to be read aloud.
pub(crate) fn sentence(panel: Panel, contact: &ContactView) -> String {
    let (who, below) = who(panel, contact);
    let comma = if below.is_empty() { "" } else { ", " };
    [&said_state(panel, contact), ": ", &who, comma, &below, "."].concat()
}

/// The name and the number, or the number alone; what is no call is known by its channel.
fn who(panel: Panel, contact: &ContactView) -> (String, String) {
    let number = contact.number.clone().or_else(|| {
        let is_call = contact.channel == Channel::Voice;
        (is_call || contact.name.is_none()).then(|| panel.say(channel(contact.channel)))
    });
    match &contact.name {
        Some(name) => (name.clone(), number.unwrap_or_default()),
        None => (number.unwrap_or_default(), String::new()),
    }
}

fn said_state(panel: Panel, contact: &ContactView) -> String {
    state(contact).map(|key| panel.say(key)).unwrap_or_default()
}

/// The key of what stands where a caller's number would.
fn channel(channel: Channel) -> &'static str {
    match channel {
        Channel::Voice => "contact.withheld",
        Channel::Chat => "contact.chat",
        Channel::Task => "contact.task",
        Channel::Email => "contact.email",
        Channel::Other => "contact.title",
    }
}

/// The key of the word for a state.
fn state(contact: &ContactView) -> Option<&'static str> {
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
