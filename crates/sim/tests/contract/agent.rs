//! The agent's data.

use serde_json::{Value, json};
use sim::Direction;

use super::check::{Case, Check, same, that};

fn is_date(value: &Value) -> bool {
    value.get("$date").is_some_and(Value::is_u64)
}

fn talk(check: &mut Check) {
    check.direct(Direction::KnownCall);
    check.direct(Direction::AgentAccepts);
    check.wait(1000);
}

pub(crate) const CASES: &[Case] = &[
    Case {
        name: "timestamps are dates",
        section: "connect-streams 2.1",
        run: |check| {
            talk(check);
            let snapshot = check.snapshot();
            that!(check, "snapshot", is_date(&snapshot["snapshotTimestamp"]));
            that!(check, "state", is_date(&snapshot["state"]["startTimestamp"]));
            that!(check, "availability", is_date(&snapshot["agentAvailabilityState"]["timeStamp"]));
            let contact = &snapshot["contacts"][0];
            that!(check, "contact", is_date(&contact["state"]["timestamp"]));
            that!(check, "queue", is_date(&contact["queueTimestamp"]));
            that!(check, "connection", is_date(&contact["connections"][0]["state"]["timestamp"]));
            that!(check, "skew is a number", snapshot["skew"].is_number());
        },
    },
    Case {
        name: "a snapshot is complete",
        section: "connect-streams 2.6",
        run: |check| {
            talk(check);
            let data = check.world.connect().agent_data(check.world.now());
            for pointer in [
                "/configuration/name",
                "/configuration/username",
                "/configuration/agentARN",
                "/configuration/extension",
                "/configuration/softphoneEnabled",
                "/configuration/permissions/0",
                "/configuration/dialableCountries/0",
                "/configuration/agentStates/0/agentStateARN",
                "/configuration/routingProfile/routingProfileId",
                "/configuration/routingProfile/defaultOutboundQueue/queueId",
                "/configuration/routingProfile/queues/0/queueId",
                "/configuration/routingProfile/channelConcurrencyMap/VOICE",
                "/configuration/agentPreferences/LANGUAGE",
                "/snapshot/state/name",
                "/snapshot/nextState",
                "/snapshot/localTimestamp",
                "/snapshot/contacts/0/contactId",
                "/snapshot/contacts/0/initialContactId",
                "/snapshot/contacts/0/queue/queueARN",
                "/snapshot/contacts/0/attributes",
                "/snapshot/contacts/0/contactDuration",
                "/snapshot/contacts/0/connections/1/endpoint/phoneNumber",
                "/snapshot/contacts/0/connections/0/softphoneMediaInfo/callType",
            ] {
                that!(check, pointer, data.pointer(pointer).is_some());
            }
            let profile =
                data["configuration"]["routingProfile"]["routingProfileId"].as_str().unwrap_or_default();
            that!(
                check,
                "account and instance can be cut out",
                profile.contains(":123456789012:instance/0f0e0d0c-"),
            );
            that!(
                check,
                "a queue without a name",
                data["configuration"]["routingProfile"]["queues"]
                    .as_array()
                    .is_some_and(|queues| queues.iter().any(|queue| queue["name"].is_null())),
            );
        },
    },
    Case {
        name: "system states have no arn and cannot be chosen",
        section: "connect-streams 2.3",
        run: |check| {
            let chosen = check.snapshot();
            that!(check, "a chosen state has an arn", chosen["state"]["agentStateARN"].is_string());
            talk(check);
            let busy = check.snapshot();
            same!(check, "busy", busy["state"]["name"].clone(), json!("Busy"));
            same!(check, "its type", busy["state"]["type"].clone(), json!("system"));
            same!(check, "no arn", busy["state"]["agentStateARN"].clone(), Value::Null);
            same!(
                check,
                "the choice stays",
                busy["agentAvailabilityState"]["state"].clone(),
                json!("Available"),
            );
            let data = check.world.connect().agent_data(check.world.now());
            let names: Vec<_> = data["configuration"]["agentStates"]
                .as_array()
                .into_iter()
                .flatten()
                .map(|state| state["name"].clone())
                .collect();
            that!(check, "not on offer", !names.contains(&json!("Busy")));
            let refused = check.request("putAgentState", json!({ "state": { "name": "Busy" } }));
            that!(check, "refused", refused.is_some_and(|answer| !answer["err"].is_null()));
        },
    },
    Case {
        name: "a state can be put in line",
        section: "connect-streams 3.3",
        run: |check| {
            talk(check);
            let lunch = |enqueue: bool| json!({ "state": { "name": "Lunch" }, "enqueueNextState": enqueue });
            let refused = check.request("putAgentState", lunch(false));
            that!(check, "not during a call", refused.is_some_and(|answer| !answer["err"].is_null()));
            let taken = check.request("putAgentState", lunch(true));
            same!(check, "in line", taken.map(|answer| answer["data"].clone()), Some(json!({})));
            same!(check, "shown", check.snapshot()["nextState"]["name"].clone(), json!("Lunch"));
            check.direct(Direction::CustomerHangsUp);
            check.direct(Direction::AgentClears);
            check.wait(1000);
            same!(check, "taken", check.snapshot()["state"]["name"].clone(), json!("Lunch"));
            same!(check, "and gone from the line", check.snapshot()["nextState"].clone(), Value::Null);
        },
    },
    Case {
        name: "an agent who is not available gets no calls",
        section: "connect-streams 2.3",
        run: |check| {
            check.direct(Direction::SetAgentState { name: "Lunch".into() });
            check.direct(Direction::KnownCall);
            check.wait(60_000);
            same!(check, "waiting", check.world.facts().waiting, 1);
            check.direct(Direction::SetAgentState { name: "Available".into() });
            same!(check, "rings", check.world.facts().contacts.len(), 1);
        },
    },
    Case {
        name: "initiation method of voice is null",
        section: "connect-streams 2.4",
        run: |check| {
            check.direct(Direction::KnownCall);
            same!(check, "inbound", check.snapshot()["contacts"][0]["initiationMethod"].clone(), Value::Null);
            same!(check, "voice", check.snapshot()["contacts"][0]["type"].clone(), json!("voice"));
        },
    },
    Case {
        name: "attributes are name and value",
        section: "connect-streams 2.4",
        run: |check| {
            let attributes = [("tier".to_owned(), "gold".to_owned())].into_iter().collect();
            check.direct(Direction::InboundCall { from: Some("+14155550142".into()), attributes });
            let contact = check.snapshot()["contacts"][0].clone();
            same!(
                check,
                "tier",
                contact["attributes"]["tier"].clone(),
                json!({ "name": "tier", "value": "gold" }),
            );
            same!(check, "duration is text", contact["contactDuration"].clone(), json!("0"));
        },
    },
    Case {
        name: "a withheld number is null",
        section: "connect-streams 5.4",
        run: |check| {
            check.direct(Direction::AnonymousCall);
            let leg = check.snapshot()["contacts"][0]["connections"][1].clone();
            same!(check, "number", leg["endpoint"]["phoneNumber"].clone(), Value::Null);
            same!(check, "still inbound", leg["type"].clone(), json!("inbound"));
        },
    },
];
