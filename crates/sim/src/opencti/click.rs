//! Click-to-dial, and the registration of listeners.

use super::answer::{Done, Outcome};
use crate::console::ConsoleId;
use crate::world::World;

/// `enableClickToDial` and `disableClickToDial`.
pub(crate) fn enable(world: &mut World, id: ConsoleId, on: bool) -> Outcome {
    if let Some(console) = world.consoles.get_mut(&id.0) {
        console.click_to_dial = on;
    }
    Ok(Done::Nothing)
}

/// `onClickToDial` and its like. There is no acknowledgement and no way back.
pub(crate) fn listen(world: &mut World, id: ConsoleId, method: &str) -> Outcome {
    if let Some(console) = world.consoles.get_mut(&id.0) {
        *console.listeners.entry(method.to_owned()).or_insert(0) += 1;
    }
    Ok(Done::Nothing)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::console::ConsoleAct;
    use crate::world::{World, WorldOptions};

    #[test]
    fn a_click_needs_both_halves() {
        let mut world = World::new(WorldOptions::default());
        let id = world.open_console();
        let clicks = |world: &mut World| {
            world.act(id, ConsoleAct::click("4155550142"));
            world.to_softphone(id).iter().filter(|message| message["methodName"] == "onClickToDial").count()
        };
        assert_eq!(clicks(&mut world), 0);
        world.call(id, "enableClickToDial", &json!({}));
        assert_eq!(clicks(&mut world), 0);
        world.call(id, "onClickToDial", &json!({}));
        assert_eq!(clicks(&mut world), 1);
        world.call(id, "disableClickToDial", &json!({}));
        assert_eq!(clicks(&mut world), 0);
    }
}
