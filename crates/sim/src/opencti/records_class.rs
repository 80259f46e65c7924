//! The org's class that reads records, `SwitchboardRecords`: JSON text, with `error` where it cannot.

use serde_json::{Value, json};

use super::package::Params;
use crate::org::{ReadError, schema};
use crate::world::World;

/// At most so many records are found.
const MOST: usize = 20;

/// `SwitchboardRecords.read`: fields of one record.
pub(super) fn read(world: &World, params: Params<'_>) -> String {
    let object = params.get("objectName");
    if !is_name(&object) {
        return error(&format!("\"{object}\" is no object"));
    }
    let names = params.get("fieldNames");
    let names: Vec<String> = names.split(',').filter(|_| !names.is_empty()).map(str::to_owned).collect();
    if let Some(name) = names.iter().find(|name| !is_name(name)) {
        return error(&format!("\"{name}\" is no field"));
    }
    if names.is_empty() {
        return error("unexpected token: 'FROM'");
    }
    let id = params.get("recordId");
    if !matches!(id.len(), 15 | 18) || !id.chars().all(|c| c.is_ascii_alphanumeric()) {
        return error(&format!("Invalid id: {id}"));
    }
    match world.org.read(&object, &id, &names) {
        Ok(record) => json!({ "record": record }).to_string(),
        Err(why @ ReadError::NoRecord { .. }) => {
            json!({ "error": why.to_string(), "code": "NO_RECORD" }).to_string()
        }
        Err(why) => error(&why.to_string()),
    }
}

/// `SwitchboardRecords.findByPhone`: records that have the number as one of the spellings writes it.
pub(super) fn find_by_phone(world: &World, params: Params<'_>) -> String {
    let object = params.get("objectName");
    if !schema::has_phone(&object) {
        return error(&format!("\"{object}\" is not searched by phone number"));
    }
    let spellings = params.get("spellings");
    let digits = spellings.split('\n').map(|text| text.chars().filter(char::is_ascii_digit).collect());
    let numbers: Vec<String> = digits.filter(|digits: &String| digits.len() > 2).collect();
    let found = world.org.with_phone(&object, &numbers, world.now());
    let records = found.into_iter().filter(|record| !record.flag("IsConverted")).take(MOST);
    let records: Vec<Value> =
        records.map(|record| json!({ "Id": record.id, "Name": record.name() })).collect();
    json!({ "records": records }).to_string()
}

/// `SwitchboardRecords.userProfile`: the profile of the agent.
pub(super) fn user_profile(world: &World) -> String {
    let user = world.org.record(world.org.user());
    json!({ "profile": user.map(|user| user.text("ProfileId")) }).to_string()
}

/// A name in the API, of an object or of a field.
fn is_name(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|c| c.is_ascii_alphabetic())
        && chars.all(|c| c.is_ascii_alphanumeric() || c == '_')
}

fn error(why: &str) -> String {
    json!({ "error": why }).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::direction::Direction;
    use crate::org::INDEX_LAG;
    use crate::world::WorldOptions;

    fn world() -> World {
        World::new(WorldOptions { package: Some(Vec::new()), ..WorldOptions::default() })
    }

    /// What the class answers, asked as a page asks it.
    fn ask(world: &mut World, method: &str, params: &str) -> Value {
        let console = world.consoles().first().copied().unwrap_or_else(|| world.open_console());
        let args = json!({ "apexClass": "SwitchboardRecords", "methodName": method, "methodParams": params });
        let answer = world.call(console, "runApex", &args);
        let said = answer.value().and_then(|value| value["runApex"].as_str()).expect("a text").to_owned();
        serde_json::from_str(&said).expect("JSON")
    }

    fn id(world: &World, name: &str) -> String {
        world
            .org()
            .records()
            .find(|record| record.name() == name)
            .map_or(name, |record| &record.id)
            .to_owned()
    }

    #[track_caller]
    fn check_read(object: &str, name: &str, fields: &str, expected: Value) {
        let mut world = world();
        let params = format!("objectName={object}&recordId={}&fieldNames={fields}", id(&world, name));
        let answer = ask(&mut world, "read", &params);
        match expected.as_str() {
            Some(says) => assert!(answer["error"].as_str().is_some_and(|e| e.contains(says)), "{answer}"),
            None => assert_eq!(answer, json!({ "record": expected })),
        }
    }

    // Shows: issue-3-Retrieve-Salesforce-Record
    #[test]
    fn fields_are_read_under_the_names_asked_for() {
        let dana = "Dana Ortiz";
        check_read(
            "Contact",
            dana,
            "Phone%2CdoNotCall%2CHomePhone",
            json!({ "Phone": "(415) 555-0142", "doNotCall": false, "HomePhone": null }),
        );
        check_read("Contact", dana, "Fax", json!("No such column 'Fax' on entity 'Contact'."));
        check_read("Contact", dana, "", json!("unexpected token"));
        check_read("Contact", dana, "Id%20FROM%20User", json!("is no field"));
        check_read("Contact", dana, "Account.Name", json!("is no field"));
        check_read("Contact%20c", dana, "Id", json!("is no object"));
        check_read("Lead", dana, "Id", json!("There is no Lead with the id"));
        check_read("Invoice__c", dana, "Id", json!("'Invoice__c' is not supported"));
        check_read("Contact", "003000000000000AAA", "Id", json!("that you may see"));
        check_read("Contact", "dana", "Id", json!("Invalid id: dana"));
    }

    #[track_caller]
    fn check_found(world: &mut World, object: &str, spellings: &str, expected: &[&str]) {
        let answer = ask(world, "findByPhone", &format!("objectName={object}&spellings={spellings}"));
        let names: Vec<&str> = answer["records"]
            .as_array()
            .expect("records")
            .iter()
            .filter_map(|r| r["Name"].as_str())
            .collect();
        assert_eq!(names, expected, "{object} {spellings}");
    }

    // Shows: BH-68
    #[test]
    fn every_phone_field_counts_and_every_spelling_and_nothing_but_digits() {
        let mut world = world();
        check_found(&mut world, "Contact", "%2B14155550143%0A4155550143", &["Dana Ortiz"]);
        // Digits are compared as they were typed.
        check_found(&mut world, "Contact", "%2B14155550143", &[]);
        check_found(&mut world, "Contact", "4155550", &[]);
        check_found(&mut world, "Contact", "(415)%20555-0142", &["Dana Ortiz"]);
        check_found(&mut world, "Contact", "'%20OR%20*%0A%3F*", &[]);
        check_found(&mut world, "Lead", "4155550142", &[]);
        check_found(&mut world, "Account", "4155550100", &["Bright Harbor Logistics"]);
        for object in ["Spaceship__c", "Task", "Contact%20LIMIT%205"] {
            let refused =
                ask(&mut world, "findByPhone", &format!("objectName={object}&spellings=4155550142"));
            let error = refused["error"].as_str().unwrap_or_default();
            assert!(error.ends_with("is not searched by phone number"), "{refused}");
        }
    }

    // Shows: BH-68
    #[test]
    fn the_last_modified_comes_first_and_the_converted_not_at_all() {
        let mut world = world();
        check_found(&mut world, "Contact", "5035550188", &["Tomas Lindqvist", "Priya Raman"]);
        let priya = id(&world, "Priya Raman");
        let console = world.open_console();
        let save = json!({ "object": { "Id": priya, "Title": "Buyer" } });
        assert!(world.call(console, "saveLog", &save).value().is_some());
        check_found(&mut world, "Contact", "5035550188", &["Priya Raman", "Tomas Lindqvist"]);
        check_found(&mut world, "Lead", "5035550188", &["Rosa Imhoff"]);
        world.direct(Direction::ConvertLead { name: "Rosa Imhoff".into() });
        check_found(&mut world, "Lead", "5035550188", &[]);
    }

    #[test]
    fn a_new_record_is_found_once_the_index_knows_it() {
        let mut world = world();
        let console = world.open_console();
        let save =
            json!({ "object": { "entityApiName": "Contact", "LastName": "New", "HomePhone": "9995550123" } });
        assert!(world.call(console, "saveLog", &save).value().is_some());
        check_found(&mut world, "Contact", "9995550123", &[]);
        world.advance(world.now() + INDEX_LAG);
        check_found(&mut world, "Contact", "9995550123", &["New"]);
    }

    #[test]
    fn the_profile_is_the_agents() {
        assert_eq!(ask(&mut world(), "userProfile", ""), json!({ "profile": "00e5g000002RtQZAA0" }));
    }
}
