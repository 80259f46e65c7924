//! The agent's data as the pages get it: always complete, never a delta. Streams: `agent::update`.

use serde_json::{Map, Value, json};

use super::agent::{AgentState, AgentStateKind, CHOICES};
use super::contact::{Connection, ConnectionKind, Contact, LegState};
use super::instance::{Instance, OUTBOUND, SUPPORT};
use crate::clock::{Millis, iso};
use crate::strict::Rule;

const ACCOUNT: &str = "123456789012";
const INSTANCE: &str = "0f0e0d0c-1111-4222-8333-444455556666";

impl Instance {
    /// The id of the instance, as it stands in every ARN.
    pub fn id(&self) -> &'static str {
        INSTANCE
    }

    /// A date as it travels to the page script, which makes a `Date` of it.
    fn date(&self, at: Millis) -> Value {
        if self.strict.holds(Rule::DatesAreDates) { json!({ "$date": at }) } else { json!(iso(at)) }
    }

    fn arn(&self, rest: &str) -> String {
        format!("arn:aws:connect:{}:{ACCOUNT}:instance/{INSTANCE}/{rest}", self.options.region)
    }

    fn queue(&self, name: &str) -> Value {
        let arn = self.arn(&format!("queue/{}", name.to_lowercase()));
        json!({ "name": name, "queueARN": arn, "queueId": arn })
    }

    /// Whether a queue belongs to the agent's routing profile.
    pub(crate) fn knows_queue(&self, arn: &str) -> bool {
        [SUPPORT, OUTBOUND].iter().any(|name| self.queue(name)["queueARN"] == arn)
    }

    /// The payload of `agent::update`.
    pub fn agent_data(&self, now: Millis) -> Value {
        json!({ "configuration": self.configuration(), "snapshot": self.snapshot(now) })
    }

    fn configuration(&self) -> Value {
        let profile = self.arn("routing-profile/voice");
        let personal = self.arn("queue/agent/ana");
        json!({
            "name": "Ana Ng",
            "username": "ana.ng",
            "agentARN": self.arn("agent/ana"),
            "extension": self.extension,
            "softphoneEnabled": self.softphone_enabled,
            "softphoneAutoAccept": false,
            "softphonePersistentConnection": false,
            "agentPreferences": { "LANGUAGE": "en_US" },
            "permissions": ["outboundCall"],
            "dialableCountries": ["de", "gb", "us"],
            "agentStates": CHOICES.iter().map(|(name, kind)| json!({
                "agentStateARN": self.state_arn(name), "type": kind, "name": name, "startTimestamp": null
            })).collect::<Vec<_>>(),
            "routingProfile": {
                "name": "Voice",
                "routingProfileARN": profile,
                "routingProfileId": profile,
                "channelConcurrencyMap": { "VOICE": 1, "CHAT": 3, "TASK": 5 },
                "defaultOutboundQueue": self.queue(OUTBOUND),
                // The agent's own queue is among them, without a name.
                "queues": [self.queue(SUPPORT), self.queue(OUTBOUND),
                           { "name": null, "queueARN": personal, "queueId": personal }]
            }
        })
    }

    fn state_arn(&self, name: &str) -> String {
        self.arn(&format!("agent-state/{}", name.to_lowercase()))
    }

    fn state(&self, state: &AgentState) -> Value {
        let arn = match state.kind {
            AgentStateKind::System | AgentStateKind::Error => Value::Null,
            _ => json!(self.state_arn(&state.name)),
        };
        json!({ "agentStateARN": arn, "name": state.name, "type": state.kind, "startTimestamp": self.date(state.since) })
    }

    fn snapshot(&self, now: Millis) -> Value {
        let mut contacts: Vec<&Contact> = self.present().collect();
        contacts.sort_by_key(|contact| contact.since);
        json!({
            "state": self.state(&self.agent.state),
            "nextState": self.agent.next.as_ref().map(|state| self.state(state)),
            "agentAvailabilityState": {
                "state": self.agent.chosen.name,
                "timeStamp": self.date(self.agent.chosen.since)
            },
            "contacts": contacts.iter().map(|contact| self.contact_data(contact, now)).collect::<Vec<_>>(),
            "snapshotTimestamp": self.date(now),
            "localTimestamp": now,
            "skew": 0
        })
    }

    fn contact_data(&self, contact: &Contact, now: Millis) -> Value {
        let state = json!({ "type": contact.state.name(), "timestamp": self.date(contact.since) });
        // Reported null for voice, for years: nothing may rely on it alone.
        let method = if self.strict.holds(Rule::InitiationNull) {
            Value::Null
        } else {
            serde_json::to_value(contact.direction).unwrap_or(Value::Null)
        };
        let attributes: Map<String, Value> = contact
            .attributes
            .iter()
            .map(|(name, value)| (name.clone(), json!({ "name": name, "value": value })))
            .collect();
        json!({
            "contactId": contact.id,
            "initialContactId": contact.initial.as_ref().unwrap_or(&contact.id),
            "contactAssociationId": contact.id,
            "type": contact.channel,
            "initiationMethod": method,
            "state": state,
            "status": state,
            "queue": self.queue(&contact.queue),
            "queueTimestamp": self.date(contact.queued),
            "contactDuration": (contact.talk_ms(now).unwrap_or(0) / 1000).to_string(),
            "attributes": attributes,
            "contactFeatures": {
                "attachmentsEnabled": null, "messagingMarkdownEnabled": null, "multiPartyConferenceEnabled": false
            },
            "segmentAttributes": { "connect:Subtype": { "ValueString": if contact.is_call() { "connect:Telephony" } else { "connect:Chat" } } },
            "connections": contact.connections.iter().map(|leg| self.leg(contact, leg)).collect::<Vec<_>>()
        })
    }

    fn leg(&self, contact: &Contact, leg: &Connection) -> Value {
        let state = match leg.state {
            LegState::Connecting => "connecting",
            LegState::Connected => "connected",
            LegState::Hold => "hold",
            LegState::Disconnected => "disconnected",
        };
        // A customer who chats has no endpoint.
        let nobody = !contact.is_call() && leg.kind != ConnectionKind::Agent;
        let endpoint = if nobody {
            Value::Null
        } else {
            json!({
                "endpointARN": null,
                "type": if leg.kind == ConnectionKind::Agent { "agent" } else { "phone_number" },
                "name": null,
                "phoneNumber": leg.number,
                "agentLogin": null,
                "queue": null
            })
        };
        let mut data = json!({
            "connectionId": leg.id,
            "type": leg.kind,
            "initial": leg.initial,
            "state": { "type": state, "timestamp": self.date(leg.since) },
            "endpoint": endpoint,
            "address": endpoint,
            "mute": leg.kind == ConnectionKind::Agent && self.agent.muted,
            "forcedMute": false
        });
        if !contact.is_call() {
            data["chatMediaInfo"] = json!({
                "chatAutoAccept": false,
                "connectionData": "{}",
                "customerName": contact.attributes.get("customerName")
            });
        } else if leg.kind == ConnectionKind::Agent && self.softphone_enabled {
            data["softphoneMediaInfo"] = json!({
                "callType": "audio_only",
                "autoAccept": false,
                "callConfigJson": "{}",
                "callContextToken": contact.id,
                "mediaLegContextToken": leg.id
            });
        }
        data
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::connect::InstanceOptions;
    use crate::strict::Strictness;

    #[test]
    fn the_instance_can_be_read_from_the_routing_profile() {
        let instance = Instance::new(InstanceOptions::default(), Strictness::default(), 5);
        let data = instance.agent_data(10);
        let profile = data["configuration"]["routingProfile"]["routingProfileId"].as_str().unwrap();
        assert!(profile.contains(&format!(":{ACCOUNT}:instance/{INSTANCE}/")));
        assert_eq!(data["snapshot"]["snapshotTimestamp"], json!({ "$date": 10 }));
        assert_eq!(data["snapshot"]["state"]["startTimestamp"], json!({ "$date": 5 }));
    }
}
