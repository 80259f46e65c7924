//! What a workspace tab shows, and how it comes to show it.

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::record_page::{RecordView, record_view};
use super::{ConsoleId, Navigation};
use crate::org::{Org, Record};
use crate::strict::Rule;
use crate::world::World;

/// Where a tab is.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Page {
    /// The app's home.
    Home,
    /// A record.
    Record {
        /// Its id.
        record_id: String,
    },
    /// An object's home.
    ObjectHome {
        /// Object API name.
        scope: String,
    },
    /// A list view.
    List {
        /// Id of the list view.
        list_view_id: String,
        /// Object API name.
        scope: String,
    },
    /// Search results.
    Search {
        /// What was searched.
        text: String,
    },
    /// Another page of the org.
    Url {
        /// Relative URL.
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

/// A workspace tab.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Tab {
    /// `ctab1`, `ctab2` …
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Where it is.
    pub page: Page,
    /// What it shows: rendered when it was opened or refreshed, not since.
    #[serde(skip)]
    pub view: PageView,
}

/// What a page shows.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum PageView {
    /// The app's home, with recent records.
    Home {
        /// Records.
        records: Vec<ListedRecord>,
    },
    /// A record.
    Record(RecordView),
    /// An object's home, or a list view of it.
    List {
        /// Object API name.
        scope: String,
        /// Records.
        records: Vec<ListedRecord>,
    },
    /// Search results, of every object whatever the layout says.
    Search {
        /// What was searched.
        text: String,
        /// Records.
        records: Vec<ListedRecord>,
    },
    /// Another page of the org.
    Url {
        /// Relative URL.
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
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ListedRecord {
    /// Its id.
    pub record_id: String,
    /// Its object.
    pub object: String,
    /// Its name.
    pub name: String,
    /// A phone number, subject or company, to tell it by.
    pub detail: String,
}

impl World {
    /// Goes somewhere: in a console to its tab, made when there is none; else away from what was there.
    pub(crate) fn navigate(&mut self, id: ConsoleId, page: Page) {
        let navigation = self.options.navigation;
        let view = self.render(&page);
        let title = title(&self.org, &page);
        let Some(console) = self.consoles.get_mut(&id.0) else { return };
        let open = console.tabs.iter().position(|tab| tab.page == page);
        let at = match (navigation, open) {
            (_, Some(at)) => at,
            (Navigation::Standard, None) if !console.tabs.is_empty() => 0,
            _ => {
                console.tab_count += 1;
                let tab_id = format!("ctab{}", console.tab_count);
                console.tabs.push(Tab {
                    id: tab_id,
                    title: String::new(),
                    page: Page::Home,
                    view: view.clone(),
                });
                console.tabs.len() - 1
            }
        };
        let tab = &mut console.tabs[at];
        (tab.page, tab.title, tab.view) = (page, title, view);
        console.focused = tab.id.clone();
        self.announce_view(id);
    }

    /// Opens a workspace tab, or finds the one that shows the page, and says its id.
    pub(super) fn open_tab(&mut self, id: ConsoleId, page: Page, active: bool) -> Option<String> {
        if active {
            self.navigate(id, page);
            return self.consoles.get(&id.0).map(|console| console.focused.clone());
        }
        let (view, title) = (self.render(&page), title(&self.org, &page));
        let console = self.consoles.get_mut(&id.0)?;
        if let Some(open) = console.tabs.iter().find(|tab| tab.page == page) {
            return Some(open.id.clone());
        }
        console.tab_count += 1;
        let tab_id = format!("ctab{}", console.tab_count);
        console.tabs.push(Tab { id: tab_id.clone(), title, page, view });
        Some(tab_id)
    }

    /// Shows the tab in view anew.
    pub(crate) fn refresh(&mut self, id: ConsoleId) {
        let Some(page) = self.focused_page(id) else { return };
        let (view, title) = (self.render(&page), title(&self.org, &page));
        let Some(console) = self.consoles.get_mut(&id.0) else { return };
        let focused = console.focused.clone();
        if let Some(tab) = console.tabs.iter_mut().find(|tab| tab.id == focused) {
            (tab.view, tab.title) = (view, title);
        }
    }

    /// Shows every tab anew, as a page that needs no refresh would.
    pub(crate) fn refresh_all_when_lax(&mut self) {
        if self.org.strict.holds(Rule::PageNeedsRefresh) {
            return;
        }
        let all: Vec<_> = self.consoles.keys().map(|id| ConsoleId(*id)).collect();
        all.into_iter().for_each(|id| self.refresh(id));
    }

    pub(crate) fn focused_page(&self, id: ConsoleId) -> Option<Page> {
        let console = self.consoles.get(&id.0)?;
        console.tabs.iter().find(|tab| tab.id == console.focused).map(|tab| tab.page.clone())
    }

    /// Tells the softphone page of a move, unless the platform keeps silent about it.
    pub(crate) fn announce_view(&mut self, id: ConsoleId) {
        let Some(page) = self.focused_page(id) else { return };
        let list = matches!(page, Page::List { .. } | Page::ObjectHome { .. });
        let console_app = self.options.navigation == Navigation::Console;
        if list && console_app && self.org.strict.holds(Rule::ListViewSilent) {
            return;
        }
        let view = if list { json!({ "url": self.url_of(&page) }) } else { self.app_view(id) };
        self.post_event(id, "onNavigationChange", view);
    }

    /// The view in focus. Open CTI guide: getAppViewInfo().
    pub(crate) fn app_view(&self, id: ConsoleId) -> Value {
        let page = self.focused_page(id).unwrap_or(Page::Home);
        let url = self.url_of(&page);
        let record = match &page {
            Page::Record { record_id } => self.org.record(record_id),
            _ => None,
        };
        let Some(record) = record else {
            return json!({ "url": url, "recordId": "", "recordName": "", "objectType": "" });
        };
        let mut view = json!({ "url": url, "recordId": record.id, "recordName": record.name(), "objectType": record.object });
        if let Some(view) = view.as_object_mut() {
            add_person(view, record, false);
        }
        view
    }

    pub(super) fn url_of(&self, page: &Page) -> String {
        let path = match page {
            Page::Home => "/lightning/page/home".to_owned(),
            Page::Record { record_id } => {
                let object = self.org.record(record_id).map_or("sObject", |record| record.object.as_str());
                format!("/lightning/r/{object}/{record_id}/view")
            }
            Page::ObjectHome { scope } => format!("/lightning/o/{scope}/list?filterName=Recent"),
            Page::List { list_view_id, scope } => {
                format!("/lightning/o/{scope}/list?filterName={list_view_id}")
            }
            Page::Search { text } => format!("/one/one.app#search={}", super::percent_encode(text)),
            Page::Url { url } => url.clone(),
            Page::Flow { name, .. } => format!("/flow/{name}"),
        };
        format!("{}{path}", self.options.origins.console)
    }

    fn render(&self, page: &Page) -> PageView {
        let org = &self.org;
        let list = |wanted: &dyn Fn(&Record) -> bool| -> Vec<ListedRecord> {
            org.records().filter(|record| wanted(record)).map(listed).collect()
        };
        match page {
            Page::Home => PageView::Home {
                records: list(&|record| {
                    matches!(record.object.as_str(), "Contact" | "Lead" | "Account" | "Case")
                }),
            },
            Page::Record { record_id } => match org.record(record_id) {
                Some(record) => PageView::Record(record_view(org, record)),
                None => PageView::Url { url: format!("/{record_id}") },
            },
            Page::ObjectHome { scope } | Page::List { scope, .. } => {
                PageView::List { scope: scope.clone(), records: list(&|record| record.object == *scope) }
            }
            Page::Search { text } => {
                let found = ["Contact", "Lead", "Account", "Case", "User"]
                    .iter()
                    .flat_map(|object| org.search(object, text, self.now()))
                    .filter_map(|found| org.record(&found.id).map(listed))
                    .collect();
                PageView::Search { text: text.clone(), records: found }
            }
            Page::Url { url } => PageView::Url { url: url.clone() },
            Page::Flow { name, args } => PageView::Flow { name: name.clone(), args: args.clone() },
        }
    }
}

/// Adds what is known of person accounts: in payloads of views and of clicks.
pub(crate) fn add_person(payload: &mut Map<String, Value>, record: &Record, only_when_true: bool) {
    match (record.object.as_str(), record.is_person()) {
        ("Account", true) => {
            payload.insert("contactId".into(), record.summary_value("PersonContactId"));
            payload.insert("personAccount".into(), json!(true));
        }
        ("Contact", true) => {
            payload.insert("accountId".into(), record.summary_value("AccountId"));
            payload.insert("personAccount".into(), json!(true));
        }
        // Of a business account all three are left out.
        ("Account", false) => {}
        _ if only_when_true => {}
        _ => {
            payload.insert("personAccount".into(), json!(false));
        }
    }
}

fn title(org: &Org, page: &Page) -> String {
    match page {
        Page::Home => "Home".to_owned(),
        Page::Record { record_id } => {
            org.record(record_id).map_or_else(|| "Not found".to_owned(), |record| record.name().to_owned())
        }
        Page::ObjectHome { scope } | Page::List { scope, .. } => format!("{scope}s"),
        Page::Search { text } => format!("Search: {text}"),
        Page::Url { url } => url.clone(),
        Page::Flow { name, .. } => name.clone(),
    }
}

/// A record as lists show it.
pub(crate) fn listed(record: &Record) -> ListedRecord {
    let detail =
        ["Phone", "Company", "Status"].iter().map(|field| record.text(field)).find(|text| !text.is_empty());
    let detail = if record.object == "Case" { Some(record.text("Subject")) } else { detail };
    ListedRecord {
        record_id: record.id.clone(),
        object: record.object.clone(),
        name: record.name().to_owned(),
        detail: detail.unwrap_or_default().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::WorldOptions;

    fn world(navigation: Navigation) -> (World, ConsoleId) {
        let mut world = World::new(WorldOptions { navigation, ..WorldOptions::default() });
        let id = world.open_console();
        (world, id)
    }

    fn record(world: &World, name: &str) -> Page {
        let record_id = world.org.records().find(|record| record.name() == name).unwrap().id.clone();
        Page::Record { record_id }
    }

    #[test]
    fn a_console_opens_tabs_and_a_standard_app_replaces() {
        for (navigation, expected) in [(Navigation::Console, 3), (Navigation::Standard, 1)] {
            let (mut world, id) = world(navigation);
            let (dana, case) = (record(&world, "Dana Ortiz"), record(&world, "00001042"));
            world.navigate(id, dana.clone());
            world.navigate(id, case);
            world.navigate(id, dana);
            let view = world.console(id).unwrap();
            assert_eq!(view.tabs.len(), expected);
            assert!(matches!(view.page, PageView::Record(record) if record.name == "Dana Ortiz"));
        }
    }

    #[test]
    fn the_view_of_a_person_account_names_both_halves() {
        let (mut world, id) = world(Navigation::Console);
        let jonas = record(&world, "Jonas Weber");
        world.navigate(id, jonas);
        let view = world.app_view(id);
        assert_eq!(
            (view["objectType"].as_str(), view["personAccount"].as_bool()),
            (Some("Account"), Some(true))
        );
        assert!(view["contactId"].as_str().is_some_and(|id| id.starts_with("003")));
    }
}
