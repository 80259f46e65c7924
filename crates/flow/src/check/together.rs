//! What is odd about flows that are deployed together (`reference/cti-flows.md` §1.8, §4.1).

use crate::{Diagnostic, Document, Finding, Text};

/// The source of flows that actions start: those are told apart by their names, not by an event.
const STARTED_BY_ACTIONS: &str = "ctiAction";

/// Which of these flows, given with the names of their files in the order they are deployed in, answer an event that one
/// before them answers, too. With each finding comes the place of the flow it is about.
pub fn check_together(flows: &[(&str, &Document)]) -> Vec<(usize, Diagnostic)> {
    let mut found = Vec::new();
    for (at, (_, flow)) in flows.iter().enumerate() {
        let Some((source, event)) = answers(flow) else { continue };
        let other = flows[..at].iter().rfind(|(_, other)| answers(other) == Some((source, event)));
        if let Some((other, _)) = other {
            let [other, source_name, event] = [*other, source, event].map(Text::new);
            let finding = Finding::AlsoActive { other, source_name, event };
            found.push((at, Diagnostic { finding, block: None, argument: None, place: None }));
        }
    }
    found
}

/// The events an active flow answers.
fn answers(flow: &Document) -> Option<(&str, &str)> {
    let source = flow.source().filter(|source| flow.active() && *source != STARTED_BY_ACTIONS)?;
    Some((source, flow.event()?))
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
