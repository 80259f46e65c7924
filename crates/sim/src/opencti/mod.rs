//! Open CTI as the console answers it: one file per family of methods.

mod answer;
mod check;
mod click;
mod contact_classes;
mod logs_class;
mod message;
mod package;
mod panel;
mod pop;
mod query_class;
mod records_class;
mod run;
mod save;
mod search;
mod settings;
mod wire;

pub use answer::{ApiError, CallAnswer};
pub use message::Subscription;

use serde_json::{Map, Value};

use crate::console::ConsoleId;
use crate::world::World;
use answer::Outcome;

/// The methods of Open CTI for Lightning that reach the console. Open CTI guide: method inventory.
pub const METHODS: &[&str] = &[
    "disableClickToDial",
    "enableClickToDial",
    "getAppViewInfo",
    "getCallCenterSettings",
    "getSoftphoneLayout",
    "hvs.onWorkStart",
    "hvs.completeWork",
    "isSoftphonePanelVisible",
    "notifyInitializationComplete",
    "onClickToDial",
    "onNavigationChange",
    "publish",
    "refreshView",
    "runApex",
    "saveLog",
    "screenPop",
    "searchAndScreenPop",
    "setSoftphoneItemIcon",
    "setSoftphoneItemLabel",
    "setSoftphonePanelHeight",
    "setSoftphonePanelIcon",
    "setSoftphonePanelLabel",
    "setSoftphonePanelVisibility",
    "setSoftphonePanelWidth",
    "subscribe",
    "unsubscribe",
];

/// Carries out one method, faults aside.
fn perform(world: &mut World, id: ConsoleId, method: &str, args: &Map<String, Value>) -> Outcome {
    match method {
        "enableClickToDial" => click::enable(world, id, true),
        "disableClickToDial" => click::enable(world, id, false),
        "onClickToDial" | "onNavigationChange" | "hvs.onWorkStart" => click::listen(world, id, method),
        "getCallCenterSettings" => settings::call_center(world),
        "getSoftphoneLayout" => settings::layout(world),
        "getAppViewInfo" => settings::app_view(world, id),
        "notifyInitializationComplete" => settings::initialized(world, id),
        "refreshView" => settings::refresh(world, id),
        "isSoftphonePanelVisible" => panel::is_visible(world, id),
        "setSoftphonePanelVisibility" => panel::set_visible(world, id, args),
        "setSoftphonePanelHeight" => panel::set_size(world, id, args, panel::Side::Height),
        "setSoftphonePanelWidth" => panel::set_size(world, id, args, panel::Side::Width),
        "setSoftphonePanelLabel"
        | "setSoftphoneItemLabel"
        | "setSoftphonePanelIcon"
        | "setSoftphoneItemIcon" => panel::set_text(world, id, method, args),
        "screenPop" => pop::screen_pop(world, id, args),
        "searchAndScreenPop" => search::search_and_screen_pop(world, id, args),
        "saveLog" => save::save_log(world, args),
        "runApex" => run::run_apex(world, args),
        "hvs.completeWork" => run::complete_work(world, args),
        "subscribe" => message::subscribe(world, id, args),
        "unsubscribe" => message::unsubscribe(world, id, args),
        "publish" => message::publish(world, id, args),
        _ => Err(ApiError::generic(format!("{method} is not a method of Open CTI for Lightning"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::WorldOptions;

    #[test]
    fn every_method_of_the_inventory_is_known() {
        for method in METHODS {
            let mut world = World::new(WorldOptions::default());
            let id = world.open_console();
            let result = perform(&mut world, id, method, &Map::new());
            let unknown = result.is_err_and(|error| error.description.contains("is not a method"));
            assert!(!unknown, "{method}");
        }
    }

    #[test]
    fn what_is_not_in_the_inventory_fails() {
        let mut world = World::new(WorldOptions::default());
        let id = world.open_console();
        for method in ["dial", "getCallObjectReferences", "getDirectoryNumbers"] {
            assert!(perform(&mut world, id, method, &Map::new()).is_err());
        }
    }
}
