//! The field of an argument, by its type.

use std::rc::Rc;

use flow::edit::Edit;
use flow::{Argument, ArgumentType, Fallback, Need, Text, Value};
use web_sys::Event;

use crate::element::{Part, button, classed, div, follow, is_checked, option, part, set_property, value_of};
use crate::picker::{Field, picker};
use crate::reactive::*;
use crate::rows::rows;
use crate::stage::Stage;
use crate::values::to_text;

/// Id of the element in which an argument is given.
pub(crate) fn element_id(name: &str) -> String {
    format!("argument-{name}")
}

/// An argument of a block: name, what it is for, and its field.
pub(crate) fn argument(stage: &Stage, id: &Text, argument: &'static Argument) -> Part {
    let name = Text::from(argument.name);
    let (reading, writing) = (stage.clone(), stage.clone());
    let (block, block_of_write, key, old) = (id.clone(), id.clone(), name.clone(), argument.old_name);
    let field = Field {
        stage: stage.clone(),
        block: id.clone(),
        kind: argument.kind,
        element_id: element_id(argument.name),
        label: argument.name.to_owned(),
        read: Rc::new(move || {
            reading.follow(|document| {
                let controls = &document.block(&block)?.controls;
                controls.get(&key).or_else(|| controls.get(old?)).cloned()
            })
        }),
        write: Rc::new(move |value, is_typing| {
            let edit = Edit::SetArgument { id: block_of_write.clone(), name: name.clone(), value };
            let _ = if is_typing { writing.apply_typing(&edit) } else { writing.apply(&edit) };
        }),
    };
    let need = match argument.need {
        Need::Optional => classed("span", "need", "optional"),
        Need::Expected | Need::Required if argument.default != Fallback::None => {
            classed("span", "need", "has a default")
        }
        Need::Expected | Need::Required => classed("span", "need required", "required"),
    };
    let label = part("label", &[("for", &field.element_id)]).text(argument.name);
    let head = div("argument-head").with(&[label, need]);
    let help = classed("p", "aside", argument.help);
    let input = match argument.kind {
        ArgumentType::Text | ArgumentType::Number | ArgumentType::Any => picker(&field),
        ArgumentType::Map | ArgumentType::List => rows(&field),
        ArgumentType::Flag => {
            with_reference(&field, &|value| value.as_bool().is_some(), &|field| flag(field, argument))
        }
        ArgumentType::Select(options) => {
            let is_option = move |value: &Value| {
                let text = to_text(value);
                options.iter().any(|option| option.eq_ignore_ascii_case(text.trim()))
            };
            with_reference(&field, &is_option, &|field| select(field, options, argument))
        }
    };
    div("argument").attr("data-argument", Some(argument.name)).with(&[head, help, input])
}

/// A field for values of its own, and one for references and other texts; a button leads from one to the other.
fn with_reference(
    field: &Field,
    is_plain: &(impl Fn(&Value) -> bool + Clone + 'static),
    plain: &dyn Fn(&Field) -> Part,
) -> Part {
    let wants_text = ArcRwSignal::new(false);
    let (read, wanted, is_plain) = (field.read.clone(), wants_text.clone(), is_plain.clone());
    let is_text =
        move || wanted.get() || read().is_some_and(|value| !value.is_nullish() && !is_plain(&value));
    let (own, other, label) = (is_text.clone(), is_text.clone(), is_text);
    let as_text = Field { element_id: format!("{}-value", field.element_id), ..field.clone() };
    let text = picker(&as_text).hidden(move || !other());
    let plain = div("plain-field").with(&[plain(field)]).hidden(own);
    let (write, now) = (field.write.clone(), label.clone());
    let toggle = button("", move || {
        let was_text = untrack(&now);
        wants_text.set(!was_text);
        if was_text {
            write(None, false);
        } else {
            let id = as_text.element_id.clone();
            soon(move || crate::picker::focus_field(&id));
        }
    });
    let toggle = toggle.live_text(move || {
        if label() { "Choose a fixed value".to_owned() } else { "Use a result or a text".to_owned() }
    });
    div("either").with(&[plain, text, toggle.attr("class", Some("plain small"))])
}

fn flag(field: &Field, argument: &Argument) -> Part {
    let default = argument.default.value().to_flag();
    let tick = part("input", &[("type", "checkbox"), ("id", &field.element_id)]);
    let (shown, read) = (tick.clone(), field.read.clone());
    follow(move || {
        let value = read().filter(|value| !value.is_nullish());
        set_property(&shown, "checked", value.map_or(default, |value| value.to_flag()));
    });
    let write = field.write.clone();
    let tick = tick.on("change", move |event: Event| write(Some(is_checked(&event).into()), false));
    part("label", &[("class", "tick")]).with(&[tick]).text("Yes")
}

fn select(field: &Field, options: &'static [&'static str], argument: &Argument) -> Part {
    let none = match argument.default {
        Fallback::None => "Choose a value".to_owned(),
        default => format!("Default: {}", to_text(&default.value())),
    };
    let choice = part("select", &[("id", &field.element_id)]);
    let choice = choice.with(&[option("", &none, true)]);
    let all: Vec<Part> = options.iter().map(|value| option(value, value, false)).collect();
    let choice = choice.with(&all);
    let (shown, read) = (choice.clone(), field.read.clone());
    follow(move || {
        let text = read().map(|value| to_text(&value)).unwrap_or_default();
        let known = options.iter().find(|option| option.eq_ignore_ascii_case(text.trim()));
        set_property(&shown, "value", known.copied().unwrap_or_default());
    });
    let write = field.write.clone();
    choice.on("change", move |event: Event| {
        let text = value_of(&event);
        write((!text.is_empty()).then(|| Value::text(&text)), false);
    })
}
