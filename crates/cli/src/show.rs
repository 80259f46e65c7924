//! A run for people.

use std::fmt::Write;

use flow::{BlockTrace, Reply, Value};

use scenario::Played;

/// Every block in order, with inputs, calls, port and results, then the outcome.
pub(crate) fn run(played: &Played) -> String {
    let mut out = String::new();
    let Some(run) = played.run() else {
        let _ = writeln!(out, "{}", played.reason());
        return out;
    };
    for entry in &run.entries {
        block(&mut out, entry, run.started);
    }
    let _ = writeln!(out, "{}", run.outcome);
    out
}

fn block(out: &mut String, entry: &BlockTrace, started: u64) {
    // Writing to a String cannot fail.
    let after = entry.started.saturating_sub(started);
    let _ = writeln!(out, "{:>6} ms  {}  {} ({})", after, entry.block, entry.title, entry.type_id);
    for (name, value) in entry.inputs.iter().filter(|(_, value)| !value.is_undefined()) {
        let _ = writeln!(out, "             {name} = {}", json(value));
    }
    for call in &entry.calls {
        let _ = writeln!(out, "           > {}", serde_json::to_string(&call.effect).unwrap_or_default());
        let _ = writeln!(out, "           < {}", call.reply.as_ref().map_or("no answer".to_owned(), reply));
    }
    for note in &entry.notes {
        let _ = writeln!(out, "           ! {}", note.text);
    }
    if let Some(exception) = &entry.exception {
        let _ = writeln!(out, "           ! {exception}");
    }
    if !entry.results.is_nullish() {
        let _ = writeln!(out, "           = {}", json(&entry.results));
    }
    if let Some(port) = entry.port {
        let _ = writeln!(out, "          -> {port}");
    }
}

fn reply(reply: &Reply) -> String {
    match reply {
        Ok(answer) => serde_json::to_string(answer).unwrap_or_default(),
        Err(failure) => format!("failed: {failure}"),
    }
}

fn json(value: &Value) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
