//! The page `docs/sources-and-events.md`.

use super::{AGENT_FIELDS, CONTACT_FIELDS, ContextField, PayloadField, Raised, Source, TRIGGERS, Trigger};

const HEAD: &str = "# Sources and events

Made by `cti triggers --format markdown`.

A flow file says with `source` and `event` when the flow runs. A flow that an action starts has the source `ctiAction` and no
event. Any other word is an error of `cti lint`, of `cargo xtask dist` and of the page's self-check; a flow for an event
that stands here as *not yet* is deployed with a warning and never runs.
";

/// The whole page.
pub fn triggers_as_markdown() -> String {
    let mut out = String::from(HEAD);
    for source in Source::ALL {
        out += &format!("\n## {} · `{}`\n\n{}\n\n", source.title(), source.word(), source.description());
        out += "| Event | | Raised by | Payload | Contact | Raised |\n|---|---|---|---|---|---|\n";
        let mut notes = String::new();
        for trigger in TRIGGERS.iter().filter(|trigger| trigger.source == source) {
            out += &row(trigger);
            notes += &note(trigger);
        }
        if !notes.is_empty() {
            out += &format!("\n{notes}");
        }
    }
    out += "\n## What `$.contact` holds\n\nWhat is not known is undefined.\n\n";
    out += &fields(CONTACT_FIELDS);
    out += "\n## What `$.agent` holds\n\n";
    out += &fields(AGENT_FIELDS);
    out
}

fn row(trigger: &Trigger) -> String {
    let (event, title, hook) = match trigger.event {
        Some(event) => (format!("`{}`", event.word()), event.title(), event.hook()),
        None => ("(none)".to_owned(), "Pressed", "the panel"),
    };
    let payload = if trigger.payload.is_empty() { "none".to_owned() } else { payload(trigger.payload) };
    let raised = if trigger.is_raised() { "yes" } else { "not yet" };
    let contact = trigger.contact.description();
    format!("| {event} | {title} | {hook} | {payload} | {contact} | {raised} |\n")
}

fn payload(fields: &[PayloadField]) -> String {
    let field = |field: &PayloadField| format!("`{}` ({}): {}", field.name, field.kind, field.description);
    fields.iter().map(field).collect::<Vec<_>>().join("; ")
}

fn note(trigger: &Trigger) -> String {
    let Some(event) = trigger.event else { return String::new() };
    let mut said = Vec::new();
    if let Some(hint) = trigger.hint {
        said.push(hint.to_owned());
    }
    if let Raised::NotYet { why } = trigger.raised {
        said.push(format!("not yet: {why}"));
    }
    if !trigger.old_names.is_empty() {
        said.push(format!("formerly `{}`", trigger.old_names.join("`, `")));
    }
    if said.is_empty() { String::new() } else { format!("- `{}`: {}.\n", event.word(), said.join("; ")) }
}

fn fields(fields: &[ContextField]) -> String {
    let mut out = String::from("| Key | Type | |\n|---|---|---|\n");
    for field in fields {
        out += &format!("| `{}` | {} | {} |\n", field.name, field.kind, field.description);
    }
    out
}
