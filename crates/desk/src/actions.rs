//! CTI Actions: what an agent presses in the panel starts its flow, once, for the contact in view; what a form wants to read
//! is read (`reference/cti-flows.md` §6).

use std::sync::Arc;

use flow::{BlockTrace, Context, Map, Outcome, Path, Port, Text, Value};
use panel_protocol::{FormView, PressState, PressView};

use crate::contact::ContactSnapshot;
use crate::runs::active::RunOver;
use crate::runs::queued::Queued;
use crate::signal::Signal;
use crate::turn::Turn;

/// How many presses the panel is told of.
const KEPT: usize = 50;

/// What was pressed, and the form that is open.
#[derive(Debug, Default)]
pub(crate) struct Actions {
    /// The last press of each action and contact, newest first.
    presses: Vec<PressView>,
    form: Option<Form>,
}

/// The form that is open.
#[derive(Debug)]
struct Form {
    /// Name of the action.
    action: String,
    /// The contact that was in view.
    contact: Option<String>,
    /// How far the flow is that prepares it.
    state: PressState,
    /// What was found, by reference as written.
    values: Map<Value>,
    /// The run that prepares it; 0: none.
    run: u64,
    references: Vec<String>,
}

impl Actions {
    pub(crate) fn form_view(&self) -> Option<FormView> {
        let form = self.form.as_ref()?;
        Some(FormView {
            action: form.action.clone(),
            contact: form.contact.clone(),
            state: form.state.clone(),
            values: form.values.iter().map(|(key, value)| (key.to_string(), value.to_json())).collect(),
        })
    }

    /// What the panel shows of the last presses.
    pub(crate) fn press_views(&self) -> Vec<PressView> {
        self.presses.clone()
    }

    /// The agent pressed an action. A second press while the first one runs is the same press.
    pub(crate) fn run_action(&mut self, press: PressView, mut start: ActionStart<'_>, turn: &mut Turn) {
        let same = |other: &PressView| other.action == press.action && other.contact == press.contact;
        if self.presses.iter().any(|other| same(other) && other.state == PressState::Running) {
            return;
        }
        if let Some(before) = self.presses.iter().position(same) {
            self.presses.remove(before);
        }
        self.presses.truncate(KEPT - 1);
        if let Value::Map(pairs) = &mut start.payload {
            for key in &start.references {
                if let Some(value) = Arc::make_mut(pairs).get_mut(key.as_str()) {
                    let reference = value.as_text().unwrap_or_default().to_owned();
                    *value = read(&reference, &|path| start.context.read(path));
                }
            }
        }
        self.presses.insert(0, press);
        if !start.run(turn) {
            let press = &mut self.presses[0];
            (press.run, press.state) = (0, PressState::NoFlow);
        }
    }

    /// The agent opened a form; `run` is the number that the run has which prepares it.
    pub(crate) fn open_form(
        &mut self,
        action: String,
        contact: Option<String>,
        run: u64,
        start: ActionStart<'_>,
        turn: &mut Turn,
    ) {
        let mut values = Map::new();
        read_all(&mut values, &start.references, &|path| start.context.read(path));
        let references = start.references.clone();
        let has_flow = start.flow.is_some();
        let started = start.run(turn);
        let state = match (has_flow, started) {
            (false, _) => PressState::Done,
            (true, true) => PressState::Running,
            (true, false) => PressState::NoFlow,
        };
        // Without a flow of its own, the next run is somebody else's.
        let run = if started { run } else { 0 };
        self.form = Some(Form { action, contact, state, values, run, references });
    }

    /// Nobody waits for the values of a form any more. Its flow runs to its end all the same.
    pub(crate) fn close_form(&mut self) {
        self.form = None;
    }

    /// A run is over: an action's, a form's, or another one.
    pub(crate) fn run_over(&mut self, over: &RunOver) {
        let entries = over.run().run.entries();
        let state = match over.outcome() {
            Outcome::Completed { .. } if !entries.iter().rev().find_map(refused).unwrap_or(false) => {
                PressState::Done
            }
            Outcome::Completed { .. } | Outcome::Failed { .. } => PressState::Failed(over.last_failed()),
            _ => PressState::Failed(None),
        };
        let id = over.id().0;
        if let Some(form) = self.form.as_mut().filter(|form| form.run == id) {
            read_all(&mut form.values, &form.references, &|path| over.read(path));
            form.state = state;
        } else if let Some(press) = self.presses.iter_mut().find(|press| press.run == id) {
            press.state = state;
        }
    }
}

/// What a press of an action, or a form, is to start.
#[derive(Debug)]
pub(crate) struct ActionStart<'g> {
    /// Name of the flow; none: nothing runs.
    pub(crate) flow: Option<&'g str>,
    /// The contact in view.
    pub(crate) contact: Option<Box<ContactSnapshot>>,
    /// What the flow gets.
    pub(crate) payload: Value,
    /// Entries of the payload that are references, or references whose values a form shows.
    pub(crate) references: Vec<String>,
    /// What references read.
    pub(crate) context: Context,
}

impl ActionStart<'_> {
    /// Starts the flow; false when there is none.
    fn run(self, turn: &mut Turn) -> bool {
        let Some(flow) = self.flow.and_then(|name| turn.flows().find_action(name)).cloned() else {
            return false;
        };
        let (trigger, payload, contact) = (flow::action_trigger(), self.payload, self.contact);
        let queued = Queued { flow, trigger, payload, contact, click: None, mark: None };
        turn.signal(Signal::Run(Box::new(queued)));
        true
    }
}

/// Whether a platform refused what a block asked; nothing for blocks that ask none. The flow goes on from such a block, or ends
/// quietly (§4.9): when nothing was asked after it, the agent who waits is told that it did not work.
fn refused(entry: &BlockTrace) -> Option<bool> {
    match entry.port? {
        Port::Success => Some(false),
        Port::Failure => Some(true),
        _ => None,
    }
}

fn read(reference: &str, look_up: &dyn Fn(&Path) -> Value) -> Value {
    Path::of_reference(reference).map_or(Value::Undefined, |path| look_up(&path))
}

/// What is found; the rest is left out.
fn read_all(values: &mut Map<Value>, references: &[String], look_up: &dyn Fn(&Path) -> Value) {
    for reference in references {
        let value = read(reference, look_up);
        if !value.is_undefined() {
            values.insert(Text::new(reference), value);
        }
    }
}
