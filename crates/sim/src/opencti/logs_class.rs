//! The org's class that writes call logs, `SwitchboardLogs`: JSON text, with `error` where it cannot.

use serde_json::{Map, Value, json};

use super::package::Params;
use crate::org::SaveError;
use crate::world::World;

/// The field on Task that Salesforce keeps unique.
const KEY: &str = "Switchboard_Key__c";

/// Longest contact id there is room for in the key.
const LONGEST_CONTACT: usize = 61;

/// Tasks made longer ago are nobody's log of a call of today.
const LATELY_MS: crate::clock::Millis = 2 * 24 * 60 * 60 * 1_000;

/// `SwitchboardLogs.save`.
pub(super) fn save(world: &mut World, params: Params<'_>) -> String {
    let contact = params.get("contactId");
    if contact.trim().is_empty() || contact.chars().count() > LONGEST_CONTACT {
        return refused(&format!("\"{contact}\" is no contact"), &[]);
    }
    let Ok(Value::Object(mut fields)) = serde_json::from_str(&params.get("fields")) else {
        return refused("Unexpected character in the fields", &[]);
    };
    let ours: Vec<String> = fields
        .keys()
        .filter(|name| name.eq_ignore_ascii_case(KEY) || name.eq_ignore_ascii_case("Id"))
        .cloned()
        .collect();
    if !ours.is_empty() {
        return refused(&format!("No such value for: {}", ours.join(", ")), &ours);
    }
    let key = format!("{contact}/{}", world.org.user());
    let asked = params.get("recordId");
    let known = if asked.is_empty() { find(world, &key, &contact) } else { Some(asked) };
    let now = world.now();
    let saved = match known {
        Some(id) => {
            fields.shift_remove("TaskSubtype");
            world.org.update(&id, &fields, now)
        }
        None => world.org.create("Task", &fields, now),
    };
    match saved {
        Ok(id) => {
            world.org.set_key(&id, KEY, &key);
            json!({ "id": id }).to_string()
        }
        Err(SaveError::Fields(errors)) => {
            let fields: Vec<String> = errors.iter().map(|error| error.field.clone()).collect();
            let why: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
            refused(&why.join(" "), &fields)
        }
        Err(error) => refused(&error.to_string(), &[]),
    }
}

/// The Task with this key; else one of the user that was made for the contact a little while ago.
fn find(world: &World, key: &str, contact: &str) -> Option<String> {
    let since = world.now().saturating_sub(LATELY_MS);
    let mut tasks = world.org.records().filter(|record| record.object == "Task");
    let keyed = tasks.find(|task| task.text(KEY) == key);
    let lately = world.org.records().find(|record| {
        record.object == "Task"
            && record.text("CallObject") == contact
            && record.text("OwnerId") == world.org.user()
            && record.text(KEY).is_empty()
            && record.created >= since
    });
    keyed.or(lately).map(|task| task.id.clone())
}

fn refused(why: &str, fields: &[String]) -> String {
    Value::Object(Map::from_iter([("error".to_owned(), json!(why)), ("fields".to_owned(), json!(fields))]))
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::WorldOptions;

    /// What the class answers, asked as a page asks it.
    fn ask(world: &mut World, contact: &str, id: &str, fields: &str) -> Value {
        let console = world.consoles().first().copied().unwrap_or_else(|| world.open_console());
        let fields: String = fields.bytes().map(|byte| format!("%{byte:02X}")).collect();
        let params = format!("contactId={contact}&recordId={id}&fields={fields}");
        let args = json!({ "apexClass": "SwitchboardLogs", "methodName": "save", "methodParams": params });
        let answer = world.call(console, "runApex", &args);
        let said = answer.value().and_then(|value| value["runApex"].as_str()).expect("a text").to_owned();
        serde_json::from_str(&said).expect("JSON")
    }

    fn world() -> World {
        World::new(WorldOptions { package: Some(Vec::new()), ..WorldOptions::default() })
    }

    fn tasks(world: &World) -> usize {
        world
            .org
            .records()
            .filter(|record| record.object == "Task" && !record.text("CallObject").is_empty())
            .count()
    }

    // Shows: issue-11-5-key
    #[test]
    fn a_contact_has_one_log_however_often_it_is_asked() {
        let mut world = world();
        let first = ask(&mut world, "c1", "", r#"{"CallObject":"c1","TaskSubtype":"Call","Subject":"Call"}"#);
        let again =
            ask(&mut world, "c1", "", r#"{"CallObject":"c1","TaskSubtype":"Call","Status":"Completed"}"#);
        assert_eq!((&first, tasks(&world)), (&again, 1));
        let id = first["id"].as_str().expect("an id").to_owned();
        assert_eq!(ask(&mut world, "c1", &id, r#"{"Subject":"Refund"}"#)["id"], *id);
        let log = world.org.record(&id).expect("the log");
        assert_eq!((log.text("Subject"), log.text("Status")), ("Refund", "Completed"));
        assert_ne!(ask(&mut world, "c2", "", r#"{"CallObject":"c2"}"#)["id"], *id);
        assert_eq!(tasks(&world), 2);
    }

    #[test]
    fn a_task_made_for_the_contact_is_taken_over() {
        let mut world = world();
        let console = world.open_console();
        let save = json!({ "object": { "entityApiName": "Task", "CallObject": "c1" } });
        let made = world.call(console, "saveLog", &save).value().expect("saved")["recordId"].clone();
        assert_eq!(ask(&mut world, "c1", "", r#"{"Status":"Completed"}"#)["id"], made);
        assert_eq!(tasks(&world), 1);
    }

    #[test]
    fn what_is_refused_is_named() {
        let mut world = world();
        let fields = |answer: Value| answer["fields"].clone();
        assert_eq!(
            fields(ask(&mut world, "c1", "", r#"{"Switchboard_Key__c":"x"}"#)),
            json!(["Switchboard_Key__c"])
        );
        assert_eq!(fields(ask(&mut world, "c1", "", r#"{"Nope__c":1}"#)), json!(["Nope__c"]));
        assert_eq!(fields(ask(&mut world, "", "", "{}")), json!([]));
        assert_eq!(fields(ask(&mut world, "c1", "", "no map")), json!([]));
        assert_eq!(fields(ask(&mut world, "c1", "00T000000000000", "{}")), json!([]));
        assert_eq!(tasks(&world), 0);
    }
}
