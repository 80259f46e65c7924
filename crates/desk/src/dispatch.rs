//! Which flow runs for which event.

use std::sync::Arc;

use flow::{Aliases, LoadError, Program, Text, Value};

use crate::contact::{Channel, ContactState};
use crate::event::{AgentEventKind, ContactEventKind};
use crate::view::Problem;

/// Where an event comes from (`reference/cti-flows.md` §3.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Source {
    /// The adapter itself.
    Initialization,
    /// The agent in Amazon Connect.
    ConnectAgent,
    /// A call.
    ConnectVoiceContact,
    /// A callback.
    ConnectQueueCallbackContact,
    /// A chat.
    ConnectChatContact,
    /// A task.
    ConnectTaskContact,
    /// An e-mail; our own, no version of the AWS adapter has it.
    ConnectEmailContact,
    /// The agent's Omni-Channel presence.
    SalesforceAgent,
    /// The agent's screen in Salesforce.
    SalesforceUi,
    /// A button of the overlay.
    CtiAction,
}

impl Source {
    /// All sources, with the words flow files use.
    pub const ALL: [(Source, &'static str); 10] = [
        (Source::Initialization, "initialization"),
        (Source::ConnectAgent, "connectAgent"),
        (Source::ConnectVoiceContact, "connectVoiceContact"),
        (Source::ConnectQueueCallbackContact, "connectQueueCallbackContact"),
        (Source::ConnectChatContact, "connectChatContact"),
        (Source::ConnectTaskContact, "connectTaskContact"),
        (Source::ConnectEmailContact, "connectEmailContact"),
        (Source::SalesforceAgent, "salesforceAgent"),
        (Source::SalesforceUi, "salesforceUi"),
        (Source::CtiAction, "ctiAction"),
    ];

    /// Reads the word of a flow file.
    pub fn parse(word: &str) -> Option<Source> {
        Source::ALL.iter().find(|(_, name)| *name == word).map(|(source, _)| *source)
    }

    /// The word of flow files.
    pub fn word(self) -> &'static str {
        Source::ALL.iter().find(|(source, _)| *source == self).map_or("", |(_, word)| word)
    }

    /// The source a contact's events belong to. A queued callback that is merely offered is also a voice
    /// contact's `onIncoming` (§3.4), which is why there may be two.
    pub(crate) fn of_contact(channel: &Channel, event: ContactEventKind) -> &'static [Source] {
        match channel {
            Channel::Voice => &[Source::ConnectVoiceContact],
            Channel::QueueCallback if event == ContactEventKind::Incoming => {
                &[Source::ConnectQueueCallbackContact, Source::ConnectVoiceContact]
            }
            Channel::QueueCallback => &[Source::ConnectQueueCallbackContact],
            Channel::Chat => &[Source::ConnectChatContact],
            Channel::Task => &[Source::ConnectTaskContact],
            Channel::Email => &[Source::ConnectEmailContact],
            Channel::Other(_) => &[],
        }
    }
}

/// What stands for the event of a flow that an action starts: there is none (§3.2).
pub(crate) const ACTION: &str = "ctiAction";

/// The flow event of a contact event; none for those that flows do not see.
pub(crate) fn contact_event(kind: ContactEventKind) -> Option<&'static str> {
    Some(match kind {
        ContactEventKind::Incoming => "onIncoming",
        ContactEventKind::Pending => "onPending",
        ContactEventKind::Connecting => "onConnecting",
        ContactEventKind::Accepted => "onAccepted",
        ContactEventKind::Connected => "onConnected",
        ContactEventKind::Missed => "onMissed",
        ContactEventKind::Ended | ContactEventKind::AfterCallWork => "onEnded",
        ContactEventKind::Refresh => "onRefresh",
        ContactEventKind::Destroyed => "onDestroy",
        ContactEventKind::Init | ContactEventKind::Error => return None,
    })
}

/// The flow event of an agent event.
pub(crate) fn agent_event(kind: AgentEventKind) -> &'static str {
    match kind {
        AgentEventKind::Init => "onInit",
        AgentEventKind::Refresh => "onRefresh",
        AgentEventKind::StateChange => "onStateChange",
        AgentEventKind::Routable => "onRoutable",
        AgentEventKind::NotRoutable => "onNotRoutable",
        AgentEventKind::Offline => "onOffline",
        AgentEventKind::Error => "onError",
        AgentEventKind::AfterCallWork => "onAfterCallWork",
    }
}

/// The events a contact must have passed to be in a state, oldest first: a contact first seen late is replayed
/// through them, so that its flows run once, in order.
pub(crate) fn passed(state: &ContactState) -> &'static [ContactEventKind] {
    use ContactEventKind::{Connected, Connecting, Ended};
    match state {
        ContactState::Connecting => &[Connecting],
        ContactState::Connected | ContactState::Paused => &[Connecting, Connected],
        ContactState::Ended => &[Connecting, Connected, Ended],
        _ => &[],
    }
}

/// One flow file, loaded.
#[derive(Debug)]
pub(crate) struct Flow {
    /// As it was deployed.
    pub(crate) file: Value,
    pub(crate) name: Text,
    pub(crate) source: Option<Source>,
    pub(crate) event: Text,
    pub(crate) active: bool,
    pub(crate) program: Arc<Program>,
    pub(crate) broken: Vec<LoadError>,
}

/// The flows of this desk.
#[derive(Debug, Default)]
pub(crate) struct FlowTable {
    flows: Vec<Flow>,
}

impl FlowTable {
    pub(crate) fn load(files: Vec<(&str, Value)>, aliases: &Aliases) -> FlowTable {
        let mut flows = Vec::with_capacity(files.len());
        for (name, file) in files {
            flows.push(load(name, file, aliases));
        }
        FlowTable { flows }
    }

    /// The flow for an event. With several active ones the last wins, as if it were the most recently modified.
    pub(crate) fn find(&self, source: Source, event: &str) -> Option<usize> {
        self.flows.iter().rposition(|flow| flow.active && flow.source == Some(source) && flow.event == *event)
    }

    /// The flow an action means. With several active ones of a name the last wins, as for events.
    pub(crate) fn find_action(&self, name: &str) -> Option<usize> {
        self.flows.iter().rposition(|flow| {
            flow.active && flow.source == Some(Source::CtiAction) && flow.name.as_str() == name
        })
    }

    /// Names of active flows whose event another one answers.
    pub(crate) fn that_never_run(&self) -> Vec<Text> {
        let mut names = Vec::new();
        for (at, flow) in self.flows.iter().enumerate() {
            if let Some(source) = flow.source.filter(|source| flow.active && *source != Source::CtiAction)
                && self.find(source, &flow.event) != Some(at)
            {
                names.push(flow.name.clone());
            }
        }
        names
    }

    pub(crate) fn get(&self, index: usize) -> &Flow {
        &self.flows[index]
    }

    /// What the self-check says of the flows: those that are active and cannot run as written.
    pub(crate) fn problems(&self, problems: &mut Vec<Problem>) {
        for flow in &self.flows {
            if let (true, Some(first)) = (flow.active, flow.broken.first()) {
                let first = match first.block.as_str() {
                    "" => first.message.to_owned(),
                    block => format!("block {block}: {}", first.message),
                };
                problems.push(Problem::Flow {
                    name: String::from(flow.name.clone()),
                    errors: flow.broken.len(),
                    first,
                });
            }
        }
    }
}

fn load(file: &str, flow: Value, aliases: &Aliases) -> Flow {
    let flow::Flow { name, source, event, active, program, mut broken } = flow::Flow::read(&flow, aliases);
    let source = Source::parse(&source);
    if source.is_none() || event.is_empty() && source != Some(Source::CtiAction) {
        broken.push(LoadError {
            block: Text::default(),
            message: "\"source\" and \"event\" say not when it runs",
        });
    }
    let name = if name.is_empty() { Text::new(file) } else { name };
    Flow { file: flow, name, source, event, active, program: Arc::new(program), broken }
}
