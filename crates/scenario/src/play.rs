//! Playing one case: the desk runs the flow, as in the page, in a simulated world on a clock of its own.

use desk::{Config, Desk, FinishedRun, Notice, Start};
use flow::{BlockTrace, Document, Millis, Outcome, Value};
use session::Output;
use session::sim::{Options, ParsePhone, Simulation};
use sim::Direction;

use crate::Case;

/// When the event of every case happens: 2026-01-05, 09:00 UTC.
const START: Millis = 1_767_603_600_000;
/// How long a direction takes, in milliseconds.
const DIRECTION: Millis = 1_000;
/// How much longer than a run may take its end is waited for, in milliseconds.
const PATIENCE: Millis = 60_000;

/// A case that has been played.
#[derive(Debug)]
pub struct Played {
    simulation: Simulation,
    /// Whether the case lets the flow have a world.
    has_world: bool,
    began: Millis,
}

/// Plays a case of a flow: `file` is the flow's file as the page reads it, `document` the same as it is drawn. A flow with an error does
/// not run.
pub fn play(
    document: &Document,
    file: &Value,
    config: &Config,
    case: &Case,
    parse_phone: ParsePhone,
) -> Played {
    let trigger = case.trigger(document);
    let world = case.world();
    let setup = world.clone().unwrap_or_default();
    // A second for each direction, so that one finds what came of the one before: a call rings before it is accepted.
    let began = START - DIRECTION * setup.directions.len() as Millis;
    let start = Start {
        config: case.config(config),
        flows: vec![(NAME, trigger.flow_file(file))],
        properties: case.properties.clone().into(),
        overrides: case.overrides(),
        ..Start::default()
    };
    let mut simulation = Simulation::new(start, Options { parse_phone, start: began });
    // What a scenario says of a save is about `saveLog`, in any org.
    simulation.save_logs_by_open_cti();
    // The org is as it is before anything happens.
    for direction in case.org_directions() {
        simulation.direct(direction);
    }
    if let Some(profile) = case.user_profile() {
        simulation.user_profile(profile);
    }
    if world.is_none() {
        simulation.flows_have_no_world();
    }
    simulation.script(case.replies.clone());
    simulation.begin();
    for direction in setup.directions {
        simulation.direct(direction);
        simulation.advance(simulation.now() + DIRECTION);
    }
    for fault in setup.faults {
        simulation.direct(Direction::Inject { fault: fault.0 });
    }
    simulation.advance(START);
    for event in trigger.events(case, &simulation) {
        simulation.handle(event);
    }
    let latest = START.saturating_add(case.limits.run_ms).saturating_add(PATIENCE);
    simulation.advance_until(latest, |desk: &Desk| desk.finished_runs().next().is_some());
    Played { simulation, has_world: world.is_some(), began }
}

/// What a flow is called that has no name.
pub(crate) const NAME: &str = "flow";

impl Played {
    /// The run of the flow: the last one, when the case made it run several times. None when it did not run.
    pub fn run(&self) -> Option<&FinishedRun> {
        self.simulation.desk().finished_runs().last()
    }

    /// Block by block.
    pub fn entries(&self) -> &[BlockTrace] {
        self.run().map_or(&[], |run| &run.entries)
    }

    /// How the run ended.
    pub fn outcome(&self) -> Option<&Outcome> {
        self.run().map(|run| &run.outcome)
    }

    /// Why the flow did not run, as far as the desk says so.
    pub fn reason(&self) -> String {
        let notices: Vec<&Notice> = self.simulation.platforms().said.iter().filter_map(notice).collect();
        match notices.last() {
            Some(notice) => format!("the flow did not run; the phone said {notice:?}"),
            None => "the flow did not run: the event of the case does not start it".to_owned(),
        }
    }

    /// Kinds of effects whose prepared answers nobody asked for.
    pub fn left_over(&self) -> Vec<&str> {
        self.simulation.platforms().replies_left().collect()
    }

    /// What the property store holds afterwards.
    pub fn properties(&self) -> Value {
        self.simulation.desk().properties().clone().into()
    }

    /// What is true in the simulator, when the case has one. Of records and tasks only those made or changed since it
    /// began: what the org begins with is none of the flow's doing.
    pub fn facts(&self) -> Option<Value> {
        self.has_world.then(|| {
            let mut facts = self.simulation.platforms().world.facts();
            facts.tasks.retain(|task| task.modified >= self.began);
            facts.records.retain(|record| record.modified >= self.began);
            serde_json::to_value(facts).map(|facts| Value::from_json(&facts)).unwrap_or_default()
        })
    }
}

fn notice(output: &Output) -> Option<&Notice> {
    match output {
        Output::Announce(Notice::Ready) => None,
        Output::Announce(notice) => Some(notice),
        Output::View(_)
        | Output::Panel(_)
        | Output::Tell(_)
        | Output::FlowLog { .. }
        | Output::Log { .. }
        | Output::Relay(_)
        | Output::OpenSignIn(_) => None,
    }
}
