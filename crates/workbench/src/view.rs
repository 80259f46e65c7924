//! What the world shows in a browser tab, and what the page asks of it: the wire shapes of this page.
//!
//! The world's own types live in `sim`, which this page does not carry along; a test below reads a real world's view
//! with these types, and lets a real world read these acts.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// A console tab of the browser.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ConsoleView {
    /// Name of the app.
    pub(crate) app: String,
    /// The agent's name.
    pub(crate) user: String,
    /// Address of the softphone frame, with the parameters Salesforce appends.
    pub(crate) adapter_url: String,
    /// Workspace tabs.
    pub(crate) tabs: Vec<Tab>,
    /// Id of the tab in view.
    pub(crate) focused: String,
    /// What the tab in view shows.
    pub(crate) page: Page,
    /// The form over the page.
    pub(crate) modal: Option<NewRecord>,
    /// The softphone's entry in the utility bar.
    pub(crate) item: UtilityItem,
    /// The softphone panel.
    pub(crate) panel: Panel,
    /// Whether numbers can be clicked.
    pub(crate) click_to_dial: bool,
    /// Whether a loading cover lies over the softphone (it has a standby page and has not reported ready).
    pub(crate) loading: bool,
    /// Messages at the top.
    pub(crate) toasts: Vec<Toast>,
    /// What is going on in the world, for the control strip. The simulator host adds it.
    pub(crate) stage: Stage,
}

/// What is going on in the world.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Stage {
    /// The agent's state.
    pub(crate) agent: String,
    /// What is going on, or waited for.
    pub(crate) doing: String,
    /// The scenario that runs.
    pub(crate) scenario: Option<Progress>,
    /// How many faults wait to strike.
    pub(crate) faults: usize,
}

/// How far a scenario has come.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct Progress {
    /// Its name.
    pub(crate) name: String,
    /// Steps done.
    pub(crate) done: usize,
    /// Steps in all.
    pub(crate) steps: usize,
}

/// A workspace tab.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(crate) struct Tab {
    /// Its id.
    pub(crate) id: String,
    /// Its title.
    pub(crate) title: String,
    /// Where it is.
    pub(crate) page: Place,
}

/// Where a tab is: as much as its icon needs.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Place {
    /// `home`, `record`, `search` …
    pub(crate) kind: String,
    /// The record, for a record's tab.
    pub(crate) record_id: Option<String>,
    /// The object, for a list's tab.
    pub(crate) scope: Option<String>,
}

/// What a page shows.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub(crate) enum Page {
    /// The app's home, with recent records.
    Home {
        /// The records.
        records: Vec<Listed>,
    },
    /// A record.
    Record(Record),
    /// An object's list.
    List {
        /// Object API name.
        scope: String,
        /// The records.
        records: Vec<Listed>,
    },
    /// Search results.
    Search {
        /// What was searched.
        text: String,
        /// The records.
        records: Vec<Listed>,
    },
    /// Another page of the org.
    Url {
        /// Relative address.
        url: String,
    },
    /// A screen flow.
    Flow {
        /// Developer name.
        name: String,
        /// Input variables as given.
        args: Value,
    },
}

/// A record in a list.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Listed {
    /// Its id.
    pub(crate) record_id: String,
    /// Object API name.
    pub(crate) object: String,
    /// Its name.
    pub(crate) name: String,
    /// A number, subject or company, to tell it by.
    pub(crate) detail: String,
}

/// A record's page.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Record {
    /// Its id.
    pub(crate) record_id: String,
    /// Object API name.
    pub(crate) object: String,
    /// Its name.
    pub(crate) name: String,
    /// Fields that have a value.
    pub(crate) fields: Vec<Field>,
    /// Records it points to, or that point to it.
    pub(crate) related: Vec<Listed>,
    /// Activities, newest first.
    pub(crate) timeline: Vec<Activity>,
}

/// One field.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Field {
    /// API name.
    pub(crate) api_name: String,
    /// Caption.
    pub(crate) label: String,
    /// Value as text.
    pub(crate) value: String,
    /// Whether it is a phone number.
    pub(crate) phone: bool,
    /// Name of the record it points to.
    pub(crate) reference: Option<String>,
}

/// A Task on the timeline.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Activity {
    /// The Task.
    pub(crate) record_id: String,
    /// Its subject.
    pub(crate) subject: String,
    /// Its status.
    pub(crate) status: String,
    /// `Inbound`, `Outbound`, `Internal`.
    pub(crate) call_type: Option<String>,
    /// Length of the call, in seconds.
    pub(crate) duration_in_seconds: Option<u64>,
    /// Result of the call.
    pub(crate) disposition: Option<String>,
    /// With whom.
    pub(crate) who: Option<String>,
    /// About what.
    pub(crate) what: Option<String>,
    /// Comments.
    pub(crate) description: Option<String>,
    /// When it was made, in epoch milliseconds.
    pub(crate) created: u64,
}

/// The form for a new record.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(crate) struct NewRecord {
    /// Object API name.
    pub(crate) object: String,
    /// Values to start with, by field.
    pub(crate) defaults: Value,
}

/// The softphone panel.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct Panel {
    /// Whether it is open.
    pub(crate) visible: bool,
    /// Height in CSS pixels.
    pub(crate) height: u32,
    /// Width in CSS pixels.
    pub(crate) width: u32,
    /// Text in its header.
    pub(crate) label: String,
}

/// The softphone's entry in the utility bar.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct UtilityItem {
    /// Text.
    pub(crate) label: String,
}

/// A message at the top of the page.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct Toast {
    /// `success`, `error` …
    pub(crate) kind: String,
    /// What it says.
    pub(crate) text: String,
}

/// What the agent does in the console.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "do", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub(crate) enum Act {
    /// Clicks a number of a record.
    ClickNumber {
        /// The number as shown.
        number: String,
        /// The record it belongs to; absent means the one in view.
        record_id: Option<String>,
    },
    /// Opens a record.
    OpenRecord {
        /// Its id.
        record_id: String,
    },
    /// Opens the home page.
    OpenHome,
    /// Opens an object's list.
    OpenList {
        /// Object API name.
        object: String,
    },
    /// Searches.
    Search {
        /// What for.
        text: String,
    },
    /// Goes to a workspace tab.
    FocusTab {
        /// Its id.
        tab: String,
    },
    /// Closes a workspace tab.
    CloseTab {
        /// Its id.
        tab: String,
    },
    /// Opens or minimises the softphone.
    ToggleSoftphone,
    /// Loads the page in view anew.
    Refresh,
    /// Comes back to this browser tab.
    FocusWindow,
    /// Saves the form.
    SaveModal {
        /// What was typed, by field.
        fields: Map<String, Value>,
    },
    /// Closes the form.
    CloseModal,
    /// Dismisses the messages.
    DismissToasts,
    /// The softphone frame was loaded anew.
    ReloadSoftphone,
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use sim::{ConsoleAct, ConsoleId, World, WorldOptions};

    fn act(world: &mut World, console: ConsoleId, act: &Act) {
        let act: ConsoleAct = serde_json::from_value(json!(act)).expect("an act the world knows");
        world.act(console, act);
    }

    #[track_caller]
    fn seen(world: &World, console: ConsoleId) -> ConsoleView {
        let mut view = json!(world.console(console));
        view["stage"] = json!({ "agent": "Available", "doing": "idle", "scenario": null, "faults": 0 });
        serde_json::from_value(view).expect("a view this page knows")
    }

    #[test]
    fn a_real_worlds_pages_can_be_read() {
        let mut world = World::new(WorldOptions::default());
        let console = world.open_console();
        let Page::Home { records } = seen(&world, console).page else { panic!("not home") };
        for listed in records {
            act(&mut world, console, &Act::OpenRecord { record_id: listed.record_id.clone() });
            let view = seen(&world, console);
            assert!(matches!(view.page, Page::Record(record) if record.name == listed.name), "{listed:?}");
            assert_eq!(view.tabs.last().and_then(|tab| tab.page.record_id.clone()), Some(listed.record_id));
        }
        act(&mut world, console, &Act::Search { text: "Ortiz".to_owned() });
        assert!(matches!(seen(&world, console).page, Page::Search { records, .. } if !records.is_empty()));
        act(&mut world, console, &Act::OpenList { object: "Case".to_owned() });
        assert!(matches!(seen(&world, console).page, Page::List { scope, .. } if scope == "Case"));
        act(&mut world, console, &Act::OpenHome);
        assert!(matches!(seen(&world, console).page, Page::Home { .. }));
    }

    #[test]
    fn a_real_worlds_panel_modal_and_toasts_can_be_read() {
        let mut world = World::new(WorldOptions::default());
        let console = world.open_console();
        let before = seen(&world, console);
        act(&mut world, console, &Act::ToggleSoftphone);
        let after = seen(&world, console);
        assert_ne!(before.panel.visible, after.panel.visible);
        assert!(after.adapter_url.contains("sfdcIframeOrigin=") && !after.click_to_dial && !after.loading);

        let modal = json!({ "type": "newRecord", "params": { "entityName": "Contact", "defaultFieldValues": { "Phone": "+13125550167" } } });
        world.call(console, "screenPop", &modal);
        assert_eq!(seen(&world, console).modal.map(|modal| modal.object), Some("Contact".to_owned()));
        act(&mut world, console, &Act::SaveModal { fields: Map::new() });
        assert_eq!(
            seen(&world, console).toasts.first().map(|toast| toast.kind.clone()),
            Some("error".to_owned())
        );
        act(&mut world, console, &Act::DismissToasts);
        act(&mut world, console, &Act::CloseModal);
        let view = seen(&world, console);
        assert!(view.toasts.is_empty() && view.modal.is_none());
    }

    #[test]
    fn a_click_reaches_the_world_when_clicks_are_on() {
        let mut world = World::new(WorldOptions::default());
        let console = world.open_console();
        for method in ["enableClickToDial", "onClickToDial"] {
            world.call(console, method, &json!({}));
        }
        assert!(seen(&world, console).click_to_dial);
        let number = "(415) 555-0142".to_owned();
        act(&mut world, console, &Act::ClickNumber { number: number.clone(), record_id: None });
        assert_eq!(
            world.facts().clicks.first().map(|click| click.payload["number"].clone()),
            Some(json!(number))
        );
    }

    #[test]
    fn the_world_knows_the_remaining_acts() {
        let mut world = World::new(WorldOptions::default());
        let console = world.open_console();
        act(&mut world, console, &Act::OpenList { object: "Lead".to_owned() });
        let tab = seen(&world, console).tabs[0].id.clone();
        for step in [
            Act::FocusTab { tab: tab.clone() },
            Act::Refresh,
            Act::FocusWindow,
            Act::ReloadSoftphone,
            Act::CloseTab { tab },
        ] {
            act(&mut world, console, &step);
        }
        assert_eq!(seen(&world, console).tabs.len(), 1);
    }
}
