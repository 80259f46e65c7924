//! What is true in the world, for tests to ask.

use indexmap::IndexMap;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::clock::Millis;
use crate::connect::{
    AgentState, CallDirection, Contact, ContactState, ContactStep, Failed, LegState, Recording,
};
use crate::console::{ConsoleId, Panel};
use crate::faults::Fault;
use crate::org::Record;
use crate::scenario::Progress;
use crate::world::World;

/// Why something was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum PopCause {
    /// The page asked for it.
    ScreenPop,
    /// A search opened it by the rules of the layout.
    Search,
}

/// Something that was opened.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PopFact {
    /// When.
    pub at: Millis,
    /// In which browser tab.
    pub console: ConsoleId,
    /// The type, as in screenPop.
    #[serde(rename = "type")]
    pub kind: String,
    /// The parameters, as in screenPop.
    pub params: Value,
    /// Why.
    pub cause: PopCause,
}

/// A call of Open CTI.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CallFact {
    /// When.
    pub at: Millis,
    /// In which browser tab.
    pub console: ConsoleId,
    /// The method.
    pub method: String,
    /// Arguments as on the wire.
    pub args: Value,
    /// The response, when there was or will be one.
    pub response: Option<Value>,
}

/// A request to Amazon Connect.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RequestFact {
    /// When.
    pub at: Millis,
    /// The operation.
    pub method: String,
    /// Its parameters.
    pub params: Value,
    /// Why it was refused.
    pub error: Option<String>,
}

/// A click on a number.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ClickFact {
    /// When.
    pub at: Millis,
    /// In which browser tab.
    pub console: ConsoleId,
    /// What the listener got, or would have got.
    pub payload: Value,
    /// Whether a listener was there.
    pub delivered: bool,
}

/// A number that was dialled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DialFact {
    /// When.
    pub at: Millis,
    /// The number.
    pub number: String,
}

/// A contact, past or present.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ContactFact {
    /// Contact id.
    pub id: String,
    /// Which side called.
    pub direction: CallDirection,
    /// The customer's number.
    pub number: Option<String>,
    /// The queue.
    pub queue: String,
    /// Its attributes.
    pub attributes: IndexMap<String, String>,
    /// The state now, or the last.
    pub state: ContactState,
    /// Whether it is with the agent.
    pub present: bool,
    /// Whether the agent took it.
    pub accepted: bool,
    /// Whether somebody else is on the line, beside agent and customer.
    pub third_party: bool,
    /// How its recording stands.
    pub recording: Recording,
    /// Every state, oldest first.
    pub history: Vec<ContactStep>,
    /// When it left the agent.
    pub cleared: Option<Millis>,
    /// Whole seconds that people talked, rounded as a call log would.
    pub talk_seconds: Option<u64>,
}

/// A browser tab.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ConsoleFact {
    /// The tab.
    pub id: ConsoleId,
    /// Whether the softphone page reported ready.
    pub initialized: bool,
    /// Whether numbers can be clicked.
    pub click_to_dial: bool,
    /// How many click-to-dial listeners were registered.
    pub click_listeners: u32,
    /// How many navigation listeners were registered.
    pub navigation_listeners: u32,
    /// Whether the standby page is shown.
    pub standby: bool,
    /// The panel.
    pub panel: Panel,
    /// The record in view.
    pub record_in_view: Option<String>,
}

/// What is true in the world.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Facts {
    /// The world's clock, epoch milliseconds.
    pub now: Millis,
    /// The agent's state.
    pub agent: AgentState,
    /// Every state of the agent, oldest first.
    pub agent_history: Vec<AgentState>,
    /// Every contact, oldest first.
    pub contacts: Vec<ContactFact>,
    /// Callers who wait for the agent.
    pub waiting: usize,
    /// Everything that was opened, in order.
    pub pops: Vec<PopFact>,
    /// Every number that was dialled.
    pub dials: Vec<DialFact>,
    /// Every click on a number.
    pub clicks: Vec<ClickFact>,
    /// Every call of Open CTI.
    pub calls: Vec<CallFact>,
    /// Every request to Amazon Connect.
    pub requests: Vec<RequestFact>,
    /// Every Task.
    pub tasks: Vec<Record>,
    /// Every record.
    pub records: Vec<Record>,
    /// Whether the softphone page of any tab reported ready.
    pub initialized: bool,
    /// Whether numbers can be clicked in any tab.
    pub click_to_dial: bool,
    /// Browser tabs.
    pub consoles: Vec<ConsoleFact>,
    /// How many Contact Control Panel frames keep in touch.
    pub ccps: usize,
    /// Faults that have not struck yet.
    pub faults: Vec<Fault>,
    /// The scenario that runs or ran last.
    pub scenario: Option<Progress>,
}

/// What happened, as it happened.
#[derive(Clone, Debug, Default)]
pub(crate) struct Journal {
    pops: Vec<PopFact>,
    calls: Vec<CallFact>,
    requests: Vec<RequestFact>,
    clicks: Vec<ClickFact>,
    dials: Vec<DialFact>,
}

impl Journal {
    pub(crate) fn pop(&mut self, at: Millis, console: ConsoleId, kind: &str, params: Value, cause: PopCause) {
        self.pops.push(PopFact { at, console, kind: kind.to_owned(), params, cause });
    }

    pub(crate) fn call(
        &mut self,
        at: Millis,
        console: ConsoleId,
        method: &str,
        args: Value,
        response: Option<Value>,
    ) {
        self.calls.push(CallFact { at, console, method: method.to_owned(), args, response });
    }

    pub(crate) fn click(&mut self, at: Millis, console: ConsoleId, payload: Value, delivered: bool) {
        self.clicks.push(ClickFact { at, console, payload, delivered });
    }

    pub(crate) fn request(
        &mut self,
        at: Millis,
        method: &str,
        params: &Map<String, Value>,
        error: Option<&Failed>,
    ) {
        if method == "createOutboundContact"
            && error.is_none()
            && let Some(number) =
                params.get("endpoint").and_then(|to| to.get("phoneNumber")).and_then(Value::as_str)
        {
            self.dials.push(DialFact { at, number: number.to_owned() });
        }
        self.requests.push(RequestFact {
            at,
            method: method.to_owned(),
            params: Value::Object(params.clone()),
            error: error.map(Failed::to_string),
        });
    }
}

impl World {
    /// What is true now.
    pub fn facts(&self) -> Facts {
        let now = self.now();
        let consoles: Vec<_> = self
            .consoles
            .iter()
            .map(|(id, console)| ConsoleFact {
                id: ConsoleId(*id),
                initialized: console.initialized,
                click_to_dial: console.click_to_dial,
                click_listeners: console.listeners.get("onClickToDial").copied().unwrap_or(0),
                navigation_listeners: console.listeners.get("onNavigationChange").copied().unwrap_or(0),
                standby: console.standby,
                panel: console.panel.clone(),
                record_in_view: match self.focused_page(ConsoleId(*id)) {
                    Some(crate::console::Page::Record { record_id }) => Some(record_id),
                    _ => None,
                },
            })
            .collect();
        Facts {
            now,
            agent: self.connect.agent.state.clone(),
            agent_history: self.connect.agent.history.clone(),
            contacts: self.connect.contacts.iter().map(|contact| contact_fact(contact, now)).collect(),
            waiting: self.connect.waiting(),
            pops: self.journal.pops.clone(),
            dials: self.journal.dials.clone(),
            clicks: self.journal.clicks.clone(),
            calls: self.journal.calls.clone(),
            requests: self.journal.requests.clone(),
            tasks: self.org.records().filter(|record| record.object == "Task").cloned().collect(),
            records: self.org.records().cloned().collect(),
            initialized: consoles.iter().any(|console| console.initialized),
            click_to_dial: consoles.iter().any(|console| console.click_to_dial),
            consoles,
            ccps: self.connect.ports.values().filter(|port| port.synchronized).count(),
            faults: self.faults.waiting().to_vec(),
            scenario: self.script.as_ref().map(|run| run.progress()),
        }
    }
}

fn contact_fact(contact: &Contact, now: Millis) -> ContactFact {
    ContactFact {
        id: contact.id.clone(),
        direction: contact.direction,
        number: contact.number.clone(),
        queue: contact.queue.clone(),
        attributes: contact.attributes.clone(),
        state: contact.state,
        present: contact.cleared.is_none(),
        accepted: contact.accepted,
        third_party: contact.third_party().is_some_and(|leg| leg.state == LegState::Connected),
        recording: contact.recording,
        history: contact.history.clone(),
        cleared: contact.cleared,
        talk_seconds: contact.talk_ms(now).map(|ms| (ms + 500) / 1000),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::world::WorldOptions;

    #[test]
    fn a_dial_that_was_refused_is_no_dial() {
        let mut world = World::new(WorldOptions::default());
        let dial = |number: &str| json!({ "endpoint": { "phoneNumber": number } });
        assert!(world.connect_call("createOutboundContact", &dial("4155550142")).is_err());
        assert!(world.connect_call("createOutboundContact", &dial("+14155550142")).is_ok());
        let facts = world.facts();
        assert_eq!(facts.dials, [DialFact { at: facts.now, number: "+14155550142".into() }]);
        assert_eq!(facts.requests.len(), 2);
        assert!(facts.requests[0].error.is_some());
    }

    #[test]
    fn facts_are_written_in_camel_case() {
        let facts = serde_json::to_value(World::new(WorldOptions::default()).facts()).unwrap();
        assert_eq!(facts["agent"]["type"], "routable");
        assert!(facts["clickToDial"].is_boolean() && facts["agentHistory"].is_array());
    }
}
