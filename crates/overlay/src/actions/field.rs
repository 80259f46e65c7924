//! One field of a form: label, input, and what is wrong with it.

use std::cell::RefCell;

use actions::{Entry, Field, FieldType};
use wasm_bindgen::JsValue;
use web_sys::Event;

use super::check::{UNREADABLE, entry, options};
use crate::element::{DomNode, follow, node, user_text};
use crate::panel::Panel;
use crate::reactive::*;

/// Labels of options are cut after so many characters: a list of choices does not wrap.
const OPTION_CHARS: usize = 200;

/// The id of the input at a place.
pub(super) fn id(at: usize) -> String {
    ["action-field-", &at.to_string()].concat()
}

/// A field of the form of a draft. The input is made once: what the agent enters is never written back into it.
pub(super) fn field(panel: Panel, draft: u32, at: usize, field: Field) -> DomNode {
    let id = id(at);
    let problem_id = [&id, "-problem"].concat();
    let (tag, kind) = match field.kind {
        FieldType::Text => ("input", "text"),
        FieldType::Number => ("input", "number"),
        FieldType::Phone => ("input", "tel"),
        FieldType::Email => ("input", "email"),
        FieldType::Date => ("input", "date"),
        FieldType::Checkbox => ("input", "checkbox"),
        FieldType::LongText => ("textarea", ""),
        FieldType::Choice => ("select", ""),
    };
    let place = at.to_string();
    let input = node(tag, &[("id", &id), ("name", &place), ("autocomplete", "off"), ("dir", "auto")]);
    if tag == "input" {
        input.set("type", Some(kind));
    }
    if field.required {
        input.set("required", Some(""));
        input.set("aria-required", Some("true"));
    }
    if field.kind == FieldType::Number {
        input.set("step", Some("any"));
    }
    let label = node("label", &[("for", &id)]).with(&[user_text(&field.label)]);
    let label = if field.required { label.text(" *") } else { label };
    let problem = node("p", &[("class", "problem-of"), ("id", &problem_id), ("dir", "auto")]);

    let whole = node("div", &[("class", "field"), ("data-type", kind)]);
    let parts = match field.kind {
        FieldType::Checkbox => [input.clone(), label, problem.clone()],
        _ => [label, input.clone(), problem.clone()],
    };
    let whole = whole.with(&parts);

    let shown = RefCell::new((None, None));
    let part = whole.clone();
    follow(Box::new(move || {
        let drafts = panel.actions.drafts.read();
        let Some(draft) = drafts.get(draft) else { return };
        let (shown_options, shown_entry) = &mut *shown.borrow_mut();
        let mut renewed = shown_entry.is_none();
        if field.kind == FieldType::Choice {
            let options = options(&field, &draft.found);
            if shown_options.as_ref() != Some(&options) {
                choose_from(&input, &options);
                *shown_options = Some(options);
                renewed = true;
            }
        }
        let entry = entry(&field, at, draft);
        let default_came = draft.entered(at).is_none() && shown_entry.as_ref() != Some(&entry);
        if renewed || default_came {
            match &entry {
                Entry::Text(text) => input.set_property("value", &JsValue::from_str(text)),
                Entry::Checked(checked) => input.set_property("checked", &JsValue::from_bool(*checked)),
            }
            *shown_entry = Some(entry);
        }
        let wrong = draft.problem(at);
        problem.set_text(wrong.unwrap_or_default());
        input.set("aria-invalid", Some(if wrong.is_some() { "true" } else { "false" }));
        input.set("aria-describedby", wrong.map(|_| problem_id.as_str()));
        part.set("data-wrong", wrong.map(|_| ""));
    }));
    whole
}

fn choose_from(select: &DomNode, options: &[(String, String)]) {
    select.set_text("");
    if !options.iter().any(|(value, _)| value.is_empty()) {
        select.clone().with(&[node("option", &[("value", "")])]);
    }
    for (value, label) in options {
        let mut text: String = label.chars().take(OPTION_CHARS).collect();
        if text.len() < label.len() {
            text.push('…');
        }
        select.clone().with(&[node("option", &[("value", value), ("dir", "auto")]).text(&text)]);
    }
}

/// What an input says that the agent has just changed: its place, and what stands there now.
pub(super) fn entered(event: &Event) -> Option<(usize, Entry)> {
    let input = event.target()?;
    let of = |object: &JsValue, name: &str| js_sys::Reflect::get(object, &name.into()).unwrap_or_default();
    let at = of(&input, "name").as_string()?.parse().ok()?;
    if of(&input, "type") == "checkbox" {
        return Some((at, Entry::Checked(of(&input, "checked").is_truthy())));
    }
    let unreadable = of(&of(&input, "validity"), "badInput").is_truthy();
    let text = if unreadable { UNREADABLE.to_owned() } else { of(&input, "value").as_string()? };
    Some((at, Entry::Text(text)))
}
