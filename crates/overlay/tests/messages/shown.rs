//! What flows show, and the actions that start them.

use overlay::message as panel;

use super::*;

#[test]
fn presses_and_forms() {
    use desk::PressState as Theirs;
    use panel::PressState as Ours;
    let said = desk::BlockSaid { title: HOSTILE.into(), reason: HOSTILE.into() };
    for (theirs, ours, reason) in [
        (Theirs::Running, Ours::Running, None),
        (Theirs::Done, Ours::Done, None),
        (Theirs::NoFlow, Ours::NoFlow, None),
        (Theirs::Failed(None), Ours::Failed, None),
        (Theirs::Failed(Some(said)), Ours::Failed, Some(HOSTILE.to_owned())),
    ] {
        for contact in [None, Some(HOSTILE.to_owned())] {
            let press = desk::PressView {
                action: HOSTILE.into(),
                contact: contact.clone(),
                run: 7,
                state: theirs.clone(),
            };
            let read = panel::Press {
                action: HOSTILE.into(),
                contact: contact.clone(),
                run: 7,
                state: ours,
                title: reason.clone(),
                reason: reason.clone(),
            };
            let found =
                r#"{"$.contact.phone":"+1","$.actions.u.results.value":[{"value":"a","n":1.5},null]}"#;
            let form = desk::FormView {
                action: HOSTILE.into(),
                contact: contact.clone(),
                state: theirs.clone(),
                values: flow::Value::from_json_text(found).expect("JSON").as_map().expect("a map").clone(),
            };
            let filled = panel::Form {
                action: HOSTILE.into(),
                contact,
                state: ours,
                values: serde_json::from_str(found).expect("JSON"),
                title: reason.clone(),
                reason: reason.clone(),
            };
            check(
                desk::PanelView { presses: &[press.clone(), press], form: Some(&form), ..empty() },
                panel::View {
                    presses: vec![read.clone(), read],
                    form: Some(filled),
                    ..panel::View::default()
                },
            );
        }
    }
}

#[test]
fn what_flows_show() {
    let row = |name: &str, text: &str, nested: bool| {
        flow::Value::List(vec![flow::Value::text(name), flow::Value::text(text), nested.into()])
    };
    for contact in [None, Some(HOSTILE.to_owned())] {
        let rows = flow::Value::List(vec![row(HOSTILE, HOSTILE, false), row("", r#"{"a":[]}"#, true)]);
        let expected = panel::Data {
            contact: contact.clone(),
            rows: vec![
                panel::DataRow(HOSTILE.into(), HOSTILE.into(), false),
                panel::DataRow(String::new(), r#"{"a":[]}"#.into(), true),
            ],
        };
        check(
            desk::PanelView {
                data: Some(desk::DataView { contact: contact.as_deref(), rows: &rows }),
                show_attributes: true,
                ..empty()
            },
            panel::View { data: Some(expected), show_attributes: true, ..panel::View::default() },
        );
    }
    for (theirs, ours) in
        [(flow::SayKind::Modal, panel::SayKind::Modal), (flow::SayKind::Toast, panel::SayKind::Toast)]
    {
        for title in [None, Some(HOSTILE)] {
            let say = flow::Say { kind: theirs, title: title.map(flow::Text::new), text: HOSTILE.into() };
            let title = title.map(str::to_owned);
            let expected = panel::Said { id: 7, kind: ours, title, text: HOSTILE.into() };
            check(
                desk::PanelView { said: &[desk::SaidView { id: 7, say }], ..empty() },
                panel::View { said: vec![expected], ..panel::View::default() },
            );
        }
    }
}

#[test]
fn recordings() {
    use desk::RecordingState as Theirs;
    use panel::RecordingState as Ours;
    for (state, word) in [
        (Theirs::Idle, Ours::Idle),
        (Theirs::Recording, Ours::Recording),
        (Theirs::Paused, Ours::Paused),
        (Theirs::Stopped, Ours::Stopped),
    ] {
        for failure in [None, Some(Failure::new(FailureKind::Rejected, HOSTILE))] {
            let expected = panel::Recording {
                contact: "c".into(),
                state: word,
                busy: failure.is_none(),
                failure: failure.as_ref().map(|_| panel::Failure {
                    kind: "rejected".into(),
                    code: None,
                    message: HOSTILE.into(),
                    details: Vec::new(),
                }),
            };
            let view = desk::RecordingView {
                contact: "c",
                state,
                busy: failure.is_none(),
                failure: failure.as_ref(),
            };
            check(
                desk::PanelView { recording: Some(view), ..empty() },
                panel::View { recording: Some(expected), ..panel::View::default() },
            );
        }
    }
}

#[test]
fn the_layout() {
    let texts = |text: &str| vec![text.to_owned(), HOSTILE.to_owned()];
    let layout = flow::Layout {
        objects: texts("Contact"),
        rules: ["PopToEntity Contact".into(), HOSTILE.into(), String::new()],
        do_not_call: texts("Lead"),
    };
    let expected =
        panel::Layout { objects: texts("Contact"), rules: layout.rules.to_vec(), do_not_call: texts("Lead") };
    check(
        desk::PanelView { layout: Some(&layout), ..empty() },
        panel::View { layout: Some(expected), ..panel::View::default() },
    );
}
