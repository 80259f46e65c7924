//! The third step: what the agent is asked before the flow starts.

use std::rc::Rc;

use actions::{FieldForm, FieldType};
use web_sys::Event;

use super::fields::{Kind, labelled, of_action, text, tick};
use super::state::ActionState;
use super::steps::{Which, flow};
use crate::dialog;
use crate::element::{Part, Row, button, classed, div, follow, option, part, set_property, value_of};
use crate::reactive::*;

/// Additional Data: two tabs, Overview and Form fields.
pub(super) fn additional_data(state: &ActionState, tab: &ArcRwSignal<Tab>) -> Vec<Part> {
    let tab_button = |of: Tab, label: &str| {
        let (chosen, is_on, colour) = (tab.clone(), tab.clone(), tab.clone());
        button(label, move || chosen.set(of))
            .attr("role", Some("tab"))
            .live("aria-selected", move || Some((is_on.get() == of).to_string()))
            .live_class("on", move || colour.get() == of)
    };
    let tabs = part("div", &[("class", "step-tabs"), ("role", "tablist"), ("aria-label", "Additional data")])
        .with(&[tab_button(Tab::Overview, "Overview"), tab_button(Tab::Fields, "Form fields")]);
    let (state, tab) = (state.clone(), tab.clone());
    let body =
        part("div", &[("role", "tabpanel"), ("class", "step-body")]).live_parts(move || match tab.get() {
            Tab::Overview => overview(&state, &tab),
            Tab::Fields => fields(&state, &tab),
        });
    vec![tabs, body]
}

/// A tab of the third step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tab {
    Overview,
    Fields,
}

fn overview(state: &ActionState, tab: &ArcRwSignal<Tab>) -> Vec<Part> {
    let title = of_action(state, Kind::Line, "title", |form| &form.title, |form| &mut form.title);
    let instructions = of_action(
        state,
        Kind::Lines,
        "instructions",
        |form| &form.instructions,
        |form| &mut form.instructions,
    );
    let on = tab.clone();
    vec![
        labelled("action-title", "Title", "Heading of the form. Optional.", title),
        labelled("action-instructions", "Instructions", "Below the heading. Optional.", instructions),
        labelled(
            "action-form-flow",
            "Flow that prepares the form",
            "It runs when the form opens; fields read its results as $.actions.<id>.results… Optional.",
            flow(state, Which::Prepares),
        ),
        button("Form fields ▸", move || on.set(Tab::Fields)),
    ]
}

fn fields(state: &ActionState, tab: &ArcRwSignal<Tab>) -> Vec<Part> {
    let back = tab.clone();
    let back = button("◂ Overview", move || back.set(Tab::Overview)).attr("class", Some("plain"));
    let of = state.clone();
    let list = part("ol", &[("class", "form-fields"), ("aria-label", "Form fields")]).rows(move || {
        of.part(|form| {
            let order = form.shown_order();
            let count = order.len();
            let row = |(place, at): (usize, usize)| -> Row {
                let state = of.clone();
                let field = &form.fields[at];
                let key = format!(
                    "{place} {at} {count} {} {} {:?} {}",
                    field.name, field.label, field.kind, field.required
                );
                (key, Box::new(move || row(&state, place, at, count)))
            };
            order.into_iter().enumerate().map(row).collect()
        })
    });
    let none = state.clone();
    let empty = part("p", &[("class", "aside")]).live_text(move || {
        if none.part(|form| form.fields.is_empty()) {
            "No fields yet: the agent is asked nothing.".to_owned()
        } else {
            String::new()
        }
    });
    let more = state.clone();
    let add = button("New field +", move || {
        let mut at = 0;
        more.edit(None, |form| at = form.add_field());
        edit(&more, at, true);
    });
    vec![back, list, empty, add.attr("class", Some("add"))]
}

fn row(state: &ActionState, place: usize, at: usize, count: usize) -> Part {
    let field = state.now().fields.get(at).cloned().unwrap_or_default();
    let label = if field.label.is_empty() { &field.name } else { &field.label };
    let kind = format!(
        "{} · {}{}",
        field.name,
        kind_title(field.kind),
        if field.required { " · required" } else { "" }
    );
    let opened = state.clone();
    let open = button("", move || edit(&opened, at, false))
        .with(&[classed("span", "name", label), classed("span", "aside", &kind)])
        .attr("class", Some("plain open"));
    let to = |label: &str, name: &str, target: Option<usize>| {
        let moved = state.clone();
        let pressed = move || {
            if let Some(target) = target {
                moved.edit(None, |form| form.move_field(place, target));
            }
        };
        button(label, pressed)
            .attr("class", Some("small"))
            .attr("disabled", target.is_none().then_some(""))
            .labelled(name)
    };
    let up = to("↑", &format!("Move {label} up"), place.checked_sub(1));
    let down = to("↓", &format!("Move {label} down"), Some(place + 1).filter(|next| *next < count));
    part("li", &[]).with(&[open, up, down])
}

/// What a type of field is called.
fn kind_title(kind: FieldType) -> &'static str {
    match kind {
        FieldType::Text => "Text",
        FieldType::Number => "Number",
        FieldType::Phone => "Phone number",
        FieldType::Email => "E-mail address",
        FieldType::Date => "Date",
        FieldType::LongText => "Several lines",
        FieldType::Choice => "Choice",
        FieldType::Checkbox => "Checkbox",
    }
}

/// The field editor: a dialog over the rest, which is dimmed meanwhile. Finish is one step; Cancel leaves everything as it was.
fn edit(state: &ActionState, at: usize, is_new: bool) {
    let state = state.clone();
    let field = state.now().fields.get(at).cloned().unwrap_or_default();
    let title = if is_new { "New field" } else { "Form field" };
    dialog::open("form-field", title, move |close| {
        let form = ArcRwSignal::new(field);
        let problem = ArcRwSignal::new(String::new());
        let said = problem.clone();
        let wrong = part("p", &[("class", "problem"), ("role", "alert")]).live_text(move || said.get());
        let (finished, of, done) = (form.clone(), state.clone(), close.clone());
        let finish = move || {
            let field = finished.get_untracked();
            let others = of.now();
            let others = others.fields.iter().enumerate().filter(|(other, _)| *other != at);
            match refused(&field, others.map(|(_, field)| field.name.as_str())) {
                Some(sentence) => problem.set(sentence.to_owned()),
                None => {
                    of.edit(None, |form| {
                        if let Some(place) = form.fields.get_mut(at) {
                            *place = field;
                        }
                    });
                    done();
                }
            }
        };
        let (gone, shut) = (state.clone(), close.clone());
        let remove = button("Remove this field", move || {
            gone.edit(None, |form| {
                if at < form.fields.len() {
                    form.fields.remove(at);
                }
            });
            shut();
        });
        let finish_button = part("button", &[("type", "submit"), ("class", "primary")]).text("Finish");
        let buttons = div("buttons").with(&[
            finish_button,
            button("Cancel", move || close()),
            remove.attr("class", Some("danger")),
        ]);
        let whole = part("form", &[("novalidate", "")]).on("submit", move |event: Event| {
            event.prevent_default();
            finish();
        });
        vec![whole.with(&inputs(&form)).with(&[wrong, buttons])]
    });
}

/// Why a field cannot be finished as it is.
fn refused<'n>(field: &FieldForm, mut others: impl Iterator<Item = &'n str>) -> Option<&'static str> {
    if field.name.trim().is_empty() {
        return Some("Give the field a name: flows read the entry by it.");
    }
    if others.any(|other| other == field.name) {
        return Some("Another field has this name: only one of them would reach the flow.");
    }
    let is_empty_choice = field.kind == FieldType::Choice && field.options.trim().is_empty();
    is_empty_choice.then_some("A choice needs options: one a line.")
}

fn inputs(form: &ArcRwSignal<FieldForm>) -> Vec<Part> {
    let line = |id: &str,
                label: &str,
                hint: &str,
                kind: Kind,
                get: fn(&FieldForm) -> &String,
                set: fn(&mut FieldForm) -> &mut String| {
        let (shown, typed) = (form.clone(), form.clone());
        let input = text(
            kind,
            Rc::new(move || shown.with(|field| get(field).clone())),
            Rc::new(move |text| typed.update(|field| *set(field) = text)),
            || {},
        );
        labelled(id, label, hint, input)
    };
    let only = |part: Part, kinds: &'static [FieldType]| {
        let form = form.clone();
        part.hidden(move || form.with(|field| !kinds.contains(&field.kind)))
    };
    let (read, write) = (form.clone(), form.clone());
    let (order_read, order_write) = (form.clone(), form.clone());
    let order = text(
        Kind::Whole,
        Rc::new(move || order_read.with(|field| field.order.to_string())),
        Rc::new(move |text| {
            if let Ok(order) = text.trim().parse() {
                order_write.update(|field| field.order = order);
            }
        }),
        || {},
    );
    const BOUNDS: &[FieldType] = &[FieldType::Number, FieldType::Date];
    const LENGTHS: &[FieldType] = &[FieldType::Text, FieldType::LongText, FieldType::Phone, FieldType::Email];
    const PATTERNS: &[FieldType] = &[FieldType::Text, FieldType::Phone, FieldType::Email];
    vec![
        line(
            "field-name",
            "Field name",
            "Flows read the entry as $.payload.<name>; camelCase.",
            Kind::Line,
            |field| &field.name,
            |field| &mut field.name,
        ),
        line(
            "field-label",
            "Label",
            "What agents read; without one, the name.",
            Kind::Line,
            |field| &field.label,
            |field| &mut field.label,
        ),
        labelled("field-type", "Field type", "", kind(form)),
        only(
            line(
                "field-options",
                "Options",
                "One a line: value, or value|label. Or one reference, as $.actions.uid-1.results.list.",
                Kind::Lines,
                |field| &field.options,
                |field| &mut field.options,
            ),
            &[FieldType::Choice],
        ),
        line(
            "field-default",
            "Default",
            "What stands there at first: a text, or a reference.",
            Kind::Line,
            |field| &field.default,
            |field| &mut field.default,
        ),
        labelled("field-order", "Order", "", order),
        tick(
            "field-required",
            "Field required",
            Rc::new(move || read.with(|field| field.required)),
            Rc::new(move |required| write.update(|field| field.required = required)),
        ),
        only(line("field-min", "Least", "", Kind::Line, |field| &field.min, |field| &mut field.min), BOUNDS),
        only(
            line("field-max", "Greatest", "", Kind::Line, |field| &field.max, |field| &mut field.max),
            BOUNDS,
        ),
        only(
            line(
                "field-min-length",
                "Fewest characters",
                "",
                Kind::Line,
                |field| &field.min_length,
                |field| &mut field.min_length,
            ),
            LENGTHS,
        ),
        only(
            line(
                "field-max-length",
                "Most characters",
                "",
                Kind::Line,
                |field| &field.max_length,
                |field| &mut field.max_length,
            ),
            LENGTHS,
        ),
        only(
            line(
                "field-pattern",
                "Pattern",
                "A regular expression that the whole entry must match.",
                Kind::Line,
                |field| &field.pattern,
                |field| &mut field.pattern,
            ),
            PATTERNS,
        ),
        only(
            line(
                "field-pattern-message",
                "Message",
                "What the agent is told when it does not match.",
                Kind::Line,
                |field| &field.pattern_message,
                |field| &mut field.pattern_message,
            ),
            PATTERNS,
        ),
    ]
}

fn kind(form: &ArcRwSignal<FieldForm>) -> Part {
    let field = part("select", &[]);
    let now = form.get_untracked().kind;
    let options: Vec<Part> =
        FieldType::ALL.iter().map(|(kind, word)| option(word, kind_title(*kind), *kind == now)).collect();
    let field = field.with(&options);
    let (shown, read) = (field.clone(), form.clone());
    follow(move || {
        let now = read.with(|field| field.kind);
        let word = FieldType::ALL.iter().find(|(kind, _)| *kind == now).map_or("text", |(_, word)| word);
        set_property(&shown, "value", word);
    });
    let form = form.clone();
    field.on("change", move |event: Event| {
        if let Some(kind) = FieldType::parse(&value_of(&event)) {
            form.update(|field| field.kind = kind);
        }
    })
}

#[cfg(test)]
mod tests {
    use actions::{FieldForm, FieldType};

    use super::refused;

    #[test]
    fn what_a_field_needs() {
        let field = |name: &str, kind, options: &str| {
            let mut field = FieldForm::default();
            name.clone_into(&mut field.name);
            options.clone_into(&mut field.options);
            field.kind = kind;
            field
        };
        for (field, expected) in [
            (field(" ", FieldType::Text, ""), Some("Give the field a name")),
            (field("a", FieldType::Text, ""), Some("Another field")),
            (field("b", FieldType::Choice, "\n"), Some("A choice needs")),
            (field("b", FieldType::Choice, "x"), None),
            (field("b", FieldType::Text, ""), None),
        ] {
            let found = refused(&field, ["a"].into_iter());
            assert_eq!(found.is_some(), expected.is_some(), "{field:?}: {found:?}");
            assert!(found.unwrap_or_default().starts_with(expected.unwrap_or_default()));
        }
    }
}
