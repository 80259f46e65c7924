//! What the page and its panel tell each other, as JSON text: the view one way, gestures the other.
//!
//! The panel is a module of its own, which may be of another version and may be gone. Every message says its version; what
//! cannot be read is nothing. The words of the view are written here and read in `crates/overlay/src/message.rs`; a test there
//! holds the two together.

use flow::{Failure, Layout, Outcome, RecordingChange, Value, digits, quote};

use crate::event::Gesture;
use crate::recording::RecordingView;
use crate::related::Related;
use crate::shown::Said as SaidView;
use crate::view::{
    CallerView, ContactView, FormView, LogView, PanelView, PressState, PressView, RunView, SaveState,
    SaveView,
};

/// The version of the messages. Another one is not read.
pub const MESSAGE_VERSION: u32 = 1;

impl PanelView<'_> {
    /// The message that tells the panel what to paint.
    pub fn to_message(&self) -> String {
        let mut out = Writer::default();
        out.begin("view");
        if let Some(contact) = &self.contact {
            out.contact(contact);
        }
        out.flag("ringing", self.ringing);
        out.open("callers", '[');
        self.callers.iter().for_each(|caller| out.caller(caller));
        out.close(']');
        out.open("saves", '[');
        self.saves.iter().for_each(|save| out.save(save));
        out.close(']');
        out.open("logs", '[');
        self.logs.iter().for_each(|log| out.log(log));
        out.close(']');
        if let Some(data) = &self.data {
            out.open("data", '{');
            out.optional("contact", data.contact);
            out.value("rows", data.rows);
            out.close('}');
        }
        out.open("said", '[');
        self.said.iter().for_each(|said| out.said(said));
        out.close(']');
        out.flag("showAttributes", self.show_attributes);
        if let Some(recording) = &self.recording {
            out.recording(recording);
        }
        out.open("runs", '[');
        self.runs.iter().for_each(|run| out.run(run));
        out.close(']');
        if let Some(layout) = self.layout {
            out.layout(layout);
        }
        out.open("presses", '[');
        self.presses.iter().for_each(|press| out.press(press));
        out.close(']');
        if let Some(form) = self.form {
            out.form(form);
        }
        out.close('}');
        out.0
    }
}

impl Gesture {
    /// A gesture the panel tells of; nothing when this version knows none like it.
    pub fn from_message(text: &str) -> Option<Gesture> {
        let message = Value::from_json_text(text)?;
        if message.get("version").as_number() != Some(f64::from(MESSAGE_VERSION)) {
            return None;
        }
        // Every text a gesture may have, once: what each takes of them is little code then.
        let text_of = |key| message.get(key).as_text().map(str::to_owned);
        let (contact, record_id, entity) = (text_of("contact"), text_of("recordId"), text_of("entity"));
        let (action, flow) = (text_of("action"), text_of("flow"));
        let (text, value) = (text_of("text"), text_of("value"));
        let references = || texts(message.get("references"));
        Some(match message.get("press").as_text()? {
            "saveLogAgain" => Gesture::SaveLogAgain { contact: contact? },
            "logIsThere" => Gesture::LogIsThere { contact: contact? },
            "chooseRecord" => Gesture::ChooseRecord { contact: contact?, record_id: record_id? },
            "relate" => Gesture::Relate { contact: contact?, record_id },
            "newRecord" => Gesture::NewRecord { contact: contact?, entity: entity? },
            "showAll" => Gesture::ShowAll { contact: contact? },
            "runAction" => Gesture::RunAction {
                action: action?,
                flow: flow?,
                contact,
                payload: message.get("payload").clone(),
                references: references(),
            },
            "openForm" => Gesture::OpenForm { action: action?, flow, contact, references: references() },
            "closeForm" => Gesture::CloseForm,
            "note" => Gesture::Note { contact: contact?, text: text? },
            "disposition" => Gesture::Disposition { contact: contact?, value },
            "writeLog" => Gesture::WriteLog { contact: contact? },
            "tellRuns" => Gesture::TellRuns,
            "openRecord" => Gesture::OpenRecord { record_id: record_id? },
            "dismiss" => Gesture::Dismiss { id: message.get("id").as_number()? as u64 },
            "record" => {
                let change = message.get("do").as_text()?;
                let change = RecordingChange::ALL.into_iter().find(|known| known.name() == change)?;
                Gesture::Record { contact: contact?, change }
            }
            "signIn" => Gesture::SignIn,
            "tryAgain" => Gesture::TryAgain,
            _ => return None,
        })
    }
}

fn texts(list: &Value) -> Vec<String> {
    let mut texts = Vec::new();
    for item in list.as_list().unwrap_or_default() {
        if let Some(text) = item.as_text() {
            texts.push(text.to_owned());
        }
    }
    texts
}

/// Writes JSON, key by key. An empty key writes an item of a list.
#[derive(Default)]
pub(crate) struct Writer(pub(crate) String);

impl Writer {
    /// Version and kind of a message.
    pub(crate) fn begin(&mut self, message: &str) {
        self.open("", '{');
        self.number("version", u64::from(MESSAGE_VERSION));
        self.text("message", message);
    }

    fn key(&mut self, key: &str) {
        if !matches!(self.0.as_bytes().last(), None | Some(b'{' | b'[')) {
            self.0.push(',');
        }
        if !key.is_empty() {
            quote(&mut self.0, key);
            self.0.push(':');
        }
    }

    pub(crate) fn open(&mut self, key: &str, bracket: char) {
        self.key(key);
        self.0.push(bracket);
    }

    pub(crate) fn close(&mut self, bracket: char) {
        self.0.push(bracket);
    }

    pub(crate) fn text(&mut self, key: &str, text: &str) {
        self.key(key);
        quote(&mut self.0, text);
    }

    /// What is absent is left out.
    pub(crate) fn optional(&mut self, key: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.text(key, text);
        }
    }

    pub(crate) fn number(&mut self, key: &str, number: u64) {
        self.key(key);
        self.0.push_str(&digits(number));
    }

    pub(crate) fn flag(&mut self, key: &str, flag: bool) {
        self.key(key);
        self.0.push_str(if flag { "true" } else { "false" });
    }

    pub(crate) fn value(&mut self, key: &str, value: &Value) {
        self.key(key);
        self.0.push_str(&value.to_json_text());
    }

    fn texts(&mut self, key: &str, texts: &[String]) {
        self.open(key, '[');
        texts.iter().for_each(|text| self.text("", text));
        self.close(']');
    }

    fn layout(&mut self, layout: &Layout) {
        self.open("layout", '{');
        self.texts("objects", &layout.objects);
        self.texts("rules", &layout.rules);
        self.texts("doNotCall", &layout.do_not_call);
        self.close('}');
    }

    fn said(&mut self, said: &SaidView) {
        self.open("", '{');
        self.number("id", said.id);
        self.text("kind", said.say.kind.name());
        self.optional("title", said.say.title.as_deref());
        self.text("text", &said.say.text);
        self.close('}');
    }

    fn recording(&mut self, recording: &RecordingView) {
        self.open("recording", '{');
        self.text("contact", recording.contact);
        self.text("state", recording.state.name());
        self.flag("busy", recording.busy);
        if let Some(failure) = recording.failure {
            self.failure(failure);
        }
        self.close('}');
    }

    fn contact(&mut self, contact: &ContactView) {
        self.open("contact", '{');
        self.text("id", contact.id);
        self.text("channel", contact.channel.name());
        self.optional("number", contact.number);
        self.optional("name", contact.name);
        self.text("direction", contact.direction.call_type());
        self.text("state", contact.state.name());
        if let Some(since) = contact.since {
            self.number("since", since);
        }
        self.optional("queue", contact.queue);
        self.optional("outcome", contact.outcome.map(|outcome| outcome.word()));
        // A list of pairs: their order means something.
        self.open("attributes", '[');
        for (name, value) in contact.attributes.iter().flat_map(|attributes| attributes.iter()) {
            self.open("", '[');
            self.text("", name);
            self.text("", value);
            self.close(']');
        }
        self.close(']');
        self.close('}');
    }

    fn caller(&mut self, caller: &CallerView) {
        self.open("", '{');
        self.text("contact", caller.contact);
        self.text("question", caller.question.name());
        self.open("records", '[');
        caller.records.iter().for_each(|record| self.record(record));
        self.close(']');
        self.open("newRecords", '[');
        caller.new_records.iter().for_each(|object| self.text("", object));
        self.close(']');
        self.flag("searchable", caller.searchable);
        self.open("related", '[');
        caller.related.iter().for_each(|record| self.record(record));
        self.close(']');
        self.close('}');
    }

    fn record(&mut self, record: &Related) {
        self.open("", '{');
        self.text("id", &record.id);
        self.optional("name", record.name.as_deref());
        self.text("object", &record.object);
        self.texts("details", &record.details);
        self.text("source", record.source.name());
        self.close('}');
    }

    fn save(&mut self, save: &SaveView) {
        self.open("", '{');
        self.text("contact", save.contact);
        self.text("subject", save.subject);
        let (state, failure) = match &save.state {
            SaveState::Saving => ("saving", None),
            SaveState::Saved { record_id } => {
                self.text("recordId", record_id);
                ("saved", None)
            }
            SaveState::Failed(failure) => ("failed", Some(failure)),
            SaveState::Uncertain(failure) => ("uncertain", Some(failure)),
        };
        self.text("state", state);
        if let Some(failure) = failure {
            self.failure(failure);
        }
        self.close('}');
    }

    fn log(&mut self, log: &LogView) {
        self.open("", '{');
        self.text("contact", log.contact);
        self.text("notes", log.notes);
        self.number("room", log.room as u64);
        self.optional("disposition", log.disposition);
        self.flag("saved", log.saved);
        self.close('}');
    }

    fn failure(&mut self, failure: &Failure) {
        self.open("failure", '{');
        self.text("kind", failure.kind.name());
        self.optional("code", failure.code.as_deref());
        self.text("message", &failure.message);
        self.texts("details", &failure.details);
        self.close('}');
    }

    fn press(&mut self, press: &PressView) {
        self.open("", '{');
        self.number("run", press.run);
        self.action(&press.action, press.contact.as_deref(), &press.state, ["running", "done"]);
        self.close('}');
    }

    fn form(&mut self, form: &FormView) {
        self.open("form", '{');
        self.action(&form.action, form.contact.as_deref(), &form.state, ["loading", "ready"]);
        self.open("values", '{');
        for (reference, value) in form.values.iter() {
            self.value(reference, value);
        }
        self.close('}');
        self.close('}');
    }

    /// What a press and a form have in common, each with its own words for going on and for being over.
    fn action(&mut self, action: &str, contact: Option<&str>, state: &PressState, words: [&str; 2]) {
        self.text("action", action);
        self.optional("contact", contact);
        let (word, said) = match state {
            PressState::Running => (words[0], None),
            PressState::Done => (words[1], None),
            PressState::Failed(said) => ("failed", said.as_ref()),
            PressState::NoFlow => ("noFlow", None),
        };
        self.text("state", word);
        if let Some(said) = said {
            self.text("title", &said.title);
            self.text("reason", &said.reason);
        }
    }

    fn run(&mut self, run: &RunView) {
        self.open("", '{');
        self.number("id", run.id);
        self.text("flow", run.flow);
        self.text("event", run.event);
        self.number("started", run.started);
        self.number("blocks", run.blocks as u64);
        if let Some(block) = &run.failed {
            self.text("title", block.title);
            self.text("failed", &block.reason);
        }
        if let Some(outcome) = run.outcome {
            self.text("outcome", outcome.name());
            let block = match outcome {
                Outcome::Completed { .. } => None,
                Outcome::Failed { block, .. }
                | Outcome::TimedOut { block, .. }
                | Outcome::LoopGuard { block, .. } => Some(block.as_str()),
                Outcome::Blocked { block, .. } => block.as_deref(),
                Outcome::Skipped { .. } | Outcome::Interrupted | Outcome::Cancelled => None,
            };
            self.optional("block", block);
        }
        self.close('}');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(gesture: &Gesture) {
        let mut json = serde_json::to_value(gesture).expect("a gesture is JSON");
        json["version"] = MESSAGE_VERSION.into();
        assert_eq!(Gesture::from_message(&json.to_string()).as_ref(), Some(gesture), "{json}");
        json["version"] = (MESSAGE_VERSION + 1).into();
        assert_eq!(Gesture::from_message(&json.to_string()), None, "{json}");
    }

    #[test]
    fn gestures_are_read_as_serde_writes_them() {
        check(&Gesture::SaveLogAgain { contact: "c\"1".to_owned() });
        check(&Gesture::LogIsThere { contact: "c1".to_owned() });
        check(&Gesture::ChooseRecord { contact: "c1".to_owned(), record_id: "003".to_owned() });
        check(&Gesture::Relate { contact: "c1".to_owned(), record_id: Some("003".to_owned()) });
        check(&Gesture::Relate { contact: "c1".to_owned(), record_id: None });
        check(&Gesture::NewRecord { contact: "c1".to_owned(), entity: "Lead".to_owned() });
        check(&Gesture::ShowAll { contact: "c1".to_owned() });
        let payload = Value::map([("k\"", Value::text("v")), ("f", Value::Bool(true))]);
        for contact in [None, Some("c1".to_owned())] {
            let (action, flow) = ("A".to_owned(), "F".to_owned());
            let (payload, references) = (payload.clone(), vec!["k\"".to_owned()]);
            check(&Gesture::RunAction { action, flow, contact: contact.clone(), payload, references });
            let (action, references) = ("A".to_owned(), vec!["$.contact.phone".to_owned()]);
            let flow = contact.clone();
            check(&Gesture::OpenForm { action, flow, contact, references });
        }
        check(&Gesture::CloseForm);
        check(&Gesture::Note { contact: "c1".to_owned(), text: "a\n\u{202e}🙂\u{0}".to_owned() });
        check(&Gesture::Disposition { contact: "c1".to_owned(), value: Some("Sold".to_owned()) });
        check(&Gesture::Disposition { contact: "c1".to_owned(), value: None });
        check(&Gesture::WriteLog { contact: "c1".to_owned() });
        check(&Gesture::TellRuns);
        check(&Gesture::OpenRecord { record_id: "003".to_owned() });
        check(&Gesture::Dismiss { id: 7 });
        for change in RecordingChange::ALL {
            check(&Gesture::Record { contact: "c1".to_owned(), change });
        }
        check(&Gesture::SignIn);
        check(&Gesture::TryAgain);
    }

    #[test]
    fn what_is_no_gesture_is_nothing() {
        for text in [
            "",
            "{",
            "[]",
            "null",
            r#"{"press":"signIn"}"#,
            r#"{"version":1}"#,
            r#"{"version":1,"press":7}"#,
            r#"{"version":1,"press":"fly"}"#,
            r#"{"version":1,"press":"logIsThere"}"#,
            r#"{"version":1,"press":"logIsThere","contact":5}"#,
            r#"{"version":1,"press":"record","contact":"c1","do":"erase"}"#,
            r#"{"version":1,"press":"dismiss"}"#,
            r#"{"version":"1","press":"signIn"}"#,
        ] {
            assert_eq!(Gesture::from_message(text), None, "{text}");
        }
    }
}
