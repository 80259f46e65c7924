//! What runs have done so far, for whoever looks into them from outside: the page around the softphone, and support.

use flow::{BlockTrace, Millis, Outcome, Value};

use crate::desk::Desk;
use crate::message::Writer;

/// One run, running or finished.
#[derive(Clone, Copy, Debug)]
pub struct Trace<'d> {
    /// Counts from one for each desk.
    pub id: u64,
    /// Name of the flow.
    pub flow: &'d str,
    /// Event that started it.
    pub event: &'static str,
    /// Contact it is bound to.
    pub contact: Option<&'d str>,
    /// When it started.
    pub started: Millis,
    /// Block by block; the last one of a running flow may not have ended yet.
    pub entries: &'d [BlockTrace],
    /// How it ended; none while it runs.
    pub outcome: Option<&'d Outcome>,
}

/// How much of a run is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Detail {
    /// Which blocks ran, and how they were left: ids and ports, no contents.
    Course,
    /// What went in and what came out as well.
    Contents,
}

impl Desk {
    /// Every run that is kept: the finished ones, then those that run.
    pub fn traces(&self) -> impl Iterator<Item = Trace<'_>> {
        self.runs.traces(|flow| self.flows.get(flow).name.as_str())
    }

    /// The message with the recording of every run that is kept. The panel takes the contents out, unless they are wanted.
    pub(crate) fn runs_message(&self) -> String {
        let mut out = Writer::default();
        out.begin("runs");
        out.open("runs", '[');
        for trace in self.traces() {
            trace.write("", Detail::Contents, &mut out);
        }
        out.close(']');
        out.close('}');
        out.0
    }
}

impl Trace<'_> {
    /// The message for the page around the softphone: `{source: "switchboard", run}`.
    pub fn to_message(&self) -> String {
        let mut out = Writer::default();
        out.open("", '{');
        out.text("source", "switchboard");
        self.write("run", Detail::Course, &mut out);
        out.close('}');
        out.0
    }

    fn write(&self, key: &str, detail: Detail, out: &mut Writer) {
        out.open(key, '{');
        out.number("id", self.id);
        out.text("flow", self.flow);
        out.text("event", self.event);
        out.number("started", self.started);
        out.optional("outcome", self.outcome.map(Outcome::name));
        if detail == Detail::Contents {
            out.optional("contact", self.contact);
        }
        out.open("entries", '[');
        for entry in self.entries {
            write_entry(entry, detail, out);
        }
        out.close(']');
        out.close('}');
    }
}

fn write_entry(entry: &BlockTrace, detail: Detail, out: &mut Writer) {
    out.open("", '{');
    out.text("block", &entry.block);
    span(entry.started, entry.ended, out);
    out.optional("port", entry.port.map(|port| port.name()));
    out.flag("failed", entry.exception.is_some());
    if detail == Detail::Contents {
        out.text("type", &entry.type_id);
        out.value("inputs", &Value::from(entry.inputs.clone()));
        out.value("results", &entry.results);
        let exception = entry.exception.as_ref().map(ToString::to_string);
        out.optional("exception", exception.as_deref());
        out.open("calls", '[');
        for call in &entry.calls {
            out.open("", '{');
            span(call.asked, call.answered, out);
            if let Some(Err(failure)) = &call.reply {
                out.text("failure", failure.kind.name());
                out.optional("code", failure.code.as_deref());
            }
            out.close('}');
        }
        out.close(']');
    }
    out.close('}');
}

fn span(started: Millis, ended: Option<Millis>, out: &mut Writer) {
    out.number("started", started);
    if let Some(ended) = ended {
        out.number("ended", ended);
    }
}
