//! Any text as a message between core and panel, which may be of different versions: it is ignored or read, and what was read
//! as a gesture is the same when it is told again. The panel's own reader of JSON takes what others take.

#![no_main]
/// Two rooms of the panel, without the panel itself and what draws it.
#[allow(dead_code, unused_imports, reason = "the panel uses them")]
#[path = "../../crates/overlay/src"]
mod panel {
    pub(crate) mod json;
    pub(crate) mod message;
}

use libfuzzer_sys::fuzz_target;
use panel_protocol::Gesture;
use panel::json::{self, Json};
use panel::message::View;

/// How deep our reader goes; `serde_json` goes twice as deep.
const DEEPEST: usize = 64;

fuzz_target!(|text: &str| {
    let _ = View::from_message(text);
    if let Ok(gesture) = Gesture::from_message(text) {
        let again = gesture.to_message();
        assert_eq!(Gesture::from_message(&again).expect("our own message"), gesture, "{again}");
    }
    let theirs: Option<serde_json::Value> = serde_json::from_str(text).ok();
    match (Json::read(text), theirs) {
        (Some(ours), Some(theirs)) => assert!(same(&ours, &theirs), "{ours:?} is not {theirs}"),
        (None, Some(theirs)) => assert!(depth(&theirs) >= DEEPEST, "only others read {theirs}"),
        (_, None) => {}
    }
});

/// Whether both readers found the same. Of two members with one name the last counts, as in JavaScript.
fn same(ours: &Json, theirs: &serde_json::Value) -> bool {
    match (ours, theirs) {
        (Json::Null, serde_json::Value::Null) => true,
        (Json::Flag(ours), serde_json::Value::Bool(theirs)) => ours == theirs,
        (Json::Number(ours), serde_json::Value::Number(theirs)) => Some(*ours) == theirs.as_f64(),
        (Json::Text(ours), serde_json::Value::String(theirs)) => ours == theirs,
        (Json::List(ours), serde_json::Value::Array(theirs)) => {
            ours.len() == theirs.len() && ours.iter().zip(theirs).all(|(ours, theirs)| same(ours, theirs))
        }
        (Json::Map(ours), serde_json::Value::Object(theirs)) => {
            let last = |name: &String| ours.iter().rev().find(|(known, _)| known == name);
            ours.iter().all(|(name, _)| theirs.contains_key(name))
                && theirs.iter().all(|(name, value)| last(name).is_some_and(|(_, ours)| same(ours, value)))
        }
        _ => false,
    }
}

fn depth(value: &serde_json::Value) -> usize {
    match value {
        serde_json::Value::Array(items) => 1 + items.iter().map(depth).max().unwrap_or(0),
        serde_json::Value::Object(members) => 1 + members.values().map(depth).max().unwrap_or(0),
        _ => 1,
    }
}
