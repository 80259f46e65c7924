//! The page of one action, the element editor (`reference/cti-flows.md` §6.2): three steps, tool bar, and the panel as agents will
//! see it.

use std::rc::Rc;

use actions::{ActionForm, Severity};
use web_sys::{Event, KeyboardEvent};

use super::form_fields::{Tab, additional_data};
use super::state::ActionState;
use super::{preview, steps};
use crate::app::{App, Route};
use crate::dialog::{self, Notice};
use crate::element::{Part, Row, button, classed, div, listen, on_cleanup_local, part};
use crate::library::{Item, ItemKind, LibraryError, Target};
use crate::reactive::*;
use crate::{files, findings, saving};

/// The page of an action of the library, or of a new one. What is no action has a page that says so.
pub(crate) fn page(app: &App, item: Option<&Item>) -> Part {
    match item.map_or_else(|| Ok(ActionForm::default()), |item| ActionForm::read(&item.text)) {
        Ok(form) => editing(app, item, form),
        Err(error) => {
            let (name, text) = item.map(|item| (item.key.clone(), item.text.clone())).unwrap_or_default();
            let download = button("Download the present content", move || {
                files::download(&format!("{name}.txt"), &text)
            });
            div("invalid").with(&[
                part("a", &[("href", "#/actions"), ("class", "back")]).text("‹ Actions"),
                classed("h1", "", "This action cannot be edited here"),
                classed("p", "", &format!("Nothing is overwritten: {error}.")),
                div("buttons").with(&[download]),
            ])
        }
    }
}

/// A step of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    NameAndFlow,
    Payload,
    AdditionalData,
}

fn editing(app: &App, item: Option<&Item>, form: ActionForm) -> Part {
    let (state, was_restored) = ActionState::open(app, item, form);
    if was_restored {
        let discard = state.clone();
        let notice = Notice::info("What you changed here and did not save is back.");
        app.say(notice.with("Discard it", move || discard.undo()));
    }
    keys(&state);
    let leaving = state.clone();
    listen(
        &window(),
        "beforeunload",
        Box::new(move |event| {
            leaving.keep_draft();
            if leaving.is_dirty_now() {
                event.prevent_default();
            }
        }),
    );
    let closed = state.clone();
    on_cleanup_local(move || closed.keep_draft());
    let (step, tab) = (ArcRwSignal::new(Step::NameAndFlow), ArcRwSignal::new(Tab::Overview));
    let (shown, of) = (step.clone(), state.clone());
    let body =
        part("section", &[("class", "step"), ("aria-labelledby", "step-title")]).live_parts(move || {
            let (title, parts) = match shown.get() {
                Step::NameAndFlow => ("Name and Flow", steps::name_and_flow(&of)),
                Step::Payload => ("Payload", steps::payload(&of)),
                Step::AdditionalData => ("Additional Data", additional_data(&of, &tab)),
            };
            let heading = part("h2", &[("id", "step-title")]).text(title);
            std::iter::once(heading).chain(parts).collect()
        });
    let middle = div("element-middle").with(&[body, found(&state)]);
    let main = div("element").with(&[steps_list(&step), middle, preview::preview(&state)]);
    part("main", &[("class", "element-editor")]).with(&[toolbar(&state), main])
}

fn toolbar(state: &ActionState) -> Part {
    let (named, dirty, leaving) = (state.clone(), state.clone(), state.clone());
    let back = part("a", &[("href", "#/actions"), ("class", "back")]).text("‹ Actions");
    let back = back.on("click", move |event: Event| {
        if leaving.is_dirty_now() {
            event.prevent_default();
            leave(&leaving);
        }
    });
    let name = part("h1", &[]).live_text(move || {
        let name = named.part(|form| form.name.trim().to_owned());
        if name.is_empty() { "New action".to_owned() } else { name }
    });
    let said = part("span", &[("class", "state"), ("role", "status")])
        .live_text(move || if dirty.is_dirty() { "Unsaved changes".to_owned() } else { "Saved".to_owned() });
    let (undo, redo, can_undo, can_redo) = (state.clone(), state.clone(), state.clone(), state.clone());
    let undo = button("Undo", move || undo.undo())
        .attr("title", Some("Undo (Ctrl+Z)"))
        .disabled(move || !can_undo.steps().0);
    let redo = button("Redo", move || redo.redo())
        .attr("title", Some("Redo (Ctrl+Y)"))
        .disabled(move || !can_redo.steps().1);
    let (saving, quick, gone, left) = (state.clone(), state.clone(), state.clone(), state.clone());
    let save_button = button("Save", move || {
        let app = saving.app().clone();
        save(&saving, Rc::new(move || app.go(&Route::Actions)));
    });
    let quick = button("Quick Save", move || save(&quick, Rc::new(|| {})));
    let delete = button("Delete", move || delete(&gone));
    let cancel =
        button(
            "Cancel",
            move || if left.is_dirty_now() { leave(&left) } else { left.app().go(&Route::Actions) },
        );
    part("header", &[("class", "toolbar")]).with(&[
        back,
        div("heading").with(&[name]),
        div("group").with(&[undo, redo]),
        said,
        cancel,
        delete.attr("class", Some("danger")),
        quick.attr("title", Some("Save and stay here (Ctrl+S)")),
        save_button.attr("class", Some("primary")).attr("title", Some("Save and go to the list")),
    ])
}

fn steps_list(step: &ArcRwSignal<Step>) -> Part {
    let row = |of: Step, number: &str, label: &str, hint: &str| {
        let (chosen, is_on, colour) = (step.clone(), step.clone(), step.clone());
        let open = button("", move || chosen.set(of))
            .with(&[
                classed("span", "number", number),
                classed("span", "", label),
                classed("span", "aside", hint),
            ])
            .live("aria-current", move || (is_on.get() == of).then(|| "step".to_owned()))
            .live_class("on", move || colour.get() == of);
        part("li", &[]).with(&[open])
    };
    let list = part("ol", &[]).with(&[
        row(Step::NameAndFlow, "1", "Name and Flow", ""),
        row(Step::Payload, "2", "Payload", "optional"),
        row(Step::AdditionalData, "3", "Additional Data", "optional"),
    ]);
    part("nav", &[("class", "element-steps"), ("aria-label", "Steps")]).with(&[list])
}

/// What is wrong, while it is being edited.
fn found(state: &ActionState) -> Part {
    let of = state.clone();
    let list = part("ul", &[("class", "finding-list")]).rows(move || {
        // Flows that are drawn meanwhile count.
        of.app().items();
        let row = |finding: actions::Diagnostic| -> Row {
            let severity = match finding.severity() {
                Severity::Error => flow::Severity::Error,
                Severity::Warning => flow::Severity::Warning,
            };
            let text = match &finding.field {
                Some(field) => format!("Field {field}: {}", finding.finding),
                None => finding.finding.to_string(),
            };
            let key = format!("{severity:?} {text}");
            (
                key,
                Box::new(move || part("li", &[]).with(&[findings::mark(severity)]).text(&format!(" {text}"))),
            )
        };
        let found = of.findings();
        if found.is_empty() {
            let none = || classed("li", "aside", "No findings");
            return vec![("none".to_owned(), Box::new(none))];
        }
        found.into_iter().map(row).collect()
    });
    part("section", &[("class", "findings"), ("aria-label", "Findings"), ("aria-live", "polite")])
        .with(&[list])
}

fn keys(state: &ActionState) {
    let state = state.clone();
    listen(
        &window(),
        "keydown",
        Box::new(move |event: Event| {
            let Some(event) = wasm_bindgen::JsCast::dyn_ref::<KeyboardEvent>(&event).cloned() else { return };
            let is_open = document().query_selector("dialog[open]").ok().flatten().is_some();
            if is_open || !(event.ctrl_key() || event.meta_key()) {
                return;
            }
            match event.key().to_lowercase().as_str() {
                "z" if event.shift_key() => state.redo(),
                "z" => state.undo(),
                "y" => state.redo(),
                "s" => save(&state, Rc::new(|| {})),
                _ => return,
            }
            event.prevent_default();
        }),
    );
}

fn leave(state: &ActionState) {
    let (saved, kept, dropped) = (state.clone(), state.clone(), state.clone());
    let save_first: Rc<dyn Fn()> = Rc::new(move || {
        let app = saved.app().clone();
        save(&saved, Rc::new(move || app.go(&Route::Actions)));
    });
    let keep: Rc<dyn Fn()> = Rc::new(move || {
        kept.keep_draft();
        kept.app().go(&Route::Actions);
    });
    let discard: Rc<dyn Fn()> = Rc::new(move || {
        dropped.give_up();
        dropped.app().go(&Route::Actions);
    });
    dialog::ask(
        "Leave the action?",
        "This action has unsaved changes. Left as they are, they stay in this browser as a draft.",
        vec![
            ("Save and leave", "primary", save_first),
            ("Leave, keep the draft", "", keep),
            ("Discard the changes", "danger", discard),
            ("Stay", "", Rc::new(|| {})),
        ],
    );
}

fn delete(state: &ActionState) {
    let name = state.now().name;
    let sentence = format!("“{name}” goes from the library. You can take it back right afterwards.");
    let gone = state.clone();
    let delete: Rc<dyn Fn()> = Rc::new(move || {
        let app = gone.app().clone();
        let item = gone.item().and_then(|(key, _)| app.actions().into_iter().find(|item| item.key == key));
        gone.give_up();
        if let Some(item) = item {
            app.remove(&item);
        }
        app.go(&Route::Actions);
    });
    dialog::ask(
        "Delete the action?",
        &sentence,
        vec![("Delete", "danger", delete), ("Cancel", "", Rc::new(|| {}))],
    );
}

/// Saves. What agents would see and could not use is only saved as one they do not see.
fn save(state: &ActionState, then: Rc<dyn Fn()>) {
    state.end_typing();
    let now = state.now();
    if now.name.trim().is_empty() {
        return state.app().say(Notice::error("Give the action a name first: agents see it."));
    }
    let found = super::state::findings(&now.to_text(), &state.key(), state.app());
    let is_broken = now.active && found.iter().any(|finding| finding.severity() == Severity::Error);
    if !is_broken {
        return keep(state, target(state), then);
    }
    let of = state.clone();
    let hidden: Rc<dyn Fn()> = Rc::new(move || {
        of.edit(None, |form| form.active = false);
        keep(&of, target(&of), then.clone());
    });
    dialog::ask(
        "Save without showing it?",
        "This action has errors, and what agents see must work. The findings name them.",
        vec![("Save, agents do not see it", "primary", hidden), ("Cancel", "", Rc::new(|| {}))],
    );
}

fn target(state: &ActionState) -> Target {
    match state.item() {
        Some((key, revision)) => Target::Existing { key, revision },
        None => Target::New { name: state.now().name },
    }
}

fn keep(state: &ActionState, target: Target, then: Rc<dyn Fn()>) {
    let of = state.clone();
    state.app().save(target, ItemKind::Action, state.now().to_text(), move |app, saved| match saved {
        Ok(item) => {
            of.was_saved(&item);
            saving::say_saved(app);
            then();
        }
        Err(LibraryError::Changed { now }) => conflict(&of, now.map(|now| now.item), then),
        Err(error) => {
            of.keep_draft();
            app.say(Notice::error(error.to_string()));
        }
    });
}

/// Somebody else has saved since: nothing is overwritten before the person has said which counts.
fn conflict(state: &ActionState, now: Option<Item>, then: Rc<dyn Fn()>) {
    state.keep_draft();
    let (over, take) = (state.clone(), state.clone());
    let target = match (&now, state.item()) {
        (Some(now), _) => Target::Existing { key: now.key.clone(), revision: now.revision.clone() },
        (None, Some((key, _))) => Target::Restored { key },
        (None, None) => Target::New { name: state.now().name },
    };
    let overwrite = move || keep(&over, target.clone(), then.clone());
    let is_there = now.is_some();
    let theirs = now.and_then(|now| -> Option<Rc<dyn Fn()>> {
        let form = ActionForm::read(&now.text).ok()?;
        Some(Rc::new(move || {
            take.edit(None, |mine| *mine = form.clone());
            take.was_saved(&now);
        }))
    });
    saving::ask_which_counts("action", is_there, overwrite, theirs);
}
