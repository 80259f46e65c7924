//! The field of a value: free text, or one of what the block can read, shown as a chip.

use std::rc::Rc;

use flow::{ArgumentType, Text, Value};
use web_sys::{Event, KeyboardEvent};

use crate::element::{Part, button, classed, follow, part, set_value, value_of};
use crate::reactive::*;
use crate::stage::Stage;
use crate::values::{Offer, chip, from_text, offers, to_text};

/// What a field is about.
#[derive(Clone)]
pub(crate) struct Field {
    pub(crate) stage: Stage,
    /// The block whose argument it is.
    pub(crate) block: Text,
    pub(crate) kind: ArgumentType,
    /// Id of the element, for labels and for going there.
    pub(crate) element_id: String,
    /// What it is called, for those who do not see the label.
    pub(crate) label: String,
    /// The value as it is; follows it.
    pub(crate) read: Rc<dyn Fn() -> Option<Value>>,
    /// Another value. Whether it is being typed.
    pub(crate) write: Rc<dyn Fn(Option<Value>, bool)>,
}

/// What of a field can change by itself.
#[derive(Clone)]
struct State {
    is_open: ArcRwSignal<bool>,
    /// Whether a reference is edited as text.
    is_raw: ArcRwSignal<bool>,
    /// What has been typed since the list opened; nothing narrows it before.
    typed: ArcRwSignal<Option<String>>,
    active: ArcRwSignal<usize>,
}

/// An entry of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Entry {
    /// What was typed, as it is.
    New(String),
    Offer(Offer),
}

/// The field.
pub(crate) fn picker(field: &Field) -> Part {
    let state = State {
        is_open: ArcRwSignal::new(false),
        is_raw: ArcRwSignal::new(false),
        typed: ArcRwSignal::new(None),
        active: ArcRwSignal::new(0),
    };
    let list_id = format!("{}-list", field.element_id);
    let input = input(field, &state, &list_id);
    let (chip_of, chip_state) = (field.clone(), state.clone());
    let text_of = field.clone();
    let reference = move || {
        let value = (text_of.read)()?;
        let text = value.as_text()?;
        text_of.stage.follow(|document| chip(document, text))
    };
    let (shown, hidden, raw) = (reference.clone(), reference, state.is_raw.clone());
    let raw_too = raw.clone();
    let input = input.hidden(move || hidden().is_some() && !raw_too.get());
    let chips = part("span", &[("class", "chips")]).live_parts(move || match shown() {
        Some(label) if !raw.get() => chip_parts(&chip_of, &chip_state, &label),
        _ => Vec::new(),
    });
    let (opened, to_open, focus) = (state.clone(), state.clone(), input.clone());
    let label = format!("Values for {}", field.label);
    let toggle = button("▾", move || {
        let open = !opened.is_open.get_untracked();
        opened.typed.set(None);
        opened.active.set(0);
        opened.is_open.set(open);
        if open {
            opened.is_raw.set(true);
            focus.focus();
        }
    });
    let toggle = toggle
        // The field keeps the keyboard, so that it does not close what the button opens.
        .on("pointerdown", |event: Event| event.prevent_default())
        .attr("class", Some("plain open"))
        .attr("tabindex", Some("-1"))
        .live("aria-expanded", move || Some(to_open.is_open.get().to_string()))
        .labelled(&label);
    part("div", &[("class", "combo")]).with(&[chips, input, toggle, list(field, &state, &list_id)])
}

fn chip_parts(field: &Field, state: &State, label: &str) -> Vec<Part> {
    let (raw, opened, id) = (state.is_raw.clone(), state.is_open.clone(), field.element_id.clone());
    let edit = button(label, move || {
        raw.set(true);
        opened.set(true);
        let id = id.clone();
        soon(move || focus_field(&id));
    });
    let title = (field.read)().map(|value| to_text(&value)).unwrap_or_default();
    let (write, after) = (field.write.clone(), field.element_id.clone());
    let clear = button("×", move || {
        write(None, false);
        let after = after.clone();
        soon(move || focus_field(&after));
    });
    let clear = clear.attr("class", Some("plain")).labelled(&format!("Clear {}", field.label));
    vec![edit.attr("class", Some("chip")).attr("title", Some(&title)).attr("data-chip", Some(&title)), clear]
}

/// Gives the field of this id the keyboard.
pub(crate) fn focus_field(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        Part(element).focus();
    }
}

fn input(field: &Field, state: &State, list_id: &str) -> Part {
    let input = part(
        "input",
        &[
            ("type", "text"),
            ("id", &field.element_id),
            ("role", "combobox"),
            ("autocomplete", "off"),
            ("aria-autocomplete", "list"),
            ("aria-controls", list_id),
            ("placeholder", "Enter a value"),
            ("aria-label", &field.label),
        ],
    );
    let (shown, read) = (input.clone(), field.read.clone());
    follow(move || set_value(&shown, &read().map(|value| to_text(&value)).unwrap_or_default()));
    let expanded = state.is_open.clone();
    let (open, active, id) = (state.is_open.clone(), state.active.clone(), list_id.to_owned());
    let input = input
        .live("aria-expanded", move || Some(expanded.get().to_string()))
        .live("aria-activedescendant", move || open.get().then(|| format!("{id}-{}", active.get())));
    let (typing, kind, write) = (state.clone(), field.kind, field.write.clone());
    let (left, stage) = (state.clone(), field.stage.clone());
    let (keys, of) = (state.clone(), field.clone());
    input
        .on("input", move |event: Event| {
            let text = value_of(&event);
            typing.typed.set(Some(text.clone()));
            typing.active.set(0);
            typing.is_raw.set(true);
            typing.is_open.set(true);
            write(from_text(kind, &text), true);
        })
        .on("blur", move |_: Event| {
            left.is_open.set(false);
            left.typed.set(None);
            left.is_raw.set(false);
            stage.end_typing();
        })
        .on("keydown", move |event: KeyboardEvent| press(&of, &keys, &event))
}

fn press(field: &Field, state: &State, event: &KeyboardEvent) {
    let is_open = state.is_open.get_untracked();
    let entries = || untrack(|| entries(field, state));
    match event.key().as_str() {
        "ArrowDown" | "ArrowUp" if !is_open => {
            state.typed.set(None);
            state.active.set(0);
            state.is_open.set(true);
        }
        key @ ("ArrowDown" | "ArrowUp") => {
            let count = entries().len().max(1);
            let step = if key == "ArrowDown" { 1 } else { count - 1 };
            state.active.update(|at| *at = (*at + step) % count);
            let id = format!("{}-list-{}", field.element_id, state.active.get_untracked());
            if let Some(option) = document().get_element_by_id(&id) {
                option.scroll_into_view_with_bool(false);
            }
        }
        "Enter" if is_open => {
            let chosen = entries().get(state.active.get_untracked()).cloned();
            choose(field, state, chosen);
        }
        "Escape" if is_open => state.is_open.set(false),
        _ => return,
    }
    event.prevent_default();
    event.stop_propagation();
}

fn choose(field: &Field, state: &State, entry: Option<Entry>) {
    match entry {
        Some(Entry::Offer(offer)) => (field.write)(Some(Value::text(&offer.reference)), false),
        Some(Entry::New(text)) => (field.write)(from_text(field.kind, &text), false),
        None => {}
    }
    state.typed.set(None);
    state.is_open.set(false);
    state.is_raw.set(false);
}

/// The entries for what is typed: itself first, then whatever has it in its name or its group's.
fn entries(field: &Field, state: &State) -> Vec<Entry> {
    let typed = state.typed.get();
    let search = typed.as_deref().unwrap_or_default().to_lowercase();
    let all = field.stage.follow(|document| offers(document, &field.block));
    let fits = |offer: &Offer| {
        let text = format!("{} {} {}", offer.group, offer.label, offer.reference).to_lowercase();
        search.split_whitespace().all(|word| text.contains(word))
    };
    let new = typed.filter(|text| !text.is_empty()).map(Entry::New);
    new.into_iter().chain(all.into_iter().filter(fits).map(Entry::Offer)).collect()
}

fn list(field: &Field, state: &State, list_id: &str) -> Part {
    let (field, state, id) = (field.clone(), state.clone(), list_id.to_owned());
    let label = format!("Values for {}", field.label);
    let open = state.is_open.clone();
    part("ul", &[("class", "options"), ("role", "listbox"), ("id", list_id), ("aria-label", &label)])
        .hidden(move || !open.get())
        .on("pointerdown", |event: Event| event.prevent_default())
        .live_parts(move || {
            if !state.is_open.get() {
                return Vec::new();
            }
            let entries = entries(&field, &state);
            if entries.is_empty() {
                return vec![
                    classed("li", "group", "Nothing runs before this block")
                        .attr("role", Some("presentation")),
                ];
            }
            let mut parts = Vec::new();
            let mut group = String::new();
            for (at, entry) in entries.into_iter().enumerate() {
                if let Entry::Offer(offer) = &entry
                    && offer.group != group
                {
                    group.clone_from(&offer.group);
                    parts.push(classed("li", "group", &group).attr("role", Some("presentation")));
                }
                parts.push(one(&field, &state, &id, at, entry));
            }
            parts
        })
}

fn one(field: &Field, state: &State, list_id: &str, at: usize, entry: Entry) -> Part {
    let option = part("li", &[("role", "option"), ("id", &format!("{list_id}-{at}"))]);
    let option = match &entry {
        Entry::New(text) => option.with(&[classed("span", "new", "✓ Add New Value: ")]).text(text),
        Entry::Offer(offer) => option.text(&offer.label).attr("data-value", Some(&offer.reference)),
    };
    let (active, field, state) = (state.active.clone(), field.clone(), state.clone());
    option.live("aria-selected", move || Some((active.get() == at).to_string())).on(
        "click",
        move |_: Event| {
            choose(&field, &state, Some(entry.clone()));
        },
    )
}
