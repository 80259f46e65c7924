//! Scenarios: scripts that run by themselves as the clock advances, for deep links and the control strip.

use indexmap::IndexMap;
use serde::Serialize;
use thiserror::Error;

use crate::clock::Millis;
use crate::connect::{AgentStateKind, ContactState, SETTLE};
use crate::console::ConsoleAct;
use crate::direction::Direction;
use crate::faults::Fault;
use crate::org::{KNOWN, SEVERAL, UNKNOWN};
use crate::world::{Due, World};

/// What a step waits for.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "when", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Condition {
    /// Nothing.
    Now,
    /// The softphone reported ready, numbers are clickable, and a panel keeps in touch with Amazon Connect.
    Ready,
    /// Ready, and the agent is available.
    Available,
    /// The newest contact is in a state.
    Contact {
        /// The state.
        state: ContactState,
    },
    /// The contact has left the agent.
    Cleared,
}

/// One step of a scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// What it waits for.
    pub when: Condition,
    /// How long after that.
    pub after: Millis,
    /// What happens then.
    pub directions: Vec<Direction>,
}

/// A scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Script {
    /// Its name, as in `?scenario=`.
    pub name: &'static str,
    /// One line for the control strip.
    pub description: &'static str,
    /// What happens, in order.
    pub steps: Vec<Step>,
}

/// How far a scenario has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Progress {
    /// Its name.
    pub name: &'static str,
    /// Steps done.
    pub done: usize,
    /// Steps in all.
    pub steps: usize,
    /// Whether all are done.
    pub finished: bool,
}

/// The names and descriptions of all scenarios, in the order of the control strip.
pub const SCENARIOS: &[(&str, &str)] = &[
    ("inbound-known", "A customer calls whose number one record has; talked for 8 seconds."),
    ("inbound-unknown", "A customer calls whose number no record has."),
    ("inbound-several", "A customer calls from a number that three records share."),
    ("inbound-anonymous", "A customer calls and withholds the number."),
    ("outbound-click", "The agent clicks a number on a record and the customer answers."),
    ("missed", "A customer calls and nobody answers."),
    ("customer-hangs-up", "A customer calls, talks, and hangs up first."),
    ("next-save-fails", "A known customer calls, and Salesforce refuses the next save."),
    ("callback-never-comes", "A known customer calls, and the answer to the next save is lost."),
];

fn step(when: Condition, after: Millis, direction: Direction) -> Step {
    Step { when, after, directions: vec![direction] }
}

fn call_from(number: Option<&str>) -> Direction {
    let attributes =
        IndexMap::from([("language".to_owned(), "en".to_owned()), ("tier".to_owned(), "gold".to_owned())]);
    Direction::InboundCall { from: number.map(str::to_owned), attributes }
}

/// A call that the agent takes after 2 seconds; people talk for 8; the agent clears it after 3.
fn whole_call(number: Option<&str>, ending: Direction) -> Vec<Step> {
    let state = |state| Condition::Contact { state };
    // The agent's request to end takes a moment to take effect; the customer's does not.
    let talk = if ending == Direction::AgentHangsUp { 8_000 - SETTLE } else { 8_000 };
    vec![
        step(Condition::Available, 1_000, call_from(number)),
        step(state(ContactState::Connecting), 2_000, Direction::AgentAccepts),
        step(state(ContactState::Connected), talk, ending),
        step(state(ContactState::Ended), 3_000, Direction::AgentClears),
    ]
}

/// The scenario of a name.
pub fn scenario(name: &str) -> Option<Script> {
    let (name, description) = *SCENARIOS.iter().find(|(known, _)| *known == name)?;
    let state = |state| Condition::Contact { state };
    let with_fault = |fault: &str| {
        let mut steps = whole_call(Some(KNOWN), Direction::AgentHangsUp);
        if let Some(fault) = Fault::named(fault) {
            steps[0].directions.insert(0, Direction::Inject { fault });
        }
        steps
    };
    let steps = match name {
        "inbound-known" => whole_call(Some(KNOWN), Direction::AgentHangsUp),
        "inbound-unknown" => whole_call(Some(UNKNOWN), Direction::AgentHangsUp),
        "inbound-several" => whole_call(Some(SEVERAL), Direction::AgentHangsUp),
        "inbound-anonymous" => whole_call(None, Direction::AgentHangsUp),
        "customer-hangs-up" => whole_call(Some(KNOWN), Direction::CustomerHangsUp),
        "outbound-click" => vec![
            step(Condition::Available, 1_000, Direction::ShowKnownCustomer),
            step(
                Condition::Available,
                1_000,
                Direction::Console { act: ConsoleAct::click("(415) 555-0142") },
            ),
            step(state(ContactState::Connecting), 4_000, Direction::CustomerAnswers),
            step(state(ContactState::Connected), 8_000 - SETTLE, Direction::AgentHangsUp),
            step(state(ContactState::Ended), 3_000, Direction::AgentClears),
        ],
        "missed" => vec![
            step(Condition::Available, 1_000, call_from(Some(KNOWN))),
            step(state(ContactState::Error), 3_000, Direction::AgentClears),
        ],
        fault => with_fault(fault),
    };
    Some(Script { name, description, steps })
}

/// No scenario has this name.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("there is no scenario “{0}”; there are {known}", known = names())]
pub struct UnknownScenario(pub String);

fn names() -> String {
    SCENARIOS.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ")
}

/// A scenario that runs.
#[derive(Clone, Debug)]
pub(crate) struct Run {
    script: Script,
    next: usize,
    /// Whether the next step has been planned: its condition was seen.
    planned: bool,
    pub(crate) serial: u32,
}

impl Run {
    pub(crate) fn progress(&self) -> Progress {
        let steps = self.script.steps.len();
        Progress { name: self.script.name, done: self.next, steps, finished: self.next >= steps }
    }
}

impl World {
    /// Starts a scenario; one that runs already gives way.
    pub(crate) fn start_script(&mut self, script: Script) {
        let serial = self.script.as_ref().map_or(0, |run| run.serial) + 1;
        self.script = Some(Run { script, next: 0, planned: false, serial });
    }

    /// Plans the next step of the scenario when its condition has come true.
    pub(crate) fn watch_script(&mut self) {
        let Some(run) = &self.script else { return };
        let Some(next) = run.script.steps.get(run.next) else { return };
        if run.planned || !self.has_come(&next.when) {
            return;
        }
        self.agenda.plan(next.after, Due::Script(run.serial));
        if let Some(run) = &mut self.script {
            run.planned = true;
        }
    }

    /// The next step of the scenario happens.
    pub(crate) fn script_step(&mut self, serial: u32) {
        let Some(run) = self.script.as_mut().filter(|run| run.serial == serial) else { return };
        let Some(step) = run.script.steps.get(run.next) else { return };
        let directions = step.directions.clone();
        run.next += 1;
        run.planned = false;
        directions.into_iter().for_each(|direction| self.carry_out(direction));
    }

    fn has_come(&self, condition: &Condition) -> bool {
        let newest = self.connect.contacts.last();
        match condition {
            Condition::Now => true,
            Condition::Ready => self.is_ready(),
            Condition::Available => {
                self.is_ready() && self.connect.agent.state.kind == AgentStateKind::Routable
            }
            Condition::Contact { state } => {
                newest.is_some_and(|contact| contact.cleared.is_none() && contact.state == *state)
            }
            Condition::Cleared => newest.is_some_and(|contact| contact.cleared.is_some()),
        }
    }

    fn is_ready(&self) -> bool {
        self.consoles.values().any(|console| console.initialized && console.click_to_dial)
            && self.connect.ports.values().any(|port| port.synchronized)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::world::WorldOptions;

    /// A softphone that only says what a scenario waits for.
    fn ready_world() -> World {
        let mut world = World::new(WorldOptions::default());
        let (console, ccp) = (world.open_console(), world.open_ccp());
        for method in ["enableClickToDial", "onClickToDial", "notifyInitializationComplete"] {
            world.call(console, method, &json!({}));
        }
        world.from_page(ccp, &json!({ "event": "synchronize" }));
        world
    }

    #[test]
    fn every_scenario_has_steps() {
        for (name, _) in SCENARIOS {
            assert!(!scenario(name).unwrap().steps.is_empty(), "{name}");
        }
        assert_eq!(scenario("no such scenario"), None);
        let error = World::new(WorldOptions::default()).play("lunch").unwrap_err().to_string();
        assert!(error.starts_with("there is no scenario “lunch”; there are inbound-known, "), "{error}");
    }

    #[test]
    fn a_call_runs_by_itself_and_its_length_is_exact() {
        for (name, _) in SCENARIOS.iter().filter(|(name, _)| *name != "outbound-click" && *name != "missed") {
            let mut world = ready_world();
            world.direct(Direction::Scenario { name: (*name).to_owned() });
            let until = world.now() + 60_000;
            world.advance(until);
            let facts = world.facts();
            assert!(facts.scenario.unwrap().finished, "{name}");
            assert_eq!(facts.contacts.len(), 1, "{name}");
            let contact = &world.connect.contacts[0];
            assert_eq!((contact.talk_ms(0), contact.cleared.is_some()), (Some(8_000), true), "{name}");
        }
    }

    #[test]
    fn nothing_happens_before_the_softphone_is_ready() {
        let mut world = World::new(WorldOptions::default());
        world.direct(Direction::Scenario { name: "inbound-known".into() });
        let until = world.now() + 60_000;
        world.advance(until);
        assert!(world.facts().contacts.is_empty());
    }

    #[test]
    fn a_missed_call_rings_for_twenty_seconds() {
        let mut world = ready_world();
        world.direct(Direction::Scenario { name: "missed".into() });
        let until = world.now() + 60_000;
        world.advance(until);
        let facts = world.facts();
        let history = &facts.contacts[0].history;
        assert_eq!(
            history.iter().map(|step| step.state).collect::<Vec<_>>(),
            [ContactState::Connecting, ContactState::Error]
        );
        assert_eq!(history[1].at - history[0].at, 20_000);
        assert_eq!(facts.contacts[0].talk_seconds, None);
    }
}
