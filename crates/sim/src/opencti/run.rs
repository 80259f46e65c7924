//! `runApex`, and completing a step of Sales Engagement.

use serde_json::{Map, Value, json};

use super::answer::{ApiError, Done, Outcome, object};
use super::check;
use crate::world::World;

/// Runs a method that a test has defined: Apex itself cannot run here.
pub(crate) fn run_apex(world: &mut World, args: &Map<String, Value>) -> Outcome {
    let class = check::text(args, "apexClass")?;
    let method = check::text(args, "methodName")?;
    if let ("SwitchboardRecording", "change", Some(credentials)) =
        (class, method, world.recording_class.clone())
    {
        let params = args.get("methodParams").and_then(Value::as_str).unwrap_or_default();
        let said = super::recording::change(world, &credentials, params);
        return Ok(Done::Value(json!({ "runApex": said })));
    }
    match world.options.apex.get(&format!("{class}.{method}")) {
        Some(value) => Ok(Done::Value(json!({ "runApex": value }))),
        None => Err(ApiError::new("SERVER_ERROR", format!("Could not load Apex class: {class}."))),
    }
}

/// `hvs.completeWork`.
pub(crate) fn complete_work(world: &mut World, args: &Map<String, Value>) -> Outcome {
    check::text(args, "workId")?;
    let attributes = object(args.get("attributes"))
        .ok_or_else(|| ApiError::invalid("attributes: an object was expected, but nothing was found."))?;
    let task = check::text(attributes, "taskId")?;
    check::text(attributes, "disposition")?;
    if world.org.record(task).is_none() {
        return Err(ApiError::generic("completeWork() failed. The task was not found."));
    }
    Ok(Done::Nothing)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::WorldOptions;

    #[test]
    fn apex_answers_under_its_own_key() {
        let mut options = WorldOptions::default();
        options.apex.insert("Lookup.find".into(), json!("{\"rows\":[]}"));
        let mut world = World::new(options);
        let id = world.open_console();
        let answer = world.call(
            id,
            "runApex",
            &json!({ "apexClass": "Lookup", "methodName": "find", "methodParams": "" }),
        );
        assert_eq!(answer.value(), Some(&json!({ "runApex": "{\"rows\":[]}" })));
        let params =
            "action=start&contactId=c%201&initialContactId=c&instanceId=i&credential=AmazonConnectAPI";
        let record = |world: &mut World| {
            let args = json!({ "apexClass": "SwitchboardRecording", "methodName": "change", "methodParams": params });
            world.call(id, "runApex", &args)
        };
        assert_eq!(record(&mut world).error_code(), Some("SERVER_ERROR"), "not deployed");
        for (credential, said) in [
            ("Other", "The callout couldn't access the endpoint callout:AmazonConnectAPI."),
            ("AmazonConnectAPI", "ResourceNotFoundException: no contact c 1"),
        ] {
            world.direct(crate::Direction::DeployRecording { credentials: vec![credential.into()] });
            assert_eq!(record(&mut world).value(), Some(&json!({ "runApex": said })));
        }
        let missing = world.call(id, "runApex", &json!({ "apexClass": "Nope", "methodName": "find" }));
        assert_eq!(missing.error_code(), Some("SERVER_ERROR"));
    }
}
