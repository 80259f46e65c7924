//! The org's own Apex class that controls recordings (`salesforce/`), once an administrator has deployed it: Apex itself
//! cannot run here.

use serde_json::{Value, json};

use crate::world::World;

/// What `SwitchboardRecording.change` answers: nothing when it is done, else a sentence.
pub(super) fn change(world: &mut World, credentials: &[String], params: &str) -> String {
    let given = |name: &str| {
        let pairs = params.split('&').filter_map(|pair| pair.split_once('='));
        let mut found = pairs.filter(|(key, _)| *key == name);
        found.next().map(|(_, value)| decoded(value)).unwrap_or_default()
    };
    let operation = match given("action").as_str() {
        "start" => "startContactRecording",
        "pause" => "suspendContactRecording",
        "resume" => "resumeContactRecording",
        "stop" => "stopContactRecording",
        other => return format!("SwitchboardRecording: no action {other}"),
    };
    let credential = given("credential");
    if !credentials.contains(&credential) {
        return format!("The callout couldn't access the endpoint callout:{credential}.");
    }
    if given("instanceId").is_empty() {
        return "SwitchboardRecording: no instance".to_owned();
    }
    let params = json!({ "contactId": given("contactId"), "initialContactId": given("initialContactId") });
    match world.connect_call(operation, &params) {
        Ok(_) => String::new(),
        Err(refused) => said(&refused),
    }
}

fn said(refused: &crate::ConnectFailure) -> String {
    let text = match refused {
        crate::ConnectFailure::Refused(error) => error.as_str().unwrap_or_default(),
        crate::ConnectFailure::NoAnswer => return "Read timed out".to_owned(),
    };
    let error: Value = serde_json::from_str(text).unwrap_or_default();
    format!(
        "{}: {}",
        error["type"].as_str().unwrap_or_default(),
        error["message"].as_str().unwrap_or_default()
    )
}

/// A percent-encoded text.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digits = [rest.next().unwrap_or(b'0'), rest.next().unwrap_or(b'0')];
        let hex = std::str::from_utf8(&digits).ok().and_then(|hex| u8::from_str_radix(hex, 16).ok());
        bytes.push(hex.unwrap_or(b'?'));
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
