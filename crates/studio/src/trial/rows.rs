//! A run in words: what the canvas and the table say of each block.

use flow::{BlockTrace, Effect, Value};

use super::Progress;
use super::play::Trace;

/// What the canvas shows of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    /// As it is read: which step, the port taken, the time.
    pub(crate) text: String,
    pub(crate) state: MarkState,
}

/// What of a block is so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MarkState {
    /// It has run.
    Ran,
    /// It has run and did not do its work.
    Failed,
    /// It runs next.
    Next,
}

impl MarkState {
    /// A class of the style sheet.
    pub(crate) fn word(self) -> &'static str {
        match self {
            MarkState::Ran => "ran",
            MarkState::Failed => "failed",
            MarkState::Next => "next",
        }
    }
}

/// The mark of a block; none when it has not run and is not next.
pub(super) fn mark(progress: &Progress, id: &str) -> Option<Mark> {
    let Progress { trace, revealed, .. } = progress;
    let next = trace.entries.get(*revealed).filter(|entry| entry.block.as_str() == id);
    if next.is_some() {
        return Some(Mark { text: format!("{} · next", revealed + 1), state: MarkState::Next });
    }
    let visits: Vec<(usize, &BlockTrace)> = (trace.entries.iter().take(*revealed).enumerate())
        .filter(|(_, entry)| entry.block.as_str() == id)
        .collect();
    let (_, last) = visits.last()?;
    let steps: Vec<String> = visits.iter().rev().take(3).rev().map(|(at, _)| (at + 1).to_string()).collect();
    let mut text = steps.join(", ");
    if visits.len() > 3 {
        text = format!("… {text}");
    }
    if let Some(port) = last.port {
        text += &format!(" · {port}");
    }
    text += &format!(" · {}", duration(last));
    let state = if last.success() { MarkState::Ran } else { MarkState::Failed };
    Some(Mark { text, state })
}

/// Whether the run went from a block by a port to another, as far as is shown.
pub(super) fn has_taken(progress: &Progress, from: &str, port: &str, to: &str) -> bool {
    let steps = progress.trace.entries.windows(2).take(progress.revealed);
    let is = |step: &[BlockTrace]| {
        step[0].block.as_str() == from
            && step[0].port.is_some_and(|taken| taken.name() == port)
            && step[1].block.as_str() == to
    };
    steps.into_iter().any(is)
}

/// How long a block took.
pub(super) fn duration(entry: &BlockTrace) -> String {
    entry.ended.map_or("not ended".to_owned(), |ended| format!("{} ms", ended.saturating_sub(entry.started)))
}

/// The word for an effect.
pub(super) fn kind_of(effect: &Effect) -> String {
    let json = serde_json::to_value(effect).unwrap_or_default();
    json["effect"].as_str().unwrap_or_default().to_owned()
}

/// What an effect is asked with, without its word.
pub(super) fn details_of(effect: &Effect) -> String {
    let mut json = serde_json::to_value(effect).unwrap_or_default();
    if let serde_json::Value::Object(entries) = &mut json {
        entries.shift_remove("effect");
        entries.retain(|_, value| !value.is_null());
        if entries.is_empty() {
            return String::new();
        }
    }
    json.to_string()
}

/// Arguments or results, a line each.
pub(super) fn lines_of(value: &Value) -> Vec<String> {
    match value {
        Value::Undefined | Value::Null => Vec::new(),
        Value::Map(entries) => (entries.iter())
            .filter(|(_, value)| !value.is_undefined())
            .map(|(key, value)| format!("{key} = {}", json(value)))
            .collect(),
        value => vec![json(value)],
    }
}

fn json(value: &Value) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// What is said of a run as far as it is shown.
pub(super) fn status(progress: &Progress) -> String {
    let trace: &Trace = &progress.trace;
    if trace.outcome.is_none() {
        return trace.reason.clone();
    }
    let count = trace.entries.len();
    if let Some(next) = trace.entries.get(progress.revealed) {
        return format!(
            "Paused before step {} of the run: {} [{}].",
            progress.revealed + 1,
            next.title,
            next.block
        );
    }
    let end = trace.entries.iter().filter_map(|entry| entry.ended).max().unwrap_or(trace.started);
    let blocks = if count == 1 { "1 block".to_owned() } else { format!("{count} blocks") };
    let outcome = trace.outcome.as_ref().map(ToString::to_string).unwrap_or_default();
    format!("The run {outcome}: {blocks}, {} ms.", end.saturating_sub(trace.started))
}
