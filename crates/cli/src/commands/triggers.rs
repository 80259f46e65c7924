//! `cti triggers`

use flow::{Raised, TRIGGERS, Trigger, triggers_as_markdown};
use serde_json::{Value, json};

use crate::error::Problem;
use crate::output::say;
use crate::{ListFormat, Verdict};

pub(crate) fn triggers(format: ListFormat) -> Result<Verdict, Problem> {
    match format {
        ListFormat::Text => TRIGGERS.iter().for_each(|trigger| say(line(trigger).trim_end())),
        ListFormat::Json => {
            let all: Vec<Value> = TRIGGERS.iter().map(to_json).collect();
            say(serde_json::to_string_pretty(&all)?);
        }
        ListFormat::Markdown => say(triggers_as_markdown().trim_end()),
    }
    Ok(Verdict::Well)
}

fn line(trigger: &Trigger) -> String {
    let event = trigger.event.map_or("", |event| event.word());
    let raised = if trigger.is_raised() { "" } else { "not yet" };
    format!("{:<30} {event:<22} {raised}", trigger.source.word())
}

fn to_json(trigger: &Trigger) -> Value {
    let field = |field: &flow::PayloadField| json!({ "name": field.name, "type": field.kind, "help": field.description });
    json!({
        "source": trigger.source.word(),
        "sourceTitle": trigger.source.title(),
        "event": trigger.event.map(|event| event.word()),
        "title": trigger.event.map(|event| event.title()),
        "payload": trigger.payload.iter().map(field).collect::<Vec<_>>(),
        "contact": trigger.contact.description(),
        "raised": trigger.is_raised(),
        "why": match trigger.raised { Raised::NotYet { why } => Some(why), Raised::Yes => None },
        "hint": trigger.hint,
        "oldNames": trigger.old_names,
    })
}
