//! Values of arguments as people see them: texts in fields, chips for references, and what a block can read.

use flow::edit::upstream;
use flow::{
    AGENT_FIELDS, ArgumentType, CONTACT_FIELDS, ContactContext, ContextField, Document, DocumentBlock, Path,
    Ports, Results, Value, resolve_trigger,
};

/// Something a block can read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Offer {
    /// What it belongs to: a block, the payload, the contact, the agent.
    pub(crate) group: String,
    /// Its key.
    pub(crate) label: String,
    /// The reference.
    pub(crate) reference: String,
}

/// Everything a block can read: results of all blocks before it, nearest first, then what the event brings.
pub(crate) fn offers(document: &Document, id: &str) -> Vec<Offer> {
    let mut offers = Vec::new();
    for block in upstream(document, id) {
        let group = format!("{} [{}]", title_of(block), block.id);
        let path = |rest: &str| format!("$.actions{}.{rest}", key_path(&block.id));
        let mut offer = |label: &str, reference: String| {
            offers.push(Offer { group: group.clone(), label: label.to_owned(), reference });
        };
        let Some(known) = block.known else {
            offer("results", path("results"));
            continue;
        };
        match known.results {
            Results::Nothing => {}
            Results::Decision => offer("answer", path("results")),
            Results::Fields(fields) => {
                fields.iter().for_each(|field| offer(field.name, path(&format!("results.{}", field.name))));
            }
        }
        if known.ports == Ports::Call {
            offer("exception", path("exception"));
        }
    }
    let trigger = resolve_trigger(document.source(), document.event()).ok();
    let mut context = |group: &str, root: &str, name: &str| {
        let reference = format!("$.{root}.{name}");
        offers.push(Offer { group: group.to_owned(), label: name.to_owned(), reference });
    };
    if let Some(trigger) = trigger {
        trigger.payload.iter().for_each(|field| context("Payload", "payload", field.name));
    }
    if trigger.is_none_or(|trigger| trigger.contact != ContactContext::Absent) {
        CONTACT_FIELDS.iter().for_each(|ContextField { name, .. }| context("Contact", "contact", name));
    }
    AGENT_FIELDS.iter().for_each(|ContextField { name, .. }| context("Agent", "agent", name));
    offers
}

/// The label of a block: its author's, or its type's.
pub(crate) fn title_of(block: &DocumentBlock) -> &str {
    block.title.as_deref().unwrap_or_else(|| block.known.map_or(&block.type_id, |known| known.title))
}

/// An id as a step of a path.
fn key_path(id: &str) -> String {
    let is_plain = !id.is_empty() && !id.contains(['.', '[', ']', '"', '\\']);
    if is_plain { format!(".{id}") } else { format!("[{}]", Value::text(id).to_json_text()) }
}

/// What a chip says of a reference; nothing when the text is none. Blocks are called by their labels of the moment.
pub(crate) fn chip(document: &Document, text: &str) -> Option<String> {
    let path = Path::of_reference(text)?;
    let keys: Vec<&str> = path.keys().iter().map(String::as_str).collect();
    Some(match keys.as_slice() {
        ["actions", id, rest @ ..] => {
            let Some(block) = document.block(id) else { return Some(text.to_owned()) };
            let rest = match rest {
                ["results"] => "answer".to_owned(),
                ["results", rest @ ..] => rest.join("."),
                rest => rest.join("."),
            };
            format!("ValueOf {} → {rest}", title_of(block))
        }
        ["payload", rest @ ..] if !rest.is_empty() => format!("Payload → {}", rest.join(".")),
        ["contact", rest @ ..] if !rest.is_empty() => format!("Contact → {}", rest.join(".")),
        ["agent", rest @ ..] if !rest.is_empty() => format!("Agent → {}", rest.join(".")),
        _ => text.to_owned(),
    })
}

/// A value as it stands in a field.
pub(crate) fn to_text(value: &Value) -> String {
    match value {
        Value::Undefined | Value::Null => String::new(),
        Value::Text(text) => text.to_string(),
        Value::Map(_) | Value::List(_) => value.to_json_text(),
        value => value.to_text(),
    }
}

/// What a text in a field means. Nothing typed is no value: the argument's default.
pub(crate) fn from_text(kind: ArgumentType, text: &str) -> Option<Value> {
    if text.is_empty() {
        return None;
    }
    let number = text.parse::<f64>().ok().map(Value::Number).filter(|number| number.to_text() == text);
    match (kind, number) {
        (ArgumentType::Number, Some(number)) => Some(number),
        _ => Some(Value::text(text)),
    }
}

#[cfg(test)]
mod tests {
    use flow::{ArgumentType, Document, Value};

    use super::{chip, from_text, offers, to_text};
    use crate::templates::TEMPLATES;

    #[test]
    fn a_block_is_offered_what_runs_before_it_and_what_the_event_brings() {
        let document = TEMPLATES[0].document();
        let all = offers(&document, "uid-5");
        let has = |reference: &str| all.iter().any(|offer| offer.reference == reference);
        assert_eq!(all[0].group, "As people write it [uid-4]", "the nearest first");
        assert!(has("$.actions.uid-3.results.phone"), "not only the direct predecessor");
        assert!(has("$.actions.uid-2.results") && has("$.contact.phone") && has("$.agent.name"));
        assert!(!has("$.actions.uid-5.results.count") && !has("$.actions.uid-6.results"));
        let dial = TEMPLATES[1].document();
        assert!(offers(&dial, "nobody").iter().any(|offer| offer.reference == "$.payload.number"));
        let odd = r#"{"actions":[{"id":"a.\"b","type":"SE_GetPayload","ports":{"done":"c"}},{"id":"c","type":"SE_End"}]}"#;
        let odd = Document::parse(odd).0;
        let reference = &offers(&odd, "c")[0].reference;
        assert_eq!(reference, r#"$.actions["a.\"b"].results.value"#);
        assert_eq!(chip(&odd, reference).as_deref(), Some("ValueOf Get Payload → value"));
    }

    #[test]
    fn chips_follow_titles_and_leave_alone_what_they_do_not_know() {
        let document = TEMPLATES[0].document();
        let says = |text: &str| chip(&document, text);
        assert_eq!(says("$.actions.uid-3.results.phone").as_deref(), Some("ValueOf Who is it? → phone"));
        assert_eq!(
            says("$.actions.uid-2.results").as_deref(),
            Some("ValueOf Does the customer call us? → answer")
        );
        assert_eq!(says("$.actions.uid-5.exception").as_deref(), Some("ValueOf Open the caller → exception"));
        assert_eq!(says("$.actions.gone.results.x").as_deref(), Some("$.actions.gone.results.x"));
        assert_eq!(says("$.contact.attributes.no").as_deref(), Some("Contact → attributes.no"));
        assert_eq!(says("$.odd").as_deref(), Some("$.odd"));
        assert_eq!(says("hello $.contact.phone"), None);
    }

    #[test]
    fn texts_and_values() {
        assert_eq!(from_text(ArgumentType::Number, "7"), Some(7.0.into()));
        assert_eq!(from_text(ArgumentType::Number, "07"), Some("07".into()));
        assert_eq!(from_text(ArgumentType::Text, "7"), Some("7".into()));
        assert_eq!(from_text(ArgumentType::Text, ""), None);
        for value in [Value::text("a"), 7.5.into(), Value::text("$.x")] {
            assert_eq!(from_text(ArgumentType::Number, &to_text(&value)), Some(value));
        }
        assert_eq!(to_text(&Value::map([("a", 1.0)])), r#"{"a":1}"#);
    }
}
