//! CTI Actions: what an agent presses in the panel starts its flow, once, for the contact in view; what a form wants to read
//! is read (`reference/cti-flows.md` §6).

use std::sync::Arc;

use flow::{BlockTrace, Map, Outcome, Path, Port, Run, Text, Value};
use panel_protocol::{FormView, PressState, PressView};

use crate::contact::ContactSnapshot;
use crate::desk::Desk;
use crate::runs::last_failed;
use crate::runs::queued::{Queued, RunId};
use crate::signal::Signal;

/// How many presses the panel is told of.
const KEPT: usize = 50;

#[derive(Debug, Default)]
pub(crate) struct Actions {
    /// The last press of each action and contact, newest first.
    pub(crate) presses: Vec<PressView>,
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
}

impl Desk {
    /// The agent pressed an action. A second press while the first one runs is the same press.
    pub(crate) fn run_action(
        &mut self,
        press: PressView,
        flow: &str,
        mut payload: Value,
        references: &[String],
    ) {
        let same = |other: &PressView| other.action == press.action && other.contact == press.contact;
        if self.actions.presses.iter().any(|other| same(other) && other.state == PressState::Running) {
            return;
        }
        if let Some(before) = self.actions.presses.iter().position(same) {
            self.actions.presses.remove(before);
        }
        self.actions.presses.truncate(KEPT - 1);
        let contact = self.snapshot(press.contact.as_deref());
        if let Value::Map(pairs) = &mut payload {
            let context = self.context(contact.as_deref(), None, Value::Undefined);
            for key in references {
                if let Some(value) = Arc::make_mut(pairs).get_mut(key.as_str()) {
                    *value = read(value.as_text().unwrap_or_default(), &|path| context.read(path));
                }
            }
        }
        self.actions.presses.insert(0, press);
        if !self.start_action(flow, contact, payload) {
            let press = &mut self.actions.presses[0];
            (press.run, press.state) = (0, PressState::NoFlow);
        }
    }

    /// The agent opened a form.
    pub(crate) fn open_form(
        &mut self,
        action: String,
        contact: Option<String>,
        flow: Option<&str>,
        references: Vec<String>,
    ) {
        let snapshot = self.snapshot(contact.as_deref());
        let context = self.context(snapshot.as_deref(), None, Value::Undefined);
        let mut values = Map::new();
        read_all(&mut values, &references, &|path| context.read(path));
        let state = if flow.is_none() { PressState::Done } else { PressState::Running };
        // Without a flow of its own, the next run is somebody else's.
        let run = if flow.is_some() { self.runs.upcoming() } else { 0 };
        self.actions.form = Some(Form { action, contact, state, values, run, references });
        let Some(flow) = flow else { return };
        if !self.start_action(flow, snapshot, Value::Undefined)
            && let Some(form) = &mut self.actions.form
        {
            (form.run, form.state) = (0, PressState::NoFlow);
        }
    }

    /// Nobody waits for the values of a form any more. Its flow runs to its end all the same.
    pub(crate) fn close_form(&mut self) {
        self.actions.form = None;
    }

    /// A run is over: an action's, a form's, or another one.
    pub(crate) fn action_over(&mut self, id: RunId, outcome: &Outcome, run: &Run) {
        let state = match outcome {
            Outcome::Completed { .. } if !run.entries().iter().rev().find_map(refused).unwrap_or(false) => {
                PressState::Done
            }
            Outcome::Completed { .. } | Outcome::Failed { .. } => {
                PressState::Failed(last_failed(run.entries()))
            }
            _ => PressState::Failed(None),
        };
        if let Some(form) = self.actions.form.as_mut().filter(|form| form.run == id.0) {
            read_all(&mut form.values, &form.references, &|path| run.read(path));
            form.state = state;
        } else if let Some(press) = self.actions.presses.iter_mut().find(|press| press.run == id.0) {
            press.state = state;
        }
    }

    fn snapshot(&self, contact: Option<&str>) -> Option<Box<ContactSnapshot>> {
        Some(Box::new(self.contacts.get(contact?)?.snapshot.clone()))
    }

    /// Whether there is such a flow.
    fn start_action(&mut self, name: &str, contact: Option<Box<ContactSnapshot>>, payload: Value) -> bool {
        let Some(flow) = self.turn.flows().find_action(name).cloned() else { return false };
        let trigger = flow::action_trigger();
        let queued = Queued { flow, trigger, payload, contact, click: None, mark: None };
        self.turn.signal(Signal::Run(Box::new(queued)));
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
