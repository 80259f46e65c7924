//! The field of a map or a list: rows, each a value like any other.

use std::rc::Rc;

use flow::{ArgumentType, Text, Value};
use web_sys::Event;

use crate::element::{Part, Row, button, div, follow, part, svg, value_of};
use crate::picker::{Field, focus_field, picker};
use crate::reactive::*;

/// A row as it is shown: also while its key is not finished.
#[derive(Clone, Debug, PartialEq)]
struct Line {
    /// What tells it from the others.
    number: usize,
    /// Its key; nothing in a list.
    key: String,
    value: Value,
}

/// What the rows make; nothing without rows. A row without key, and one whose key another has, is not in it.
fn value_of_lines(lines: &[Line], is_list: bool) -> Option<Value> {
    if is_list {
        let items: Vec<Value> = lines.iter().map(|line| line.value.clone()).collect();
        return (!items.is_empty()).then_some(Value::List(items));
    }
    let mut entries: Vec<(Text, Value)> = Vec::new();
    for line in lines.iter().filter(|line| !line.key.is_empty()) {
        if entries.iter().all(|(key, _)| key.as_str() != line.key) {
            entries.push((Text::new(&line.key), line.value.clone()));
        }
    }
    (!entries.is_empty()).then(|| Value::map(entries))
}

fn lines_of_value(value: Option<&Value>) -> Vec<Line> {
    let line = |(number, (key, value)): (usize, (String, Value))| Line { number, key, value };
    match value {
        Some(Value::Map(entries)) => entries
            .iter()
            .map(|(key, value)| (key.to_string(), value.clone()))
            .enumerate()
            .map(line)
            .collect(),
        Some(Value::List(items)) => {
            items.iter().map(|value| (String::new(), value.clone())).enumerate().map(line).collect()
        }
        _ => Vec::new(),
    }
}

/// The field. A value that is a text or a reference is one field; rows begin where there is nothing.
pub(crate) fn rows(field: &Field) -> Part {
    let is_list = field.kind == ArgumentType::List;
    let lines = ArcRwSignal::new(Vec::<Line>::new());
    let next = Rc::new(std::cell::Cell::new(0_usize));
    let as_text = ArcRwSignal::new(false);
    let (read, kept, as_one, counter) = (field.read.clone(), lines.clone(), as_text.clone(), next.clone());
    follow(move || {
        let value = read();
        let is_text =
            value.as_ref().is_some_and(|value| value.as_map().is_none() && value.as_list().is_none());
        // What these rows have written leaves them as they are: one may be half-typed.
        if value_of_lines(&kept.get_untracked(), is_list) != value {
            let lines = lines_of_value(value.as_ref());
            counter.set(counter.get().max(lines.len()));
            kept.set(lines);
        }
        if as_one.get_untracked() != is_text {
            as_one.set(is_text);
        }
    });
    let (whole, wanted) = (field.clone(), as_text.clone());
    let one = div("whole").live_parts(move || if wanted.get() { vec![picker(&whole)] } else { Vec::new() });
    let (list, of) = (lines.clone(), field.clone());
    let table = div("rows").rows(move || {
        let row = |line: &Line| -> Row {
            let (number, list, of) = (line.number, list.clone(), of.clone());
            (number.to_string(), Box::new(move || one_row(&of, &list, number, is_list)))
        };
        list.with(|lines| lines.iter().map(row).collect())
    });
    let (more, id, plain) = (lines, field.element_id.clone(), as_text.clone());
    let add = button("Add a field", move || {
        let number = next.get();
        next.set(number + 1);
        more.update(|lines| lines.push(Line { number, key: String::new(), value: Value::text("") }));
        let id = if is_list { format!("{id}-value-{number}") } else { format!("{id}-key-{number}") };
        soon(move || focus_field(&id));
    });
    let (all, to_whole) = (field.clone(), as_text.clone());
    let whole = button("Use one value for all", move || {
        to_whole.set(true);
        let id = all.element_id.clone();
        soon(move || focus_field(&id));
    });
    let (offered, hidden) = (field.read.clone(), as_text);
    let add = add.attr("class", Some("add")).hidden(move || plain.get());
    let whole = whole.attr("class", Some("plain")).hidden(move || hidden.get() || offered().is_some());
    div("map").with(&[table, one, add, whole])
}

fn write(field: &Field, lines: &ArcRwSignal<Vec<Line>>, is_typing: bool) {
    let value = value_of_lines(&lines.get_untracked(), field.kind == ArgumentType::List);
    (field.write)(value, is_typing);
}

fn one_row(field: &Field, lines: &ArcRwSignal<Vec<Line>>, number: usize, is_list: bool) -> Part {
    let line = {
        let lines = lines.clone();
        move || lines.with(|lines| lines.iter().find(|line| line.number == number).cloned())
    };
    let key = (!is_list).then(|| {
        let id = format!("{}-key-{number}", field.element_id);
        let label = format!("Key of {}", field.label);
        let input =
            part("input", &[("type", "text"), ("class", "key"), ("id", &id), ("placeholder", "Enter key")]);
        let input = input.attr("aria-label", Some(&label)).attr("autocomplete", Some("off"));
        let (shown, line) = (input.clone(), line.clone());
        follow(move || crate::element::set_value(&shown, &line().map(|line| line.key).unwrap_or_default()));
        let all = lines.clone();
        let is_double = move || {
            all.with(|lines| {
                let own = lines.iter().position(|line| line.number == number);
                own.is_some_and(|own| {
                    lines[..own].iter().any(|line| line.key == lines[own].key && !line.key.is_empty())
                })
            })
        };
        let double = is_double.clone();
        let input = input
            .live("aria-invalid", move || is_double().then(|| "true".to_owned()))
            .live("title", move || {
                double().then(|| "Another row has this key; the first one counts.".to_owned())
            });
        let (typed, of, left) = (lines.clone(), field.clone(), field.stage.clone());
        input
            .on("input", move |event: Event| {
                let key = value_of(&event);
                typed.update(|lines| {
                    if let Some(line) = lines.iter_mut().find(|line| line.number == number) {
                        line.key = key;
                    }
                });
                write(&of, &typed, true);
            })
            .on("blur", move |_: Event| left.end_typing())
    });
    let (typed, of) = (lines.clone(), field.clone());
    let value = Field {
        kind: ArgumentType::Any,
        element_id: format!("{}-value-{number}", field.element_id),
        label: format!("Value of {}", field.label),
        read: Rc::new(move || line().map(|line| line.value)),
        write: Rc::new(move |value, is_typing| {
            typed.update(|lines| {
                if let Some(line) = lines.iter_mut().find(|line| line.number == number) {
                    line.value = value.unwrap_or_else(|| Value::text(""));
                }
            });
            write(&of, &typed, is_typing);
        }),
        ..field.clone()
    };
    let (gone, of) = (lines.clone(), field.clone());
    let remove = button("", move || {
        gone.update(|lines| lines.retain(|line| line.number != number));
        write(&of, &gone, false);
    });
    let remove = remove
        .with(&[bin()])
        .attr("class", Some("plain bin"))
        .labelled(&format!("Remove this row of {}", field.label));
    div("row").maybe(key).with(&[picker(&value), remove])
}

/// A bin, drawn: not every font has one.
fn bin() -> Part {
    let lines = "M3 5h10M6.5 5V3.5h3V5M4.5 5l.6 8.5h5.8l.6-8.5M6.8 7.5v4M9.2 7.5v4";
    svg("svg", &[("viewBox", "0 0 16 16"), ("class", "bin-icon"), ("aria-hidden", "true")])
        .with(&[svg("path", &[("d", lines)])])
}

#[cfg(test)]
mod tests {
    use flow::Value;

    use super::{Line, lines_of_value, value_of_lines};

    #[test]
    fn rows_make_what_they_were_made_of() {
        for value in [Value::map([("a", 1.0), ("b", 2.0)]), Value::List(vec!["x".into(), Value::Null])] {
            let lines = lines_of_value(Some(&value));
            assert_eq!(value_of_lines(&lines, value.as_list().is_some()), Some(value));
        }
        assert_eq!(value_of_lines(&[], false), None);
    }

    #[test]
    fn unfinished_and_doubled_keys_are_left_out() {
        let line = |number, key: &str, value: f64| Line { number, key: key.to_owned(), value: value.into() };
        let lines = [line(0, "a", 1.0), line(1, "", 2.0), line(2, "a", 3.0)];
        assert_eq!(value_of_lines(&lines, false), Some(Value::map([("a", 1.0)])));
        assert_eq!(value_of_lines(&lines[1..2], false), None);
    }
}
