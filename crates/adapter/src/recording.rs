//! Changing the recording of a call. Streams cannot: a service of the deployment's own is asked, or the org's Apex class
//! (`salesforce/`), which signs the request with a named credential.

use desk::Config;
use flow::{Answer, Failure, FailureKind, RecordingChange, Reply, Value, cut_at, joined};
use js_sys::Promise;
use opencti::RunApex;
use streams::ContactSnapshot;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen(module = "/js/recording.js")]
extern "C" {
    #[wasm_bindgen(js_name = post)]
    fn ask(address: &str, body: &str, ms: u32) -> Promise;
}

/// Whom to ask.
#[derive(Debug)]
pub(crate) struct Way {
    pub(crate) endpoint: Option<String>,
    credential: String,
    /// Where the instance usually is.
    region: Option<String>,
}

/// Names and texts of one request.
type Params = Vec<(String, String)>;

impl Way {
    pub(crate) fn new(config: &Config) -> Way {
        Way {
            endpoint: config.recording.endpoint.clone().filter(|endpoint| !endpoint.is_empty()),
            credential: config.recording.named_credential.clone(),
            region: config.connect.region.clone(),
        }
    }

    /// The request. The instance is known by the ARN of the contact's queue, however its address is written.
    pub(crate) fn params(&self, contact: &ContactSnapshot, change: RecordingChange) -> Params {
        let id = contact.contact_id();
        let arn = contact.queue().map(|queue| queue.arn()).unwrap_or_default();
        // arn:aws:connect:REGION:ACCOUNT:instance/ID/queue/…
        let mut parts = [""; 7];
        let mut rest = Some(arn.as_str());
        for part in &mut parts {
            (*part, rest) = cut_at(rest.unwrap_or_default(), b":/");
        }
        let (region, instance) = (parts[3], parts[6]);
        let mut credential = self.credential.clone();
        // The replica of an instance has a credential of its own.
        if self.region.as_deref().is_some_and(|usual| usual != region) && !region.is_empty() {
            credential = joined(&[&credential, "_", &region.replace('-', "_")]);
        }
        let initial = contact.initial_contact_id();
        let mut params = Params::new();
        for (name, text) in [
            ("action", change.name()),
            ("contactId", &id),
            ("initialContactId", initial.as_deref().unwrap_or(&id)),
            ("instanceId", instance),
            ("credential", &credential),
        ] {
            params.push((name.to_owned(), text.to_owned()));
        }
        params
    }
}

/// Asks the deployment's own service.
pub(crate) fn post(address: &str, params: Params, ms: u32) -> JsFuture {
    JsFuture::from(ask(address, &Value::map(params).to_json_text(), ms))
}

/// What the service said.
pub(crate) fn posted(answer: Result<JsValue, JsValue>) -> Reply {
    match answer.ok().map(|said| said.as_string()) {
        Some(Some(said)) => told(said),
        _ => Err(Failure::new(FailureKind::TimedOut, "no answer")),
    }
}

/// The call of the org's class.
pub(crate) fn apex(params: Params) -> RunApex {
    RunApex { class: "SwitchboardRecording".to_owned(), method: "change".to_owned(), params }
}

/// Both say nothing when it is done, else why not.
pub(crate) fn told(said: String) -> Reply {
    if said.is_empty() { Ok(Answer::Done) } else { Err(Failure::new(FailureKind::Rejected, said)) }
}
