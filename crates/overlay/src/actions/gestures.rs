//! The gestures of a CTI Action, made of its definition and of what stands in its form.

use actions::{Action, Entry};
use panel_protocol::Gesture;
use serde_json::Value;

/// An action is pressed, with what stands in its form.
pub(super) fn run(action: &Action, contact: Option<String>, entries: &[Entry]) -> Gesture {
    let payload = action.payload(entries);
    let value = |entry| match entry {
        Entry::Text(text) => Value::String(text),
        Entry::Checked(ticked) => Value::Bool(ticked),
    };
    Gesture::RunAction {
        action: action.name.clone(),
        flow: action.flow.clone(),
        contact,
        payload: payload.pairs.into_iter().map(|(key, entry)| (key, value(entry))).collect(),
        references: payload.references,
    }
}

/// The form of an action is opened.
pub(super) fn open_form(action: &Action, contact: Option<String>) -> Gesture {
    Gesture::OpenForm {
        action: action.name.clone(),
        flow: action.form_flow.clone(),
        contact,
        references: action.references().into_iter().map(str::to_owned).collect(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_action_is_pressed_with_its_payload() {
        let text = r#"[{"name":"A","flow":"F","formFlow":"P","payload":[{"key":"Who","value":"$.contact.phone"},{"key":"Hard","value":"h"}],
            "fields":[{"name":"Note","default":"$.contact.queue"},{"name":"Ok","type":"checkbox"}]}]"#;
        let action = actions::list(text).remove(0);
        let typed = Entry::Text("$.agent.name".into());
        let payload = json!({ "Who": "$.contact.phone", "Hard": "h", "Note": "$.agent.name", "Ok": true });
        assert_eq!(
            run(&action, Some("c".into()), &[typed, Entry::Checked(true)]),
            Gesture::RunAction {
                action: "A".into(),
                flow: "F".into(),
                contact: Some("c".into()),
                payload: payload.as_object().expect("a map").clone(),
                references: vec!["Who".into()],
            }
        );
        assert_eq!(
            open_form(&action, None),
            Gesture::OpenForm {
                action: "A".into(),
                flow: Some("P".into()),
                contact: None,
                references: vec!["$.contact.queue".into()],
            }
        );
    }
}
