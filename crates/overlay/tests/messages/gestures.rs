//! What the agent presses in the panel, the desk reads.

use overlay::message as panel;

use super::*;

#[test]
fn what_the_agent_says_of_a_call() {
    let (contact, text) = (String::from(HOSTILE), String::from(HOSTILE));
    let pressed = |gesture: panel::Gesture| desk::Gesture::from_message(&gesture.to_message());
    assert_eq!(
        pressed(panel::Gesture::Note { contact: contact.clone(), text: text.clone() }),
        Some(desk::Gesture::Note { contact: contact.clone(), text: text.clone() })
    );
    for value in [None, Some(text)] {
        assert_eq!(
            pressed(panel::Gesture::Disposition { contact: contact.clone(), value: value.clone() }),
            Some(desk::Gesture::Disposition { contact: contact.clone(), value })
        );
    }
    assert_eq!(
        pressed(panel::Gesture::WriteLog { contact: contact.clone() }),
        Some(desk::Gesture::WriteLog { contact })
    );
    assert_eq!(pressed(panel::Gesture::TellRuns), Some(desk::Gesture::TellRuns));
}

#[test]
fn an_action_is_pressed_with_its_payload() {
    let text = r#"[{"name":"A","flow":"F","formFlow":"P","payload":[{"key":"Who","value":"$.contact.phone"},{"key":"Hard","value":"h"}],
        "fields":[{"name":"Note","default":"$.contact.queue"},{"name":"Ok","type":"checkbox"}]}]"#;
    let action = actions::list(text).remove(0);
    let typed = actions::Entry::Text("$.agent.name".into());
    let pressed = panel::Gesture::run(&action, Some("c".into()), &[typed, actions::Entry::Checked(true)]);
    let payload = r#"{"Who":"$.contact.phone","Hard":"h","Note":"$.agent.name","Ok":true}"#;
    assert_eq!(
        desk::Gesture::from_message(&pressed.to_message()),
        Some(desk::Gesture::RunAction {
            action: "A".into(),
            flow: "F".into(),
            contact: Some("c".into()),
            payload: flow::Value::from_json_text(payload).expect("JSON"),
            references: vec!["Who".into()],
        })
    );
    let opened = panel::Gesture::open(&action, None);
    assert_eq!(
        desk::Gesture::from_message(&opened.to_message()),
        Some(desk::Gesture::OpenForm {
            action: "A".into(),
            flow: Some("P".into()),
            contact: None,
            references: vec!["$.contact.queue".into()],
        })
    );
    let closed = panel::Gesture::CloseForm.to_message();
    assert_eq!(desk::Gesture::from_message(&closed), Some(desk::Gesture::CloseForm));
}

#[test]
fn gestures() {
    let record = |ours, theirs| {
        let contact = HOSTILE.to_owned();
        (
            panel::Gesture::Record { contact: contact.clone(), r#do: ours },
            desk::Gesture::Record { contact, change: theirs },
        )
    };
    use desk::Gesture as Theirs;
    use panel::Gesture as Ours;
    let contact = || HOSTILE.to_owned();
    for (ours, theirs) in [
        (Ours::SaveLogAgain { contact: contact() }, Theirs::SaveLogAgain { contact: contact() }),
        (Ours::LogIsThere { contact: contact() }, Theirs::LogIsThere { contact: contact() }),
        (
            Ours::ChooseRecord { contact: contact(), record_id: "003".into() },
            Theirs::ChooseRecord { contact: contact(), record_id: "003".into() },
        ),
        (
            Ours::Relate { contact: contact(), record_id: Some("003".into()) },
            Theirs::Relate { contact: contact(), record_id: Some("003".into()) },
        ),
        (
            Ours::Relate { contact: contact(), record_id: None },
            Theirs::Relate { contact: contact(), record_id: None },
        ),
        (
            Ours::NewRecord { contact: contact(), entity: "Lead".into() },
            Theirs::NewRecord { contact: contact(), entity: "Lead".into() },
        ),
        (Ours::ShowAll { contact: contact() }, Theirs::ShowAll { contact: contact() }),
        (Ours::OpenRecord { record_id: contact() }, Theirs::OpenRecord { record_id: contact() }),
        (Ours::Dismiss { id: 7 }, Theirs::Dismiss { id: 7 }),
        record(panel::RecordingChange::Start, flow::RecordingChange::Start),
        record(panel::RecordingChange::Pause, flow::RecordingChange::Pause),
        record(panel::RecordingChange::Resume, flow::RecordingChange::Resume),
        record(panel::RecordingChange::Stop, flow::RecordingChange::Stop),
    ] {
        assert_eq!(Theirs::from_message(&ours.to_message()), Some(theirs), "{}", ours.to_message());
    }
}
