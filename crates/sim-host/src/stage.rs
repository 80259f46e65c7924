//! What is going on in a world, in the words of the control strip.

use serde::Serialize;
use sim::connect::{CallDirection, ContactState};
use sim::scenario::Progress;
use sim::{Facts, World};

/// What the control strip shows of a world.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Stage {
    /// The agent's state.
    pub(super) agent: String,
    /// One sentence: what is going on, or what is waited for.
    pub(super) doing: String,
    /// The scenario that runs, and how far it has come.
    pub(super) scenario: Option<Progress>,
    /// How many faults wait to strike.
    pub(super) faults: usize,
}

/// Looks at a world.
pub(super) fn of(world: &World) -> Stage {
    let facts = world.facts();
    Stage {
        agent: facts.agent.name.clone(),
        doing: doing(&facts),
        faults: facts.faults.len(),
        scenario: facts.scenario.filter(|progress| !progress.finished),
    }
}

fn doing(facts: &Facts) -> String {
    if let Some(contact) = facts.contacts.iter().rev().find(|contact| contact.present) {
        let number = contact.number.as_deref().unwrap_or("anonymous");
        let call = match contact.direction {
            CallDirection::Inbound => "call from",
            CallDirection::Outbound => "call to",
        };
        let doing = match contact.state {
            ContactState::Connected => "talking",
            ContactState::Ended => "after-call work",
            ContactState::Error | ContactState::Missed => "missed",
            ContactState::Rejected => "rejected",
            _ if contact.direction == CallDirection::Outbound => "dialling",
            _ if contact.accepted => "connecting",
            _ => "ringing",
        };
        return format!("{call} {number}: {doing}");
    }
    match facts.waiting {
        _ if facts.ccps == 0 => "waiting for the softphone…".to_owned(),
        0 => "idle".to_owned(),
        1 => "1 caller waits for the agent".to_owned(),
        waiting => format!("{waiting} callers wait for the agent"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use sim::{Direction, WorldOptions};

    #[test]
    fn a_call_in_words() {
        let mut world = World::new(WorldOptions::default());
        assert_eq!(of(&world).doing, "waiting for the softphone…");
        let ccp = world.open_ccp();
        world.from_page(ccp, &json!({ "event": "synchronize" }));
        assert_eq!((of(&world).doing.as_str(), of(&world).agent.as_str()), ("idle", "Available"));
        let steps = [
            (Direction::AnonymousCall, "call from anonymous: ringing"),
            (Direction::AgentAccepts, "call from anonymous: talking"),
            (Direction::CustomerHangsUp, "call from anonymous: after-call work"),
            (Direction::AgentClears, "idle"),
        ];
        for (direction, expected) in steps {
            world.direct(direction);
            world.advance(world.now() + 1_000);
            assert_eq!(of(&world).doing, expected);
        }
    }

    #[test]
    fn faults_and_scenarios_are_counted_while_they_wait() {
        let mut world = World::new(WorldOptions::default());
        world.direct(Direction::InjectNamed { name: "next-save-fails".to_owned() });
        world.direct(Direction::Scenario { name: "inbound-known".to_owned() });
        let stage = of(&world);
        assert_eq!((stage.faults, stage.scenario.map(|scenario| scenario.name)), (1, Some("inbound-known")));
    }
}
