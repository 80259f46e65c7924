//! What is wrong with an action that could be read.

use super::Reader;
use crate::action::{Action, Field, FieldType, Given, Options};
use crate::entry::{Host, Problem, is_day};
use crate::finding::Finding;
use crate::native::Native;

/// Where the payload may look.
const PRESSED: &str = "$.contact or $.agent";
/// Where a form without flow may look.
const OPENED: &str = "$.contact or $.agent; with \"formFlow\" also with $.actions";
/// Where a form with a flow may look.
const PREPARED: &str = "$.actions, $.contact or $.agent";

impl Reader {
    pub(super) fn judge(&mut self, action: &Action) {
        for (key, given) in &action.payload {
            self.name(key);
            self.reference(given.reference(), &["contact", "agent"], PRESSED);
        }
        let (roots, said): (&[&str], _) = match action.form_flow {
            Some(_) => (&["actions", "contact", "agent"], PREPARED),
            None => (&["contact", "agent"], OPENED),
        };
        for (at, field) in action.fields.iter().enumerate() {
            self.enter(|| field.name.clone());
            self.name(&field.name);
            if action.fields[..at].iter().any(|other| other.name == field.name) {
                self.report(|| Finding::DuplicateField);
            }
            if action.payload.iter().any(|(key, _)| *key == field.name) {
                self.report(|| Finding::FieldOverPayload { key: field.name.clone() });
            }
            self.reference(field.default.reference(), roots, said);
            if let Options::Reference(reference) = &field.options {
                self.reference(Some(reference), roots, said);
            }
            self.judge_options(field);
            self.judge_limits(field);
            self.judge_default(field);
            self.leave();
        }
    }

    fn name(&mut self, key: &str) {
        if ["__proto__", "constructor", "prototype"].contains(&key) {
            self.report(|| Finding::UnreadableName { key: key.to_owned() });
        }
    }

    fn reference(&mut self, reference: Option<&str>, roots: &[&str], said: &'static str) {
        let Some(reference) = reference else { return };
        let path = &reference["$.".len()..];
        let root = path.split(['.', '[']).next().unwrap_or_default();
        if !roots.contains(&root) {
            self.report(|| Finding::BadReference { reference: reference.to_owned(), roots: said });
        }
    }

    fn judge_options(&mut self, field: &Field) {
        let none = Options::List(Vec::new());
        match (&field.options, field.kind) {
            (options, FieldType::Choice) if *options == none => self.report(|| Finding::NoOptions),
            (Options::List(options), FieldType::Choice) => {
                for (at, (value, _)) in options.iter().enumerate() {
                    if options[..at].iter().any(|(other, _)| other == value) {
                        self.report(|| Finding::DuplicateOption { value: value.clone() });
                    }
                }
            }
            (_, FieldType::Choice) => {}
            (options, _) if *options != none => self.report(|| Finding::OptionsWithoutChoice),
            _ => {}
        }
    }

    fn judge_limits(&mut self, field: &Field) {
        let limits = &field.limits;
        let bounds = [("min", &limits.min), ("max", &limits.max)];
        for (key, bound) in bounds {
            let Some(found) = bound.clone() else { continue };
            let expected = match field.kind {
                FieldType::Number => "number",
                FieldType::Date => "day (YYYY-MM-DD)",
                _ => {
                    self.report(|| Finding::UselessLimit { key });
                    continue;
                }
            };
            let fits = match field.kind {
                FieldType::Number => Native.number(&found).is_some(),
                _ => is_day(&found),
            };
            if !fits {
                self.report(|| Finding::BadLimit { key, found, expected });
            }
        }
        let crossed = match (field.kind, &limits.min, &limits.max) {
            (FieldType::Number, Some(min), Some(max)) => Native.number(min) > Native.number(max),
            (FieldType::Date, Some(min), Some(max)) => min > max,
            _ => false,
        };
        if crossed {
            self.report(|| Finding::CrossedLimits { low: "min", high: "max" });
        }
        let lengths = [("minLength", limits.min_length), ("maxLength", limits.max_length)];
        let is_text = !matches!(
            field.kind,
            FieldType::Number | FieldType::Date | FieldType::Choice | FieldType::Checkbox
        );
        for (key, length) in lengths {
            if length.is_some() && !is_text {
                self.report(|| Finding::UselessLimit { key });
            }
        }
        if let (Some(min), Some(max)) = (limits.min_length, limits.max_length)
            && min > max
        {
            self.report(|| Finding::CrossedLimits { low: "minLength", high: "maxLength" });
        }
        if let Some(pattern) = &limits.pattern {
            if !is_text {
                self.report(|| Finding::UselessLimit { key: "pattern" });
            }
            if let Err(error) = Native::expression(&pattern.pattern) {
                let pattern = pattern.pattern.clone();
                self.report(|| Finding::BadPattern { pattern, reason: error.to_string() });
            }
        }
    }

    /// A default that the form itself would refuse.
    fn judge_default(&mut self, field: &Field) {
        let Given::Literal(value) = &field.default else { return };
        if value.is_empty() {
            return;
        }
        let expected = match (field.kind, field.problem(&field.first_entry(), &Native)) {
            (FieldType::Checkbox, _) if value == "true" || value == "false" => return,
            (FieldType::Checkbox, _) => "flag (true or false)",
            (_, None) => return,
            (_, Some(Problem::NotANumber)) => "number",
            (_, Some(Problem::NotADate)) => "day (YYYY-MM-DD)",
            (_, Some(Problem::NotAnEmail)) => "e-mail address",
            (_, Some(Problem::NotAnOption)) => "option of the field",
            (_, Some(_)) => "entry that the limits of the field let through",
        };
        self.report(|| Finding::BadDefault { value: value.clone(), expected });
    }
}
