//! What Streams cannot ask of Amazon Connect: changing a recording, writing attributes. A service of the deployment's own is
//! asked, or the org's Apex classes (`salesforce/`), which sign the request with a named credential.

use desk::Config;
use flow::{Answer, Failure, FailureKind, Map, RecordingChange, Reply, Value};
use js_sys::Promise;
use streams::ContactSnapshot;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::apex::Params;

#[wasm_bindgen(module = "/js/service.js")]
extern "C" {
    #[wasm_bindgen(js_name = post)]
    fn ask(address: &str, body: &str, ms: u32) -> Promise;
}

/// Where those requests go.
#[derive(Debug)]
pub(crate) struct ConnectApi {
    pub(crate) endpoint: Option<String>,
    /// The credential that a service of the deployment's own is told.
    credential: String,
    /// Where the instance usually is.
    region: Option<String>,
}

/// One request about a contact.
pub(crate) struct Request<'e> {
    /// The contact it is about.
    pub(crate) contact: &'e str,
    pub(crate) class: &'static str,
    pub(crate) method: &'static str,
    /// What is asked: the parameter that the two classes do not share.
    asked: (&'static str, String),
}

impl<'e> Request<'e> {
    /// Changes the recording of a call.
    pub(crate) fn change_recording(contact: &'e str, change: RecordingChange) -> Request<'e> {
        let asked = ("action", change.name().to_owned());
        Request { contact, class: "SwitchboardRecording", method: "change", asked }
    }

    /// Writes attributes of a contact.
    pub(crate) fn write_attributes(contact: &'e str, attributes: &Map<String>) -> Request<'e> {
        let asked = ("attributes", serde_json::to_string(attributes).unwrap_or_default());
        Request { contact, class: "SwitchboardAttributes", method: "write", asked }
    }
}

impl ConnectApi {
    pub(crate) fn new(config: &Config) -> ConnectApi {
        ConnectApi {
            endpoint: config.recording.endpoint.clone().filter(|endpoint| !endpoint.is_empty()),
            credential: config.recording.named_credential.clone(),
            region: config.connect.region.clone(),
        }
    }

    /// What the org's class is asked; a service is told the credential, too. The instance is known by the ARN of the contact's
    /// queue, however its address is written.
    pub(crate) fn params(&self, contact: &ContactSnapshot, request: Request<'_>) -> Params {
        let id = contact.contact_id();
        let arn = contact.queue().map(|queue| queue.arn()).unwrap_or_default();
        // arn:aws:connect:REGION:ACCOUNT:instance/ID/queue/…
        let part = |at| arn.split([':', '/']).nth(at).unwrap_or_default();
        let (region, instance) = (part(3), part(6));
        let initial = contact.initial_contact_id();
        let mut params = Params::from([
            request.asked,
            ("initialContactId", initial.unwrap_or_else(|| id.clone())),
            ("contactId", id),
            ("instanceId", instance.to_owned()),
        ]);
        if self.endpoint.is_some() {
            let mut credential = self.credential.clone();
            // The replica of an instance has a credential of its own.
            if self.region.as_deref().is_some_and(|usual| usual != region) && !region.is_empty() {
                credential = [&credential, "_", &region.replace('-', "_")].concat();
            }
            params.push(("credential", credential));
        }
        params
    }
}

/// Asks the deployment's own service.
pub(crate) fn post(address: &str, params: Params, ms: u32) -> JsFuture {
    JsFuture::from(ask(address, &Value::map(params).to_json_text(), ms))
}

/// What the service said: nothing is success, any text an error, also one that looks like JSON.
pub(crate) fn posted(answer: Result<JsValue, JsValue>) -> Reply {
    match answer.ok().map(|said| said.as_string()) {
        Some(Some(said)) => done_unless(Some(said).filter(|said| !said.is_empty())),
        _ => Err(Failure::new(FailureKind::TimedOut, "no answer")),
    }
}

/// What a class of the org said. One that was told no adapter answers with an empty string or an error message; to one that was,
/// an error is an entry of its answer.
pub(crate) fn reply(said: String) -> Reply {
    let answer = Value::from_json_text(&said).unwrap_or_default();
    done_unless(match &answer {
        Value::Map(entries) => entries.get("error").map(|error| {
            let message = error.get("message").as_text().map(str::to_owned);
            message.unwrap_or_else(|| error.to_json_text())
        }),
        _ => Some(said).filter(|said| !said.is_empty()),
    })
}

fn done_unless(refusal: Option<String>) -> Reply {
    refusal.map_or(Ok(Answer::Done), |why| Err(Failure::new(FailureKind::Rejected, why)))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::*;

    const SERVICE: Option<&str> = Some("https://acme.example/recording");

    /// The parameters of a request to write attributes, for a contact of this type: to a service of this address, or to the class.
    fn written(kind: &str, more: &Json, endpoint: Option<&str>) -> Json {
        let mut data = json!({
            "contactId": "c-1",
            "type": kind,
            "queue": {
                "queueARN": "arn:aws:connect:eu-central-1:111122223333:instance/i-1/queue/q-1",
                "queueId": "q-1",
                "name": "Support",
            },
        });
        data.as_object_mut().expect("a map").extend(more.as_object().cloned().unwrap_or_default());
        let attributes = Map::from([("mood".into(), "good".to_owned())]);
        let request = Request::write_attributes("c-1", &attributes);
        let api = ConnectApi {
            endpoint: endpoint.map(str::to_owned),
            credential: "Connect".into(),
            region: Some("eu-central-1".into()),
        };
        assert_eq!((request.class, request.method), ("SwitchboardAttributes", "write"));
        let params = api.params(&ContactSnapshot::from_json(data), request);
        params.into_iter().map(|(name, text)| (name.to_owned(), Json::from(text))).collect()
    }

    #[test]
    fn a_class_says_nothing_an_error_or_an_answer_with_an_entry_for_errors() {
        for (said, refusal) in [
            ("", None),
            (r#"{"revision":"7"}"#, None),
            ("Denied", Some("Denied")),
            ("5", Some("5")),
            (r#"{"error":{"code":"DENIED","message":"No access"},"revision":"7"}"#, Some("No access")),
            (r#"{"error":"No access"}"#, Some(r#""No access""#)),
            (r#"{"error":{"code":"DENIED"}}"#, Some(r#"{"code":"DENIED"}"#)),
        ] {
            let failure = reply(said.to_owned()).err().map(|failure| failure.message.to_string());
            assert_eq!(failure.as_deref(), refusal, "{said}");
        }
    }

    // Shows: BH-40
    #[test]
    fn attributes_of_any_kind_of_contact_are_written_by_its_id_and_instance() {
        for kind in ["voice", "queue_callback", "chat", "task", "email", ""] {
            let mut expected = json!({
                "attributes": r#"{"mood":"good"}"#,
                "contactId": "c-1",
                "initialContactId": "c-1",
                "instanceId": "i-1",
            });
            assert_eq!(written(kind, &json!({}), None), expected, "{kind}");
            expected["credential"] = "Connect".into();
            assert_eq!(written(kind, &json!({}), SERVICE), expected, "{kind}");
            let transferred = written(kind, &json!({ "initialContactId": "c-0" }), None);
            assert_eq!(
                (&transferred["initialContactId"], &transferred["contactId"]),
                (&"c-0".into(), &"c-1".into())
            );
        }
    }

    #[test]
    fn a_replica_has_a_credential_of_its_own_and_a_contact_without_a_queue_the_usual_one() {
        let queue = json!({ "queue": { "queueARN": "arn:aws:connect:us-west-2:1:instance/i-2/queue/q" } });
        let replica = written("chat", &queue, SERVICE);
        assert_eq!(
            (&replica["credential"], &replica["instanceId"]),
            (&"Connect_us_west_2".into(), &"i-2".into())
        );
        let without = written("task", &json!({ "queue": null }), SERVICE);
        assert_eq!((&without["credential"], &without["instanceId"]), (&"Connect".into(), &"".into()));
    }
}
