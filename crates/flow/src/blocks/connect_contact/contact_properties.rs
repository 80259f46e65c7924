//! Get Contact Properties: the main facts of the contact.

use crate::{
    Answer, Block, BlockContext, BlockStep, Category, Field, Map, PageEffect, Phone, Ports, Promise, Reply,
    Results, Text, Value, editor_list, editor_text, promises,
};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_ContactProperties",
    title: "Get Contact Properties",
    category: Category::ConnectContact,
    tags: editor_list(&["contact", "queue", "direction", "phone", "monitor"]),
    summary: editor_text(
        "Gives the main facts of the contact in context. Without a contact all are undefined.",
    ),
    arguments: &[],
    results: Results::Fields(FIELDS),
    ports: Ports::Done,
    calls: None,
    since: editor_text("5.0"),
    promises: promises(&[
        Promise::new(
            "`formattedPhoneNumber` in results, `formattedNumber` on `$.contact`: both names needed.",
        ),
        Promise::new("`isMonitor` true for a monitoring contact (5.27, 5.32)."),
        Promise::new("`callType` is inbound/outbound text usable as argument."),
        Promise::new("No contact: all undefined, still done."),
        Promise::new("Chat and task: phone keys undefined."),
    ]),
    begin,
    resume: Some(|block, _, reply| resume(block, reply)),
};

const FIELDS: &[Field] = &[
    Field::new("contactId", "string"),
    Field::new("originalContactId", "string"),
    Field::new("type", "string"),
    Field::new("status", "string"),
    Field::new("statusDuration", "number"),
    Field::new("queue", "string"),
    Field::new("queueName", "string"),
    Field::new("queueTimestamp", "date"),
    Field::new("attributes", "map"),
    Field::new("isSoftphoneCall", "boolean"),
    Field::new("isInbound", "boolean"),
    Field::new("isConnected", "boolean"),
    Field::new("isTransfer", "boolean"),
    Field::new("isMonitor", "boolean"),
    Field::new("channel", "string"),
    Field::new("phone", "string"),
    Field::new("country", "string"),
    Field::new("rawPhoneNumber", "string"),
    Field::new("formattedPhoneNumber", "string"),
    Field::new("formattedPhoneNumberE164", "string"),
    Field::new("parsedNumber", "map"),
    Field::new("callType", "string"),
    Field::new("contactMissed", "boolean"),
    Field::new("contactStartDate", "date"),
    Field::new("contactStartDateTime", "string"),
];

/// Those that only calls have.
const PHONE_FIELDS: &[&str] = &[
    "phone",
    "country",
    "rawPhoneNumber",
    "formattedPhoneNumber",
    "formattedPhoneNumberE164",
    "parsedNumber",
];

/// A result and the key of `$.contact` that stands for it when the contact does not carry the result's own name.
const OTHER_NAMES: &[(&str, &str)] = &[
    ("formattedPhoneNumber", "formattedNumber"),
    ("formattedPhoneNumberE164", "formattedNumberE164"),
    ("queueName", "queue"),
];

fn begin(block: &mut BlockContext<'_>) -> BlockStep {
    let facts = facts(block.contact());
    // A snapshot may carry only the number as it came.
    match facts.get("rawPhoneNumber").and_then(Value::as_text).filter(|raw| !raw.trim().is_empty()) {
        Some(raw) if facts.get("formattedPhoneNumber").is_none_or(Value::is_undefined) => {
            let country = facts.get("country").and_then(Value::as_text).map(Text::new);
            BlockStep::call(PageEffect::ParsePhone { number: Text::new(raw), country })
        }
        _ => BlockStep::done(facts),
    }
}

/// A number that cannot be taken apart leaves the rest as it is.
fn resume(block: &mut BlockContext<'_>, reply: &Reply) -> BlockStep {
    let mut facts = facts(block.contact());
    match reply {
        Ok(Answer::Phone { phone: Some(phone) }) => add_phone(&mut facts, phone),
        Ok(Answer::Phone { phone: None }) => {}
        Ok(_) => block.note("the phone number was not parsed: the answer does not fit the question"),
        Err(failure) => block.note(format!("the phone number was not parsed: {}", failure.message)),
    }
    BlockStep::done(facts)
}

fn facts(contact: &Value) -> Map<Value> {
    let is_call = !["chat", "task", "email"].iter().any(|kind| contact.get("channel").is_word(&[kind]));
    let mut facts = Map::with_capacity(FIELDS.len());
    for field in FIELDS {
        let other = OTHER_NAMES.iter().find(|(name, _)| *name == field.name);
        let value = match (contact.get(field.name), other) {
            _ if !is_call && PHONE_FIELDS.contains(&field.name) => Value::UNDEFINED,
            (Value::Undefined, Some((_, other))) => contact.get(other),
            (value, _) => value,
        };
        facts.insert(field.name.into(), value.clone());
    }
    if facts["callType"].is_undefined()
        && let Some(inbound) = contact.get("isInbound").as_bool()
    {
        facts.insert("callType".into(), if inbound { "inbound" } else { "outbound" }.into());
    }
    facts
}

fn add_phone(facts: &mut Map<Value>, phone: &Phone) {
    let national = Value::from(phone.national_number.clone());
    let country = Value::from(phone.country.clone());
    let e164 = Value::from(phone.e164.clone());
    let parsed = Value::map([
        ("number", e164.clone()),
        ("nationalNumber", national.clone()),
        ("phone", national.clone()),
        ("country", country.clone()),
    ]);
    let found = [
        ("phone", national),
        ("country", country),
        ("formattedPhoneNumber", phone.national.clone().into()),
        ("formattedPhoneNumberE164", e164),
        ("parsedNumber", parsed),
    ];
    for (name, value) in found {
        let fact = facts.entry(name.into()).or_default();
        if fact.is_undefined() {
            *fact = value;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{AMERICAN, Trial, try_block};

    fn of(contact: &str) -> Trial {
        try_block("SE_ContactProperties", "{}").contact(contact)
    }

    const UNDEFINED: &str = r#"{"$value":"undefined"}"#;

    #[test]
    fn promise_1_both_names_of_the_formatted_number() {
        for key in ["formattedNumber", "formattedPhoneNumber"] {
            of(&format!(r#"{{"channel":"voice","rawPhoneNumber":"+1","{key}":"(415) 555-2671"}}"#))
                .asks("[]")
                .leaves("done")
                .result("formattedPhoneNumber", r#""(415) 555-2671""#);
        }
        of(r#"{"channel":"voice","rawPhoneNumber":"+14155552671"}"#)
            .answer(AMERICAN)
            .asks(r#"[{"effect":"parsePhone","number":"+14155552671","country":null}]"#)
            .leaves("done")
            .result("formattedPhoneNumber", r#""(415) 555-2671""#)
            .result("formattedPhoneNumberE164", r#""+14155552671""#)
            .result("phone", r#""4155552671""#)
            .result("parsedNumber", r#"{"number":"+14155552671","nationalNumber":"4155552671","phone":"4155552671","country":"US"}"#);
        of(r#"{"rawPhoneNumber":"x"}"#)
            .fault(r#"{"kind":"unavailable","message":"no library"}"#)
            .leaves("done")
            .notes(&["the phone number was not parsed: no library"]);
    }

    #[test]
    fn promise_2_is_monitor() {
        of(r#"{"isMonitor":true}"#).result("isMonitor", "true");
        of(r#"{"isMonitor":false}"#).result("isMonitor", "false");
    }

    #[test]
    fn promise_3_call_type() {
        of(r#"{"callType":"outbound"}"#).result("callType", r#""outbound""#);
        of(r#"{"isInbound":true}"#).result("callType", r#""inbound""#);
        of(r#"{"isInbound":false}"#).result("callType", r#""outbound""#);
    }

    #[test]
    fn promise_4_no_contact() {
        let trial = of(UNDEFINED).asks("[]").leaves("done");
        for field in super::FIELDS {
            trial.clone().result(field.name, UNDEFINED);
        }
    }

    #[test]
    fn promise_5_chat_and_task_have_no_phone() {
        for channel in ["chat", "task"] {
            of(&format!(r#"{{"channel":"{channel}","contactId":"c-1","rawPhoneNumber":"+14155552671","phone":"4155552671"}}"#))
                .asks("[]")
                .result("contactId", r#""c-1""#)
                .result("phone", UNDEFINED)
                .result("rawPhoneNumber", UNDEFINED);
        }
    }
}
