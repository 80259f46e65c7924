//! One bad field, one refused relation, one text that is too long: the rest of the log is saved.

use crate::common::{CONTACT, LOG, POP, bench, kind_world, whole_call};
use desk::{Direction, Gesture, LogMemory, Notice, PortEffect};
use flow::HostEffect;

/// A world that refuses these fields of a Task, by name.
fn refusing(fields: &'static [&'static str]) -> impl FnMut(&PortEffect) -> Option<flow::Reply> + 'static {
    move |effect| match effect {
        PortEffect::Host(HostEffect::SaveRecord(save)) => {
            let refused: Vec<String> = fields
                .iter()
                .filter(|field| save.fields.get(**field).is_some_and(|value| !value.is_nullish()))
                .map(|field| (*field).to_owned())
                .collect();
            if refused.is_empty() {
                return kind_world(effect);
            }
            let mut failure = flow::Failure::new(flow::FailureKind::Rejected, "no");
            failure.fields = refused;
            Some(Err(failure))
        }
        effect => kind_world(effect),
    }
}

#[test]
fn a_field_that_salesforce_refuses_does_not_lose_the_log() {
    let mut bench = bench(&[LOG], refusing(&["CallObject"]));
    bench.boot();
    whole_call(&mut bench, "c1", Direction::Inbound, 60_000);
    let task = bench.saves().into_iter().filter(|save| save["fields"].get("CallObject").is_none());
    let mut whole = serde_json::Map::new();
    for save in task {
        whole.extend(save["fields"].as_object().expect("fields").clone());
    }
    assert_eq!(whole["Status"], "Completed");
    assert_eq!(whole["CallDurationInSeconds"], 60.0);
    assert!(matches!(bench.log("c1"), LogMemory::Saved { .. }));
    let told: Vec<_> =
        bench.notices.iter().filter(|notice| matches!(notice, Notice::LogWithout { .. })).collect();
    assert_eq!(told.len(), 1, "said once, and never sent again: {told:?}");
    assert_eq!(bench.saves().len(), 3, "refused, without it, the end");
}

#[test]
fn a_relation_that_salesforce_refuses_is_left_out_until_the_agent_chooses_another() {
    let refused = |effect: &PortEffect| match effect {
        PortEffect::Host(HostEffect::SaveRecord(save))
            if save.fields.get("WhoId").and_then(flow::Value::as_text) == Some(CONTACT) =>
        {
            let mut failure = flow::Failure::new(flow::FailureKind::Rejected, "of the wrong type");
            failure.fields = vec!["WhoId".to_owned()];
            Some(Err(failure))
        }
        effect => kind_world(effect),
    };
    let mut bench = bench(&[POP, LOG], refused);
    bench.boot();
    whole_call(&mut bench, "c1", Direction::Inbound, 60_000);
    assert!(matches!(bench.log("c1"), LogMemory::Saved { .. }));
    let sent = bench.saves().len();
    bench.press(Gesture::Relate { contact: "c1".into(), record_id: None });
    bench.press(Gesture::Relate { contact: "c1".into(), record_id: Some(CONTACT.into()) });
    assert!(bench.saves().len() > sent, "what she chooses is tried");
    assert!(matches!(bench.log("c1"), LogMemory::Saved { .. }));
}

#[test]
fn how_far_the_call_has_come_is_not_left_out() {
    let mut bench = bench(&[LOG], refusing(&["Status"]));
    bench.boot();
    whole_call(&mut bench, "c1", Direction::Inbound, 60_000);
    assert!(matches!(bench.log("c1"), LogMemory::Failed { .. }), "the agent decides");
}

#[test]
fn texts_are_cut_to_their_fields_with_a_sign() {
    const LONG: (&str, &str) = (
        "long.json",
        r#"{ "name": "Long", "source": "connectVoiceContact", "event": "onEnded", "actions": [
            { "id": "uid-0", "type": "SE_Start", "ports": { "done": "uid-1" } },
            { "id": "uid-1", "type": "SE_SFCreateTask", "controls": {
                "CallObject": "$.contact.contactId", "subject1": "$.contact.attributes.long",
                "CallDisposition": "$.contact.attributes.long", "otherTaskFields": { "Description": "$.contact.attributes.longer" } },
              "ports": {} } ] }"#,
    );
    let mut bench = bench(&[LONG], kind_world);
    bench.boot();
    let mut over = crate::common::call("c1", Direction::Inbound, desk::ContactState::Ended, bench.now);
    let attributes: flow::Map<String> =
        [("long".into(), "é".repeat(300)), ("longer".into(), "🙂".repeat(20_000))].into_iter().collect();
    over.attributes = Some(attributes.into());
    bench.contact(desk::ContactEventKind::Ended, &over);
    let task = bench.task();
    for (field, most) in [("Subject", 255), ("CallDisposition", 255), ("Description", 32_000)] {
        let text = task[field].as_str().expect("a text");
        assert!(text.encode_utf16().count() <= most && text.encode_utf16().count() >= most - 1, "{field}");
        assert!(text.ends_with('…'), "{field}");
    }
}
