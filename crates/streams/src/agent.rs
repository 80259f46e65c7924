//! The agent: who, in which state, with which choices.

use serde::Serialize;

use serde_json::Value;

use crate::data::Read;
use crate::open_enum::open_enum;
use crate::queue::Queue;
use crate::timestamp::{Skew, Timestamp};

open_enum! {
    /// What kind of state the agent is in.
    AgentStateType {
        /// Before the first data.
        Init = "init",
        /// Gets contacts.
        Routable = "routable",
        /// Chosen, but gets no contacts.
        NotRoutable = "not_routable",
        /// Logged off from routing.
        Offline = "offline",
        /// Set by the system during a call: `PendingBusy`, `Busy`, `CallingCustomer`, `AfterCallWork`, …
        System = "system",
        /// Set by the system after a failure: `MissedCallAgent`, `FailedConnectCustomer`, …
        Error = "error",
    }
}

/// One agent state: the current one, the next one, or one that may be chosen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AgentState<'a>(&'a Value);

impl<'a> AgentState<'a> {
    /// Name, as the instance's administrator or the system gave it.
    pub fn name(&self) -> String {
        self.0.text("name").unwrap_or_default()
    }

    /// `type`.
    pub fn kind(&self) -> AgentStateType {
        self.0.text("type").unwrap_or_default().into()
    }

    /// `agentStateARN`; system and error states have none.
    pub fn arn(&self) -> Option<String> {
        self.0.text("agentStateARN")
    }

    /// `startTimestamp`: since when, for the current state.
    pub fn since(&self) -> Option<Timestamp> {
        self.0.time("startTimestamp")
    }

    /// All of it, members that this crate does not name included.
    pub fn data(&self) -> &'a Value {
        self.0
    }
}

/// The routing profile, as far as an adapter needs it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RoutingProfile<'a>(&'a Value);

impl<'a> RoutingProfile<'a> {
    /// Name.
    pub fn name(&self) -> Option<String> {
        self.0.text("name")
    }

    /// `routingProfileARN`.
    pub fn arn(&self) -> Option<String> {
        // The worker adds `routingProfileId` with the same value.
        self.0.text("routingProfileARN").or_else(|| self.0.text("routingProfileId"))
    }

    /// The queue outbound calls belong to unless another is named.
    pub fn default_outbound_queue(&self) -> Option<Queue<'a>> {
        self.0.object("defaultOutboundQueue").map(Queue)
    }

    /// The queues served, the personal one included.
    pub fn queues(&self) -> impl Iterator<Item = Queue<'a>> + use<'a> {
        self.0.member("queues").items().iter().map(Queue)
    }

    /// All of it, members that this crate does not name included (`channelConcurrencyMap`, …).
    pub fn data(&self) -> &'a Value {
        self.0
    }
}

/// The agent at one moment.
///
/// It holds the library's data as they came and reads what it is asked for; serialised it is that data.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[serde(transparent)]
pub struct AgentSnapshot(Value);

impl AgentSnapshot {
    /// Takes the agent data (`{configuration, snapshot}`); contacts have snapshots of their own.
    ///
    /// Dates are `{"$date": epoch milliseconds}`, as [`Timestamp`] describes.
    pub fn from_json(data: impl Into<Value>) -> Self {
        Self(data.into())
    }

    /// All of it, members that this crate does not name included.
    pub fn data(&self) -> &Value {
        &self.0
    }

    fn configuration(&self) -> &Value {
        self.0.member("configuration")
    }

    fn snapshot(&self) -> &Value {
        self.0.member("snapshot")
    }

    /// Display name.
    pub fn name(&self) -> Option<String> {
        self.configuration().text("name")
    }

    /// Login name.
    pub fn username(&self) -> Option<String> {
        self.configuration().text("username")
    }

    /// `agentARN`; its fourth field is the region.
    pub fn arn(&self) -> Option<String> {
        self.configuration().text("agentARN")
    }

    /// Deskphone number, E.164; empty with a softphone.
    pub fn extension(&self) -> Option<String> {
        self.configuration().text("extension")
    }

    /// Whether calls are taken in the browser.
    pub fn softphone_enabled(&self) -> bool {
        self.configuration().flag("softphoneEnabled")
    }

    /// Permissions, e.g. `outboundCall`.
    pub fn permissions(&self) -> Vec<String> {
        self.configuration().texts("permissions")
    }

    /// Countries that may be dialled, lower-case ISO codes.
    pub fn dialable_countries(&self) -> Vec<String> {
        self.configuration().texts("dialableCountries")
    }

    /// The states the agent may choose; system states are never among them.
    pub fn states(&self) -> impl Iterator<Item = AgentState<'_>> {
        self.configuration().member("agentStates").items().iter().map(AgentState)
    }

    /// The routing profile.
    pub fn routing_profile(&self) -> RoutingProfile<'_> {
        RoutingProfile(self.configuration().member("routingProfile"))
    }

    /// The current state, calls included.
    pub fn state(&self) -> AgentState<'_> {
        AgentState(self.snapshot().member("state"))
    }

    /// The state that follows when the current contact is over.
    pub fn next_state(&self) -> Option<AgentState<'_>> {
        self.snapshot().object("nextState").map(AgentState)
    }

    /// `agentAvailabilityState.state`: the state chosen by the agent, not overwritten by calls.
    pub fn availability(&self) -> Option<String> {
        self.snapshot().member("agentAvailabilityState").text("state")
    }

    /// `snapshotTimestamp`.
    pub fn taken_at(&self) -> Option<Timestamp> {
        self.snapshot().time("snapshotTimestamp")
    }

    /// How far Amazon Connect's clock is ahead of ours.
    pub fn skew(&self) -> Skew {
        Skew(self.snapshot().member("skew").as_f64().unwrap_or_default() as i64)
    }

    /// Whether the agent may place calls.
    pub fn may_dial(&self) -> bool {
        self.permissions().iter().any(|permission| permission == "outboundCall")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_agent_data_is_read_and_the_rest_kept() {
        let agent = AgentSnapshot::from_json(json!({
            "configuration": {
                "name": "Ana Ng", "username": "ana.ng", "agentARN": "arn", "extension": "",
                "softphoneEnabled": true, "permissions": ["outboundCall", 7], "dialableCountries": ["gb"],
                "agentPreferences": { "LANGUAGE": "en_US" },
                "agentStates": [{ "agentStateARN": "s1", "type": "routable", "name": "Available", "startTimestamp": null }],
                "routingProfile": {
                    "name": "Blended", "routingProfileARN": "rp", "routingProfileId": "rp",
                    "defaultOutboundQueue": { "queueARN": "q", "queueId": "q", "name": "Out" },
                    "queues": [{ "queueARN": "personal", "name": null }],
                },
            },
            "snapshot": {
                "snapshotTimestamp": { "$date": 30 }, "skew": -250.0,
                "state": { "agentStateARN": null, "name": "Busy", "type": "system", "startTimestamp": { "$date": 5 } },
                "nextState": { "name": "Lunch", "type": "on_the_moon" },
                "agentAvailabilityState": { "state": "Available", "timeStamp": { "$date": 1 } },
            },
        }));
        assert_eq!((agent.name().as_deref(), agent.username().as_deref()), (Some("Ana Ng"), Some("ana.ng")));
        assert_eq!(agent.permissions(), ["outboundCall"]);
        assert!(agent.may_dial() && agent.softphone_enabled());
        assert_eq!(agent.states().next().unwrap().arn().as_deref(), Some("s1"));
        assert_eq!(agent.routing_profile().arn().as_deref(), Some("rp"));
        assert_eq!(agent.routing_profile().default_outbound_queue().unwrap().arn(), "q");
        let personal = agent.routing_profile().queues().next().unwrap();
        assert_eq!((personal.arn().as_str(), personal.name()), ("personal", None));
        assert_eq!(
            (agent.state().kind(), agent.state().since()),
            (AgentStateType::System, Some(Timestamp(5)))
        );
        assert_eq!(agent.next_state().unwrap().kind(), AgentStateType::Other("on_the_moon".into()));
        assert_eq!((agent.taken_at(), agent.skew()), (Some(Timestamp(30)), Skew(-250)));
        let preferences = agent.data().get("configuration").unwrap().get("agentPreferences").unwrap();
        assert_eq!(preferences.clone(), json!({ "LANGUAGE": "en_US" }));
    }

    #[test]
    fn an_agent_without_anything_is_still_an_agent() {
        for data in [json!(null), json!({}), json!({ "configuration": null, "snapshot": [] })] {
            let agent = AgentSnapshot::from_json(data);
            assert_eq!((agent.state().name().as_str(), agent.skew(), agent.may_dial()), ("", Skew(0), false));
        }
    }
}
