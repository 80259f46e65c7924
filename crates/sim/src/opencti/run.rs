//! `runApex`, and completing a step of Sales Engagement.

use serde_json::{Map, Value, json};

use super::answer::{ApiError, Done, Outcome, object};
use super::check;
use crate::world::World;

/// Runs a method of the org's own package, or one that a test has defined: Apex itself cannot run here.
pub(crate) fn run_apex(world: &mut World, args: &Map<String, Value>) -> Outcome {
    let class = check::text(args, "apexClass")?;
    let method = check::text(args, "methodName")?;
    let params = args.get("methodParams").and_then(Value::as_str).unwrap_or_default();
    if let Some(said) = super::package::run(world, class, method, params) {
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
        let missing = world.call(id, "runApex", &json!({ "apexClass": "Nope", "methodName": "find" }));
        assert_eq!(missing.error_code(), Some("SERVER_ERROR"));
    }

    /// What a class of the package says to these parameters, deployed with the connections of these credentials; the code of
    /// the error without.
    #[track_caller]
    fn check(class: &str, method: &str, params: &str, deployed: Option<&[&str]>, expected: &str) {
        let mut world = World::new(WorldOptions::default());
        let id = world.open_console();
        world.direct(crate::Direction::KnownCall);
        world.advance(world.now() + 1_000);
        if let Some(credentials) = deployed {
            let credentials = credentials.iter().map(|name| (*name).to_owned()).collect();
            world.direct(crate::Direction::DeployPackage { credentials });
        }
        let contact = world.connect().contacts[0].id.clone();
        let params = params.replace("CONTACT", &contact).replace("INSTANCE", world.connect().id());
        let args = json!({ "apexClass": class, "methodName": method, "methodParams": params });
        let answer = world.call(id, "runApex", &args);
        let said = answer.value().and_then(|value| value["runApex"].as_str());
        assert_eq!(said.or(answer.error_code()), Some(expected), "{class} {params}");
    }

    const OURS: Option<&[&str]> = Some(&["AmazonConnectAPI"]);
    const NO_ID: &str = "Switchboard: no instance or no contact";

    #[test]
    fn the_package_answers_once_it_is_deployed() {
        let none = "Switchboard: no CTI Connection names this instance.";
        let elsewhere = "aaaaaaaa-0000-4000-8000-000000000001";
        let record =
            format!("action=start&contactId={elsewhere}&initialContactId={elsewhere}&instanceId=INSTANCE");
        check("SwitchboardRecording", "change", &record, None, "SERVER_ERROR");
        check("SwitchboardRecording", "change", &record, Some(&[]), none);
        let unknown = format!("ResourceNotFoundException: no contact {elsewhere}");
        check("SwitchboardRecording", "change", &record, OURS, &unknown);
        let other = record.replace("INSTANCE", elsewhere);
        check("SwitchboardRecording", "change", &other, OURS, none);
        check(
            "SwitchboardRecording",
            "change",
            "action=start&contactId=c%201&instanceId=INSTANCE",
            OURS,
            NO_ID,
        );

        let write = "attributes=%7B%22a%22%3A%221%22%7D&contactId=CONTACT&initialContactId=CONTACT&instanceId=INSTANCE";
        check("SwitchboardAttributes", "write", write, None, "SERVER_ERROR");
        check("SwitchboardAttributes", "write", write, Some(&[]), none);
        check("SwitchboardAttributes", "write", write, OURS, "");
        check("SwitchboardAttributes", "write", &format!("{write}&credential=AnyOther"), OURS, "");
        for (write, says) in [
            ("attributes=5&contactId=CONTACT", "SwitchboardAttributes: the attributes are no map"),
            ("attributes=%7B%22a%22%3A1%7D&contactId=CONTACT", "SwitchboardAttributes: a is no text"),
            ("attributes=%7B%7D&instanceId=INSTANCE", NO_ID),
            ("attributes=%7B%7D&contactId=CONTACT", NO_ID),
            ("attributes=%7B%7D&contactId=c&instanceId=INSTANCE", NO_ID),
            (
                "attributes=%7B%22aws%3Ax%22%3A%221%22%7D&contactId=CONTACT&instanceId=INSTANCE",
                "SwitchboardAttributes: the CTI Connection does not allow the attribute aws:x",
            ),
        ] {
            check("SwitchboardAttributes", "write", write, OURS, says);
        }
        check("SwitchboardRecords", "erase", "", OURS, "SERVER_ERROR");
    }

    #[test]
    fn a_page_that_names_its_adapter_gets_json_with_the_revision() {
        let absent = r#""state":"absent","revision":null}"#;
        let write = "attributes=%7B%22a%22%3A%221%22%7D&contactId=CONTACT&instanceId=INSTANCE&adapter=Acme";
        check("SwitchboardAttributes", "write", write, OURS, &format!("{{{absent}"));
        let refused = format!(r#"{{"error":{{"code":"REFUSED","message":"{NO_ID}","fields":[]}},{absent}"#);
        check("SwitchboardRecording", "change", "action=stop&adapter=Acme", OURS, &refused);
        let profile = format!(r#"{{"profile":"00e5g000002RtQZAA0",{absent}"#);
        check("SwitchboardRecords", "userProfile", "adapter=Acme", OURS, &profile);
    }
}
