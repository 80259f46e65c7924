//! The agent: who, in which state, with which choices.

use serde::Serialize;

use crate::data::{Data, Members};
use crate::fields::Fields;
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
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct AgentState {
    /// Name, as the instance's administrator or the system gave it.
    pub name: String,
    /// `type`.
    pub kind: AgentStateType,
    /// `agentStateARN`; system and error states have none.
    pub arn: Option<String>,
    /// `startTimestamp`: since when, for the current state.
    pub since: Option<Timestamp>,
    /// Members this crate does not name.
    pub extra: Members,
}

/// The routing profile, as far as an adapter needs it.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct RoutingProfile {
    /// Name.
    pub name: Option<String>,
    /// `routingProfileARN`.
    pub arn: Option<String>,
    /// The queue outbound calls belong to unless another is named.
    pub default_outbound_queue: Option<Queue>,
    /// The queues served, the personal one included.
    pub queues: Vec<Queue>,
    /// Members this crate does not name (`channelConcurrencyMap`, …).
    pub extra: Members,
}

/// The agent at one moment.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct AgentSnapshot {
    /// Display name.
    pub name: Option<String>,
    /// Login name.
    pub username: Option<String>,
    /// `agentARN`; its fourth field is the region.
    pub arn: Option<String>,
    /// Deskphone number, E.164; empty with a softphone.
    pub extension: Option<String>,
    /// Whether calls are taken in the browser.
    pub softphone_enabled: bool,
    /// Permissions, e.g. `outboundCall`.
    pub permissions: Vec<String>,
    /// Countries that may be dialled, lower-case ISO codes.
    pub dialable_countries: Vec<String>,
    /// The states the agent may choose; system states are never among them.
    pub states: Vec<AgentState>,
    /// The routing profile.
    pub routing_profile: RoutingProfile,
    /// The current state, calls included.
    pub state: AgentState,
    /// The state that follows when the current contact is over.
    pub next_state: Option<AgentState>,
    /// `agentAvailabilityState.state`: the state chosen by the agent, not overwritten by calls.
    pub availability: Option<String>,
    /// `snapshotTimestamp`.
    pub taken_at: Option<Timestamp>,
    /// How far Amazon Connect's clock is ahead of ours.
    pub skew: Skew,
    /// Members of `configuration` this crate does not name.
    pub extra: Members,
}

impl AgentState {
    fn read(mut fields: Fields) -> Self {
        Self {
            name: fields.text("name").unwrap_or_default(),
            kind: fields.text("type").map(AgentStateType::from).unwrap_or_default(),
            arn: fields.text("agentStateARN"),
            since: fields.time("startTimestamp"),
            extra: fields.rest(),
        }
    }
}

impl RoutingProfile {
    fn read(mut fields: Fields) -> Self {
        let queues = fields.list("queues");
        let arn = fields.text("routingProfileARN");
        // The worker adds `routingProfileId` with the same value.
        let id = fields.text("routingProfileId");
        Self {
            name: fields.text("name"),
            arn: arn.or(id),
            default_outbound_queue: fields.object("defaultOutboundQueue").map(Queue::read),
            queues: queues.into_iter().map(Fields::of).map(Queue::read).collect(),
            extra: fields.rest(),
        }
    }
}

impl AgentSnapshot {
    /// Reads the agent data (`{configuration, snapshot}`); its contacts are left out, they have
    /// snapshots of their own.
    ///
    /// Dates are `{"$date": epoch milliseconds}`, as [`Timestamp`] describes.
    pub fn from_json(data: impl Into<Data>) -> Self {
        Self::read(data.into())
    }

    fn read(data: Data) -> Self {
        let mut data = Fields::of(data);
        let mut configuration = data.object("configuration").unwrap_or_default();
        let mut snapshot = data.object("snapshot").unwrap_or_default();
        let states = configuration.list("agentStates");
        Self {
            name: configuration.text("name"),
            username: configuration.text("username"),
            arn: configuration.text("agentARN"),
            extension: configuration.text("extension"),
            softphone_enabled: configuration.flag("softphoneEnabled").unwrap_or_default(),
            permissions: configuration.texts("permissions"),
            dialable_countries: configuration.texts("dialableCountries"),
            states: states.into_iter().map(Fields::of).map(AgentState::read).collect(),
            routing_profile: configuration
                .object("routingProfile")
                .map(RoutingProfile::read)
                .unwrap_or_default(),
            state: snapshot.object("state").map(AgentState::read).unwrap_or_default(),
            next_state: snapshot.object("nextState").map(AgentState::read),
            availability: snapshot.object("agentAvailabilityState").and_then(|mut state| state.text("state")),
            taken_at: snapshot.time("snapshotTimestamp"),
            skew: Skew(snapshot.whole("skew").unwrap_or_default()),
            extra: configuration.rest(),
        }
    }

    /// Whether the agent may place calls.
    pub fn may_dial(&self) -> bool {
        self.permissions.iter().any(|permission| permission == "outboundCall")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

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
        assert_eq!((agent.name.as_deref(), agent.username.as_deref()), (Some("Ana Ng"), Some("ana.ng")));
        assert_eq!(agent.permissions, ["outboundCall"]);
        assert!(agent.may_dial() && agent.softphone_enabled);
        assert_eq!(agent.states[0].arn.as_deref(), Some("s1"));
        assert_eq!(agent.routing_profile.arn.as_deref(), Some("rp"));
        assert_eq!(agent.routing_profile.default_outbound_queue.as_ref().unwrap().arn, "q");
        assert_eq!(
            (agent.routing_profile.queues[0].arn.as_str(), &agent.routing_profile.queues[0].name),
            ("personal", &None)
        );
        assert_eq!(
            (agent.state.kind.clone(), agent.state.since),
            (AgentStateType::System, Some(Timestamp(5)))
        );
        assert_eq!(agent.next_state.as_ref().unwrap().kind, AgentStateType::Other("on_the_moon".into()));
        assert_eq!((agent.taken_at, agent.skew), (Some(Timestamp(30)), Skew(-250)));
        assert_eq!(Value::from(agent.extra), json!({ "agentPreferences": { "LANGUAGE": "en_US" } }));
    }

    #[test]
    fn an_agent_without_anything_is_still_an_agent() {
        for data in [json!(null), json!({}), json!({ "configuration": null, "snapshot": [] })] {
            let agent = AgentSnapshot::from_json(data);
            assert_eq!((agent.state.name.as_str(), agent.skew, agent.may_dial()), ("", Skew(0), false));
        }
    }
}
