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
    post(world, credentials, params, operation, &request)
}

/// `SwitchboardAttributes.write`.
pub(super) fn write(world: &mut World, credentials: &[String], params: Params<'_>) -> String {
    let Ok(Value::Object(attributes)) = serde_json::from_str(&params.get("attributes")) else {
        return "SwitchboardAttributes: the attributes are no map".to_owned();
    };
    if let Some((name, _)) = attributes.iter().find(|(_, text)| !text.is_string()) {
        return format!("SwitchboardAttributes: {name} is no text");
    }
    // The simulated CTI Connection allows all but the platform's own names.
    let reserved =
        |name: &&String| ["aws:", "connect:"].iter().any(|prefix| name.to_lowercase().starts_with(prefix));
    if let Some(name) = attributes.keys().find(reserved) {
        return format!("SwitchboardAttributes: the CTI Connection does not allow the attribute {name}");
    }
    let initial = Some(params.get("initialContactId")).filter(|initial| !initial.is_empty());
    let initial = initial.unwrap_or_else(|| params.get("contactId"));
    let request = json!({ "initialContactId": initial, "attributes": attributes });
    post(world, credentials, params, "updateContactAttributes", &request)
}

/// Amazon Connect: ids of contacts and instances are UUIDs.
fn is_uuid(text: &str) -> bool {
    let lengths: Vec<usize> = text.split('-').map(str::len).collect();
    lengths == [8, 4, 4, 4, 12] && text.chars().all(|c| c.is_ascii_hexdigit() || c == '-')
}

/// The request, signed by the named credential of the instance.
fn post(
    world: &mut World,
    credentials: &[String],
    params: Params<'_>,
    operation: &str,
    request: &Value,
) -> String {
    let ids = ["instanceId", "contactId", "initialContactId"].map(|name| params.get(name));
    let [instance, contact, initial] = &ids;
    if ![instance, contact].into_iter().all(|id| is_uuid(id)) || !(initial.is_empty() || is_uuid(initial)) {
        return "Switchboard: no instance or no contact".to_owned();
    }
    // Callers choose no credential: the CTI Connection of the instance names it.
    if credentials.is_empty() || instance != world.connect().id() {
        return "Switchboard: no CTI Connection names this instance.".to_owned();
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
