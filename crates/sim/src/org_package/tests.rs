//! The simulated classes keep the contract that the Apex classes keep.

use serde_json::{Value, json};

use super::*;
use crate::faults::{Fault, Mishap, Target};
use crate::opencti::CallAnswer;
use crate::world::{World, WorldOptions};

const CONTRACT: &str = include_str!("../../../../salesforce/contract/org-flows.json");

fn document(given: &Value) -> Document {
    let fields = &given["fields"];
    let text = |name: &str| fields[name].as_str().map(str::to_owned);
    Document {
        kind: serde_json::from_value(given["kind"].clone()).expect("a kind"),
        key: text("Key__c").expect("a key"),
        name: text("Name").expect("a name"),
        description: text("Description__c"),
        source: text("Source__c"),
        event: text("Event__c"),
        active: fields["Active__c"] == true,
        debug: fields["Debug__c"] == true,
        order: fields["Order__c"].as_i64(),
        format: fields["Format__c"].as_i64().expect("a format"),
        definition: text("Definition__c"),
        errors: None,
        digest: String::new(),
    }
}

/// Whether an actual value holds all of an expected one.
fn check_holds(actual: &Value, expected: &Value, path: &str) {
    match expected {
        Value::Object(members) => {
            for (name, member) in members {
                let found = actual.get(name).unwrap_or_else(|| panic!("{path}.{name} is not in {actual}"));
                check_holds(found, member, &format!("{path}.{name}"));
            }
        }
        Value::Array(entries) => {
            let found = actual.as_array().unwrap_or_else(|| panic!("{path} is no list: {actual}"));
            assert_eq!(found.len(), entries.len(), "{path}");
            for (at, (found, entry)) in found.iter().zip(entries).enumerate() {
                check_holds(found, entry, &format!("{path}[{at}]"));
            }
        }
        _ => assert_eq!(actual, expected, "{path}"),
    }
}

fn world() -> World {
    World::new(WorldOptions { package: Some(Vec::new()), ..WorldOptions::default() })
}

fn call(world: &mut World, method: &str, args: &Value) -> CallAnswer {
    let console = world.consoles().first().copied().unwrap_or_else(|| world.open_console());
    let params = args.as_object().expect("arguments").iter();
    let params: Vec<String> =
        params.map(|(name, text)| format!("{name}={}", text.as_str().expect("a text"))).collect();
    let args =
        json!({ "apexClass": "SwitchboardFlows", "methodName": method, "methodParams": params.join("&") });
    world.call(console, "runApex", &args)
}

fn ask(world: &mut World, method: &str, args: &Value) -> Value {
    let answer = call(world, method, args);
    let text = answer.value().and_then(|value| value["runApex"].as_str()).expect("a text");
    serde_json::from_str(text).expect("JSON")
}

#[test]
fn the_simulated_classes_keep_the_contract() {
    let contract: Value = serde_json::from_str(CONTRACT).expect("JSON");
    let mut world = world();
    for adapter in contract["adapters"].as_array().expect("adapters") {
        let settings = adapter["Settings__c"].as_str().map(str::to_owned);
        let key = adapter["Key__c"].as_str().expect("a key");
        world.org_package.save_adapter(key, adapter["Enabled__c"] == true, settings);
    }
    let key = contract["adapter"].as_str().expect("a key");
    for given in contract["documents"].as_array().expect("documents") {
        let record = document(given);
        assert_eq!(record.compute_digest(), given["digest"], "{}", record.key);
        world.org_package.write(key, record, 0);
    }
    let steps = contract["steps"].as_array().expect("steps");
    assert!(steps.len() > 20);
    for step in steps {
        let filled = |world: &World| -> Value {
            let revision = world.org_package.adapter(key).expect("the adapter").revision_text();
            serde_json::from_str(&step.to_string().replace("$revision", &revision)).expect("JSON")
        };
        let asked = filled(&world);
        world.org_package.give(match asked["as"].as_str().expect("who") {
            "agent" => vec![PermissionSet::Agent],
            "author" => vec![PermissionSet::Author],
            _ => Vec::new(),
        });
        let (class, method) =
            asked["call"].as_str().and_then(|call| call.split_once('.')).expect("CLASS.METHOD");
        let answer = match class {
            "SwitchboardFlows" => ask(&mut world, method, &asked["args"]),
            _ => {
                let said = world.library(method, &asked["args"]).expect("a method");
                serde_json::from_str(&said).expect("JSON")
            }
        };
        let says = asked["says"].as_str().expect("what it says");
        check_holds(&answer, &filled(&world)["answer"], says);
        for name in asked["without"].as_array().into_iter().flatten() {
            assert!(answer.get(name.as_str().expect("a name")).is_none(), "{says}: {name}");
        }
    }
}

fn flow(key: &str, note: usize) -> Document {
    let definition = format!("{{\"actions\":[],\"note\":{note}}}");
    serde_json::from_value(json!({
        "kind": "flow", "key": key, "name": key, "source": "connectAgent", "event": "onRefresh", "active": true,
        "definition": definition,
    }))
    .expect("a document")
}

fn with_flows(count: usize) -> World {
    let mut world = world();
    world.org_package.save_adapter("Acme", true, None);
    for at in 0..count {
        world.org_package.write("Acme", flow(&format!("flow-{at:02}"), at), 0);
    }
    world
}

const READ: fn() -> Value = || json!({ "adapter": "Acme", "revision": "", "after": "" });

#[test]
fn what_does_not_fit_comes_with_the_next_answer() {
    let world = with_flows(7);
    let (mut next, mut keys, mut answers) = (String::new(), Vec::new(), 0);
    loop {
        let said = flows_class::read_within(&world.org_package, "Acme", "", &next, 60);
        let answer: Value = serde_json::from_str(&said).expect("JSON");
        assert_eq!(answer["count"], 7);
        let flows = answer["flows"].as_array().expect("flows");
        keys.extend(flows.iter().map(|flow| flow["key"].clone()));
        answers += 1;
        match answer["next"].as_str() {
            Some(name) => next = name.to_owned(),
            None => break,
        }
    }
    assert!(answers > 2, "{answers}");
    assert_eq!(keys.len(), 7);
}

#[test]
fn the_last_twenty_versions_survive_the_document() {
    let mut world = with_flows(1);
    for note in 1..=22 {
        world.org_package.write("Acme", flow("flow-00", note), 0);
    }
    world.org_package.remove("Acme", Kind::Flow, "flow-00");
    world.org_package.give([PermissionSet::Author]);
    let said = world
        .library("versions", &json!({ "adapter": "Acme", "kind": "flow", "key": "" }))
        .expect("a method");
    let versions: Value = serde_json::from_str(&said).expect("JSON");
    let versions = versions["versions"].as_array().expect("versions");
    assert_eq!(versions.len(), KEPT_VERSIONS);
    let oldest =
        json!({ "adapter": "Acme", "version": versions[19]["version"], "expected": "", "errors": 0 });
    assert!(world.library("restore", &oldest).expect("a method").contains("saved"));
    let back = world.org_package.adapter("Acme").expect("the adapter").documents[0].clone();
    assert_eq!(back.definition, flow("", 3).definition);
    assert!(!back.active, "what was deleted comes back inactive");
}

#[test]
fn without_the_package_there_is_no_class() {
    let mut world = World::new(WorldOptions::default());
    assert_eq!(call(&mut world, "read", &READ()).error_code(), Some("SERVER_ERROR"));
}

fn check_fault(name: &str, check: fn(&CallAnswer)) {
    let mut world = with_flows(4);
    world.direct(crate::Direction::InjectNamed { name: name.to_owned() });
    check(&call(&mut world, "read", &READ()));
    assert_eq!(
        ask(&mut world, "read", &READ())["flows"].as_array().map(Vec::len),
        Some(4),
        "{name} strikes once"
    );
}

fn json_of(answer: &CallAnswer) -> Value {
    let text = answer.value().and_then(|value| value["runApex"].as_str()).expect("a text");
    serde_json::from_str(text).unwrap_or_default()
}

#[test]
fn faults_strike_the_reading_of_flows() {
    check_fault("org-flows-denied", |answer| assert_eq!(json_of(answer)["state"], "denied"));
    check_fault("org-flows-slow", |answer| {
        assert!(matches!(answer, CallAnswer::Answered { after: 30_000, .. }))
    });
    check_fault("org-flows-never", |answer| assert_eq!(*answer, CallAnswer::Never));
    check_fault("org-flows-garbage", |answer| assert_eq!(json_of(answer), Value::Null));
    check_fault("org-flows-class-missing", |answer| assert_eq!(answer.error_code(), Some("SERVER_ERROR")));
    check_fault("org-flows-half", |answer| {
        let answer = json_of(answer);
        assert_eq!((answer["count"].clone(), answer["flows"].as_array().map(Vec::len)), (json!(4), Some(2)));
        assert_eq!(answer["more"], false, "nothing says that it is half a list");
    });
}

#[test]
fn an_answer_may_be_older_than_the_one_before() {
    let mut world = with_flows(2);
    let newest = ask(&mut world, "read", &READ());
    let mishap = Mishap::OldRevision;
    world.direct(crate::Direction::Inject {
        fault: Fault { target: Target::Apex("SwitchboardFlows.revision".to_owned()), mishap, times: 1 },
    });
    let old = ask(&mut world, "revision", &json!({ "adapter": "Acme" }));
    assert_eq!(old["state"], "enabled");
    assert_ne!(old["revision"], newest["revision"]);
    assert_eq!(ask(&mut world, "revision", &json!({ "adapter": "Acme" }))["revision"], newest["revision"]);
}
