//! The list of actions: Execute where there is nothing to ask, otherwise an arrow to the form.

use actions::Action;

use super::{PressState, PressView, gestures, in_view, press_of, press_outcome};
use crate::element::{DomNode, node, user_text};
use crate::panel::Panel;
use crate::reactive::*;

/// The id of an action's button.
pub(super) fn button_id(at: usize) -> String {
    ["action-button-", &at.to_string()].concat()
}

/// The list.
pub(super) fn list(panel: Panel) -> Vec<DomNode> {
    let rows: Vec<DomNode> = panel
        .actions
        .all
        .with(|all| all.iter().enumerate().map(|(at, action)| row(panel, at, action)).collect());
    vec![node("ul", &[]).with(&rows)]
}

fn row(panel: Panel, at: usize, action: &Action) -> DomNode {
    let action = action.clone();
    let press = press_of(panel, action.name.clone());
    let id = button_id(at);
    let name_id = ["action-name-", &at.to_string()].concat();
    let name = user_text(&action.name);
    name.set("id", Some(&name_id));
    let button = if action.has_form() {
        node("button", &[("type", "button"), ("id", &id), ("class", "arrow"), ("aria-labelledby", &name_id)])
            .on("click", move |_| open(panel, &action))
    } else {
        let label = [&id, " ", &name_id].concat();
        node("button", &[("type", "button"), ("id", &id), ("aria-labelledby", &label)])
            .text(&panel.say("actions.execute"))
            .reactive_attr("aria-disabled", move || is_running(press).then(|| "true".to_owned()))
            .on("click", move |_| {
                if !untrack(|| is_running(press)) {
                    execute(panel, &action);
                }
            })
    };
    let note = node("p", &[("class", "note"), ("dir", "auto")])
        .reactive_attr("data-state", move || {
            Some(press.with(|press| state(press.as_ref().map(|press| &press.state)).to_owned()))
        })
        .reactive_text(move || {
            press.with(|press| press.as_ref().map(|press| press_outcome(panel, press)).unwrap_or_default())
        });
    node("li", &[]).with(&[name, button, note])
}

fn state(state: Option<&PressState>) -> &'static str {
    match state {
        None => "",
        Some(PressState::Running) => "running",
        Some(PressState::Done) => "done",
        Some(PressState::Failed(_) | PressState::NoFlow) => "failed",
    }
}

fn is_running(press: Memo<Option<PressView>>) -> bool {
    press.with(|press| press.as_ref().is_some_and(|press| press.state == PressState::Running))
}

fn execute(panel: Panel, action: &Action) {
    panel.press(&gestures::run(action, in_view(panel), &[]));
}

/// Opens the form, and has its references read.
fn open(panel: Panel, action: &Action) {
    let contact = in_view(panel);
    let first = if action.fields.is_empty() { super::form::SUBMIT.to_owned() } else { super::field::id(0) };
    panel.actions.next.set_value(Some(first));
    panel.actions.drafts.update(|drafts| drafts.open_as(action, contact.as_deref()));
    // The form may be an older one, that the agent has begun.
    let own = panel.actions.drafts.with_untracked(|drafts| drafts.front(contact.as_deref())?.own.clone());
    panel.actions.ask(panel, own.as_ref().unwrap_or(action), contact);
}
