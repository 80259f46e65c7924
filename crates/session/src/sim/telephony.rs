//! Requests to Amazon Connect.

use ::sim::ConnectFailure;
use ::sim::connect::ConnectionKind;
use flow::{Answer, Failure, FailureKind, Reply, TelephonyEffect};
use serde_json::{Value as Json, json};

use super::host::Performed;
use super::platforms::Platforms;

impl Platforms {
    pub(super) fn perform_telephony(&mut self, effect: &TelephonyEffect) -> Performed {
        match effect {
            // The panel loads by itself: what it tells is the answer.
            TelephonyEffect::StartConnect(_)
            | TelephonyEffect::SignInAgain
            | TelephonyEffect::ReportState => Performed::Answered(Ok(Answer::Done), 0),
            TelephonyEffect::Dial(dial) => {
                let endpoint = json!({ "type": "phone_number", "phoneNumber": dial.number });
                let params = json!({ "endpoint": endpoint, "queueARN": dial.queue_arn });
                self.request("createOutboundContact", params)
            }
            TelephonyEffect::AddParty { contact, number } => {
                let endpoint = json!({ "type": "phone_number", "phoneNumber": number });
                let params = json!({ "contactId": contact, "endpoint": endpoint });
                self.request("createAdditionalConnection", params)
            }
            TelephonyEffect::SendDigits { contact, digits } => {
                let leg = self.leg(contact, |kind| kind != ConnectionKind::Agent);
                self.request(
                    "sendDigits",
                    json!({ "contactId": contact, "connectionId": leg, "digits": digits }),
                )
            }
            TelephonyEffect::HangUp { contact } => {
                let leg = self.leg(contact, |kind| kind == ConnectionKind::Agent);
                self.request("destroyConnection", json!({ "contactId": contact, "connectionId": leg }))
            }
            TelephonyEffect::Clear { contact } => {
                self.request("clearContact", json!({ "contactId": contact }))
            }
            TelephonyEffect::SetAgentState { name } => {
                self.request("putAgentState", json!({ "state": { "name": name }, "enqueueNextState": false }))
            }
            TelephonyEffect::UpdateAttributes { contact, attributes } => {
                self.write_attributes(contact, attributes)
            }
            TelephonyEffect::Record { contact, change } => self.change_recording(contact, *change),
        }
    }

    /// One request.
    fn request(&mut self, method: &str, params: Json) -> Performed {
        answered(self.world.connect_call(method, &params).map(drop))
    }

    /// The first connection of a kind of a contact; empty for a contact that is not there.
    fn leg(&self, contact: &str, is: impl Fn(ConnectionKind) -> bool) -> String {
        let contact = self.world.connect().present().find(|present| present.id == contact);
        let mut legs = contact.into_iter().flat_map(|contact| &contact.connections);
        legs.find(|leg| is(leg.kind)).map_or(String::new(), |leg| leg.id.clone())
    }
}

/// What Amazon Connect said, as a reply.
fn answered(said: Result<(), ConnectFailure>) -> Performed {
    let reply: Reply = match said {
        Ok(()) => Ok(Answer::Done),
        Err(ConnectFailure::NoAnswer) => return Performed::Never,
        Err(ConnectFailure::Refused(said)) => Err(Failure::new(FailureKind::Rejected, refusal(&said))),
    };
    Performed::Answered(reply, 0)
}

/// The reason of a refusal as the page has it from Streams (`streams::Failure`).
fn refusal(said: &Json) -> String {
    let data = match said.as_str() {
        Some(text) => serde_json::from_str(text).unwrap_or_default(),
        None => said.clone(),
    };
    match (data["type"].as_str(), data["message"].as_str()) {
        (Some(kind), Some(message)) => format!("{kind}: {message}"),
        (Some(text), None) | (None, Some(text)) => text.to_owned(),
        (None, None) => said.as_str().map_or_else(|| said.to_string(), str::to_owned),
    }
}
