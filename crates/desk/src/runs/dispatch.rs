//! Which flow runs for which event.

use std::sync::Arc;

use flow::{
    Aliases, ContactStage, LoadError, Program, Source, Text, Trigger, TriggerEvent, Value, action_trigger,
    find_trigger,
};

use crate::contact::{Channel, ContactState};
use crate::event::{AgentEventKind, ContactEventKind};
use crate::frame::view::Problem;

/// The sources whose flows run for an event of a contact. A queued callback that is merely offered is also a voice
/// contact's `onIncoming` (`reference/cti-flows.md` §3.4), which is why there may be two.
pub(crate) fn contact_sources(channel: &Channel, event: TriggerEvent) -> &'static [Source] {
    match channel {
        Channel::Voice => &[Source::ConnectVoiceContact],
        Channel::QueueCallback if event == TriggerEvent::Incoming => {
            &[Source::ConnectQueueCallbackContact, Source::ConnectVoiceContact]
        }
        Channel::QueueCallback => &[Source::ConnectQueueCallbackContact],
        Channel::Chat => &[Source::ConnectChatContact],
        Channel::Task => &[Source::ConnectTaskContact],
        Channel::Email => &[Source::ConnectEmailContact],
        Channel::Other(_) => &[],
    }
}

/// The flow event of a contact event; none for those that flows do not see.
pub(crate) fn contact_event(kind: ContactEventKind) -> Option<TriggerEvent> {
    Some(match kind {
        ContactEventKind::Incoming => TriggerEvent::Incoming,
        ContactEventKind::Pending => TriggerEvent::Pending,
        ContactEventKind::Connecting => TriggerEvent::Connecting,
        ContactEventKind::Accepted => TriggerEvent::Accepted,
        ContactEventKind::Connected => TriggerEvent::Connected,
        ContactEventKind::Missed => TriggerEvent::Missed,
        ContactEventKind::Ended | ContactEventKind::AfterCallWork => TriggerEvent::Ended,
        ContactEventKind::Refresh => TriggerEvent::Refresh,
        ContactEventKind::Destroyed => TriggerEvent::Destroy,
        ContactEventKind::Init | ContactEventKind::Error => return None,
    })
}

/// The flow event of an agent event.
pub(crate) fn agent_event(kind: AgentEventKind) -> TriggerEvent {
    match kind {
        AgentEventKind::Init => TriggerEvent::Init,
        AgentEventKind::Refresh => TriggerEvent::Refresh,
        AgentEventKind::StateChange => TriggerEvent::StateChange,
        AgentEventKind::Routable => TriggerEvent::Routable,
        AgentEventKind::NotRoutable => TriggerEvent::NotRoutable,
        AgentEventKind::Offline => TriggerEvent::Offline,
        AgentEventKind::Error => TriggerEvent::Error,
        AgentEventKind::AfterCallWork => TriggerEvent::AfterCallWork,
    }
}

/// How far a contact in this state has come; none where that cannot be told.
fn stage(state: &ContactState) -> Option<ContactStage> {
    match state {
        ContactState::Connecting => Some(ContactStage::Ringing),
        ContactState::Connected | ContactState::Paused => Some(ContactStage::Talking),
        ContactState::Ended => Some(ContactStage::AfterCallWork),
        ContactState::Init
        | ContactState::Incoming
        | ContactState::Pending
        | ContactState::Missed
        | ContactState::Rejected
        | ContactState::Error
        | ContactState::Other(_) => None,
    }
}

/// The events a contact must have passed to be in a state, oldest first: a contact first seen late is replayed
/// through them, so that its flows run once, in order.
pub(crate) fn passed(state: &ContactState) -> impl Iterator<Item = TriggerEvent> + use<> {
    let reached = stage(state);
    let has_passed = move |event: &TriggerEvent| event.begins().is_some_and(|stage| Some(stage) <= reached);
    TriggerEvent::ALL.into_iter().filter(has_passed)
}

/// One flow file, loaded.
#[derive(Debug)]
pub(crate) struct Flow {
    /// As it was deployed.
    pub(crate) file: Value,
    pub(crate) name: Text,
    /// What starts it; absent when the file says nothing that exists.
    pub(crate) trigger: Option<&'static Trigger>,
    pub(crate) active: bool,
    pub(crate) program: Arc<Program>,
    pub(crate) broken: Vec<LoadError>,
}

/// The flows of this desk.
#[derive(Clone, Debug, Default)]
pub(crate) struct FlowTable {
    flows: Vec<Arc<Flow>>,
}

impl FlowTable {
    pub(crate) fn load(files: Vec<(&str, Value)>, aliases: &Aliases) -> FlowTable {
        let mut flows = Vec::with_capacity(files.len());
        for (name, file) in files {
            flows.push(Arc::new(Flow::load(name, file, aliases)));
        }
        FlowTable { flows }
    }

    pub(crate) fn of(flows: Vec<Arc<Flow>>) -> FlowTable {
        FlowTable { flows }
    }

    /// Names of the active flows.
    pub(crate) fn active_names(&self) -> impl Iterator<Item = &Text> {
        self.flows.iter().filter(|flow| flow.active).map(|flow| &flow.name)
    }

    /// The flow for an event, with what starts it. With several active ones the last wins, as if it were the most recently
    /// modified.
    pub(crate) fn find(&self, source: Source, event: TriggerEvent) -> Option<(Arc<Flow>, &'static Trigger)> {
        let trigger = find_trigger(source, Some(event))?;
        Some((Arc::clone(self.started_by(trigger)?), trigger))
    }

    fn started_by(&self, trigger: &'static Trigger) -> Option<&Arc<Flow>> {
        self.flows.iter().rfind(|flow| flow.active && flow.trigger == Some(trigger))
    }

    /// The flow an action means. With several active ones of a name the last wins, as for events.
    pub(crate) fn find_action(&self, name: &str) -> Option<&Arc<Flow>> {
        self.flows
            .iter()
            .rfind(|flow| flow.active && flow.trigger == Some(action_trigger()) && flow.name.as_str() == name)
    }

    /// Names of active flows whose event another one answers.
    pub(crate) fn that_never_run(&self) -> Vec<Text> {
        let mut names = Vec::new();
        for flow in &self.flows {
            if let Some(trigger) = flow.trigger.filter(|trigger| flow.active && trigger.event.is_some())
                && self.started_by(trigger).is_none_or(|started| !Arc::ptr_eq(started, flow))
            {
                names.push(flow.name.clone());
            }
        }
        names
    }

    /// What the self-check says of the flows: those that are active and cannot run as written.
    pub(crate) fn problems(&self, problems: &mut Vec<Problem>) {
        for flow in &self.flows {
            if let (true, Some(first)) = (flow.active, flow.problem()) {
                problems.push(Problem::Flow {
                    name: String::from(flow.name.clone()),
                    errors: flow.broken.len(),
                    first,
                });
            }
        }
    }
}

impl Flow {
    /// Reads a flow file; `file` names it where it has no name itself.
    pub(crate) fn load(file: &str, flow: Value, aliases: &Aliases) -> Flow {
        let flow::Flow { name, trigger, active, program, broken } = flow::Flow::read(&flow, aliases);
        let name = if name.is_empty() { Text::new(file) } else { name };
        Flow { file: flow, name, trigger, active, program: Arc::new(program), broken }
    }

    /// The first of what keeps it from running, in one line.
    pub(crate) fn problem(&self) -> Option<String> {
        let first = self.broken.first()?;
        Some(match first.block.as_str() {
            "" => first.message.to_string(),
            block => ["block ", block, ": ", &first.message].concat(),
        })
    }
}
