//! Playing a case of the flow as it is drawn, with the replies that are pinned.

use flow::{BlockTrace, Document, Millis, Outcome, Reply, Severity, Value, check_trigger, compile};
use scenario::{Case, Played};
use serde_json::{Value as Json, json};
use session::sim::ParsePhone;

use super::pins::{Pin, Slots};

/// How often a case is played until all pinned replies are where they belong.
const MOST_PLAYS: usize = 100;

/// What came of a run.
#[derive(Clone, Debug)]
pub(crate) struct Trace {
    /// Block by block.
    pub(crate) entries: Vec<BlockTrace>,
    /// When it began.
    pub(crate) started: Millis,
    /// How it ended; none when it did not run.
    pub(crate) outcome: Option<Outcome>,
    /// Why it did not run.
    pub(crate) reason: String,
    /// The case that was played, with every reply that was prepared.
    pub(crate) case: Json,
}

/// Plays a case.
///
/// # Errors
/// One sentence: the flow has errors, or the case cannot be read.
pub(crate) fn play(
    document: &Document,
    case: &Json,
    pins: &[Pin],
    parse_phone: ParsePhone,
    read: &dyn Fn(&str) -> Result<String, String>,
) -> Result<Trace, String> {
    let (text, mut found) = (document.to_text(), Vec::new());
    let (document, shape) = Document::parse(&text);
    found.extend(shape);
    found.extend(compile(&document).1);
    let errors: Vec<_> = found.iter().filter(|finding| finding.severity() == Severity::Error).collect();
    if let Some(first) = errors.first() {
        let more = if errors.len() > 1 { format!(" And {} more.", errors.len() - 1) } else { String::new() };
        return Err(format!("The flow cannot run: {first}.{more} The list of findings has each."));
    }
    if let Some(error) = check_trigger(&document).iter().find(|found| found.severity() == Severity::Error) {
        return Err(format!("The flow cannot run: {error}."));
    }
    let file = Value::from_json_text(&text).unwrap_or_default();
    let mut slots = Slots::of(case);
    for _ in 0..MOST_PLAYS {
        let mut whole = case.clone();
        let replies = slots.replies();
        if !replies.is_empty() {
            whole["replies"] = replies.into();
        }
        let mut typed: Case = serde_json::from_value(whole.clone())
            .map_err(|error| format!("The sample cannot be read: {error}."))?;
        typed.press(read)?;
        if let Some(mismatch) = typed.mismatch(document.source(), document.event()) {
            return Err(format!("The sample does not fit: {mismatch}."));
        }
        let played = scenario::play(&document, &file, &desk::Config::default(), &typed, parse_phone);
        if slots.place(played.entries(), pins) {
            continue;
        }
        let left: Vec<String> = played.left_over().into_iter().map(str::to_owned).collect();
        return Ok(trace(&played, slots.without(&left).set_in(whole)));
    }
    Err("There are more pinned replies than can be tried: take some away.".to_owned())
}

fn trace(played: &Played, case: Json) -> Trace {
    Trace {
        entries: played.entries().to_vec(),
        started: played.run().map_or(0, |run| run.started),
        outcome: played.outcome().cloned(),
        reason: if played.run().is_some() { String::new() } else { sentence(&played.reason()) },
        case,
    }
}

fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}

/// A reply as a scenario has it.
pub(crate) fn written(reply: &Option<Reply>) -> Json {
    match reply {
        Some(Ok(answer)) => json!({ "answers": answer }),
        Some(Err(failure)) => json!({ "fails": failure }),
        None => json!({ "never": true }),
    }
}

#[cfg(test)]
mod tests {
    use flow::{Document, Port};
    use serde_json::{Value as Json, json};

    use super::{Trace, play, written};
    use crate::templates::TEMPLATES;
    use crate::trial::pins::Pin;
    use crate::trial::sample::{self, Fields, Sample};

    fn no_files(name: &str) -> Result<String, String> {
        Err(format!("{name}: there are no files here"))
    }

    fn run(document: &Document, sample: Sample, pins: &[Pin]) -> Trace {
        let fields = Fields { number: sample.number().to_owned(), ..Fields::default() };
        let case = sample::case(document, sample, &fields).expect("fits");
        play(document, &case, pins, cti::phone::parse, &no_files).expect("plays")
    }

    fn blocks(trace: &Trace) -> Vec<&str> {
        trace.entries.iter().map(|entry| entry.block.as_str()).collect()
    }

    fn pin(block: &str, kind: &str, reply: Json) -> Pin {
        Pin::new(flow::Text::from(block.to_owned()), kind, &reply).expect("a reply")
    }

    #[test]
    fn a_known_caller_is_found_in_the_simulated_org() {
        let pop = TEMPLATES[0].document();
        let known = run(&pop, Sample::KnownCaller, &[]);
        assert_eq!(blocks(&known), ["uid-1", "uid-2", "uid-3", "uid-4", "uid-5", "uid-7"]);
        assert_eq!(known.entries[4].results.get("count"), &1.0.into());
        let unknown = run(&pop, Sample::UnknownCaller, &[]);
        assert_eq!(unknown.entries[4].results.get("count"), &0.0.into());
        let withheld = run(&pop, Sample::Withheld, &[]);
        assert!(blocks(&withheld).contains(&"uid-6"), "{:?}", blocks(&withheld));
        let outbound = run(&pop, Sample::Outbound, &[]);
        assert_eq!(blocks(&outbound), ["uid-1", "uid-2", "uid-7"]);
    }

    // Shows: issue-12-6
    #[test]
    fn a_pinned_reply_stands_in_for_the_simulator_and_the_rest_follows_from_it() {
        let pop = TEMPLATES[0].document();
        let fails = json!({ "fails": { "kind": "rejected", "message": "An error occurred" } });
        for sample in [Sample::KnownCaller, Sample::UnknownCaller] {
            let run = run(&pop, sample, &[pin("uid-5", "search", fails.clone())]);
            assert_eq!(run.entries[4].port, Some(Port::Failure), "{sample:?}");
            assert_eq!(blocks(&run)[5], "uid-6", "{sample:?}");
        }
        let never = run(&pop, Sample::KnownCaller, &[pin("uid-5", "search", json!({ "never": true }))]);
        assert_eq!(never.entries[5].started - never.entries[4].started, 10_000);
        // What it was, pinned, changes nothing.
        let known = run(&pop, Sample::KnownCaller, &[]);
        let same = written(&known.entries[4].calls[0].reply);
        let pinned = run(&pop, Sample::KnownCaller, &[pin("uid-5", "search", same)]);
        assert_eq!(pinned.entries, known.entries);
    }

    #[test]
    fn a_pin_for_a_block_that_does_not_run_leaves_no_reply_behind() {
        let pop = TEMPLATES[0].document();
        let run = run(&pop, Sample::Outbound, &[pin("uid-5", "search", json!({ "never": true }))]);
        assert_eq!(run.case.get("replies"), None);
    }

    #[test]
    fn a_flow_with_errors_does_not_run_and_says_the_first() {
        let broken = Document::parse(r#"{"actions":[]}"#).0;
        let case = json!({ "name": "x", "world": {} });
        let said = play(&broken, &case, &[], cti::phone::parse, &no_files).expect_err("has errors");
        assert!(said.starts_with("The flow cannot run: "), "{said}");
        let pop = TEMPLATES[0].document();
        let odd = json!({ "name": "x", "colour": 1 });
        let said = play(&pop, &odd, &[], cti::phone::parse, &no_files).expect_err("no case");
        assert!(said.starts_with("The sample cannot be read: unknown field `colour`"), "{said}");
    }
}
