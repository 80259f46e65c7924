//! Inputs of the element editor: each follows a part of the action, and typing into it is one step.

use std::rc::Rc;

use web_sys::Event;

use super::state::ActionState;
use crate::element::{Part, div, follow, is_checked, part, set_property, set_value, value_of};

/// Reads a part of something.
pub(super) type Read<T> = Rc<dyn Fn() -> T>;
/// Writes a part of something.
pub(super) type Write<T> = Rc<dyn Fn(T)>;

/// A labelled field with a hint below it.
pub(super) fn labelled(id: &str, label: &str, hint: &str, field: Part) -> Part {
    let hint_id = format!("{id}-hint");
    let field = field.attr("id", Some(id)).attr("aria-describedby", (!hint.is_empty()).then_some(&hint_id));
    let label = part("label", &[("for", id)]).text(label);
    let hint = (!hint.is_empty()).then(|| part("p", &[("class", "aside"), ("id", &hint_id)]).text(hint));
    div("field").with(&[label, field]).maybe(hint)
}

/// A line, or several.
pub(super) fn text(kind: Kind, read: Read<String>, write: Write<String>, left: impl Fn() + 'static) -> Part {
    let field = match kind {
        Kind::Line => part("input", &[("type", "text"), ("autocomplete", "off")]),
        Kind::Whole => part("input", &[("type", "number"), ("step", "1")]),
        Kind::Lines => part("textarea", &[("rows", "3")]),
    };
    let shown = field.clone();
    follow(move || set_value(&shown, &read()));
    field.on("input", move |event: Event| write(value_of(&event))).on("blur", move |_: Event| left())
}

/// What is entered into a [`text`].
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    Line,
    Lines,
    Whole,
}

/// A box to tick, with its label.
pub(super) fn tick(id: &str, label: &str, read: Read<bool>, write: Write<bool>) -> Part {
    let tick = part("input", &[("type", "checkbox"), ("id", id)]);
    let shown = tick.clone();
    follow(move || set_property(&shown, "checked", read()));
    let tick = tick.on("change", move |event: Event| write(is_checked(&event)));
    part("label", &[("class", "tick")]).with(&[tick]).text(label)
}

/// A text of the action itself.
pub(super) fn of_action(
    state: &ActionState,
    kind: Kind,
    name: &'static str,
    read: fn(&actions::ActionForm) -> &String,
    write: fn(&mut actions::ActionForm) -> &mut String,
) -> Part {
    let (shown, typed, left) = (state.clone(), state.clone(), state.clone());
    text(
        kind,
        Rc::new(move || shown.part(|form| read(form).clone())),
        Rc::new(move |text| typed.edit(Some(name), |form| *write(form) = text)),
        move || left.end_typing(),
    )
}
