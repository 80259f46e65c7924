//! What is odd about flows that are deployed together (`reference/cti-flows.md` §1.8, §4.1).

use crate::triggers::resolve_trigger;
use crate::{Diagnostic, Document, Finding, Text, Trigger};

/// Which of these flows, given with the names of their files in the order they are deployed in, are started by what starts one
/// before them, too. With each finding comes the place of the flow it is about.
pub fn check_together(flows: &[(&str, &Document)]) -> Vec<(usize, Diagnostic)> {
    let mut found = Vec::new();
    for (at, (_, flow)) in flows.iter().enumerate() {
        let Some(start) = Start::of(flow) else { continue };
        let Some((other, _)) = flows[..at].iter().rfind(|(_, other)| Start::of(other) == Some(start)) else {
            continue;
        };
        let other = Text::new(other);
        let finding = match start {
            Start::Event(trigger) => Finding::AlsoActive {
                other,
                source_name: trigger.source.word().into(),
                event: trigger.word().into(),
            },
            Start::Action(_) => Finding::AlsoNamed { other },
        };
        found.push((at, Diagnostic { finding, block: None, argument: None, place: None }));
    }
    found
}

/// What starts an active flow.
#[derive(Clone, Copy, PartialEq)]
enum Start<'d> {
    Event(&'static Trigger),
    /// An action that names it.
    Action(&'d str),
}

impl Start<'_> {
    fn of(flow: &Document) -> Option<Start<'_>> {
        let trigger = resolve_trigger(flow.source(), flow.event()).ok().filter(|_| flow.active())?;
        match trigger.event {
            Some(_) => Some(Start::Event(trigger)),
            None => flow.name().map(Start::Action),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::check_together;
    use crate::Document;

    /// Flows by their top-level keys; the names of their files are a, b, c.
    #[track_caller]
    fn check(flows: &[&str], expected: &[&str]) {
        let documents: Vec<Document> =
            flows.iter().map(|keys| Document::parse(&format!("{{{keys}}}")).0).collect();
        let named: Vec<(&str, &Document)> = ["a", "b", "c"].into_iter().zip(&documents).collect();
        let found: Vec<String> =
            check_together(&named).iter().map(|(at, found)| format!("{}: {found}", named[*at].0)).collect();
        assert_eq!(found, expected, "{flows:?}");
    }

    const PHONE: &str = r#""source":"connectVoiceContact","event":"onConnecting""#;

    #[test]
    fn one_active_flow_for_an_event() {
        let off = format!(r#"{PHONE},"active":false"#);
        let chat = PHONE.replace("Voice", "Chat");
        let later = PHONE.replace("onConnecting", "onConnected");
        let action = r#""source":"ctiAction""#;
        check(&[PHONE, &chat, &later], &[]);
        check(&[PHONE, &off], &[]);
        check(&[action, action], &[]);
        let call_back = r#""source":"ctiAction","name":"Call back""#;
        check(&[call_back, &call_back.replace("back", "again")], &[]);
        check(
            &[call_back, call_back],
            &["b: a is an active flow for actions of the same name: only the one that is deployed last runs"],
        );
        check(&["", ""], &[]);
        let says = |file: &str, other: &str| {
            format!(
                "{file}: {other} is active for connectVoiceContact onConnecting, too: only the one that is deployed last runs"
            )
        };
        check(&[PHONE, PHONE], &[&says("b", "a")]);
        check(&[PHONE, &off, PHONE], &[&says("c", "a")]);
        check(&[PHONE, PHONE, PHONE], &[&says("b", "a"), &says("c", "b")]);
    }
}
