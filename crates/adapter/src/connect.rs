//! Between the desk's words and those of Amazon Connect Streams.

use desk::{
    AgentEventKind, AgentSnapshot, AgentStateKind, Channel, ConnectEvent, ContactEventKind, ContactSnapshot,
    ContactState, Direction, Event, Silence, Trouble,
};
use flow::{Answer, Failure, FailureKind, Map, Millis, Reply};
use streams::{
    AgentChange, AgentStateType, ContactChange, ContactStateType, ContactType, StorageAccess, Timestamp,
};

/// What the desk is told of an event; none for those it has no use for yet.
pub(crate) fn event(event: streams::Event, now: Millis) -> Option<Event> {
    use streams::Event as Said;
    let connect = |connect| Some(Event::Connect { connect });
    let trouble = |trouble, about| connect(ConnectEvent::Trouble { trouble, about });
    match event {
        Said::Initialized | Said::Reconnected => connect(ConnectEvent::Initialized),
        Said::AgentReady { agent } => {
            Some(Event::Agent { kind: AgentEventKind::Init, agent: agent_snapshot(&agent) })
        }
        Said::AgentChanged { kind, agent } => {
            Some(Event::Agent { kind: agent_kind(&kind)?, agent: agent_snapshot(&agent) })
        }
        Said::Contact { kind, contact } => Some(Event::Contact {
            kind: contact_kind(kind),
            contact: Box::new(contact_snapshot(&contact, now)),
        }),
        Said::AckTimeout => connect(ConnectEvent::SignInNeeded),
        Said::AuthFailed => connect(ConnectEvent::AuthFailed),
        Said::Authorized => connect(ConnectEvent::Authorized),
        Said::Terminated => connect(ConnectEvent::SignedOut),
        Said::AccessDenied => connect(ConnectEvent::AccessDenied),
        Said::RetriesExhausted => connect(ConnectEvent::Silent { why: None }),
        Said::StorageAccess(StorageAccess::Granted) => connect(ConnectEvent::CookiesGranted),
        Said::StorageAccess(StorageAccess::Denied) => {
            connect(ConnectEvent::Silent { why: Some(Silence::Cookies) })
        }
        // The panel's place shows it.
        Said::StorageAccess(StorageAccess::Asked) => None,
        Said::SoftphoneError { kind, message } => {
            trouble(Trouble::Audio, if message.is_empty() { kind } else { message })
        }
        Said::WebSocketLost => trouble(Trouble::ConnectionLost, String::new()),
        Said::WebSocketGained => trouble(Trouble::ConnectionBack, String::new()),
        Said::CompanionMissing { script, .. } => trouble(Trouble::PartMissing, script.id().to_owned()),
        Said::Unreadable { name } => trouble(Trouble::Unreadable, name),
        Said::ContactViewed { contact_id } => Some(Event::Viewed { contact: contact_id }),
        // The Contact Control Panel shows it itself.
        Said::MuteChanged { .. } => None,
    }
}

fn agent_kind(change: &AgentChange) -> Option<AgentEventKind> {
    Some(match change {
        AgentChange::Refresh => AgentEventKind::Refresh,
        AgentChange::Routable => AgentEventKind::Routable,
        AgentChange::NotRoutable => AgentEventKind::NotRoutable,
        AgentChange::Offline => AgentEventKind::Offline,
        AgentChange::State { .. } => AgentEventKind::StateChange,
        AgentChange::Error => AgentEventKind::Error,
        AgentChange::AfterCallWork => AgentEventKind::AfterCallWork,
        AgentChange::NextStateEnqueued | AgentChange::NextStateCleared => return None,
    })
}

fn contact_kind(change: ContactChange) -> ContactEventKind {
    match change {
        ContactChange::Init => ContactEventKind::Init,
        ContactChange::Incoming => ContactEventKind::Incoming,
        ContactChange::Pending => ContactEventKind::Pending,
        ContactChange::Connecting => ContactEventKind::Connecting,
        ContactChange::Connected => ContactEventKind::Connected,
        ContactChange::Accepted => ContactEventKind::Accepted,
        ContactChange::Missed => ContactEventKind::Missed,
        ContactChange::Acw => ContactEventKind::AfterCallWork,
        ContactChange::Ended => ContactEventKind::Ended,
        ContactChange::Error => ContactEventKind::Error,
        ContactChange::Refresh => ContactEventKind::Refresh,
        ContactChange::Destroyed => ContactEventKind::Destroyed,
    }
}

fn agent_snapshot(agent: &streams::AgentSnapshot) -> AgentSnapshot {
    let state_kind = match agent.state().kind() {
        AgentStateType::Init => AgentStateKind::Init,
        AgentStateType::Routable => AgentStateKind::Routable,
        AgentStateType::NotRoutable => AgentStateKind::NotRoutable,
        AgentStateType::Offline => AgentStateKind::Offline,
        AgentStateType::System => AgentStateKind::System,
        AgentStateType::Error => AgentStateKind::Error,
        AgentStateType::Other(name) => AgentStateKind::Other(name),
    };
    let mut states = Vec::new();
    for state in agent.states() {
        states.push(state.name());
    }
    AgentSnapshot {
        name: agent.name().or_else(|| agent.username()).unwrap_or_default(),
        username: agent.username(),
        state: agent.state().name(),
        state_kind,
        states,
        extension: agent.extension().filter(|extension| !extension.is_empty()),
        dialable_countries: agent.dialable_countries(),
        permissions: agent.permissions(),
        routing_profile: agent.routing_profile().name(),
        softphone: agent.softphone_enabled(),
        skew_ms: agent.skew().0,
    }
}

fn contact_snapshot(contact: &streams::ContactSnapshot, now: Millis) -> ContactSnapshot {
    let channel = match contact.kind() {
        ContactType::Voice => Channel::Voice,
        ContactType::QueueCallback => Channel::QueueCallback,
        ContactType::Chat => Channel::Chat,
        ContactType::Task => Channel::Task,
        ContactType::Email => Channel::Email,
        ContactType::Other(name) => Channel::Other(name),
    };
    let state = match contact.state() {
        ContactStateType::Init => ContactState::Init,
        ContactStateType::Incoming => ContactState::Incoming,
        ContactStateType::Pending => ContactState::Pending,
        ContactStateType::Connecting => ContactState::Connecting,
        ContactStateType::Connected => ContactState::Connected,
        ContactStateType::Paused => ContactState::Paused,
        ContactStateType::Missed => ContactState::Missed,
        ContactStateType::Rejected => ContactState::Rejected,
        ContactStateType::Error => ContactState::Error,
        ContactStateType::Ended => ContactState::Ended,
        ContactStateType::Other(name) => ContactState::Other(name),
    };
    let attributes = || {
        let attributes = contact.attributes().0.into_iter();
        attributes.map(|(name, text)| (name.into(), text)).collect::<Map<String>>()
    };
    ContactSnapshot {
        id: contact.contact_id(),
        initial_id: contact.initial_contact_id(),
        channel,
        state,
        state_since: contact.since().map(|since| millis(since, now)),
        direction: if contact.is_inbound() { Direction::Inbound } else { Direction::Outbound },
        transferred: contact.is_transfer(),
        third_party: contact.customer_connection().is_some_and(|leg| leg.is_active())
            && contact.third_parties().any(|leg| leg.is_active()),
        monitoring: contact.is_monitor(),
        softphone: contact
            .agent_connection()
            .is_some_and(|leg| leg.data().get("softphoneMediaInfo").is_some()),
        number: contact.customer_number().map(str::to_owned),
        phone: None,
        queue: contact.queue().and_then(|queue| queue.name()),
        queue_arn: contact.queue().map(|queue| queue.arn()),
        queued_at: contact.queued_at().map(|at| millis(at, now)),
        attributes: (!contact.is_monitor()).then(|| attributes().into()),
    }
}

/// A time of Amazon Connect. One that is before all time is taken as now.
fn millis(at: Timestamp, now: Millis) -> Millis {
    Millis::try_from(at.0).unwrap_or(now)
}

pub(crate) fn done(result: Result<(), streams::Error>) -> Reply {
    let error = match result {
        Ok(()) => return Ok(Answer::Done),
        Err(error) => error,
    };
    use streams::Error;
    let kind = match &error {
        Error::Refused { .. } => FailureKind::Rejected,
        Error::TimedOut { .. } => FailureKind::TimedOut,
        Error::LibraryMissing | Error::NotReady { .. } => FailureKind::Unavailable,
        _ => FailureKind::Refused,
    };
    Err(Failure::new(kind, reason(&error)))
}

/// Why, in the words of whoever refused. The crate's own sentences are for developers, and weigh half a kilobyte.
pub(crate) fn reason(error: &streams::Error) -> String {
    use streams::Error;
    match error {
        Error::Refused { failure, .. } | Error::Threw { failure, .. } => failure.to_string(),
        Error::OtherInstance { connected: about, .. }
        | Error::NoSuchState { name: about, .. }
        | Error::NoSuchContact { contact_id: about, .. }
        | Error::NoAgentConnection { contact_id: about, .. } => format!("not with Amazon Connect: {about}"),
        _ => "no answer from Amazon Connect".to_owned(),
    }
}

#[cfg(test)]
mod tests;
