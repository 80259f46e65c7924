//! What runs have done so far, for whoever looks into them from outside: the page around the softphone, and support.

use flow::{BlockTrace, Call, Millis, Outcome};
use panel_protocol::{BlockContents, RecordedBlock, RecordedCall, RecordedRun, RunsRecording};
use serde::Serialize;
use serde_json::Value;

use crate::frame::failures::failure_kind;
use crate::frame::panel_view::run_outcome;

/// How many characters of contents a recording holds, about. The newest runs have them.
const CONTENTS: usize = 4_000_000;

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

/// The recording of every run that is kept. The panel takes the contents out, unless they are wanted.
pub(crate) fn recording<'d>(traces: impl Iterator<Item = Trace<'d>>) -> RunsRecording {
    let traces: Vec<Trace<'_>> = traces.collect();
    let mut room = CONTENTS;
    let mut recorded = |trace: &Trace<'_>| RecordedRun {
        contact: trace.contact.map(str::to_owned),
        ..trace.recorded(&mut |entry| contents_within(entry, &mut room))
    };
    let mut runs: Vec<RecordedRun> = traces.iter().rev().map(&mut recorded).collect();
    runs.reverse();
    RunsRecording { runs }
}

/// What the page around the softphone is told of a run.
#[derive(Serialize)]
struct TraceMessage {
    source: &'static str,
    run: RecordedRun,
}

impl Trace<'_> {
    /// The message for the page around the softphone, `{source: "switchboard", run}`: which blocks ran, and how they were
    /// left; no contents.
    pub fn to_message(&self) -> String {
        let message = TraceMessage { source: "switchboard", run: self.recorded(&mut |_| None) };
        serde_json::to_string(&message).expect("a recorded run is plain data under text keys")
    }

    fn recorded(&self, contents: &mut dyn FnMut(&BlockTrace) -> Option<BlockContents>) -> RecordedRun {
        let block = |entry: &BlockTrace| RecordedBlock {
            block: entry.block.to_string(),
            started: entry.started,
            ended: entry.ended,
            port: entry.port.map(|port| port.name().to_owned()),
            failed: entry.exception.is_some(),
            contents: contents(entry),
        };
        RecordedRun {
            id: self.id,
            flow: self.flow.to_owned(),
            event: self.event.to_owned(),
            started: self.started,
            outcome: self.outcome.map(run_outcome),
            contact: None,
            entries: self.entries.iter().map(block).collect(),
        }
    }
}

/// What went into a block and what came out of it, while there is room. Once there is none, nothing older has any.
fn contents_within(entry: &BlockTrace, room: &mut usize) -> Option<BlockContents> {
    if *room == 0 {
        return None;
    }
    let contents = contents(entry);
    *room = room.saturating_sub(contents_size(&contents));
    (*room > 0).then_some(contents)
}

fn contents(entry: &BlockTrace) -> BlockContents {
    let call = |call: &Call| {
        let failure = call.reply.as_ref().and_then(|reply| reply.as_ref().err());
        let answer = call.reply.as_ref().and_then(|reply| reply.as_ref().ok());
        RecordedCall {
            effect: written(&*call.effect),
            started: call.asked,
            ended: call.answered,
            answer: answer.map(written),
            failure: failure.map(|failure| failure_kind(failure.kind)),
            code: failure.and_then(|failure| failure.code.clone()),
            message: failure.map(|failure| failure.message.clone()),
            details: failure.map(|failure| failure.details.clone()).unwrap_or_default(),
        }
    };
    let known = entry.inputs.iter().filter(|(_, value)| !value.is_undefined());
    BlockContents {
        r#type: entry.type_id.to_string(),
        inputs: known.map(|(name, value)| (name.to_string(), value.to_json())).collect(),
        results: entry.results.to_json(),
        exception: entry.exception.as_ref().map(ToString::to_string),
        calls: entry.calls.iter().map(call).collect(),
    }
}

/// Effects and answers are plain data under text keys: there is none that could not be written.
fn written(data: &impl Serialize) -> Value {
    serde_json::to_value(data).unwrap_or_default()
}

/// Characters of contents, about; at least one for each part.
fn contents_size(contents: &BlockContents) -> usize {
    let call = |call: &RecordedCall| {
        let said = call.message.iter().chain(&call.details).map(String::len).sum::<usize>();
        size(&call.effect) + call.answer.as_ref().map_or(1, size) + said
    };
    let inputs: usize = contents.inputs.iter().map(|(name, value)| name.len() + size(value)).sum();
    let exception = contents.exception.as_ref().map_or(0, String::len);
    1 + inputs + size(&contents.results) + exception + contents.calls.iter().map(call).sum::<usize>()
}

fn size(value: &Value) -> usize {
    1 + match value {
        Value::String(text) => text.len(),
        Value::Array(list) => list.iter().map(size).sum(),
        Value::Object(map) => map.iter().map(|(key, value)| key.len() + size(value)).sum(),
        Value::Null | Value::Bool(_) | Value::Number(_) => 4,
    }
}
