//! What runs have done so far, for whoever looks into them from outside: the page around the softphone, and support.

use flow::{BlockTrace, Call, Millis, Outcome};
use panel_protocol::{BlockContents, RecordedBlock, RecordedCall, RecordedRun, RunsRecording};
use serde::Serialize;

use crate::desk::Desk;
use crate::panel_view::{failure_kind, run_outcome};

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

impl Desk {
    /// Every run that is kept: the finished ones, then those that run.
    pub fn traces(&self) -> impl Iterator<Item = Trace<'_>> {
        self.runs.traces()
    }

    /// The recording of every run that is kept. The panel takes the contents out, unless they are wanted.
    pub(crate) fn runs_recording(&self) -> RunsRecording {
        let recorded = |trace: Trace<'_>| RecordedRun {
            contact: trace.contact.map(str::to_owned),
            ..trace.recorded(|entry| Some(contents(entry)))
        };
        RunsRecording { runs: self.traces().map(recorded).collect() }
    }
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
        let message = TraceMessage { source: "switchboard", run: self.recorded(|_| None) };
        serde_json::to_string(&message).expect("a recorded run is plain data under text keys")
    }

    fn recorded(&self, contents: fn(&BlockTrace) -> Option<BlockContents>) -> RecordedRun {
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

/// What went into a block and what came out of it.
fn contents(entry: &BlockTrace) -> BlockContents {
    let call = |call: &Call| {
        let failure = call.reply.as_ref().and_then(|reply| reply.as_ref().err());
        RecordedCall {
            started: call.asked,
            ended: call.answered,
            failure: failure.map(|failure| failure_kind(failure.kind)),
            code: failure.and_then(|failure| failure.code.clone()),
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
