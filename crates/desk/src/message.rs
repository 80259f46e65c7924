//! What the panel is told, as JSON text.
//!
//! The words of the view are written here and read in `crates/overlay/src/message.rs`; a test there holds the two together.

use flow::{Failure, Layout, Outcome, Value, quote};
use panel_protocol::VERSION;

use crate::recording::RecordingView;
use crate::related::Related;
use crate::shown::Said as SaidView;
use crate::view::{
    CallerView, ContactView, FormView, LogView, PanelView, PressState, PressView, RunView, SaveState,
    SaveView,
};

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

/// Writes JSON, key by key. An empty key writes an item of a list.
#[derive(Default)]
pub(crate) struct Writer(pub(crate) String);

impl Writer {
    /// Version and kind of a message.
    pub(crate) fn begin(&mut self, message: &str) {
        self.open("", '{');
        self.number("version", u64::from(VERSION));
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
        self.0.push_str(&number.to_string());
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
