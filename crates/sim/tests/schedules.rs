//! Hundreds of seeded schedules of whatever can happen: the world stays in one piece.

use serde_json::{Value, json};
use sim::clock::Rng;
use sim::connect::AgentStateKind;
use sim::{CcpAct, ConsoleAct, Direction, World, WorldOptions};

fn direction(pick: u64) -> Direction {
    match pick % 19 {
        0 => Direction::KnownCall,
        1 => Direction::UnknownCall,
        2 => Direction::SeveralCall,
        3 => Direction::AnonymousCall,
        4 | 5 => Direction::AgentAccepts,
        6 => Direction::AgentRejects,
        7 => Direction::AgentHangsUp,
        8 | 9 => Direction::AgentClears,
        10 => Direction::CustomerAnswers,
        11 => Direction::CustomerHangsUp,
        12 => Direction::CustomerDoesNotAnswer,
        13 => Direction::Miss,
        14 => Direction::SetAgentState { name: "Lunch".into() },
        15 => Direction::SetAgentState { name: "Available".into() },
        16 => Direction::InjectNamed {
            name: sim::Fault::NAMES[(pick / 19) as usize % sim::Fault::NAMES.len()].into(),
        },
        17 => Direction::Scenario {
            name: World::scenarios()[(pick / 19) as usize % World::scenarios().len()].0.into(),
        },
        _ => Direction::Console { act: ConsoleAct::ReloadSoftphone },
    }
}

fn call(pick: u64) -> (&'static str, Value) {
    match pick % 8 {
        0 => ("enableClickToDial", json!({})),
        1 => ("onClickToDial", json!({})),
        2 => ("notifyInitializationComplete", json!({})),
        3 => ("saveLog", json!({ "object": { "entityApiName": "Task", "CallType": "Inbound" } })),
        4 => ("searchAndScreenPop", json!({ "callType": "inbound", "searchParams": "5035550188" })),
        5 => ("screenPop", json!({ "type": "objecthome", "params": { "scope": "Case" } })),
        6 => ("refreshView", json!({})),
        _ => ("saveLog", json!({ "object": 7 })),
    }
}

/// What must be true after every step.
#[track_caller]
fn check(world: &World, seed: u64) {
    let (instance, now) = (world.connect(), world.now());
    let present: Vec<_> = instance.present().collect();
    assert!(present.len() <= 1, "seed {seed}: one voice contact at a time");
    if present.iter().any(|contact| contact.state.is_active()) {
        assert_eq!(instance.agent.state.kind, AgentStateKind::System, "seed {seed}: {:?}", instance.agent);
    }
    for contact in &instance.contacts {
        assert!(contact.history.is_sorted_by_key(|step| step.at), "seed {seed}: {:?}", contact.history);
        assert!(contact.history.iter().all(|step| step.at <= now), "seed {seed}");
    }
}

#[test]
fn the_world_stays_in_one_piece() {
    for seed in 0..150 {
        let mut rng = Rng::seeded(seed);
        let mut world = World::new(WorldOptions { seed, ..WorldOptions::default() });
        let (console, ccp) = (world.open_console(), world.open_ccp());
        world.from_page(ccp, &json!({ "event": "synchronize" }));
        for _ in 0..60 {
            let pick = rng.next_u64() >> 8;
            match rng.next_u64() % 5 {
                0 | 1 => world.direct(direction(pick)),
                2 => {
                    let (method, args) = call(pick);
                    world.call(console, method, &args);
                }
                3 => {
                    let dial = json!({ "endpoint": { "phoneNumber": "+14155550142" } });
                    // A refusal is an answer too.
                    let _ = world.connect_call("createOutboundContact", &dial);
                    let _ = world.ccp_act(ccp, CcpAct::Mute { muted: pick.is_multiple_of(2) });
                }
                _ => world.advance(world.now() + pick % 15_000),
            }
            check(&world, seed);
        }
        world.advance(world.now() + 3_600_000);
        check(&world, seed);
        let facts = world.facts();
        let snapshot = &world.connect().agent_data(facts.now)["snapshot"];
        let present = facts.contacts.iter().filter(|contact| contact.present).count();
        assert_eq!(snapshot["contacts"].as_array().map(Vec::len), Some(present), "seed {seed}");
    }
}
