//! A Lightning browser tab: the app, its workspace tabs, the utility bar and the softphone panel.

mod act;
mod page;
mod panel;
mod record_page;
mod toolkit;

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

pub use act::{ConsoleAct, Toast, ToastKind};
pub use page::{ListedRecord, Page, PageView, Tab};
pub use panel::{Panel, UtilityItem};
pub use record_page::{FieldView, RecordView, TimelineEntry};
pub use toolkit::{Subtab, ToolkitError};

use crate::clock::Millis;
use crate::opencti::Subscription;
use crate::strict::Rule;
use crate::world::{Due, World};

/// One browser tab with the Lightning app.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ConsoleId(pub u32);

impl fmt::Display for ConsoleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// How the app navigates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Navigation {
    /// A console app: records open in workspace tabs.
    #[default]
    Console,
    /// A standard app: a record replaces what was there.
    Standard,
}

/// The form for a new record, over the page.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewRecordModal {
    /// Object API name.
    pub object: String,
    /// Field values to start with.
    pub defaults: Value,
}

/// What the world knows of one browser tab.
#[derive(Clone, Debug)]
pub struct Console {
    pub(crate) tabs: Vec<Tab>,
    pub(crate) focused: String,
    pub(crate) subtabs: Vec<Subtab>,
    pub(crate) modal: Option<NewRecordModal>,
    pub(crate) toasts: Vec<Toast>,
    pub(crate) panel: Panel,
    pub(crate) item: UtilityItem,
    pub(crate) click_to_dial: bool,
    /// Listeners of the softphone page, by method: how many were registered.
    pub(crate) listeners: BTreeMap<String, u32>,
    pub(crate) subscriptions: Vec<Subscription>,
    pub(crate) outbox: Vec<Value>,
    pub(crate) api_version: i64,
    pub(crate) initialized: bool,
    pub(crate) standby: bool,
    pub(crate) nonce: String,
    /// Counts the page loads of the softphone, so that timers of an old page do nothing to a new one.
    pub(crate) load: u32,
    /// When the softphone container takes messages.
    pub(crate) container_ready: Millis,
    tab_count: u32,
}

/// What a browser tab shows.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ConsoleView {
    /// The tab.
    pub id: ConsoleId,
    /// Name of the app.
    pub app: &'static str,
    /// How it navigates.
    pub navigation: Navigation,
    /// The agent's name.
    pub user: String,
    /// Where the console lives: the only origin whose messages the softphone page believes.
    pub origin: String,
    /// The URL of the softphone iframe, with the parameters that Salesforce appends.
    pub adapter_url: String,
    /// Workspace tabs.
    pub tabs: Vec<Tab>,
    /// Id of the tab in view.
    pub focused: String,
    /// What the tab in view shows.
    pub page: PageView,
    /// The form over the page.
    pub modal: Option<NewRecordModal>,
    /// The softphone's entry in the utility bar.
    pub item: UtilityItem,
    /// The softphone panel.
    pub panel: Panel,
    /// Whether numbers can be clicked.
    pub click_to_dial: bool,
    /// Whether a loading indicator covers the panel.
    pub loading: bool,
    /// Whether the standby page is shown in place of the adapter.
    pub standby: bool,
    /// Messages at the top of the page.
    pub toasts: Vec<Toast>,
}

impl World {
    /// Opens the app in another browser tab. The softphone page loads with it.
    pub fn open_console(&mut self) -> ConsoleId {
        self.last_console += 1;
        let id = ConsoleId(self.last_console);
        let (height, width) = self.panel_size();
        let nonce = self.nonce();
        let container_ready = self.now() + self.options.container_delay;
        let console = Console {
            tabs: Vec::new(),
            focused: String::new(),
            subtabs: Vec::new(),
            modal: None,
            toasts: Vec::new(),
            panel: Panel { visible: false, height, width, label: "Phone".into(), icon: "call".into() },
            item: UtilityItem { label: "Phone".into(), icon: "call".into() },
            click_to_dial: false,
            listeners: BTreeMap::new(),
            subscriptions: Vec::new(),
            outbox: Vec::new(),
            api_version: 0,
            initialized: false,
            standby: self.standby_stuck,
            nonce,
            load: 0,
            container_ready,
            tab_count: 0,
        };
        self.consoles.insert(id.0, console);
        self.navigate(id, Page::Home);
        self.start_standby_timer(id);
        self.after_change();
        id
    }

    /// Closes a browser tab.
    pub fn close_console(&mut self, id: ConsoleId) {
        self.consoles.remove(&id.0);
    }

    /// What a browser tab shows; `None` when it was closed.
    pub fn console(&self, id: ConsoleId) -> Option<ConsoleView> {
        let console = self.consoles.get(&id.0)?;
        let tab = console.tabs.iter().find(|tab| tab.id == console.focused);
        let standby_set = self.standby_url().is_some();
        Some(ConsoleView {
            id,
            app: "Acme Service",
            navigation: self.options.navigation,
            user: self.org.record(self.org.user()).map(|user| user.name().to_owned()).unwrap_or_default(),
            origin: self.options.origins.console.clone(),
            adapter_url: self.adapter_url(console),
            tabs: console.tabs.clone(),
            focused: console.focused.clone(),
            page: tab.map(|tab| tab.view.clone()).unwrap_or(PageView::Home { records: Vec::new() }),
            modal: console.modal.clone(),
            item: console.item.clone(),
            panel: console.panel.clone(),
            click_to_dial: console.click_to_dial,
            loading: standby_set && !console.initialized,
            standby: console.standby,
            toasts: console.toasts.clone(),
        })
    }

    /// The softphone page of a browser tab is loaded anew: what it had said is forgotten.
    pub(crate) fn reload_softphone(&mut self, id: ConsoleId) {
        let (height, width) = self.panel_size();
        let (stuck, nonce) = (self.standby_stuck, self.nonce());
        let container_ready = self.now() + self.options.container_delay;
        let forgets = self.org.strict.holds(Rule::ReloadForgets);
        let Some(console) = self.consoles.get_mut(&id.0) else { return };
        console.load += 1;
        console.nonce = nonce;
        console.standby = stuck;
        console.initialized = false;
        console.container_ready = container_ready;
        console.outbox.clear();
        console.subscriptions.clear();
        (console.panel.height, console.panel.width) = (height, width);
        if forgets {
            console.listeners.clear();
            console.click_to_dial = false;
        }
        self.start_standby_timer(id);
    }

    /// The URL of the standby page and the patience for the adapter, when both are set.
    fn standby_url(&self) -> Option<(String, Millis)> {
        let center = &self.org.call_center;
        let url = center.value("reqGeneralInfo", "reqStandbyUrl").filter(|url| !url.is_empty())?;
        let timeout = center.value("reqGeneralInfo", "reqTimeout")?.trim().parse().ok()?;
        Some((url.to_owned(), timeout))
    }

    fn start_standby_timer(&mut self, id: ConsoleId) {
        let Some((_, timeout)) = self.standby_url() else { return };
        let Some(console) = self.consoles.get(&id.0) else { return };
        if !console.standby {
            self.agenda.plan(timeout, Due::StandbyTimeout(id, console.load));
        }
    }

    /// The adapter did not report ready in time: the console goes to the standby page, and stays there.
    pub(crate) fn standby_timeout(&mut self, id: ConsoleId, load: u32) {
        let sticky = self.org.strict.holds(Rule::StandbySticky);
        let late =
            self.consoles.get(&id.0).is_some_and(|console| console.load == load && !console.initialized);
        if late {
            self.standby_stuck = true;
            self.reload_softphone(id);
            self.standby_stuck = sticky;
        }
    }

    fn panel_size(&self) -> (i64, i64) {
        let size = |item, fallback| {
            let value = self.org.call_center.value("reqGeneralInfo", item);
            value.and_then(|value| value.trim().parse().ok()).unwrap_or(fallback)
        };
        (size("reqSoftphoneHeight", 560), size("reqSoftphoneWidth", 400))
    }

    fn nonce(&mut self) -> String {
        (0..4).map(|_| format!("{:016x}", self.rng.next_u64())).collect()
    }

    /// The URL of the softphone iframe, with what Salesforce appends.
    fn adapter_url(&self, console: &Console) -> String {
        let registered = match self.standby_url() {
            Some((url, _)) if console.standby => url,
            _ => self.org.call_center.value("reqGeneralInfo", "reqAdapterUrl").unwrap_or_default().to_owned(),
        };
        let separator = if registered.contains('?') { '&' } else { '?' };
        format!(
            "{registered}{separator}mode=Lightning&ltn_app_id=06m5g000000AbCdEAK&isdtp=vw&sfdcIframeOrigin={}&clc=1&nonce={}",
            percent_encode(&self.options.origins.console),
            console.nonce
        )
    }

    /// Posts an event to the listeners of the softphone page. Lost when there are none.
    pub(crate) fn post_event(&mut self, id: ConsoleId, method: &str, payload: Value) -> bool {
        let lax = method == "onClickToDial" && !self.org.strict.holds(Rule::ClickNeedsListener);
        let Some(console) = self.consoles.get_mut(&id.0) else { return false };
        if !console.listeners.contains_key(method) && !lax {
            return false;
        }
        // One message reaches every listener of the page: the library keeps their list.
        let message = json!({ "apiVersion": console.api_version, "apiType": "opencti", "methodName": method,
                              "response": payload });
        console.outbox.push(message);
        true
    }

    /// Takes everything that waits to be posted to the softphone page.
    pub fn to_softphone(&mut self, id: ConsoleId) -> Vec<Value> {
        self.consoles.get_mut(&id.0).map(|console| std::mem::take(&mut console.outbox)).unwrap_or_default()
    }
}

/// Percent-encodes a query value, as `encodeURIComponent` does.
fn percent_encode(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                char::from(byte).to_string()
            }
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::WorldOptions;

    #[test]
    fn salesforce_appends_its_parameters() {
        let mut world = World::new(WorldOptions::default());
        let id = world.open_console();
        let url = world.console(id).unwrap().adapter_url;
        assert!(url.starts_with("https://cti.example.com/softphone/?mode=Lightning&ltn_app_id=06m"), "{url}");
        assert!(
            url.contains("&sfdcIframeOrigin=https%3A%2F%2Facme.lightning.force.com&clc=1&nonce="),
            "{url}"
        );
        assert_eq!(url.rsplit('=').next().map(str::len), Some(64));
    }

    #[test]
    fn a_registered_query_is_kept() {
        let mut world = World::new(WorldOptions::default());
        world.org.call_center.set("reqGeneralInfo", "reqAdapterUrl", "https://cti.example.com/?site=9");
        let id = world.open_console();
        let url = world.console(id).unwrap().adapter_url;
        assert!(url.starts_with("https://cti.example.com/?site=9&mode=Lightning"), "{url}");
    }

    #[test]
    fn a_closed_tab_shows_nothing() {
        let mut world = World::new(WorldOptions::default());
        let id = world.open_console();
        world.close_console(id);
        assert!(world.console(id).is_none() && world.to_softphone(id).is_empty());
    }
}
