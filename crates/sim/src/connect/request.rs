//! Requests to the instance: what a page asks through `api_request`. Streams: API calls.

use serde_json::{Map, Value, json};
use thiserror::Error;

use super::agent::choice;
use super::contact::{ConnectionKind, ContactState, LegState};
use super::instance::{Instance, SETTLE};
use super::recording::OPERATIONS;
use crate::clock::Agenda;
use crate::strict::Rule;
use crate::world::Due;

/// A request that the instance refused.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{kind}: {message}")]
pub struct Failed {
    /// Exception type, for instance `ContactNotFoundException`.
    pub kind: String,
    /// Text for people.
    pub message: String,
}

impl Failed {
    pub(crate) fn new(kind: &str, message: impl Into<String>) -> Self {
        Failed { kind: kind.to_owned(), message: message.into() }
    }

    /// The member `err` of the answer: the shared worker sends it as JSON text.
    pub fn err(&self, strict: bool) -> Value {
        let error = json!({ "type": self.kind, "message": self.message, "stack": [], "retryStatus": "none",
                            "statusCode": 400 });
        if strict { Value::String(error.to_string()) } else { error }
    }
}

/// How a request came to nothing.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum ConnectFailure {
    /// The instance answered with an error; the value is what the page would get, a JSON text.
    #[error("Amazon Connect refused: {0}")]
    Refused(Value),
    /// No answer will ever come. Streams has no timeout.
    #[error("Amazon Connect never answers")]
    NoAnswer,
}

impl Instance {
    /// Carries out one request. The effects show in later snapshots.
    pub(crate) fn request(
        &mut self,
        method: &str,
        params: &Map<String, Value>,
        agenda: &mut Agenda<Due>,
    ) -> Result<Value, Failed> {
        let now = agenda.now();
        match method {
            "acceptContact" => {
                let contact = self.asked(params)?;
                if !matches!(contact.state, ContactState::Connecting | ContactState::Incoming) {
                    return Err(wrong_state("accept", contact.state));
                }
                contact.accepted = true;
                let id = contact.id.clone();
                agenda.plan(SETTLE, Due::Connects(id));
                Ok(json!({}))
            }
            "rejectContact" => {
                let strict = self.strict.holds(Rule::RejectBeforeConnect);
                let contact = self.asked(params)?;
                if !matches!(contact.state, ContactState::Connecting | ContactState::Incoming) && strict {
                    return Err(wrong_state("reject", contact.state));
                }
                let id = contact.id.clone();
                agenda.plan(SETTLE, Due::Rejected(id));
                Ok(json!({}))
            }
            "clearContact" | "completeContact" => {
                let strict = self.strict.holds(Rule::ClearAfterEnd);
                let contact = self.asked(params)?;
                if contact.state.is_active() && strict {
                    return Err(wrong_state("clear", contact.state));
                }
                let id = contact.id.clone();
                agenda.plan(SETTLE, Due::Cleared(id));
                Ok(json!({}))
            }
            "destroyConnection" => {
                let contact = self.asked(params)?;
                let leg = text(params, "connectionId")?;
                if !contact.connections.iter().any(|connection| connection.id == leg) {
                    return Err(Failed::new("ConnectionNotFoundException", format!("no connection {leg}")));
                }
                if !contact.state.is_active() {
                    return Err(wrong_state("destroy a connection of", contact.state));
                }
                let (id, leg) = (contact.id.clone(), leg.to_owned());
                agenda.plan(SETTLE, Due::LegGoes(id, leg));
                Ok(json!({}))
            }
            "holdConnection" => self.hold(params, LegState::Hold, now),
            "resumeConnection" => self.hold(params, LegState::Connected, now),
            "createAdditionalConnection" => self.add_party(params, agenda),
            "createOutboundContact" => self.dial(params, agenda),
            operation if OPERATIONS.contains(&operation) => self.record(operation, params),
            "updateContactAttributes" => self.write_attributes(params),
            "putAgentState" => self.put_state(params, now),
            "updateAgentConfiguration" => {
                let configuration = params.get("configuration").and_then(Value::as_object);
                let configuration = configuration
                    .ok_or_else(|| Failed::new("InvalidParameterException", "configuration is missing"))?;
                if let Some(enabled) = configuration.get("softphoneEnabled").and_then(Value::as_bool) {
                    self.softphone_enabled = enabled;
                }
                if let Some(extension) = configuration.get("extension").and_then(Value::as_str) {
                    self.extension = extension.to_owned();
                }
                Ok(json!({}))
            }
            "getEndpoints" => Ok(json!({
                "endpoints": [ { "endpointARN": null, "type": "phone_number", "name": "Front desk",
                                 "phoneNumber": "+14155550199", "agentLogin": null, "queue": null } ],
                "nextToken": null
            })),
            "createTransport" => Ok(json!({
                "chatTokenTransport": { "participantToken": "participant-token", "expiry": crate::clock::iso(now + 86_400_000) }
            })),
            "sendDigits" => self.send_digits(params),
            "notifyContactIssue" | "muteParticipant" | "unmuteParticipant" => {
                self.asked(params)?;
                Ok(json!({}))
            }
            _ => Err(Failed::new("UnknownOperationException", format!("no operation {method}"))),
        }
    }

    pub(super) fn asked(&mut self, params: &Map<String, Value>) -> Result<&mut super::Contact, Failed> {
        let id = text(params, "contactId")?.to_owned();
        self.present_mut(&id).ok_or_else(|| {
            Failed::new("ContactNotFoundException", format!("no contact {id} is with this agent"))
        })
    }

    fn send_digits(&mut self, params: &Map<String, Value>) -> Result<Value, Failed> {
        let contact = self.asked(params)?;
        let leg = text(params, "connectionId")?;
        let digits = text(params, "digits")?;
        if !contact.connections.iter().any(|connection| connection.id == leg) {
            return Err(Failed::new("ConnectionNotFoundException", format!("no connection {leg}")));
        }
        if contact.state != ContactState::Connected {
            return Err(wrong_state("send digits to", contact.state));
        }
        let is_key = |c: char| c.is_ascii_digit() || matches!(c, '*' | '#');
        if digits.is_empty() || !digits.chars().all(is_key) {
            return Err(Failed::new("InvalidParameterException", format!("{digits:?} cannot be dialled")));
        }
        Ok(json!({}))
    }

    fn hold(&mut self, params: &Map<String, Value>, to: LegState, now: u64) -> Result<Value, Failed> {
        let contact = self.asked(params)?;
        let id = text(params, "connectionId")?;
        let from = if to == LegState::Hold { LegState::Connected } else { LegState::Hold };
        let leg = contact
            .connections
            .iter_mut()
            .find(|leg| leg.id == id && leg.kind != ConnectionKind::Agent)
            .ok_or_else(|| Failed::new("ConnectionNotFoundException", format!("no connection {id}")))?;
        if leg.state != from {
            return Err(Failed::new("InvalidStateException", "the connection is in another state"));
        }
        leg.enter(to, now);
        self.stale = true;
        Ok(json!({}))
    }

    fn dial(&mut self, params: &Map<String, Value>, agenda: &mut Agenda<Due>) -> Result<Value, Failed> {
        let number = phone_number(params)?;
        if let Some(queue) = params.get("queueARN").and_then(Value::as_str)
            && !self.knows_queue(queue)
        {
            return Err(Failed::new("InvalidParameterException", format!("no queue {queue}")));
        }
        // One voice contact at a time. The type of this error is our guess; that it fails is not.
        if self.is_taken() {
            return Err(Failed::new("LimitExceededException", "the agent has a voice contact already"));
        }
        self.dialling = true;
        agenda.plan(SETTLE, Due::OutboundAppears(number.to_owned()));
        // No contact id: the contact shows up in a later snapshot.
        let lax = !self.strict.holds(Rule::OutboundAnswersEmpty);
        Ok(if lax { json!({ "contactId": "given-away" }) } else { json!({}) })
    }

    fn put_state(&mut self, params: &Map<String, Value>, now: u64) -> Result<Value, Failed> {
        let state = params.get("state").and_then(Value::as_object);
        let name = state.and_then(|state| state.get("name")).and_then(Value::as_str).unwrap_or("");
        let (name, kind) = choice(name).ok_or_else(|| {
            Failed::new("InvalidParameterException", format!("no agent state {name:?} can be chosen"))
        })?;
        let enqueue = params.get("enqueueNextState").and_then(Value::as_bool).unwrap_or(false);
        if !enqueue && self.present().any(|contact| contact.state.is_active()) {
            return Err(Failed::new(
                "InvalidStateException",
                "the agent has a contact; put the state in line instead",
            ));
        }
        self.choose_state(name, kind, enqueue, now);
        Ok(json!({}))
    }
}

/// The number of the endpoint, which must be E.164.
pub(super) fn phone_number(params: &Map<String, Value>) -> Result<&str, Failed> {
    let endpoint = params.get("endpoint").and_then(Value::as_object);
    let number = endpoint.and_then(|endpoint| endpoint.get("phoneNumber")).and_then(Value::as_str);
    let number = number.ok_or_else(|| Failed::new("BadEndpointException", "endpoint has no phoneNumber"))?;
    let digits = number.strip_prefix('+').unwrap_or("");
    if digits.len() < 8 || digits.len() > 15 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Failed::new("BadEndpointException", format!("{number} is not an E.164 number")));
    }
    Ok(number)
}

pub(super) fn text<'a>(params: &'a Map<String, Value>, name: &str) -> Result<&'a str, Failed> {
    params
        .get(name)
        .and_then(Value::as_str)
        .ok_or_else(|| Failed::new("InvalidParameterException", format!("{name} is missing")))
}

pub(super) fn wrong_state(verb: &str, state: ContactState) -> Failed {
    Failed::new("InvalidStateException", format!("cannot {verb} a contact that is {}", state.name()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::connect::InstanceOptions;
    use crate::strict::Strictness;

    #[track_caller]
    fn check(method: &str, params: Value, expected: Result<Value, &str>) {
        let mut instance = Instance::new(InstanceOptions::default(), Strictness::default(), 0);
        let mut agenda = Agenda::starting_at(0);
        let params = params.as_object().cloned().unwrap_or_default();
        let answer = instance.request(method, &params, &mut agenda);
        assert_eq!(
            answer.as_ref().map_err(|failed| failed.kind.as_str()),
            expected.as_ref().map_err(|kind| *kind)
        );
    }

    #[test]
    fn requests_are_checked() {
        let to = |number: &str| json!({ "endpoint": { "type": "phone_number", "phoneNumber": number } });
        check("createOutboundContact", to("+14155550142"), Ok(json!({})));
        check("createOutboundContact", to("(415) 555-0142"), Err("BadEndpointException"));
        check("createOutboundContact", json!({ "endpoint": "+14155550142" }), Err("BadEndpointException"));
        check("acceptContact", json!({ "contactId": "c1" }), Err("ContactNotFoundException"));
        check("acceptContact", json!({}), Err("InvalidParameterException"));
        check("putAgentState", json!({ "state": { "name": "Lunch" } }), Ok(json!({})));
        check("putAgentState", json!({ "state": { "name": "Busy" } }), Err("InvalidParameterException"));
        check("makeCoffee", json!({}), Err("UnknownOperationException"));
    }

    #[test]
    fn errors_travel_as_json_text() {
        let err = Failed::new("ContactNotFoundException", "gone").err(true);
        let parsed: Value = serde_json::from_str(err.as_str().unwrap()).unwrap();
        assert_eq!(
            (parsed["type"].as_str(), parsed["statusCode"].as_i64()),
            (Some("ContactNotFoundException"), Some(400))
        );
    }
}
