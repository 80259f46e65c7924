//! What the page may ask about its surroundings, and tell about itself.

use serde_json::json;

use super::answer::{Done, Outcome};
use crate::console::{ConsoleId, Navigation};
use crate::world::World;

/// `getCallCenterSettings`.
pub(crate) fn call_center(world: &World) -> Outcome {
    Ok(Done::Value(json!(world.org.call_center.map(&world.org.strict))))
}

/// `getSoftphoneLayout`.
pub(crate) fn layout(world: &World) -> Outcome {
    Ok(Done::Value(json!(world.org.layout)))
}

/// `getAppViewInfo`.
pub(crate) fn app_view(world: &World, id: ConsoleId) -> Outcome {
    Ok(Done::Value(world.app_view(id)))
}

/// `notifyInitializationComplete`.
pub(crate) fn initialized(world: &mut World, id: ConsoleId) -> Outcome {
    if let Some(console) = world.consoles.get_mut(&id.0) {
        console.initialized = true;
    }
    Ok(Done::Nothing)
}

/// `refreshView`: the tab in view, related lists included. A console tells of a refreshed tab as of a move.
pub(crate) fn refresh(world: &mut World, id: ConsoleId) -> Outcome {
    world.refresh(id);
    if world.options.navigation == Navigation::Console {
        world.announce_view(id);
    }
    Ok(Done::Nothing)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::world::{World, WorldOptions};

    #[test]
    fn the_page_is_told_where_it_is() {
        let mut world = World::new(WorldOptions::default());
        let id = world.open_console();
        let view = world.call(id, "getAppViewInfo", &json!({}));
        assert_eq!(view.value().unwrap()["recordId"], "");
        let settings = world.call(id, "getCallCenterSettings", &json!({}));
        assert_eq!(settings.value().unwrap()["/reqGeneralInfo/reqUseApi"], "true");
        let layout = world.call(id, "getSoftphoneLayout", &json!({}));
        assert_eq!(layout.value().unwrap().as_object().unwrap().len(), 3);
    }
}
