//! What an action needs besides itself: a name of its own, and its flows.

use crate::action::Action;
use crate::finding::{Diagnostic, Finding};

/// What an action has to know of a flow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkedFlow {
    /// Its name.
    pub name: String,
    /// The file it stands in.
    pub file: String,
    /// The word of its source; empty when it has none.
    pub source: String,
    /// Whether actions start it, not an event.
    pub for_actions: bool,
    /// Whether it may run.
    pub active: bool,
}

/// What is wrong between actions, given with their files, and the flows beside them. Actions that agents do not see may be
/// unfinished. Of several flows of one name the last counts, as in the page. Nobody knows the flows: nothing is said of them.
pub fn check_links(actions: &[(String, Action)], flows: Option<&[LinkedFlow]>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (at, (file, action)) in actions.iter().enumerate() {
        let mut report = |finding| {
            let action = Some(action.name.clone());
            found.push(Diagnostic { file: file.clone(), action, field: None, finding });
        };
        if let Some((other, _)) = actions[..at].iter().find(|(_, other)| other.name == action.name) {
            report(Finding::DuplicateAction { other: other.clone() });
        }
        let Some(flows) = flows.filter(|_| action.active) else { continue };
        for (key, flow) in [("flow", Some(&action.flow)), ("formFlow", action.form_flow.as_ref())] {
            let Some(flow) = flow else { continue };
            let name = flow.clone();
            match flows.iter().rfind(|linked| linked.name == *flow) {
                None => report(Finding::UnknownFlow { key, flow: name }),
                Some(linked) if !linked.for_actions => {
                    report(Finding::OtherSource { key, flow: name, source_word: linked.source.clone() });
                }
                Some(linked) if !linked.active => report(Finding::InactiveFlow { key, flow: name }),
                Some(_) => {}
            }
        }
    }
    found
}

/// The active flows for actions that no action starts, among all that are deployed together.
pub fn check_flows(actions: &[(String, Action)], flows: &[LinkedFlow]) -> Vec<Diagnostic> {
    let started = |flow: &LinkedFlow| {
        let active = actions.iter().filter(|(_, action)| action.active);
        active
            .flat_map(|(_, action)| [Some(&action.flow), action.form_flow.as_ref()])
            .flatten()
            .any(|n| *n == flow.name)
    };
    let lone = flows.iter().filter(|flow| flow.active && flow.for_actions && !started(flow));
    lone.map(|flow| Diagnostic {
        file: flow.file.clone(),
        action: None,
        field: None,
        finding: Finding::NoAction { flow: flow.name.clone() },
    })
    .collect()
}
