//! The memory as JSON text, for a page that carries no library for it. `serde` reads and writes the same.

use flow::{Failure, FailureKind, Fields, Map, Value};

use super::{CallFacts, CallerMemory, ContactMemory, LogMemory, Memory};
use crate::archive::{Archive, map_of_texts};
use crate::contact::{CallOutcome, Direction};
use crate::recording::RecordingState;
use crate::related::{RecordSource, Related};
use crate::view::CallerQuestion;

impl Memory {
    /// What the page keeps. It changes nothing: one description of the fields serves reading and writing.
    pub fn to_text(&mut self) -> String {
        let mut contacts = Map::with_capacity(self.contacts.len());
        for (id, contact) in self.contacts.iter_mut() {
            let mut archive = Archive::writing();
            contact.fields(&mut archive);
            contacts.insert(id.clone(), archive.written());
        }
        let mut memory = Map::new();
        memory.insert("contacts".into(), contacts.into());
        Value::from(memory).to_tagged_text()
    }

    /// What was kept; nothing when another version kept something else. A contact that cannot be read takes no other along.
    pub fn from_text(text: &str) -> Option<Memory> {
        let memory = Value::from_tagged_text(text)?;
        memory.as_map()?;
        let mut read = Memory::default();
        for (id, contact) in fields_or_none(memory.get("contacts")).unwrap_or_default().iter() {
            let mut archive = Archive::reading(contact);
            read.contacts.entry(id.clone()).or_default().fields(&mut archive);
            if contact.as_map().is_none() || archive.wrong().is_some() {
                read.contacts.shift_remove(id);
            }
        }
        Some(read)
    }
}

/// Names and texts as the text of a JSON map, for instance the call center's settings, to be kept.
pub fn texts_to_json(texts: &Map<String>) -> String {
    let mut values = Map::with_capacity(texts.len());
    for (key, text) in texts {
        values.insert(key.clone(), Value::text(text));
    }
    Value::from(values).to_json_text()
}

/// The same read again; nothing when it is something else.
pub fn texts_from_json(text: &str) -> Option<Map<String>> {
    map_of_texts(&Value::from_json_text(text)?)
}

/// A map; an empty one where nothing is written.
fn fields_or_none(value: &Value) -> Option<Fields> {
    match value {
        Value::Undefined => Some(Fields::new()),
        value => value.as_map().cloned(),
    }
}

impl ContactMemory {
    fn fields(&mut self, archive: &mut Archive<'_>) {
        archive.texts("ran", &mut self.ran);
        archive.part("related", &mut self.related, Related::default, Related::fields);
        archive.part("about", &mut self.about, Related::default, Related::fields);
        let mut caller = Some(std::mem::take(&mut self.caller));
        archive.part("caller", &mut caller, CallerMemory::default, CallerMemory::fields);
        self.caller = caller.unwrap_or_default();
        archive.optional("extension", &mut self.extension);
        archive.flag("thirdParty", &mut self.third_party);
        archive.millis("connectedAt", &mut self.connected_at);
        archive.millis("endedAt", &mut self.ended_at);
        let mut outcome = self.outcome.map(|outcome| outcome as usize);
        archive.word("outcome", WORD, &CallOutcome::WORDS, &mut outcome);
        self.outcome = outcome.map(|at| CallOutcome::ALL[at]);
        archive.part("call", &mut self.call, CallFacts::unknown, CallFacts::fields);
        archive.value("heldPop", &mut self.held_pop);
        archive.value("data", &mut self.data);
        archive.flag("showAttributes", &mut self.show_attributes);
        let mut recording = self.recording.map(|state| state as usize);
        archive.word("recording", WORD, &RecordingState::WORDS, &mut recording);
        self.recording = recording.map(|at| RecordingState::ALL[at]);
        archive.other("log", &mut self.log, write_log, read_log);
        archive.other("logNext", &mut self.log_next, write_fields, read_fields);
        archive.texts("logByFlow", &mut self.log_by_flow);
        archive.text("notes", &mut self.notes);
        archive.optional("disposition", &mut self.disposition);
        archive.other("saidByFlow", &mut self.said_by_flow, write_fields, read_fields);
    }
}

/// What is expected of a word that nobody but us writes.
const WORD: &str = "one of our words";

impl Related {
    fn fields(&mut self, archive: &mut Archive<'_>) {
        use RecordSource::{Click, InView, Match};
        archive.text("id", &mut self.id);
        archive.optional("personContactId", &mut self.person_contact_id);
        archive.optional("name", &mut self.name);
        archive.text("object", &mut self.object);
        archive.texts("details", &mut self.details);
        let mut source = Some(self.source as usize);
        archive.word("source", WORD, &["match", "click", "inView"], &mut source);
        self.source = [Match, Click, InView][source.unwrap_or_default()];
    }
}

impl CallerMemory {
    fn fields(&mut self, archive: &mut Archive<'_>) {
        use CallerQuestion::{Nobody, NotSearched, Settled, Several, Withheld};
        let words = ["settled", "several", "nobody", "withheld", "notSearched"];
        let mut question = Some(self.question as usize);
        archive.word("question", WORD, &words, &mut question);
        self.question = [Settled, Several, Nobody, Withheld, NotSearched][question.unwrap_or_default()];
        archive.list("records", &mut self.records, Related::default, Related::fields);
    }
}

impl CallFacts {
    fn unknown() -> CallFacts {
        CallFacts { direction: Direction::Inbound, number: None }
    }

    fn fields(&mut self, archive: &mut Archive<'_>) {
        let both = [Direction::Inbound, Direction::Outbound];
        let mut direction = Some(self.direction as usize);
        archive.word("direction", WORD, &["inbound", "outbound"], &mut direction);
        self.direction = both[direction.unwrap_or_default()];
        archive.optional("number", &mut self.number);
    }
}

fn write_fields(fields: &Fields) -> Value {
    fields.clone().into()
}

fn read_fields(value: &Value) -> Option<Fields> {
    value.as_map().cloned()
}

fn write_log(log: &LogMemory) -> Value {
    let (name, fields, id, failure) = match log {
        LogMemory::None => return "none".into(),
        LogMemory::Confirmed => return "confirmed".into(),
        LogMemory::Saving { fields, record_id } => ("saving", fields, record_id.as_deref(), None),
        LogMemory::Saved { record_id, fields } => ("saved", fields, Some(record_id.as_str()), None),
        LogMemory::Failed { fields, record_id, failure } => {
            ("failed", fields, record_id.as_deref(), Some(failure))
        }
        LogMemory::Uncertain { fields, failure } => ("uncertain", fields, None, Some(failure)),
    };
    let mut log = Map::new();
    log.insert("fields".into(), fields.clone().into());
    log.insert("recordId".into(), id.map_or(Value::Null, Value::text));
    let mut archive = Archive::writing();
    archive.part("failure", &mut failure.cloned(), no_failure, failure_fields);
    log.extend(archive.written().as_map().cloned().unwrap_or_default());
    let mut named = Map::new();
    named.insert(name.into(), log.into());
    named.into()
}

fn read_log(log: &Value) -> Option<LogMemory> {
    match log.as_text() {
        Some("none") => return Some(LogMemory::None),
        Some("confirmed") => return Some(LogMemory::Confirmed),
        _ => {}
    }
    let (name, log) = log.as_map()?.first()?;
    let fields = log.get("fields").as_map()?.clone();
    let (mut record_id, mut failure) = (None, None);
    let mut archive = Archive::reading(log);
    archive.optional("recordId", &mut record_id);
    archive.part("failure", &mut failure, no_failure, failure_fields);
    if archive.wrong().is_some() {
        return None;
    }
    Some(match name.as_str() {
        "saving" => LogMemory::Saving { fields, record_id },
        "saved" => LogMemory::Saved { fields, record_id: record_id? },
        "failed" => LogMemory::Failed { fields, record_id, failure: failure? },
        "uncertain" => LogMemory::Uncertain { fields, failure: failure? },
        _ => return None,
    })
}

fn no_failure() -> Failure {
    Failure::new(FailureKind::Lost, "")
}

fn failure_fields(failure: &mut Failure, archive: &mut Archive<'_>) {
    let mut kind = Some(failure.kind as usize);
    archive.word("kind", WORD, &FailureKind::WORDS, &mut kind);
    failure.kind = FailureKind::ALL[kind.unwrap_or_default()];
    archive.optional("code", &mut failure.code);
    archive.text("message", &mut failure.message);
    archive.texts("details", &mut failure.details);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What we write we read, what serde writes we read, and what we write serde reads.
    #[track_caller]
    fn check(memory: &Memory) {
        let text = memory.clone().to_text();
        assert_eq!(Memory::from_text(&text).as_ref(), Some(memory), "{text}");
        assert_eq!(serde_json::from_str::<Memory>(&text).expect("serde reads"), *memory, "{text}");
        let theirs = serde_json::to_string(memory).expect("serde writes");
        assert_eq!(Memory::from_text(&theirs).as_ref(), Some(memory), "{theirs}");
    }

    fn with_log(log: LogMemory) -> Memory {
        let contact = ContactMemory { log, ..ContactMemory::default() };
        Memory { contacts: Map::from([("c".into(), contact)]) }
    }

    #[test]
    fn both_ways_and_as_serde_does() {
        check(&Memory::default());
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
                extension: Some("12".into()),
                third_party: true,
                connected_at: Some(1_770_802_200_123),
                ended_at: Some(1_770_802_200_999),
                outcome: Some(outcome),
                call: Some(CallFacts {
                    direction: Direction::Outbound,
                    number: Some("(415) 555-0142".into()),
                }),
                data: Some(Value::List(vec![Value::List(vec!["a".into(), "b".into(), false.into()])])),
                show_attributes: true,
                recording: Some(RecordingState::Paused),
                held_pop: Some(Value::map([("type", "newRecord")])),
                log: LogMemory::Confirmed,
                log_next: Fields::from([("WhoId".into(), Value::Null)]),
                log_by_flow: vec!["Subject".into()],
                notes: "He \"asks\"\n\u{202e}🙂".into(),
                disposition: Some("Sold".into()),
                said_by_flow: Fields::from([("Description".into(), Value::from("IVR"))]),
            };
            check(&Memory { contacts: Map::from([("c".into(), contact)]) });
        }
    }

    #[test]
    fn every_stand_of_a_log() {
        let fields = Fields::from([("Subject".into(), Value::from("Call \"x\"\n"))]);
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
        for text in ["", "5", "[]"] {
            assert_eq!(Memory::from_text(text), None, "{text}");
        }
    }

    #[test]
    fn what_cannot_be_read_takes_nothing_else_along() {
        let check = |text: &str, expected: &Memory| {
            assert_eq!(Memory::from_text(text).as_ref(), Some(expected), "{text}");
        };
        for other in ["5", "null", r#"{"log":"x"}"#, r#"{"ran":7}"#, r#"{"connectedAt":"noon"}"#] {
            let text = format!(r#"{{"contacts":{{"bad":{other},"c":{{"log":"confirmed"}}}}}}"#);
            check(&text, &with_log(LogMemory::Confirmed));
        }
        check(r#"{"contacts":5}"#, &Memory::default());
        check("{}", &Memory::default());
    }

    #[test]
    fn settings() {
        let settings = Map::from([("/a/b".into(), "c".to_owned()), ("$value".into(), "nan".to_owned())]);
        assert_eq!(texts_from_json(&texts_to_json(&settings)), Some(settings.clone()));
        assert_eq!(texts_to_json(&settings), serde_json::to_string(&settings).expect("writes"));
        assert_eq!(texts_from_json("{\"a\":1}"), None);
    }
}
