//! The setters of the softphone panel and its utility item.

use serde_json::{Map, Value, json};

use super::answer::{ApiError, Done, Outcome};
use super::check;
use crate::console::ConsoleId;
use crate::strict::Rule;
use crate::world::World;

/// Height or width.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Side {
    Height,
    Width,
}

/// `isSoftphonePanelVisible`.
pub(crate) fn is_visible(world: &World, id: ConsoleId) -> Outcome {
    let visible = world.consoles.get(&id.0).is_some_and(|console| console.panel.visible);
    Ok(Done::Value(json!({ "visible": visible })))
}

/// `setSoftphonePanelVisibility`.
pub(crate) fn set_visible(world: &mut World, id: ConsoleId, args: &Map<String, Value>) -> Outcome {
    let visible = check::boolean(args, "visible", &world.org.strict)?;
    if let Some(console) = world.consoles.get_mut(&id.0) {
        console.panel.visible = visible;
    }
    Ok(Done::Nothing)
}

/// `setSoftphonePanelHeight` (240 to 2560) and `setSoftphonePanelWidth` (200 to 1920).
pub(crate) fn set_size(world: &mut World, id: ConsoleId, args: &Map<String, Value>, side: Side) -> Outcome {
    let (name, low, high) = match side {
        Side::Height => ("heightPX", 240.0, 2560.0),
        Side::Width => ("widthPX", 200.0, 1920.0),
    };
    let pixels = check::number(args, name, &world.org.strict)?;
    if !(low..=high).contains(&pixels) && world.org.strict.holds(Rule::PanelRange) {
        return Err(ApiError::invalid(format!(
            "{name}: a number from {low} to {high} was expected, but {pixels} was found."
        )));
    }
    if let Some(console) = world.consoles.get_mut(&id.0) {
        match side {
            Side::Height => console.panel.height = pixels as i64,
            Side::Width => console.panel.width = pixels as i64,
        }
    }
    Ok(Done::Nothing)
}

/// The four setters of labels and icons.
pub(crate) fn set_text(world: &mut World, id: ConsoleId, method: &str, args: &Map<String, Value>) -> Outcome {
    let name = if method.ends_with("Label") { "label" } else { "key" };
    let text = check::text(args, name)?.to_owned();
    if let Some(console) = world.consoles.get_mut(&id.0) {
        match method {
            "setSoftphonePanelLabel" => console.panel.label = text,
            "setSoftphonePanelIcon" => console.panel.icon = text,
            "setSoftphoneItemLabel" => console.item.label = text,
            _ => console.item.icon = text,
        }
    }
    Ok(Done::Nothing)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::WorldOptions;

    #[track_caller]
    fn check(method: &str, args: Value, expected: Option<&str>) {
        let mut world = World::new(WorldOptions::default());
        let id = world.open_console();
        assert_eq!(world.call(id, method, &args).error_code(), expected, "{method} {args}");
    }

    #[test]
    fn sizes_have_limits() {
        let bad = Some("INVALID_PARAM");
        for (pixels, expected) in [(240, None), (239, bad), (2560, None), (2561, bad)] {
            check("setSoftphonePanelHeight", json!({ "heightPX": pixels }), expected);
        }
        for (pixels, expected) in [(200, None), (199, bad), (1920, None), (1921, bad)] {
            check("setSoftphonePanelWidth", json!({ "widthPX": pixels }), expected);
        }
        check("setSoftphonePanelHeight", json!({ "heightPX": "560" }), bad);
        check("setSoftphonePanelHeight", json!({ "heightPx": 560 }), bad);
    }

    #[test]
    fn texts_are_kept() {
        let mut world = World::new(WorldOptions::default());
        let id = world.open_console();
        world.call(id, "setSoftphonePanelLabel", &json!({ "label": "Ringing" }));
        world.call(id, "setSoftphoneItemIcon", &json!({ "key": "incoming_call" }));
        let view = world.console(id).unwrap();
        assert_eq!((view.panel.label.as_str(), view.item.icon.as_str()), ("Ringing", "incoming_call"));
        assert_eq!((view.item.label.as_str(), view.panel.icon.as_str()), ("Phone", "call"));
    }
}
