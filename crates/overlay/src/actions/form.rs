//! The form of an action. Inputs are the browser's own and stay the same ones while the form is open: the caret is never lost.

use actions::Action;

use super::check;
use super::drafts::{Draft, Found, Stage};
use super::field::{self, entered};
use super::{PressState, PressView, gestures, in_view, press_of, press_outcome};
use crate::element::{DomNode, node, user_text};
use crate::focus;
use crate::panel::Panel;
use crate::reactive::*;
use panel_protocol::Gesture;

/// The id of the button that submits.
pub(super) const SUBMIT: &str = "action-submit";

/// The form of a draft.
pub(super) fn form(panel: Panel, id: u32, action: Action) -> Vec<DomNode> {
    let state = panel.actions;
    let draft_text = move |text: fn(Panel, &Draft) -> Option<String>| {
        move || {
            state
                .drafts
                .with(|drafts| drafts.get(id).and_then(|draft| text(panel, draft)))
                .unwrap_or_default()
        }
    };
    let press = press_of(panel, action.name.clone());
    let busy = Memo::new(move |_| {
        let sent = state
            .drafts
            .with(|drafts| drafts.get(id).is_some_and(|draft| matches!(draft.stage, Stage::Sent { .. })));
        sent || press.with(|press| press.as_ref().is_some_and(|press| press.state == PressState::Running))
    });
    let loading = Memo::new(move |_| {
        state.drafts.with(|drafts| drafts.get(id).is_some_and(|draft| draft.found == Found::Loading))
    });

    let name = action.name.clone();
    let back = node("button", &[("type", "button"), ("class", "back")]).text(&panel.say("actions.back")).on(
        "click",
        move |_| {
            state.leave(panel, &name);
            panel.press(&Gesture::CloseForm);
        },
    );
    let title = if action.title.is_empty() { &action.name } else { &action.title };
    let title = node("h2", &[("id", "action-title")]).with(&[user_text(title)]);
    let instructions =
        node("p", &[("id", "action-instructions"), ("dir", "auto")]).text(&action.instructions);
    let found = node("p", &[("class", "note"), ("role", "status"), ("dir", "auto")]).reactive_text(
        draft_text(|panel, draft| match &draft.found {
            Found::Loading => Some(panel.say("actions.loading")),
            Found::Failed(form) => {
                let reason = match &form.state {
                    PressState::Failed(Some(block)) => panel.reason(Some(&block.title), &block.reason),
                    PressState::NoFlow => panel.say("actions.no-flow"),
                    PressState::Failed(None) | PressState::Running | PressState::Done => {
                        panel.say("runs.failed")
                    }
                };
                Some(panel.fill("actions.not-filled", &[("reason", &reason)]))
            }
            Found::Nothing | Found::Values(_) => None,
        }),
    );
    let summary =
        node("p", &[("class", "wrong"), ("role", "alert")]).reactive_text(draft_text(|panel, draft| {
            let wrong = draft.wrong();
            (wrong > 0).then(|| panel.count("actions.problems", wrong))
        }));
    let refused = node("p", &[("class", "wrong"), ("role", "alert"), ("dir", "auto")]).reactive_text(
        draft_text(|panel, draft| match &draft.stage {
            Stage::Refused(press) => Some(press_outcome(panel, press)),
            Stage::Filling | Stage::Sent { .. } => None,
        }),
    );
    let button = node("button", &[("type", "submit"), ("id", SUBMIT)])
        .reactive_attr("aria-disabled", move || (busy.get() || loading.get()).then(|| "true".to_owned()))
        .reactive_text(move || panel.say(if busy.get() { "actions.running" } else { "actions.submit" }));
    let fields: Vec<DomNode> =
        action.fields.iter().enumerate().map(|(at, of)| field::field(panel, id, at, of.clone())).collect();

    let attributes = [
        ("id", "action-form"),
        // The page checks, and says what is wrong beside each field.
        ("novalidate", ""),
        ("autocomplete", "off"),
        ("aria-labelledby", "action-title"),
        ("aria-describedby", "action-instructions"),
    ];
    let form = node("form", &attributes)
        .with(&[back, title, instructions, found, summary])
        .with(&fields)
        .with(&[refused, button])
        .on("input", move |event| {
            if let Some((at, entry)) = entered(&event) {
                state.drafts.update(|drafts| {
                    if let Some(draft) = drafts.get_mut(id) {
                        draft.enter(at, entry);
                    }
                });
            }
        })
        .on("submit", move |event| {
            event.prevent_default();
            if !busy.get_untracked() && !loading.get_untracked() {
                submit(panel, id, &action);
            }
        });
    vec![form]
}

/// Starts the flow, or says what is wrong.
fn submit(panel: Panel, id: u32, action: &Action) {
    let contact = in_view(panel);
    let mut gesture = None;
    let mut bad = None;
    let last = panel.view.with_untracked(|view| {
        let mine = |press: &&PressView| press.action == action.name && press.contact == contact;
        view.presses.iter().find(mine).map(|press| press.run)
    });
    panel.actions.drafts.update(|drafts| {
        let Some(draft) = drafts.get_mut(id) else { return };
        let entries: Vec<_> =
            action.fields.iter().enumerate().map(|(at, field)| check::entry(field, at, draft)).collect();
        bad = draft.judge(check::problems(panel, action, &entries, &draft.found));
        if bad.is_none() {
            // Without a flow there is no run to wait for: the answer would be the one that is there already.
            if last != Some(0) {
                draft.stage = Stage::Sent { contact: contact.clone(), after: last.unwrap_or(0) };
            }
            gesture = Some(gestures::run(action, contact, &entries));
        }
    });
    if let Some(at) = bad {
        focus::move_to(&field::id(at));
    }
    if let Some(gesture) = gesture {
        panel.press(&gesture);
    }
}
