//! What the softphone tells of its running flows (`crates/adapter/src/expose.rs`), and what of a drawing that lights up.

use draw::Drawing;
use serde::Deserialize;
use serde_json::Value;

/// How many runs are kept.
const KEPT: usize = 50;

/// One run of a flow, as far as it has come.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(crate) struct Run {
    /// Which page of the softphone's frame told of it: each counts its runs from one.
    #[serde(skip)]
    pub(crate) page: u32,
    pub(crate) id: u64,
    /// Name of the flow.
    pub(crate) flow: String,
    /// Event that started it.
    pub(crate) event: String,
    /// Block by block.
    pub(crate) entries: Vec<Step>,
    /// How it ended; none while it runs.
    pub(crate) outcome: Option<String>,
}

/// One block that ran.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(crate) struct Step {
    pub(crate) block: String,
    /// The output it left through.
    pub(crate) port: Option<String>,
    /// Whether it could not do its work.
    pub(crate) failed: bool,
    /// When it began, in epoch milliseconds.
    pub(crate) started: u64,
    pub(crate) ended: Option<u64>,
}

/// A message of the softphone about a run; nothing when it is about something else, nothing inside when it is of another
/// build than this page.
pub(crate) fn told(message: &Value) -> Option<Option<Run>> {
    (message.get("source")? == "switchboard")
        .then(|| serde_json::from_value(message.get("run")?.clone()).ok())
}

/// The runs, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Runs(Vec<Run>);

impl Runs {
    /// Takes in what is known of a run now.
    pub(crate) fn take(&mut self, run: Run) {
        match self.0.iter_mut().find(|known| known.key() == run.key()) {
            Some(known) => *known = run,
            None => {
                self.0.insert(0, run);
                self.0.truncate(KEPT);
            }
        }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Run> {
        self.0.iter()
    }

    /// The chosen run, else the newest.
    pub(crate) fn chosen(&self, key: Option<(u32, u64)>) -> Option<&Run> {
        self.0.iter().find(|run| Some(run.key()) == key).or(self.0.first())
    }
}

impl Run {
    /// Tells it from all others.
    pub(crate) fn key(&self) -> (u32, u64) {
        (self.page, self.id)
    }

    /// How it goes, in a word or two.
    pub(crate) fn state(&self) -> &str {
        match self.outcome.as_deref() {
            None => "running",
            Some("timedOut") => "timed out",
            Some("loopGuard") => "stopped: too many steps",
            Some(outcome) => outcome,
        }
    }
}

/// What a shape or wire shows of a run, as a class of `www/workbench/flows.css`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Light {
    /// The run has not come here.
    Off,
    /// It was here.
    Done,
    /// It is here.
    Now,
    /// This could not do its work, or the run broke off here.
    Failed,
}

impl Light {
    pub(crate) fn class(self) -> &'static str {
        match self {
            Light::Off => "",
            Light::Done => "ran",
            Light::Now => "ran now",
            Light::Failed => "ran failed",
        }
    }
}

/// What each shape of a drawing shows. A block that ran twice shows its last time.
pub(crate) fn lights(drawing: &Drawing, run: Option<&Run>) -> Vec<Light> {
    let light = |id: &str| {
        let Some(run) = run else { return Light::Off };
        let Some(at) = run.entries.iter().rposition(|step| step.block == id) else { return Light::Off };
        let last = at + 1 == run.entries.len();
        match run.outcome.as_deref() {
            _ if run.entries[at].failed => Light::Failed,
            None if last => Light::Now,
            None | Some("completed") => Light::Done,
            Some(_) if last => Light::Failed,
            Some(_) => Light::Done,
        }
    };
    drawing.shapes.iter().map(|shape| light(&shape.id)).collect()
}

/// Whether the run went along each wire.
pub(crate) fn taken(drawing: &Drawing, run: Option<&Run>) -> Vec<bool> {
    let went = |from: &str, port: &str| {
        run.is_some_and(|run| {
            run.entries.iter().any(|step| step.block == from && step.port.as_deref() == Some(port))
        })
    };
    drawing.wires.iter().map(|wire| went(&drawing.shapes[wire.from].id, &wire.port)).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn drawing() -> Drawing {
        let text = r#"{"actions":[{"id":"a","type":"SE_Start","ports":{"done":"b"}},
            {"id":"b","type":"SE_SFRetrieve","ports":{"success":"c","failure":"d"}},{"id":"c","type":"SE_End"},
            {"id":"d","type":"SE_Log"}]}"#;
        Drawing::of(&flow::Document::parse(text).0)
    }

    fn run(entries: Value, outcome: Option<&str>) -> Run {
        let message = json!({ "source": "switchboard",
            "run": { "id": 1, "flow": "f", "event": "e", "entries": entries, "outcome": outcome } });
        told(&message).flatten().expect("a run")
    }

    fn step(block: &str, port: Option<&str>, failed: bool) -> Value {
        json!({ "block": block, "port": port, "failed": failed, "started": 1, "ended": port.map(|_| 2) })
    }

    #[track_caller]
    fn check(run: &Run, lights_expected: [Light; 4], taken_expected: [bool; 3]) {
        assert_eq!(lights(&drawing(), Some(run)), lights_expected);
        assert_eq!(taken(&drawing(), Some(run)), taken_expected);
    }

    #[test]
    fn a_run_lights_up_block_by_block() {
        use Light::{Done, Failed, Now, Off};
        let start = step("a", Some("done"), false);
        check(
            &run(json!([start, step("b", None, false)]), None),
            [Done, Now, Off, Off],
            [true, false, false],
        );
        let found = json!([start, step("b", Some("success"), false), step("c", None, false)]);
        check(&run(found, Some("completed")), [Done, Done, Done, Off], [true, true, false]);
        let refused = json!([start, step("b", Some("failure"), true), step("d", Some("done"), false)]);
        check(&run(refused, Some("completed")), [Done, Failed, Off, Done], [true, false, true]);
        let stuck = json!([start, step("b", None, false)]);
        check(&run(stuck, Some("timedOut")), [Done, Failed, Off, Off], [true, false, false]);
        assert_eq!(lights(&drawing(), None), [Off; 4]);
    }

    #[test]
    fn only_messages_about_runs_are_about_runs() {
        assert_eq!(told(&json!({ "callId": 0 })), None);
        assert_eq!(told(&json!({ "source": "someone", "run": {} })), None);
        assert_eq!(told(&json!({ "source": "switchboard", "run": { "id": "?" } })), Some(None));
    }

    #[test]
    fn newest_first_and_chosen_ones_stay() {
        let mut runs = Runs::default();
        let numbered = |id| Run { id, ..run(json!([]), None) };
        runs.take(numbered(1));
        runs.take(numbered(2));
        runs.take(Run { outcome: Some("completed".into()), ..numbered(1) });
        assert_eq!(runs.iter().map(|run| run.id).collect::<Vec<_>>(), [2, 1]);
        assert_eq!(runs.chosen(None).map(|run| run.id), Some(2));
        assert_eq!(runs.chosen(Some((0, 1))).map(Run::state), Some("completed"));
        runs.take(Run { page: 1, ..numbered(1) });
        assert_eq!(runs.iter().count(), 3, "a page loaded anew counts from one");
    }
}
