//! What the agent does in the console.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::{ConsoleId, Page, PageView};
use crate::org::SaveError;
use crate::strict::Rule;
use crate::world::World;

/// Something the agent, or the browser, does in a console.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum ConsoleAct {
    /// Clicks a number on the page in view, or one that belongs to a record.
    ClickNumber {
        /// The text shown.
        number: String,
        /// The record it belongs to; absent means the record in view.
        #[serde(default)]
        record_id: Option<String>,
        /// Parameters of a click-to-dial component.
        #[serde(default)]
        params: Option<String>,
    },
    /// Begins a call step of Sales Engagement: the softphone is told, then the number is clicked.
    StartWork {
        /// Id of the step.
        work_id: String,
        /// The text shown.
        number: String,
    },
    /// A component on the page publishes on a Lightning message channel.
    PublishMessage {
        /// Name of the channel.
        channel: String,
        /// The message.
        message: Value,
    },
    /// Opens a record.
    OpenRecord {
        /// Its id.
        record_id: String,
    },
    /// Opens the home page of the app.
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
    /// Goes to a tab.
    FocusTab {
        /// Its id.
        tab: String,
    },
    /// Closes a tab.
    CloseTab {
        /// Its id.
        tab: String,
    },
    /// Opens or minimises the softphone panel.
    ToggleSoftphone,
    /// Refreshes the page in view.
    Refresh,
    /// Comes back to this browser tab.
    FocusWindow,
    /// Saves the form for a new record.
    SaveModal {
        /// What was typed, over the defaults.
        fields: Map<String, Value>,
    },
    /// Closes the form for a new record.
    CloseModal,
    /// Dismisses the messages.
    DismissToasts,
    /// The softphone iframe was loaded anew. The page that shows the console reports it, from the second load on.
    ReloadSoftphone,
}

/// A message at the top of the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Toast {
    /// How it looks.
    pub kind: ToastKind,
    /// What it says.
    pub text: String,
}

/// How a message looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum ToastKind {
    /// Something was done.
    Success,
    /// Something could not be done.
    Error,
}

impl World {
    /// The agent does something in a console. Acts on a closed console do nothing.
    pub fn act(&mut self, id: ConsoleId, act: ConsoleAct) {
        if !self.consoles.contains_key(&id.0) {
            return;
        }
        match act {
            ConsoleAct::ClickNumber { number, record_id, params } => {
                self.click_number(id, number, record_id, params)
            }
            ConsoleAct::StartWork { work_id, number } => {
                let attributes = json!({ "to": number });
                let work =
                    json!({ "workId": work_id, "completeWorkWhen": "TaskSaved", "attributes": attributes });
                self.post_event(id, "hvs.onWorkStart", work);
                self.click_number(id, number, None, None);
            }
            ConsoleAct::PublishMessage { channel, message } => self.publish_message(id, &channel, &message),
            ConsoleAct::OpenRecord { record_id } => self.navigate(id, Page::Record { record_id }),
            ConsoleAct::OpenHome => self.navigate(id, Page::Home),
            ConsoleAct::OpenList { object } => self.navigate(id, Page::ObjectHome { scope: object }),
            ConsoleAct::Search { text } => self.navigate(id, Page::Search { text }),
            ConsoleAct::FocusTab { tab } => self.focus_tab(id, &tab),
            ConsoleAct::CloseTab { tab } => self.close_tab(id, &tab),
            ConsoleAct::Refresh => {
                self.refresh(id);
                self.announce_view(id);
            }
            ConsoleAct::FocusWindow => self.announce_view(id),
            ConsoleAct::SaveModal { fields } => self.save_modal(id, fields),
            ConsoleAct::ReloadSoftphone => self.reload_softphone(id),
            ConsoleAct::ToggleSoftphone | ConsoleAct::CloseModal | ConsoleAct::DismissToasts => {
                if let Some(console) = self.consoles.get_mut(&id.0) {
                    match act {
                        ConsoleAct::ToggleSoftphone => console.panel.visible = !console.panel.visible,
                        ConsoleAct::CloseModal => console.modal = None,
                        _ => console.toasts.clear(),
                    }
                }
            }
        }
        self.after_change();
    }

    /// A click on a number. It opens nothing and asks nobody: the softphone page must.
    fn click_number(
        &mut self,
        id: ConsoleId,
        number: String,
        record_id: Option<String>,
        params: Option<String>,
    ) {
        let enabled = self.consoles.get(&id.0).is_some_and(|console| console.click_to_dial);
        if !enabled && self.org.strict.holds(Rule::ClickNeedsEnable) {
            return;
        }
        let in_view = match self.focused_page(id) {
            Some(Page::Record { record_id }) => Some(record_id),
            _ => None,
        };
        let record = record_id.or(in_view).and_then(|id| self.org.record(&id));
        let mut payload = Map::new();
        payload.insert("number".into(), number.into());
        if let Some(record) = record {
            payload.insert("recordId".into(), record.id.clone().into());
            payload.insert("recordName".into(), record.name().into());
            payload.insert("objectType".into(), record.object.clone().into());
            super::page::add_person(&mut payload, record, true);
        }
        if let Some(params) = params {
            payload.insert("params".into(), params.into());
        }
        let payload = Value::Object(payload);
        let delivered = self.post_event(id, "onClickToDial", payload.clone());
        if let Some(console) = self.consoles.get_mut(&id.0)
            && !self.org.strict.holds(Rule::ClickLeavesPanel)
        {
            console.panel.visible = true;
        }
        self.journal.click(self.agenda.now(), id, payload, delivered);
    }

    fn focus_tab(&mut self, id: ConsoleId, tab: &str) {
        if let Some(console) = self.consoles.get_mut(&id.0)
            && console.tabs.iter().any(|candidate| candidate.id == tab)
        {
            console.focused = tab.to_owned();
            self.announce_view(id);
        }
    }

    pub(super) fn close_tab(&mut self, id: ConsoleId, tab: &str) {
        let Some(console) = self.consoles.get_mut(&id.0) else { return };
        let Some(at) = console.tabs.iter().position(|candidate| candidate.id == tab) else { return };
        console.tabs.remove(at);
        console.subtabs.retain(|subtab| subtab.primary != tab);
        if console.focused == tab {
            match console.tabs.get(at.saturating_sub(1)).map(|tab| tab.id.clone()) {
                Some(neighbour) => self.focus_tab(id, &neighbour),
                None => self.navigate(id, Page::Home),
            }
        }
    }

    fn save_modal(&mut self, id: ConsoleId, fields: Map<String, Value>) {
        let now = self.now();
        let Some(modal) = self.consoles.get(&id.0).and_then(|console| console.modal.clone()) else { return };
        let mut values = modal.defaults.as_object().cloned().unwrap_or_default();
        values.extend(fields);
        match self.org.create(&modal.object, &values, now) {
            Ok(record_id) => {
                self.toast(id, ToastKind::Success, format!("{} was created.", modal.object));
                if let Some(console) = self.consoles.get_mut(&id.0) {
                    console.modal = None;
                }
                self.navigate(id, Page::Record { record_id });
            }
            Err(error) => self.toast(id, ToastKind::Error, describe(&error)),
        }
    }

    fn toast(&mut self, id: ConsoleId, kind: ToastKind, text: String) {
        if let Some(console) = self.consoles.get_mut(&id.0) {
            console.toasts.push(Toast { kind, text });
        }
    }
}

fn describe(error: &SaveError) -> String {
    error.to_string()
}

impl Default for PageView {
    fn default() -> Self {
        PageView::Home { records: Vec::new() }
    }
}

impl ConsoleAct {
    /// A click on a number of the record in view.
    pub fn click(number: &str) -> Self {
        ConsoleAct::ClickNumber { number: number.to_owned(), record_id: None, params: None }
    }

    /// An act from its JSON.
    ///
    /// # Errors
    /// Names the member that is missing or odd.
    pub fn parse(value: Value) -> Result<Self, serde_json::Error> {
        serde_json::from_value(value)
    }
}

/// The JSON of an act, as the console page posts it.
impl From<ConsoleAct> for Value {
    fn from(act: ConsoleAct) -> Self {
        serde_json::to_value(act).unwrap_or_else(|_| json!(null))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::WorldOptions;

    #[test]
    fn acts_are_data() {
        let act = ConsoleAct::parse(json!({ "do": "clickNumber", "number": "(415) 555-0142" })).unwrap();
        assert_eq!(act, ConsoleAct::click("(415) 555-0142"));
        assert_eq!(Value::from(ConsoleAct::OpenHome), json!({ "do": "openHome" }));
        assert!(ConsoleAct::parse(json!({ "do": "dance" })).is_err());
    }

    #[test]
    fn a_saved_form_opens_its_record() {
        let mut world = World::new(WorldOptions::default());
        let id = world.open_console();
        world.consoles.get_mut(&id.0).unwrap().modal = Some(crate::console::NewRecordModal {
            object: "Contact".into(),
            defaults: json!({ "Phone": "+13125550167" }),
        });
        world.act(id, ConsoleAct::SaveModal { fields: Map::new() });
        assert_eq!(world.console(id).unwrap().toasts[0].kind, ToastKind::Error);
        let fields = json!({ "LastName": "Novak" }).as_object().unwrap().clone();
        world.act(id, ConsoleAct::SaveModal { fields });
        let view = world.console(id).unwrap();
        assert!(view.modal.is_none());
        assert!(matches!(view.page, PageView::Record(record) if record.name == "Novak"));
    }

    #[test]
    fn closing_the_tab_in_view_goes_to_its_neighbour() {
        let mut world = World::new(WorldOptions::default());
        let id = world.open_console();
        world.act(id, ConsoleAct::OpenList { object: "Case".into() });
        world.act(id, ConsoleAct::CloseTab { tab: "ctab2".into() });
        assert_eq!(world.console(id).unwrap().focused, "ctab1");
        world.act(id, ConsoleAct::CloseTab { tab: "ctab1".into() });
        assert_eq!(world.console(id).unwrap().tabs.len(), 1);
    }
}
