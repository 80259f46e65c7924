//! Performing effects: first from the scenario's answers, then against the simulator; phone numbers, log lines,
//! properties and waiting natively.

mod simulator;

use std::collections::VecDeque;

use desk::Properties;
use flow::{Answer, DeskEffect, Effect, Failure, FailureKind, Millis, OPEN_TABS, PageEffect, Reply, Value};

use crate::phone;
use crate::scenario::{Case, Present, Scripted, ScriptedReply};
use simulator::Simulator;

/// What became of an effect, and how long it took.
#[derive(Debug)]
pub(crate) enum Performed {
    /// It was answered.
    Answered(Reply, Millis),
    /// It never will be.
    Never,
}

/// The world of one case.
#[derive(Debug)]
pub(crate) struct World {
    script: VecDeque<ScriptedReply>,
    properties: Properties,
    simulator: Option<Simulator>,
}

impl World {
    pub(crate) fn new(case: &Case, start: Millis) -> World {
        let simulator = case.world().map(|setup| Simulator::new(&setup, start));
        let properties = case.properties.clone().into();
        World { script: case.replies.iter().cloned().collect(), properties, simulator }
    }

    pub(crate) fn perform(&mut self, effect: &Effect, now: Millis) -> Performed {
        let kind = kind(effect);
        if let Some(position) = self.script.iter().position(|reply| reply.to == kind)
            && let Some(scripted) = self.script.remove(position)
        {
            return match scripted.reply {
                Scripted::Answers(answer) => Performed::Answered(Ok(answer), scripted.after_ms),
                Scripted::Fails(failure) => Performed::Answered(Err(failure), scripted.after_ms),
                Scripted::Never => Performed::Never,
            };
        }
        let answer = |answer| Performed::Answered(Ok(answer), 0);
        match effect {
            Effect::Page(PageEffect::ParsePhone { number, country }) => {
                answer(Answer::Phone { phone: phone::parse(number, country.as_deref()) })
            }
            // What the desk does by itself.
            Effect::Page(PageEffect::Log { .. })
            | Effect::Desk(DeskEffect::ShowData { .. })
            | Effect::Desk(DeskEffect::ShowAttributes { .. })
            | Effect::Desk(DeskEffect::Say(_)) => answer(Answer::Done),
            Effect::Desk(DeskEffect::ReadProperty { key }) => {
                Performed::Answered(self.properties.read(key), 0)
            }
            Effect::Desk(DeskEffect::WriteProperty { key, value }) => {
                Performed::Answered(self.properties.write(key.clone(), value.clone()), 0)
            }
            // A scenario is played in one page.
            Effect::Desk(DeskEffect::ReadCounter { name }) if name == OPEN_TABS => {
                answer(Answer::Value { value: 1.0.into() })
            }
            Effect::Desk(DeskEffect::ReadCounter { name }) => {
                Performed::Answered(self.properties.counter(name), 0)
            }
            Effect::Desk(DeskEffect::Count { name, by, anew }) => {
                Performed::Answered(self.properties.count(name, *by, *anew), 0)
            }
            Effect::Page(PageEffect::Sleep { ms }) => Performed::Answered(Ok(Answer::Done), *ms),
            _ => match &mut self.simulator {
                Some(simulator) => simulator.perform(effect, now),
                None => {
                    let message = format!("the scenario has no reply left to {kind}, and no world");
                    Performed::Answered(Err(Failure::new(FailureKind::Unavailable, message)), 0)
                }
            },
        }
    }

    /// The contact that is with the agent in the simulator, when the case has one.
    pub(crate) fn present(&self) -> Option<Present> {
        self.simulator.as_ref().and_then(Simulator::present)
    }

    /// What the property store holds.
    pub(crate) fn properties(&self) -> Value {
        self.properties.clone().into()
    }

    /// What is true in the simulator, when the case has one.
    pub(crate) fn facts(&self) -> Option<Value> {
        self.simulator.as_ref().map(Simulator::facts)
    }

    /// Kinds of effects whose answers nobody asked for: a scenario that prepares them expects something else.
    pub(crate) fn left_over(&self) -> Vec<&str> {
        self.script.iter().map(|reply| reply.to.as_str()).collect()
    }
}

/// The word for an effect in its serialised form.
pub(crate) fn kind(effect: &Effect) -> String {
    let json = serde_json::to_value(effect).unwrap_or_default();
    json["effect"].as_str().unwrap_or_default().to_owned()
}
