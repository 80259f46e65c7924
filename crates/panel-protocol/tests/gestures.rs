//! Gestures go through text unchanged, and a text that is none is an error.

use panel_protocol::{Gesture, MessageError, RecordingChange, VERSION};
use serde_json::{Map, Value, json};

/// Texts that break a careless codec: quotes, control characters, markup, right-to-left, emoji, line separators.
const HOSTILE: &str = "\"\\\u{0}\u{1f}\n\r\t</script>{}\u{202e}שלום\u{2028}🙂";

#[track_caller]
fn check(gesture: Gesture, message: Value) {
    let text = gesture.to_message();
    let mut expected = message;
    expected["version"] = VERSION.into();
    assert_eq!(serde_json::from_str::<Value>(&text).expect("JSON"), expected, "{text}");
    assert_eq!(Gesture::from_message(&text).expect("it is read"), gesture, "{text}");
}

#[test]
fn each_gesture_arrives_as_it_was_sent() {
    let contact = || HOSTILE.to_owned();
    check(
        Gesture::SaveLogAgain { contact: contact() },
        json!({ "press": "saveLogAgain", "contact": HOSTILE }),
    );
    check(Gesture::LogIsThere { contact: contact() }, json!({ "press": "logIsThere", "contact": HOSTILE }));
    check(
        Gesture::ChooseRecord { contact: contact(), record_id: "003".into() },
        json!({ "press": "chooseRecord", "contact": HOSTILE, "recordId": "003" }),
    );
    check(Gesture::SaveAllAgain, json!({ "press": "saveAllAgain" }));
    check(
        Gesture::CompleteTodo { contact: contact() },
        json!({ "press": "completeTodo", "contact": HOSTILE }),
    );
    check(Gesture::TellUnsaved, json!({ "press": "tellUnsaved" }));
    check(Gesture::DropAttributes, json!({ "press": "dropAttributes" }));
    for record_id in [None, Some("003".to_owned())] {
        check(
            Gesture::Relate { contact: contact(), record_id: record_id.clone() },
            json!({ "press": "relate", "contact": HOSTILE, "recordId": record_id }),
        );
    }
    check(
        Gesture::NewRecord { contact: contact(), entity: "Lead".into() },
        json!({ "press": "newRecord", "contact": HOSTILE, "entity": "Lead" }),
    );
    check(Gesture::ShowAll { contact: contact() }, json!({ "press": "showAll", "contact": HOSTILE }));
    for contact in [None, Some(contact())] {
        let payload = Map::from_iter([(HOSTILE.to_owned(), json!("v")), ("ticked".to_owned(), json!(true))]);
        check(
            Gesture::RunAction {
                action: "A".into(),
                flow: "F".into(),
                contact: contact.clone(),
                payload: payload.clone(),
                references: vec!["k\"".into()],
            },
            json!({ "press": "runAction", "action": "A", "flow": "F", "contact": contact, "payload": payload, "references": ["k\""] }),
        );
        check(
            Gesture::OpenForm {
                action: "A".into(),
                flow: contact.clone(),
                contact: contact.clone(),
                references: vec!["$.contact.phone".into()],
            },
            json!({ "press": "openForm", "action": "A", "flow": contact, "contact": contact, "references": ["$.contact.phone"] }),
        );
        check(
            Gesture::Disposition { contact: "c1".into(), value: contact.clone() },
            json!({ "press": "disposition", "contact": "c1", "value": contact }),
        );
    }
    check(Gesture::CloseForm, json!({ "press": "closeForm" }));
    check(
        Gesture::Note { contact: "c1".into(), text: HOSTILE.into() },
        json!({ "press": "note", "contact": "c1", "text": HOSTILE }),
    );
    check(Gesture::WriteLog { contact: "c1".into() }, json!({ "press": "writeLog", "contact": "c1" }));
    check(Gesture::TellRuns, json!({ "press": "tellRuns" }));
    check(
        Gesture::OpenRecord { record_id: "003".into() },
        json!({ "press": "openRecord", "recordId": "003" }),
    );
    check(Gesture::Dismiss { id: 7 }, json!({ "press": "dismiss", "id": 7 }));
    for (change, word) in [
        (RecordingChange::Start, "start"),
        (RecordingChange::Pause, "pause"),
        (RecordingChange::Resume, "resume"),
        (RecordingChange::Stop, "stop"),
    ] {
        check(
            Gesture::Record { contact: "c1".into(), change },
            json!({ "press": "record", "contact": "c1", "do": word }),
        );
    }
    check(Gesture::LookForFlows, json!({ "press": "lookForFlows" }));
    check(Gesture::SignIn, json!({ "press": "signIn" }));
    check(Gesture::TryAgain, json!({ "press": "tryAgain" }));
}

#[test]
fn what_may_be_left_out_may_be_left_out() {
    let text = format!(r#"{{"version":{VERSION},"press":"openForm","action":"A","later":1}}"#);
    assert_eq!(
        Gesture::from_message(&text).expect("it is read"),
        Gesture::OpenForm { action: "A".into(), flow: None, contact: None, references: vec![] }
    );
}

#[test]
fn what_is_no_gesture_is_an_error() {
    for text in [
        "",
        "{",
        "[]",
        "null",
        r#"{"press":"signIn"}"#,
        r#"{"version":VERSION}"#,
        r#"{"version":VERSION,"press":7}"#,
        r#"{"version":VERSION,"press":"fly"}"#,
        r#"{"version":VERSION,"press":"logIsThere"}"#,
        r#"{"version":VERSION,"press":"logIsThere","contact":5}"#,
        r#"{"version":VERSION,"press":"record","contact":"c1","do":"erase"}"#,
        r#"{"version":VERSION,"press":"dismiss"}"#,
        r#"{"version":VERSION,"press":"dismiss","id":-1}"#,
        r#"{"version":VERSION,"press":"runAction","action":"A","flow":"F","payload":[]}"#,
        r#"{"version":"VERSION","press":"signIn"}"#,
    ] {
        let text = text.replace("VERSION", &VERSION.to_string());
        let error = Gesture::from_message(&text).expect_err(&text);
        assert!(matches!(error, MessageError::Unreadable(_)), "{text}: {error}");
    }
    let deep = format!(r#"{{"version":{VERSION},"press":"runAction","payload":{}"#, "[".repeat(100_000));
    assert!(matches!(Gesture::from_message(&deep), Err(MessageError::Unreadable(_))));
}

#[test]
fn another_version_or_kind_is_named() {
    let other = r#"{"version":1000,"press":"fly"}"#;
    assert_eq!(
        Gesture::from_message(other).expect_err(other).to_string(),
        format!("the message has version 1000, this side speaks version {VERSION}")
    );
    let view = format!(r#"{{"version":{VERSION},"message":"view","press":"signIn"}}"#);
    assert_eq!(
        Gesture::from_message(&view).expect_err(&view).to_string(),
        r#"the message is of the unknown kind "view""#
    );
}
