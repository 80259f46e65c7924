//! Comparing what came of a run with what a scenario expects.

use flow::{BlockTrace, DeskEffect, Effect, PageEffect, Value};

use scenario::{Expect, Played};

/// What is not as expected, a sentence each.
pub(crate) fn differences(expect: &Expect, played: &Played) -> Vec<String> {
    let mut found = Vec::new();
    if *expect == Expect::default() {
        found.push("expect: nothing is expected, so nothing is tested".to_owned());
    }
    let entries = played.entries();
    match (played.run(), expect.ran) {
        (Some(_), Some(false)) => found.push("ran: the flow ran".to_owned()),
        (None, None | Some(true)) => found.push(played.reason()),
        (Some(_), None | Some(true)) | (None, Some(false)) => {}
    }
    if let Some(expected) = &expect.outcome {
        let json = serde_json::to_value(played.outcome()).unwrap_or_default();
        if let Some(outcome) = played.outcome()
            && json["outcome"].as_str() != Some(expected)
        {
            found.push(format!("outcome: expected {expected}, but the run {outcome}"));
        }
    }
    if let Some(expected) = &expect.blocks {
        let ran: Vec<&str> = entries.iter().map(|entry| entry.block.as_str()).collect();
        if ran != *expected {
            found.push(format!("blocks: expected {}, ran {}", expected.join(" "), ran.join(" ")));
        }
    }
    if let Some(expected) = &expect.effects {
        let asked = Value::List(effects(entries).filter(|e| is_counted(e)).map(to_value).collect());
        mismatch("effects", &Value::List(expected.clone()), &asked, &mut found);
    }
    if let Some(expected) = &expect.log {
        let lines: Vec<&str> = effects(entries)
            .filter_map(|effect| match effect {
                Effect::Page(PageEffect::Log { message, .. }) => Some(message.as_str()),
                _ => None,
            })
            .collect();
        if lines != *expected {
            found.push(format!("log: expected {expected:?}, found {lines:?}"));
        }
    }
    for (id, expected) in &expect.entries {
        match entries.iter().rev().find(|entry| entry.block == *id) {
            Some(entry) => mismatch(&format!("entry {id}"), expected, &summary(entry), &mut found),
            None => found.push(format!("entry {id}: the block did not run")),
        }
    }
    if let Some(expected) = &expect.properties {
        mismatch("properties", expected, &played.properties(), &mut found);
    }
    match (&expect.world, &played.facts()) {
        (Some(expected), Some(facts)) => mismatch("world", expected, facts, &mut found),
        (Some(_), None) => found.push("world: the case has none to look at".to_owned()),
        (None, _) => {}
    }
    let left_over = played.left_over();
    if !left_over.is_empty() {
        found.push(format!("replies: nobody asked for {}", left_over.join(", ")));
    }
    found
}

fn effects(entries: &[BlockTrace]) -> impl Iterator<Item = &Effect> {
    entries.iter().flat_map(|entry| entry.calls.iter().map(|call| &*call.effect))
}

/// Effects that do something to the world; the others have expectations of their own, or none.
fn is_counted(effect: &Effect) -> bool {
    !matches!(
        effect,
        Effect::Page(PageEffect::Log { .. })
            | Effect::Page(PageEffect::ParsePhone { .. })
            | Effect::Desk(DeskEffect::ReadProperty { .. })
            | Effect::Desk(DeskEffect::WriteProperty { .. })
            | Effect::Desk(DeskEffect::ReadProperties)
            | Effect::Desk(DeskEffect::RemoveProperty { .. })
            | Effect::Desk(DeskEffect::ClearProperties)
            | Effect::Desk(DeskEffect::ReadCounter { .. })
            | Effect::Desk(DeskEffect::Count { .. })
            | Effect::Page(PageEffect::Sleep { .. })
    )
}

fn to_value(thing: impl serde::Serialize) -> Value {
    serde_json::to_value(thing).ok().and_then(|json| serde_json::from_value(json).ok()).unwrap_or_default()
}

fn summary(entry: &BlockTrace) -> Value {
    Value::map([
        ("port", entry.port.map(|port| port.name()).into()),
        ("results", entry.results.clone()),
        ("exception", entry.exception.as_ref().map_or(Value::Null, |exception| exception.to_string().into())),
        ("inputs", entry.inputs.clone().into()),
    ])
}

/// Lists must match item by item, maps entry by entry of the expected one, anything else exactly.
fn mismatch(place: &str, expected: &Value, actual: &Value, found: &mut Vec<String>) {
    match (expected, actual) {
        (Value::Map(expected), Value::Map(actual)) => {
            for (key, expected) in expected.iter() {
                mismatch(
                    &format!("{place}.{key}"),
                    expected,
                    actual.get(key).unwrap_or(Value::UNDEFINED),
                    found,
                );
            }
        }
        (Value::List(expected), Value::List(actual)) if expected.len() == actual.len() => {
            for (position, (expected, actual)) in expected.iter().zip(actual).enumerate() {
                mismatch(&format!("{place}[{position}]"), expected, actual, found);
            }
        }
        _ if expected == actual => {}
        _ => found.push(format!("{place}: expected {}, found {}", json(expected), json(actual))),
    }
}

fn json(value: &Value) -> String {
    match value {
        Value::Undefined => "nothing".to_owned(),
        _ => serde_json::to_string(value).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::mismatch;

    #[track_caller]
    fn check(expected: &str, actual: &str, differences: &[&str]) {
        let mut found = Vec::new();
        let value = |json: &str| serde_json::from_str(json).expect("test value");
        mismatch("x", &value(expected), &value(actual), &mut found);
        assert_eq!(found, differences);
    }

    #[test]
    fn maps_may_hold_more_lists_may_not() {
        check(r#"{"a":1}"#, r#"{"a":1,"b":2}"#, &[]);
        check(r#"{"a":{"b":[{"c":1}]}}"#, r#"{"a":{"b":[{"c":2}]}}"#, &["x.a.b[0].c: expected 1, found 2"]);
        check(r#"{"a":1}"#, "{}", &["x.a: expected 1, found nothing"]);
        check("[1]", "[1,2]", &["x: expected [1], found [1,2]"]);
        check("[]", "[]", &[]);
        check(r#"{"a":{"$value":"undefined"}}"#, "{}", &[]);
    }
}
