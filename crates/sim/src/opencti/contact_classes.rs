//! The org's classes that ask Amazon Connect about a contact: `SwitchboardRecording`, `SwitchboardAttributes`. Both answer
//! nothing when it is done, else a sentence.

use serde_json::{Value, json};

use super::package::Params;
use crate::ConnectFailure;
use crate::world::World;

/// `SwitchboardRecording.change`.
pub(super) fn record(world: &mut World, credentials: &[String], params: Params<'_>) -> String {
    let operation = match params.get("action").as_str() {
        "start" => "startContactRecording",
        "pause" => "suspendContactRecording",
        "resume" => "resumeContactRecording",
        "stop" => "stopContactRecording",
        other => return format!("SwitchboardRecording: no action {other}"),
    };
    let request = json!({
        "contactId": params.get("contactId"), "initialContactId": params.get("initialContactId"),
    });
    post(world, credentials, params, "SwitchboardRecording", operation, &request)
}

/// `SwitchboardAttributes.write`.
pub(super) fn write(world: &mut World, credentials: &[String], params: Params<'_>) -> String {
    let Ok(Value::Object(attributes)) = serde_json::from_str(&params.get("attributes")) else {
        return "SwitchboardAttributes: the attributes are no map".to_owned();
    };
    if let Some((name, _)) = attributes.iter().find(|(_, text)| !text.is_string()) {
        return format!("SwitchboardAttributes: {name} is no text");
    }
    let initial = Some(params.get("initialContactId")).filter(|initial| !initial.is_empty());
    let initial = initial.unwrap_or_else(|| params.get("contactId"));
    let request = json!({ "initialContactId": initial, "attributes": attributes });
    post(world, credentials, params, "SwitchboardAttributes", "updateContactAttributes", &request)
}

/// The request, signed by the named credential.
fn post(
    world: &mut World,
    credentials: &[String],
    params: Params<'_>,
    class: &str,
    operation: &str,
    request: &Value,
) -> String {
    if params.get("instanceId").is_empty() || params.get("contactId").is_empty() {
        return format!("{class}: no instance or no contact");
    }
    let credential = params.get("credential");
    if !credentials.contains(&credential) {
        return format!("The callout couldn't access the endpoint callout:{credential}.");
    }
    match world.connect_call(operation, request) {
        Ok(_) => String::new(),
        Err(refused) => said(&refused),
    }
}

fn said(refused: &ConnectFailure) -> String {
    let text = match refused {
        ConnectFailure::Refused(error) => error.as_str().unwrap_or_default(),
        ConnectFailure::NoAnswer => return "Read timed out".to_owned(),
    };
    let error: Value = serde_json::from_str(text).unwrap_or_default();
    let part = |name: &str| error[name].as_str().unwrap_or_default().to_owned();
    format!("{}: {}", part("type"), part("message"))
}
