//! Whether the entries may stay so, and what the agent is told when not.

use actions::{Action, Entry, Field, FieldType, Host, Options, Problem};
use js_sys::RegExp;
use serde_json::Value;
use wasm_bindgen::JsValue;

use super::drafts::{Draft, Found};
use crate::panel::Panel;

/// Stands for what a browser shows but cannot read, half a date for instance: it is nothing that could be submitted.
pub(super) const UNREADABLE: &str = "\u{fffd}";

/// What stands in a field: what the agent entered, or else the default, as far as it is known.
pub(super) fn entry(field: &Field, at: usize, draft: &Draft) -> Entry {
    if let Some(entry) = draft.entered(at) {
        return entry.clone();
    }
    let Some(value) = field.default.reference().and_then(|reference| draft.found.value(reference)) else {
        return field.first_entry();
    };
    match field.kind {
        FieldType::Checkbox => Entry::Checked(*value == Value::Bool(true) || *value == "true"),
        _ => Entry::Text(text(value)),
    }
}

/// What a choice is chosen from, as far as it is known: values, and what the agent reads.
pub(super) fn options(field: &Field, found: &Found) -> Vec<(String, String)> {
    match &field.options {
        Options::List(options) => options.clone(),
        Options::Reference(reference) => {
            let items = found.value(reference).and_then(Value::as_array);
            items.into_iter().flatten().map(option).collect()
        }
    }
}

fn option(item: &Value) -> (String, String) {
    let Some(map) = item.as_object() else { return (text(item), text(item)) };
    let of = |key: &str| map.get(key).map(text);
    let value = of("value").unwrap_or_default();
    let label = of("label").unwrap_or_else(|| value.clone());
    (value, label)
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

/// What is wrong with the entries: the place of each bad one, and a sentence.
pub(super) fn problems(
    panel: Panel,
    action: &Action,
    entries: &[Entry],
    found: &Found,
) -> Vec<(usize, String)> {
    let mut problems: Vec<(usize, String)> = action
        .problems(entries, &Browser)
        .into_iter()
        .map(|(at, problem)| (at, sentence(panel, action.fields[at].kind, &problem)))
        .collect();
    for (at, (field, entry)) in action.fields.iter().zip(entries).enumerate() {
        let (Options::Reference(_), Entry::Text(text)) = (&field.options, entry) else { continue };
        let known = |(value, _): &(String, String)| value == text;
        if field.kind == FieldType::Choice && !text.is_empty() && !options(field, found).iter().any(known) {
            problems.push((at, sentence(panel, field.kind, &Problem::NotAnOption)));
        }
    }
    problems.sort();
    problems
}

fn sentence(panel: Panel, kind: FieldType, problem: &Problem<'_>) -> String {
    let is_date = kind == FieldType::Date;
    let limit = |key: &str, limit: &str| {
        let number = || JsValue::from_str(limit).unchecked_into_f64();
        let limit = if is_date { panel.day(limit) } else { panel.number(number()) };
        panel.fill(key, &[("limit", &limit)])
    };
    match problem {
        Problem::Missing => panel.say("actions.problem.missing"),
        Problem::NotANumber => panel.say("actions.problem.number"),
        Problem::NotAnEmail => panel.say("actions.problem.email"),
        Problem::NotADate => panel.say("actions.problem.date"),
        Problem::TooLow(low) => {
            limit(if is_date { "actions.problem.early" } else { "actions.problem.low" }, low)
        }
        Problem::TooHigh(high) => {
            limit(if is_date { "actions.problem.late" } else { "actions.problem.high" }, high)
        }
        Problem::TooShort(count) => panel.count("actions.problem.short", *count),
        Problem::TooLong(count) => panel.count("actions.problem.long", *count),
        Problem::NotAnOption => panel.say("actions.problem.option"),
        Problem::Pattern("") => panel.say("actions.problem.pattern"),
        Problem::Pattern(message) => (*message).to_owned(),
    }
}

/// Numbers and patterns as the browser reads them.
struct Browser;

impl Host for Browser {
    fn number(&self, text: &str) -> Option<f64> {
        Some(JsValue::from_str(text).unchecked_into_f64()).filter(|number| number.is_finite())
    }

    fn matches(&self, pattern: &str, text: &str) -> bool {
        // As HTML reads the attribute `pattern`. The build has refused patterns that are none.
        RegExp::new(&["^(?:", pattern, ")$"].concat(), "v").test(text)
    }
}
