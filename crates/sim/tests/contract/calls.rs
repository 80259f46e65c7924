//! Calls from ring to clear.

use serde_json::{Value, json};
use sim::connect::{ContactState, MissedForm};
use sim::{CcpAct, Direction};

use super::check::{Case, Check, same, that};

fn states(check: &Check) -> (String, String) {
    let snapshot = check.snapshot();
    let contact = snapshot["contacts"][0]["state"]["type"].as_str().unwrap_or("gone").to_owned();
    (contact, snapshot["state"]["name"].as_str().unwrap_or_default().to_owned())
}

fn shows(check: &mut Check, when: &str, contact: &str, agent: &str) {
    same!(check, when, states(check), (contact.to_owned(), agent.to_owned()));
}

fn contact_id(check: &Check) -> Value {
    check.snapshot()["contacts"][0]["contactId"].clone()
}

fn history(check: &Check) -> Vec<ContactState> {
    check
        .world
        .facts()
        .contacts
        .last()
        .map(|contact| contact.history.iter().map(|step| step.state).collect())
        .unwrap_or_default()
}

fn error_type(answer: Option<Value>) -> String {
    let err = answer.map(|answer| answer["err"].clone()).unwrap_or_default();
    let parsed: Value = err.as_str().and_then(|text| serde_json::from_str(text).ok()).unwrap_or(err);
    parsed["type"].as_str().unwrap_or("none").to_owned()
}

fn dial(check: &mut Check, number: &str) -> Option<Value> {
    check.request(
        "createOutboundContact",
        json!({ "endpoint": { "type": "phone_number", "phoneNumber": number } }),
    )
}

pub(crate) const CASES: &[Case] = &[
    Case {
        name: "a ringing call is connecting",
        section: "connect-streams 3.3",
        run: |check| {
            check.direct(Direction::KnownCall);
            shows(check, "ringing", "connecting", "PendingBusy");
            let legs = check.snapshot()["contacts"][0]["connections"].clone();
            same!(check, "agent's leg", legs[0]["state"]["type"].clone(), json!("connecting"));
            same!(check, "the customer is on the line", legs[1]["state"]["type"].clone(), json!("connected"));
            same!(
                check,
                "the customer's leg is the initial one",
                (legs[0]["initial"].clone(), legs[1]["initial"].clone()),
                (json!(false), json!(true)),
            );
        },
    },
    // Shows: call-log-offered-again
    Case {
        name: "a missed call may be offered again",
        section: "connect-streams 3.2",
        run: |check| {
            check.direct(Direction::KnownCall);
            let id = contact_id(check);
            check.wait(20_000);
            shows(check, "missed", "error", "MissedCallAgent");
            check.direct(Direction::OfferAgain);
            shows(check, "not before the agent has cleared it", "error", "MissedCallAgent");
            check.request("clearContact", json!({ "contactId": id }));
            check.wait(1_000);
            shows(check, "cleared", "gone", "Available");
            check.direct(Direction::OfferAgain);
            shows(check, "it rings again", "connecting", "PendingBusy");
            same!(check, "under its old id", contact_id(check), id);
            check.wait(20_000);
            shows(check, "and is missed again", "error", "MissedCallAgent");
        },
    },
    Case {
        name: "a call runs to after-call work",
        section: "connect-streams 3.3",
        run: |check| {
            check.direct(Direction::KnownCall);
            let accepted = check.request("acceptContact", json!({ "contactId": contact_id(check) }));
            same!(check, "accept answers", accepted.map(|answer| answer["data"].clone()), Some(json!({})));
            shows(check, "accepted, not yet connected", "connecting", "PendingBusy");
            check.wait(250);
            shows(check, "talking", "connected", "Busy");
            let legs = check.snapshot()["contacts"][0]["connections"].clone();
            let hang_up = json!({ "contactId": contact_id(check), "connectionId": legs[0]["connectionId"] });
            check.wait(7_750);
            check.request("destroyConnection", hang_up);
            check.wait(250);
            shows(check, "over", "ended", "AfterCallWork");
            let legs = check.snapshot()["contacts"][0]["connections"].clone();
            that!(
                check,
                "legs are gone",
                legs.as_array()
                    .is_some_and(|legs| legs.iter().all(|leg| leg["state"]["type"] == "disconnected")),
            );
            check.request("clearContact", json!({ "contactId": contact_id(check) }));
            check.wait(250);
            shows(check, "cleared", "gone", "Available");
            same!(check, "exact length", check.world.facts().contacts[0].talk_seconds, Some(8));
            same!(
                check,
                "history",
                history(check),
                vec![ContactState::Connecting, ContactState::Connected, ContactState::Ended],
            );
        },
    },
    Case {
        name: "after-call work lasts until cleared",
        section: "connect-streams 2.4",
        run: |check| {
            check.direct(Direction::KnownCall);
            check.direct(Direction::AgentAccepts);
            check.wait(5_000);
            check.direct(Direction::CustomerHangsUp);
            shows(check, "over", "ended", "AfterCallWork");
            check.wait(3_600_000);
            shows(check, "an hour later", "ended", "AfterCallWork");
            check.direct(Direction::AgentClears);
            check.wait(250);
            shows(check, "cleared", "gone", "Available");
        },
    },
    Case {
        name: "a missed call is an error",
        section: "connect-streams 3.3",
        run: |check| {
            check.direct(Direction::KnownCall);
            check.wait(19_999);
            shows(check, "still ringing", "connecting", "PendingBusy");
            check.wait(1);
            shows(check, "missed", "error", "MissedCallAgent");
            same!(check, "an error of the agent", check.snapshot()["state"]["type"].clone(), json!("error"));
            let legs = check.snapshot()["contacts"][0]["connections"].clone();
            same!(check, "agent's leg", legs[0]["state"]["type"].clone(), json!("disconnected"));
            same!(check, "initial leg", legs[1]["state"]["type"].clone(), json!("connected"));
            check.direct(Direction::AgentClears);
            check.wait(250);
            shows(check, "cleared", "gone", "Available");
        },
    },
    Case {
        name: "missed and rejected cannot be told apart",
        section: "connect-streams 3.3",
        run: |check| {
            check.direct(Direction::KnownCall);
            check.request("rejectContact", json!({ "contactId": contact_id(check) }));
            check.wait(250);
            shows(check, "rejected", "error", "MissedCallAgent");
        },
    },
    Case {
        name: "documented forms are options",
        section: "connect-streams 6",
        run: |check| {
            for (form, missed, rejected) in
                [(MissedForm::Documented, "missed", "rejected"), (MissedForm::Vanishes, "gone", "gone")]
            {
                check.remake(|options| options.missed = form);
                check.direct(Direction::KnownCall);
                check.direct(Direction::Miss);
                same!(check, "missed", states(check).0, missed.to_owned());
                check.remake(|options| options.missed = form);
                check.direct(Direction::KnownCall);
                check.direct(Direction::AgentRejects);
                check.wait(250);
                same!(check, "rejected", states(check).0, rejected.to_owned());
            }
        },
    },
    Case {
        name: "a caller may give up",
        section: "connect-streams 3.3",
        run: |check| {
            check.direct(Direction::KnownCall);
            check.wait(3_000);
            check.direct(Direction::CustomerHangsUp);
            shows(check, "like a missed one", "error", "MissedCallAgent");
        },
    },
    Case {
        name: "dialling answers no contact id",
        section: "connect-streams 3.3",
        run: |check| {
            let answer = dial(check, "+14155550142");
            same!(check, "nothing in it", answer.map(|answer| answer["data"].clone()), Some(json!({})));
            shows(check, "no contact yet", "gone", "Available");
            check.wait(250);
            shows(check, "calling", "connecting", "CallingCustomer");
            let legs = check.snapshot()["contacts"][0]["connections"].clone();
            same!(
                check,
                "outbound initial leg",
                (legs[1]["type"].clone(), legs[1]["initial"].clone()),
                (json!("outbound"), json!(true)),
            );
            check.wait(250);
            let legs = check.snapshot()["contacts"][0]["connections"].clone();
            same!(check, "agent's leg is up", legs[0]["state"]["type"].clone(), json!("connected"));
            shows(check, "still calling", "connecting", "CallingCustomer");
            check.direct(Direction::CustomerAnswers);
            shows(check, "talking", "connected", "Busy");
            check.direct(Direction::AgentHangsUp);
            check.wait(250);
            shows(check, "over", "ended", "AfterCallWork");
            same!(check, "dials", check.world.facts().dials.len(), 1);
        },
    },
    Case {
        name: "numbers to dial are e164 objects",
        section: "connect-streams 4.1",
        run: |check| {
            for number in ["(415) 555-0142", "4155550142", "+1", "+1415555014x"] {
                let answer = dial(check, number);
                same!(check, number, error_type(answer), "BadEndpointException".to_owned());
            }
            let bare = check.request("createOutboundContact", json!({ "endpoint": "+14155550142" }));
            same!(check, "a bare string", error_type(bare), "BadEndpointException".to_owned());
            that!(check, "none was dialled", check.world.facts().dials.is_empty());
        },
    },
    Case {
        name: "one voice contact at a time",
        section: "connect-streams 2.2",
        run: |check| {
            check.direct(Direction::KnownCall);
            let answer = dial(check, "+13125550167");
            that!(check, "refused", error_type(answer) != "none");
            check.direct(Direction::UnknownCall);
            same!(check, "the second caller waits", check.world.facts().waiting, 1);
        },
    },
    Case {
        name: "clear before the end fails",
        section: "connect-streams 4.2",
        run: |check| {
            check.direct(Direction::KnownCall);
            check.direct(Direction::AgentAccepts);
            check.wait(1_000);
            let clear = json!({ "contactId": contact_id(check) });
            let leg = check.snapshot()["contacts"][0]["connections"][0]["connectionId"].clone();
            let early = check.request("clearContact", clear.clone());
            that!(check, "while talking", error_type(early) != "none");
            check
                .request("destroyConnection", json!({ "contactId": contact_id(check), "connectionId": leg }));
            let early = check.request("clearContact", clear.clone());
            that!(check, "right after the end was asked for", error_type(early) != "none");
            check.wait(250);
            let late = check.request("clearContact", clear);
            same!(check, "after the end", error_type(late), "none".to_owned());
        },
    },
    Case {
        name: "reject after connection fails",
        section: "connect-streams 4.2",
        run: |check| {
            check.direct(Direction::KnownCall);
            check.direct(Direction::AgentAccepts);
            check.wait(1_000);
            let answer = check.request("rejectContact", json!({ "contactId": contact_id(check) }));
            that!(check, "refused", error_type(answer) != "none");
            check.wait(1_000);
            shows(check, "still talking", "connected", "Busy");
        },
    },
    Case {
        name: "an error is a json string",
        section: "connect-streams 1.5",
        run: |check| {
            let answer = check.request("acceptContact", json!({ "contactId": "c1" })).unwrap_or_default();
            that!(check, "text", answer["err"].is_string());
            same!(check, "no data", answer["data"].clone(), Value::Null);
            let err: Value =
                answer["err"].as_str().and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default();
            same!(check, "type", err["type"].clone(), json!("ContactNotFoundException"));
            same!(check, "status", err["statusCode"].clone(), json!(400));
        },
    },
    Case {
        name: "accepting in the panel tells the pages",
        section: "connect-streams 4.2",
        run: |check| {
            check.direct(Direction::KnownCall);
            check.posted();
            let id = contact_id(check);
            let done = check.world.ccp_act(check.ccp, CcpAct::Accept);
            that!(check, "accepted", done.is_ok());
            let events: Vec<_> = check
                .posted()
                .iter()
                .filter_map(|message| message["event"].as_str().map(str::to_owned))
                .collect();
            that!(check, "for all", events.contains(&"contact::accepted".to_owned()));
            that!(
                check,
                "for the one",
                events.contains(&format!("contact::accepted::{}", id.as_str().unwrap_or_default())),
            );
            let nothing = check.world.ccp_act(check.ccp, CcpAct::Clear);
            that!(check, "nothing to clear", nothing.is_err());
        },
    },
    Case {
        name: "a third party is a refresh and leaving is the end",
        section: "connect-streams 3.3",
        run: |check| {
            check.direct(Direction::KnownCall);
            check.direct(Direction::AgentAccepts);
            check.wait(1_000);
            let to = json!({ "type": "phone_number", "phoneNumber": "+14155550199" });
            let add = json!({ "contactId": contact_id(check), "endpoint": to });
            let answer = check.request("createAdditionalConnection", add.clone());
            same!(check, "accepted", error_type(answer), "none".to_owned());
            let legs = |check: &Check| -> Vec<String> {
                let legs = check.snapshot()["contacts"][0]["connections"].clone();
                let state = |leg: &Value| leg["state"]["type"].as_str().unwrap_or_default().to_owned();
                legs.as_array().map(|legs| legs.iter().map(state).collect()).unwrap_or_default()
            };
            same!(check, "the customer waits", legs(check)[1..].join(" "), "hold connecting".to_owned());
            let second = check.request("createAdditionalConnection", add);
            that!(check, "one at a time", error_type(second) != "none");
            check.wait(1_000);
            same!(check, "the other talks", legs(check)[2].clone(), "connected".to_owned());
            shows(check, "still one call", "connected", "Busy");
            check.direct(Direction::AgentHangsUp);
            check.wait(1_000);
            shows(check, "the agent has left", "ended", "AfterCallWork");
            same!(check, "the others go on", legs(check)[1..].join(" "), "connected connected".to_owned());
        },
    },
    Case {
        name: "a call that was handed over remembers where it came from",
        section: "connect-streams 5.5",
        run: |check| {
            check.direct(Direction::TransferredCall {
                from: Some("+14155550142".to_owned()),
                attributes: Default::default(),
            });
            let contact = check.snapshot()["contacts"][0].clone();
            that!(check, "another initial contact", contact["initialContactId"] != contact["contactId"]);
            shows(check, "it rings", "connecting", "PendingBusy");
        },
    },
    Case {
        name: "tones go to a live leg",
        section: "connect-streams 4.3",
        run: |check| {
            check.direct(Direction::KnownCall);
            let leg = check.snapshot()["contacts"][0]["connections"][1]["connectionId"].clone();
            let digits = |check: &Check, leg: &Value, digits: &str| json!({ "contactId": contact_id(check), "connectionId": leg, "digits": digits });
            let asked = digits(check, &leg, "12#");
            let early = check.request("sendDigits", asked.clone());
            that!(check, "not while it rings", error_type(early) != "none");
            check.direct(Direction::AgentAccepts);
            check.wait(1_000);
            let sent = check.request("sendDigits", asked);
            same!(check, "sent", error_type(sent), "none".to_owned());
            for (leg, text) in [(&json!("no leg"), "1"), (&leg, "one"), (&leg, "")] {
                let asked = digits(check, leg, text);
                let refused = check.request("sendDigits", asked);
                that!(check, "refused", error_type(refused) != "none");
            }
        },
    },
];
