//! The memory as JSON text, for a page that carries no library for it. `serde` reads and writes the same.

use flow::{Failure, FailureKind, Fields, Map, Millis, Text, Value};

use super::{CallFacts, CallerMemory, ContactMemory, LogMemory, Memory};
use crate::config::{map_of_texts, texts};
use crate::contact::{CallOutcome, Direction};
use crate::properties::Properties;
use crate::related::{RecordSource, Related};
use crate::view::CallerQuestion;

impl Memory {
    /// What the page keeps.
    pub fn to_text(&self) -> String {
        let contacts = self.contacts.iter().map(|(id, contact)| (id, write_contact(contact)));
        Value::map([("contacts", Value::map(contacts)), ("properties", self.properties.0.clone().into())])
            .to_tagged_text()
    }

    /// What was kept; nothing when another version kept something else.
    pub fn from_text(text: &str) -> Option<Memory> {
        let memory = Value::from_tagged_text(text)?;
        let mut read = Memory::default();
        for (id, contact) in fields_or_none(memory.get("contacts"))? {
            read.contacts.insert(id, read_contact(&contact)?);
        }
        read.properties = Properties(fields_or_none(memory.get("properties"))?);
        memory.as_map().map(|_| read)
    }
}

/// The call center's settings, to be kept.
pub fn settings_to_text(settings: &Map<String>) -> String {
    Value::map(settings.iter().map(|(key, value)| (key, text(value)))).to_json_text()
}

/// The call center's settings as they were kept; nothing when it is something else.
pub fn settings_from_text(text: &str) -> Option<Map<String>> {
    map_of_texts(&Value::from_json_text(text)?)
}

fn text(text: &str) -> Value {
    Value::text(text)
}

fn optional(text: Option<&str>) -> Value {
    text.map_or(Value::Null, Value::text)
}

fn millis(at: Option<Millis>) -> Value {
    at.map_or(Value::Null, |at| Value::Number(at as f64))
}

fn write_contact(contact: &ContactMemory) -> Value {
    let related = |related: &Option<Related>| related.as_ref().map_or(Value::Null, write_related);
    Value::map([
        ("ran", Value::List(contact.ran.iter().map(|event| text(event)).collect())),
        ("related", related(&contact.related)),
        ("about", related(&contact.about)),
        ("caller", write_caller(&contact.caller)),
        ("connectedAt", millis(contact.connected_at)),
        ("endedAt", millis(contact.ended_at)),
        ("outcome", optional(contact.outcome.map(CallOutcome::word))),
        ("call", contact.call.as_ref().map_or(Value::Null, write_call)),
        ("heldPop", contact.held_pop.clone().unwrap_or(Value::Null)),
        ("log", write_log(&contact.log)),
        ("logNext", contact.log_next.clone().into()),
        ("logByFlow", Value::List(contact.log_by_flow.iter().map(|field| text(field)).collect())),
    ])
}

fn write_related(related: &Related) -> Value {
    Value::map([
        ("id", text(&related.id)),
        ("personContactId", optional(related.person_contact_id.as_deref())),
        ("name", optional(related.name.as_deref())),
        ("object", text(&related.object)),
        ("details", Value::List(related.details.iter().map(|detail| text(detail)).collect())),
        ("source", text(word_of(&SOURCES, related.source))),
    ])
}

fn write_caller(caller: &CallerMemory) -> Value {
    Value::map([
        ("question", text(word_of(&QUESTIONS, caller.question))),
        ("records", Value::List(caller.records.iter().map(write_related).collect())),
    ])
}

const SOURCES: [(RecordSource, &str); 3] =
    [(RecordSource::Match, "match"), (RecordSource::Click, "click"), (RecordSource::InView, "inView")];

const QUESTIONS: [(CallerQuestion, &str); 5] = [
    (CallerQuestion::Settled, "settled"),
    (CallerQuestion::Several, "several"),
    (CallerQuestion::Nobody, "nobody"),
    (CallerQuestion::Withheld, "withheld"),
    (CallerQuestion::NotSearched, "notSearched"),
];

fn word_of<T: Copy + PartialEq>(table: &[(T, &'static str)], value: T) -> &'static str {
    table.iter().find(|(known, _)| *known == value).map_or("", |(_, word)| word)
}

fn from_word<T: Copy>(table: &[(T, &str)], word: &Value) -> Option<T> {
    let word = word.as_text()?;
    table.iter().find(|(_, known)| *known == word).map(|(value, _)| *value)
}

fn write_call(call: &CallFacts) -> Value {
    Value::map([
        ("direction", text(call.direction.call_type())),
        ("number", optional(call.number.as_deref())),
    ])
}

fn write_log(log: &LogMemory) -> Value {
    let (name, fields, id, failure) = match log {
        LogMemory::None => return text("none"),
        LogMemory::Confirmed => return text("confirmed"),
        LogMemory::Saving { fields, record_id } => ("saving", fields, record_id.as_deref(), None),
        LogMemory::Saved { record_id, fields } => ("saved", fields, Some(record_id.as_str()), None),
        LogMemory::Failed { fields, record_id, failure } => {
            ("failed", fields, record_id.as_deref(), Some(failure))
        }
        LogMemory::Uncertain { fields, failure } => ("uncertain", fields, None, Some(failure)),
    };
    Value::map([(
        name,
        Value::map([
            ("fields", fields.clone().into()),
            ("recordId", optional(id)),
            ("failure", failure.map_or(Value::Null, write_failure)),
        ]),
    )])
}

fn write_failure(failure: &Failure) -> Value {
    Value::map([
        ("kind", text(failure.kind.name())),
        ("code", optional(failure.code.as_deref())),
        ("message", text(&failure.message)),
        ("details", Value::List(failure.details.iter().map(|detail| text(detail)).collect())),
    ])
}

/// A map; an empty one where nothing is written.
fn fields_or_none(value: &Value) -> Option<Fields> {
    match value {
        Value::Undefined => Some(Fields::new()),
        value => value.as_map().cloned(),
    }
}

/// A part that may be missing or null; the outer nothing says that it is there and cannot be read.
fn part<T>(value: &Value, read: impl FnOnce(&Value) -> Option<T>) -> Option<Option<T>> {
    if value.is_nullish() { Some(None) } else { read(value).map(Some) }
}

fn owned(value: &Value) -> Option<String> {
    value.as_text().map(str::to_owned)
}

fn time(value: &Value) -> Option<Millis> {
    value.as_number().map(|number| number as Millis)
}

fn read_contact(contact: &Value) -> Option<ContactMemory> {
    contact.as_map()?;
    let entry = |key: &str| contact.get(key);
    Some(ContactMemory {
        ran: part(entry("ran"), texts)?.unwrap_or_default().into_iter().map(Text::from).collect(),
        related: part(entry("related"), read_related)?,
        about: part(entry("about"), read_related)?,
        caller: part(entry("caller"), read_caller)?.unwrap_or_default(),
        connected_at: part(entry("connectedAt"), time)?,
        ended_at: part(entry("endedAt"), time)?,
        outcome: part(entry("outcome"), |word| {
            CallOutcome::ALL.into_iter().find(|outcome| Some(outcome.word()) == word.as_text())
        })?,
        call: part(entry("call"), read_call)?,
        held_pop: part(entry("heldPop"), |pop| Some(pop.clone()))?,
        log: part(entry("log"), read_log)?.unwrap_or_default(),
        log_next: fields_or_none(entry("logNext"))?,
        log_by_flow: part(entry("logByFlow"), texts)?
            .unwrap_or_default()
            .into_iter()
            .map(Text::from)
            .collect(),
    })
}

fn read_call(call: &Value) -> Option<CallFacts> {
    let direction = match call.get("direction").as_text()? {
        "inbound" => Direction::Inbound,
        "outbound" => Direction::Outbound,
        _ => return None,
    };
    Some(CallFacts { direction, number: part(call.get("number"), owned)? })
}

fn read_related(related: &Value) -> Option<Related> {
    Some(Related {
        id: owned(related.get("id"))?,
        person_contact_id: part(related.get("personContactId"), owned)?,
        name: part(related.get("name"), owned)?,
        object: part(related.get("object"), owned)?.unwrap_or_default(),
        details: part(related.get("details"), texts)?.unwrap_or_default(),
        source: part(related.get("source"), |word| from_word(&SOURCES, word))?.unwrap_or_default(),
    })
}

fn read_caller(caller: &Value) -> Option<CallerMemory> {
    let records = |list: &Value| list.as_list()?.iter().map(read_related).collect();
    Some(CallerMemory {
        question: part(caller.get("question"), |word| from_word(&QUESTIONS, word))?.unwrap_or_default(),
        records: part(caller.get("records"), records)?.unwrap_or_default(),
    })
}

fn read_log(log: &Value) -> Option<LogMemory> {
    match log.as_text() {
        Some("none") => return Some(LogMemory::None),
        Some("confirmed") => return Some(LogMemory::Confirmed),
        _ => {}
    }
    let (name, log) = log.as_map()?.first()?;
    let fields = log.get("fields").as_map()?.clone();
    let record_id = part(log.get("recordId"), owned)?;
    let failure = part(log.get("failure"), read_failure)?;
    Some(match name.as_str() {
        "saving" => LogMemory::Saving { fields, record_id },
        "saved" => LogMemory::Saved { fields, record_id: record_id? },
        "failed" => LogMemory::Failed { fields, record_id, failure: failure? },
        "uncertain" => LogMemory::Uncertain { fields, failure: failure? },
        _ => return None,
    })
}

fn read_failure(failure: &Value) -> Option<Failure> {
    Some(Failure {
        kind: FailureKind::ALL.into_iter().find(|kind| Some(kind.name()) == failure.get("kind").as_text())?,
        code: part(failure.get("code"), owned)?,
        message: owned(failure.get("message"))?,
        details: part(failure.get("details"), texts)?.unwrap_or_default(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What we write we read, what serde writes we read, and what we write serde reads.
    #[track_caller]
    fn check(memory: &Memory) {
        let text = memory.to_text();
        assert_eq!(Memory::from_text(&text).as_ref(), Some(memory), "{text}");
        assert_eq!(serde_json::from_str::<Memory>(&text).expect("serde reads"), *memory, "{text}");
        let theirs = serde_json::to_string(memory).expect("serde writes");
        assert_eq!(Memory::from_text(&theirs).as_ref(), Some(memory), "{theirs}");
    }

    fn with_log(log: LogMemory) -> Memory {
        let contact = ContactMemory { log, ..ContactMemory::default() };
        Memory { contacts: Map::from([("c".to_owned(), contact)]), ..Memory::default() }
    }

    #[test]
    fn both_ways_and_as_serde_does() {
        check(&Memory::default());
        let properties =
            [("$value", Value::from("undefined")), ("a", Value::Undefined), ("when", Value::Date(5.0))];
        let properties = properties.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
        check(&Memory { properties: Properties(properties), ..Memory::default() });
        let person = Related {
            id: "003".into(),
            person_contact_id: Some("x".into()),
            object: "Contact".into(),
            details: vec!["Oakland".into()],
            source: RecordSource::Click,
            name: None,
        };
        for outcome in CallOutcome::ALL {
            let contact = ContactMemory {
                ran: vec!["a".into(), "b".into()],
                related: Some(person.clone()),
                about: Some(Related { source: RecordSource::InView, ..person.clone() }),
                caller: CallerMemory { question: CallerQuestion::Several, records: vec![person.clone(); 2] },
                connected_at: Some(1_770_802_200_123),
                ended_at: Some(1_770_802_200_999),
                outcome: Some(outcome),
                call: Some(CallFacts {
                    direction: Direction::Outbound,
                    number: Some("(415) 555-0142".into()),
                }),
                held_pop: Some(Value::map([("type", "newRecord")])),
                log: LogMemory::Confirmed,
                log_next: Fields::from([("WhoId".to_owned(), Value::Null)]),
                log_by_flow: vec!["Subject".into()],
            };
            check(&Memory { contacts: Map::from([("c".to_owned(), contact)]), ..Memory::default() });
        }
    }

    #[test]
    fn every_stand_of_a_log() {
        let fields = Fields::from([("Subject".to_owned(), Value::from("Call \"x\"\n"))]);
        let record_id = Some("00T".to_owned());
        for kind in FailureKind::ALL {
            let mut failure = Failure::new(kind, "no");
            failure.code = Some("X".into());
            failure.details = vec!["y".into()];
            check(&with_log(LogMemory::Uncertain { fields: fields.clone(), failure: failure.clone() }));
            failure.details.clear();
            check(&with_log(LogMemory::Failed {
                fields: fields.clone(),
                record_id: record_id.clone(),
                failure,
            }));
        }
        check(&with_log(LogMemory::None));
        check(&with_log(LogMemory::Saving { fields: fields.clone(), record_id: None }));
        check(&with_log(LogMemory::Saving { fields: fields.clone(), record_id }));
        check(&with_log(LogMemory::Saved { fields, record_id: "00T".into() }));
    }

    #[test]
    fn what_another_version_kept_is_nothing() {
        for text in [
            "",
            "5",
            "[]",
            r#"{"contacts":5}"#,
            r#"{"contacts":{"c":5}}"#,
            r#"{"contacts":{"c":{"log":"x"}}}"#,
        ] {
            assert_eq!(Memory::from_text(text), None, "{text}");
        }
    }

    #[test]
    fn settings() {
        let settings =
            Map::from([("/a/b".to_owned(), "c".to_owned()), ("$value".to_owned(), "nan".to_owned())]);
        assert_eq!(settings_from_text(&settings_to_text(&settings)), Some(settings.clone()));
        assert_eq!(settings_to_text(&settings), serde_json::to_string(&settings).expect("writes"));
        assert_eq!(settings_from_text("{\"a\":1}"), None);
    }
}
