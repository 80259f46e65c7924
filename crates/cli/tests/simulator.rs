//! The simulator as a session's ports: what the platforms do with each effect.

use cti::phone;
use desk::{PortEffect, Start};
use flow::{Answer, Effect, FailureKind, Millis, Reply, Value};
use serde_json::{Value as Json, json};
use session::sim::{Options, Simulation};
use sim::{Direction, World};

const START: Millis = 1_767_603_600_000;

/// A simulator after some directions, a second apart.
fn simulator(directions: &[&str]) -> Simulation {
    let options = Options { parse_phone: phone::parse, start: START };
    let mut simulator = Simulation::new(Start::default(), options);
    for direction in directions {
        direct(&mut simulator, serde_json::from_str(direction).expect(direction));
    }
    simulator
}

fn direct(simulator: &mut Simulation, direction: Direction) {
    simulator.direct(direction);
    pass(simulator);
}

/// A second goes by.
fn pass(simulator: &mut Simulation) {
    simulator.advance(simulator.now() + 1_000);
}

fn world(simulator: &Simulation) -> &World {
    &simulator.platforms().world
}

/// The id of the one contact with the agent.
fn contact(simulator: &Simulation) -> String {
    world(simulator).connect().present().next().expect("a contact").id.clone()
}

fn record(simulator: &Simulation, object: &str, name: &str) -> String {
    let mut records = world(simulator).org().records();
    records.find(|record| record.object == object && record.name() == name).expect(name).id.clone()
}

fn ask(simulator: &mut Simulation, effect: Json) -> Reply {
    let asked: Effect =
        serde_json::from_value(effect.clone()).unwrap_or_else(|error| panic!("{effect}: {error}"));
    let port = match asked {
        Effect::Host(effect) => PortEffect::Host(effect),
        Effect::Telephony(effect) => PortEffect::Telephony(effect),
        Effect::Page(_) | Effect::Desk(_) => panic!("{effect}: no platform performs it"),
    };
    pass(simulator);
    simulator.ask(&port).unwrap_or_else(|| panic!("{effect} is never answered"))
}

#[track_caller]
fn refused(reply: Reply, says: &str) {
    let failure = reply.expect_err("refused");
    assert_eq!(failure.kind, FailureKind::Rejected, "{failure}");
    assert!(failure.message.contains(says), "{failure}");
}

const TALKING: [&str; 2] = [r#"{"do":"knownCall"}"#, r#"{"do":"agentAccepts"}"#];

#[test]
fn hanging_up_ends_the_call_and_clearing_closes_it() {
    let mut simulator = simulator(&TALKING);
    let id = contact(&simulator);
    assert_eq!(ask(&mut simulator, json!({ "effect": "hangUp", "contact": id })), Ok(Answer::Done));
    pass(&mut simulator);
    assert!(!world(&simulator).connect().present().next().expect("after-call work").state.is_active());
    refused(ask(&mut simulator, json!({ "effect": "hangUp", "contact": id })), "InvalidStateException");
    assert_eq!(ask(&mut simulator, json!({ "effect": "clear", "contact": id })), Ok(Answer::Done));
    pass(&mut simulator);
    refused(ask(&mut simulator, json!({ "effect": "hangUp", "contact": id })), "ContactNotFoundException");
}

#[test]
fn a_party_is_added_to_a_live_call_once() {
    let add = |id: &str, number: &str| json!({ "effect": "addParty", "contact": id, "number": number });
    let mut ringing = simulator(&TALKING[..1]);
    let id = contact(&ringing);
    refused(ask(&mut ringing, add(&id, "+14155550199")), "InvalidStateException");
    let mut simulator = simulator(&TALKING);
    let id = contact(&simulator);
    refused(ask(&mut simulator, add(&id, "555-0199")), "BadEndpointException");
    assert_eq!(ask(&mut simulator, add(&id, "+14155550199")), Ok(Answer::Done));
    let legs = world(&simulator).connect().contacts[0].connections.len();
    assert_eq!(legs, 3, "agent, customer and the one who was added");
    refused(ask(&mut simulator, add(&id, "+14155550198")), "LimitExceededException");
}

#[test]
fn a_state_is_chosen_when_there_is_one_and_no_call_in_the_way() {
    let lunch = json!({ "effect": "setAgentState", "name": "Lunch" });
    let mut free = simulator(&[]);
    assert_eq!(ask(&mut free, lunch.clone()), Ok(Answer::Done));
    assert_eq!(world(&free).facts().agent.name, "Lunch");
    refused(ask(&mut free, json!({ "effect": "setAgentState", "name": "Sleeping" })), "no agent state");
    refused(ask(&mut simulator(&TALKING), lunch), "InvalidStateException");
}

// Shows: BH-65
#[test]
fn attributes_are_written_beside_those_that_are_there() {
    let mut simulator = simulator(&TALKING);
    let id = contact(&simulator);
    let write =
        |id: &str| json!({ "effect": "updateAttributes", "contact": id, "attributes": { "mood": "good" } });
    let before = world(&simulator).connect().contacts[0].attributes.len();
    assert_eq!(ask(&mut simulator, write(&id)), Ok(Answer::Done));
    let attributes = &world(&simulator).connect().contacts[0].attributes;
    assert_eq!((attributes["mood"].as_str(), attributes.len()), ("good", before + 1));
    let elsewhere = "aaaaaaaa-0000-4000-8000-000000000001";
    refused(ask(&mut simulator, write(elsewhere)), "ResourceNotFoundException");
    refused(ask(&mut simulator, write("nobody")), "no contact");
}

// Shows: BH-40
#[test]
fn attributes_of_a_chat_are_written_as_those_of_a_call() {
    let mut simulator =
        simulator(&[r#"{"do":"inboundChat","attributes":{"topic":"bill"}}"#, r#"{"do":"agentAccepts"}"#]);
    let id = contact(&simulator);
    let write = json!({ "effect": "updateAttributes", "contact": id, "attributes": { "mood": "good" } });
    assert_eq!(ask(&mut simulator, write), Ok(Answer::Done));
    let chat = &world(&simulator).connect().contacts[0];
    assert_eq!(serde_json::to_value(chat.channel).expect("a word"), "chat");
    assert_eq!((chat.attributes["mood"].as_str(), chat.attributes["topic"].as_str()), ("good", "bill"));
}

#[test]
fn fields_of_a_record_are_read() {
    let mut simulator = simulator(&[]);
    let dana = record(&simulator, "Contact", "Dana Ortiz");
    let read = |id: &str, field: &str| json!({ "effect": "readRecord", "entity": "Contact", "id": id, "fields": ["Name", field] });
    let value = Value::map([("Name", Value::from("Dana Ortiz")), ("DoNotCall", false.into())]);
    assert_eq!(ask(&mut simulator, read(&dana, "DoNotCall")), Ok(Answer::Value { value: value.clone() }));
    // Either length of the id is the record's.
    assert_eq!(ask(&mut simulator, read(&dana[..15], "DoNotCall")), Ok(Answer::Value { value }));
    refused(ask(&mut simulator, read(&dana, "Nope__c")), "No such column 'Nope__c'");
    refused(ask(&mut simulator, read("003000000000000AAA", "Phone")), "that you may see");
}

// Shows: BH-33
#[test]
fn numbers_are_found_however_they_are_spelled() {
    let mut simulator = simulator(&[]);
    for (entity, number, expected) in [
        ("Contact", "+14155550142", &["Dana Ortiz"][..]),
        ("Contact", "415.555.0142", &["Dana Ortiz"]),
        ("Contact", "(415) 555-0143", &["Dana Ortiz"]),
        ("Contact", "+44 20 7946 0018", &["Nia Bevan"]),
        ("Lead", "+14155550142", &[]),
        ("Contact", "555-0142", &[]),
        ("Contact", "' OR Name != '", &[]),
    ] {
        let asked = json!({ "effect": "findByPhone", "entity": entity, "number": number });
        let Ok(Answer::Matches(found)) = ask(&mut simulator, asked) else { panic!("{number}") };
        let names: Vec<&str> = found.records.iter().map(|record| record.name.as_str()).collect();
        assert_eq!(names, expected, "{entity} {number}");
        assert!(found.records.iter().all(|record| record.object == entity));
    }
}

#[test]
fn of_several_with_one_number_the_last_modified_comes_first() {
    let mut simulator = simulator(&[]);
    let priya = record(&simulator, "Contact", "Priya Raman");
    let save = |id: &str| json!({ "effect": "saveRecord", "target": { "update": { "id": id } }, "fields": { "Title": "Buyer" } });
    assert!(ask(&mut simulator, save(&priya)).is_ok());
    let asked = json!({ "effect": "findByPhone", "entity": "Contact", "number": "+15035550188" });
    let Ok(Answer::Matches(found)) = ask(&mut simulator, asked) else { panic!("found") };
    assert_eq!(found.records.len(), 2);
    assert_eq!(found.records[0].id, priya);
}

// Shows: BH-67
#[test]
fn converted_leads_are_passed_over() {
    let asked = json!({ "effect": "findByPhone", "entity": "Lead", "number": "+15035550188" });
    let mut simulator = simulator(&[]);
    let Ok(Answer::Matches(found)) = ask(&mut simulator, asked.clone()) else { panic!("found") };
    assert_eq!(found.records.len(), 1);
    simulator.direct(Direction::ConvertLead { name: "Rosa Imhoff".into() });
    let Ok(Answer::Matches(found)) = ask(&mut simulator, asked) else { panic!("found") };
    assert!(found.records.is_empty());
}

/// What the page says without the org's own classes, `cti` says.
// Shows: issue-3-Retrieve-Salesforce-Record
#[test]
fn without_the_package_nothing_reads_writes_or_records_and_the_layout_is_searched() {
    let mut simulator = simulator(&[TALKING[0], TALKING[1], r#"{"do":"removePackage"}"#]);
    let (id, dana) = (contact(&simulator), record(&simulator, "Contact", "Dana Ortiz"));
    for (class, effect) in [
        (
            "SwitchboardRecords",
            json!({ "effect": "readRecord", "entity": "Contact", "id": dana, "fields": ["Phone"] }),
        ),
        ("SwitchboardRecords", json!({ "effect": "readUserProfile" })),
        (
            "SwitchboardAttributes",
            json!({ "effect": "updateAttributes", "contact": id, "attributes": { "a": "1" } }),
        ),
        ("SwitchboardRecording", json!({ "effect": "record", "contact": id, "change": "start" })),
    ] {
        let failure = ask(&mut simulator, effect).expect_err("nobody does it");
        assert_eq!(failure.kind, FailureKind::Unavailable, "{failure}");
        let says =
            format!("Could not load Apex class: {class}. Deploy salesforce/ and assign its permission set.");
        assert_eq!(failure.message, says);
    }
    for (entity, expected) in
        [("Contact", vec!["Priya Raman", "Tomas Lindqvist"]), ("Lead", vec!["Rosa Imhoff"])]
    {
        let asked = json!({ "effect": "findByPhone", "entity": entity, "number": "+15035550188" });
        let Ok(Answer::Matches(found)) = ask(&mut simulator, asked) else { panic!("{entity}") };
        let names: Vec<&str> = found.records.iter().map(|record| record.name.as_str()).collect();
        assert_eq!(names, expected, "{entity}: in the order of the search");
    }
    let nobody = json!({ "effect": "findByPhone", "entity": "Contact", "number": "+13125550167" });
    let Ok(Answer::Matches(found)) = ask(&mut simulator, nobody) else { panic!("nobody") };
    assert!(found.records.is_empty());
}

#[test]
fn a_step_of_sales_engagement_is_completed_with_a_saved_task() {
    let mut simulator = simulator(&[]);
    let task = json!({ "effect": "saveRecord", "target": { "create": { "entity": "Task" } }, "fields": { "Subject": "Call" } });
    let Ok(Answer::Saved { record_id }) = ask(&mut simulator, task) else { panic!("saved") };
    let complete = |task: &str, disposition: Option<&str>| json!({ "effect": "completeWork", "workId": "8HF", "taskId": task, "disposition": disposition, "wasConnected": true });
    assert_eq!(ask(&mut simulator, complete(&record_id, Some("Connected"))), Ok(Answer::Done));
    refused(ask(&mut simulator, complete("00T000000000000AAA", Some("Connected"))), "not found");
    assert_eq!(
        ask(&mut simulator, complete(&record_id, None)).expect_err("no disposition").code.as_deref(),
        Some("INVALID_PARAM")
    );
}

#[test]
fn the_panel_and_the_settings_are_asked_and_set() {
    let mut simulator = simulator(&[]);
    for effect in [
        json!({ "effect": "setPanelVisibility", "visible": true }),
        json!({ "effect": "setPanelHeight", "px": 480 }),
        json!({ "effect": "refreshView" }),
        json!({ "effect": "notifyReady" }),
    ] {
        assert_eq!(ask(&mut simulator, effect.clone()), Ok(Answer::Done), "{effect}");
    }
    let Ok(Answer::Settings { settings }) = ask(&mut simulator, json!({ "effect": "readSettings" })) else {
        panic!("settings")
    };
    assert!(settings.get("/reqGeneralInfo/reqAdapterUrl").is_some());
    refused(ask(&mut simulator, json!({ "effect": "setPanelHeight", "px": 1 })), "heightPX");
}
