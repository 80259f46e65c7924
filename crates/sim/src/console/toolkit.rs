//! The console toolkit (`sforce.console`) with Omni-Channel, as a page beside Open CTI reaches it in a console app
//! (`reference/open-cti.md` §9). Arguments are positional, ids of tabs are made by Salesforce, and lists in answers are JSON text.

use serde_json::{Value, json};
use thiserror::Error;

use super::{ConsoleId, Navigation, Page};
use crate::world::World;

/// Why the toolkit did not do it.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ToolkitError {
    /// `isInConsole()` is false.
    #[error("the app around this page is no console")]
    NotHere,
    /// It answered `success: false`.
    #[error("{0}")]
    Refused(String),
}

/// A tab within a workspace tab.
#[derive(Clone, Debug, PartialEq)]
pub struct Subtab {
    /// `ctab1_2` …
    pub id: String,
    /// The workspace tab it is in.
    pub primary: String,
    /// Where it is.
    pub page: Page,
    /// Whether it is in front within its workspace tab.
    pub in_front: bool,
}

/// A presence status: id, label, API name, and whether it takes work.
const STATUSES: [(&str, &str, &str, bool); 3] = [
    ("0N55g000000AvaiCAC", "Available", "Available", true),
    ("0N55g000000BusyCAC", "Busy", "Busy", false),
    ("0N55g000000BreakCA", "On a break", "Break", false),
];

/// How much the agent can take.
const CAPACITY: f64 = 5.0;

type Answer = Result<Value, ToolkitError>;

fn refuse(why: impl Into<String>) -> ToolkitError {
    ToolkitError::Refused(why.into())
}

/// A mandatory text argument.
fn text(args: &[Value], at: usize) -> Result<&str, ToolkitError> {
    args.get(at)
        .and_then(Value::as_str)
        .filter(|text| !text.is_empty())
        .ok_or_else(|| refuse(format!("argument {at} is missing")))
}

/// What Lightning does not support must be null.
fn null(args: &[Value], at: usize) -> Result<(), ToolkitError> {
    match args.get(at) {
        None | Some(Value::Null) => Ok(()),
        Some(_) => Err(refuse(format!("argument {at} is not supported in Lightning"))),
    }
}

impl World {
    /// Calls a method of the toolkit, `presence.login` for those of Omni-Channel.
    ///
    /// # Errors
    /// The app is no console, or the method answers `success: false`.
    pub fn toolkit(&mut self, id: ConsoleId, method: &str, args: &[Value]) -> Answer {
        if self.options.navigation != Navigation::Console || !self.consoles.contains_key(&id.0) {
            return Err(ToolkitError::NotHere);
        }
        match method.strip_prefix("presence.") {
            Some(method) => self.presence(method, args),
            None => self.tabs(id, method, args),
        }
    }

    fn tabs(&mut self, id: ConsoleId, method: &str, args: &[Value]) -> Answer {
        match method {
            "openPrimaryTab" => {
                null(args, 0)?;
                let page = self.page_at(text(args, 1)?)?;
                let opened = self.open_tab(id, page, args.get(2) == Some(&Value::Bool(true)));
                Ok(json!({ "success": true, "id": opened }))
            }
            "openSubtab" => {
                null(args, 4)?;
                let page = self.page_at(text(args, 1)?)?;
                self.open_subtab(id, text(args, 0)?, page, args.get(2) == Some(&Value::Bool(true)))
            }
            "closeTab" => self.close_any_tab(id, text(args, 0)?),
            "getPageInfo" => {
                let tab = text(args, 0)?;
                let page =
                    self.page_of_tab(id, tab).ok_or_else(|| refuse(format!("there is no tab {tab}")))?;
                let mut info = json!({ "url": self.url_of(&page) });
                if let Some(record) = self.record_of(&page) {
                    info["objectId"] = record.into();
                }
                // The bridge of Lightning packs it into a text.
                Ok(json!({ "success": true, "pageInfo": info.to_string() }))
            }
            _ => self.ask_focus(id, method),
        }
    }

    fn ask_focus(&self, id: ConsoleId, method: &str) -> Answer {
        let console = self.consoles.get(&id.0).ok_or(ToolkitError::NotHere)?;
        let in_front = console.subtabs.iter().find(|tab| tab.primary == console.focused && tab.in_front);
        Ok(match method {
            "getPrimaryTabIds" => {
                let ids: Vec<&str> = console.tabs.iter().map(|tab| tab.id.as_str()).collect();
                json!({ "success": true, "ids": ids })
            }
            "getFocusedPrimaryTabId" => json!({ "success": true, "id": console.focused }),
            "getFocusedPrimaryTabObjectId" => {
                let page = self.focused_page(id).unwrap_or(Page::Home);
                json!({ "success": true, "id": self.record_of(&page) })
            }
            "getFocusedSubtabObjectId" => {
                json!({ "success": true, "id": in_front.and_then(|tab| self.record_of(&tab.page)) })
            }
            _ => return Err(refuse(format!("{method} is not supported in Lightning"))),
        })
    }

    /// The page that an address shows: relative ones only.
    fn page_at(&self, url: &str) -> Result<Page, ToolkitError> {
        if !url.starts_with('/') || url.starts_with("//") {
            return Err(refuse(format!("{url} is not relative, and its host not trusted")));
        }
        let mut parts = url.trim_matches('/').split('/');
        let candidate = match (parts.next(), parts.next()) {
            (Some("lightning"), Some("r")) => parts.nth(1),
            (id, _) => id,
        };
        Ok(match candidate.and_then(|id| self.org.record(id)) {
            Some(record) => Page::Record { record_id: record.id.clone() },
            None => Page::Url { url: url.to_owned() },
        })
    }

    fn page_of_tab(&self, id: ConsoleId, tab: &str) -> Option<Page> {
        let console = self.consoles.get(&id.0)?;
        let primary = console.tabs.iter().find(|candidate| candidate.id == tab).map(|tab| tab.page.clone());
        primary.or_else(|| {
            console.subtabs.iter().find(|candidate| candidate.id == tab).map(|tab| tab.page.clone())
        })
    }

    fn record_of(&self, page: &Page) -> Option<String> {
        match page {
            Page::Record { record_id } => self.org.record(record_id).map(|record| record.id.clone()),
            _ => None,
        }
    }

    fn open_subtab(&mut self, id: ConsoleId, primary: &str, page: Page, active: bool) -> Answer {
        let console = self.consoles.get_mut(&id.0).ok_or(ToolkitError::NotHere)?;
        if !console.tabs.iter().any(|tab| tab.id == primary) {
            return Err(refuse(format!("there is no primary tab {primary}")));
        }
        console.tab_count += 1;
        let tab_id = format!("{primary}_{}", console.tab_count);
        if active {
            console
                .subtabs
                .iter_mut()
                .filter(|tab| tab.primary == primary)
                .for_each(|tab| tab.in_front = false);
        }
        let primary = primary.to_owned();
        console.subtabs.push(Subtab { id: tab_id.clone(), primary, page, in_front: active });
        Ok(json!({ "success": true, "id": tab_id }))
    }

    fn close_any_tab(&mut self, id: ConsoleId, tab: &str) -> Answer {
        if self.page_of_tab(id, tab).is_none() {
            return Err(refuse(format!("there is no tab {tab}")));
        }
        if let Some(console) = self.consoles.get_mut(&id.0) {
            console.subtabs.retain(|subtab| subtab.id != tab);
        }
        self.close_tab(id, tab);
        Ok(json!({ "success": true }))
    }

    fn presence(&mut self, method: &str, args: &[Value]) -> Answer {
        let logged_out = || refuse("the agent is logged out of Omni-Channel");
        let named = |status: &str| {
            // Ids of 15 and of 18 characters are mixed.
            let same =
                |(id, ..): &(&str, &str, &str, bool)| status.len() >= 15 && status.get(..15) == id.get(..15);
            STATUSES.iter().position(same).ok_or_else(|| refuse(format!("{status} is no presence status")))
        };
        match method {
            "login" | "setServicePresenceStatus" => {
                self.presence = Some(named(text(args, 0)?)?);
                Ok(json!({ "success": true }))
            }
            "logout" => {
                self.presence.take().ok_or_else(logged_out)?;
                Ok(json!({ "success": true }))
            }
            "getServicePresenceStatusId" => {
                let (id, name, api_name, _) = STATUSES[self.presence.ok_or_else(logged_out)?];
                Ok(json!({ "success": true, "statusId": id, "statusName": name, "statusApiName": api_name }))
            }
            "getServicePresenceStatusChannels" => {
                let (.., takes_work) = STATUSES[self.presence.ok_or_else(logged_out)?];
                let channel = json!({ "channelId": "0N95g000000CaseCAC", "developerName": "sfdc_case" });
                let channels: Vec<Value> = takes_work.then_some(channel).into_iter().collect();
                Ok(json!({ "success": true, "channels": Value::from(channels).to_string() }))
            }
            "getAgentWorkload" => {
                self.presence.ok_or_else(logged_out)?;
                Ok(json!({ "success": true, "configuredCapacity": CAPACITY, "currentWorkload": 0.0 }))
            }
            _ => Err(refuse(format!("presence.{method} is not supported in Lightning"))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::WorldOptions;

    #[test]
    fn a_standard_app_has_no_toolkit() {
        let options = WorldOptions { navigation: Navigation::Standard, ..WorldOptions::default() };
        let mut world = World::new(options);
        let id = world.open_console();
        for method in ["getPrimaryTabIds", "presence.login"] {
            assert_eq!(world.toolkit(id, method, &[]), Err(ToolkitError::NotHere), "{method}");
        }
    }

    #[test]
    fn what_lightning_does_not_support_is_refused() {
        let mut world = World::new(WorldOptions::default());
        let id = world.open_console();
        for (method, args) in [
            ("openPrimaryTab", json!(["own-id", "/x", true])),
            ("openPrimaryTab", json!([null, "https://elsewhere.example", true])),
            ("openSubtab", json!(["ctab9", "/x", true, null, null])),
            ("openSubtab", json!(["ctab1", "/x", true, null, "name"])),
            ("closeTab", json!(["ctab9"])),
            ("getPageInfo", json!(["ctab9"])),
            ("focusSidebarComponent", json!([])),
            ("presence.login", json!(["0N55g000000NopeCAC"])),
            ("presence.logout", json!([])),
            ("presence.getServicePresenceStatusId", json!([])),
        ] {
            let args = args.as_array().cloned().unwrap_or_default();
            let answer = world.toolkit(id, method, &args);
            assert!(matches!(answer, Err(ToolkitError::Refused(_))), "{method}: {answer:?}");
        }
    }

    #[test]
    fn a_closed_tab_takes_its_subtabs_along() {
        let mut world = World::new(WorldOptions::default());
        let id = world.open_console();
        let opened = world.toolkit(id, "openPrimaryTab", &[Value::Null, json!("/x"), json!(false)]).unwrap();
        let sub = world.toolkit(id, "openSubtab", &[opened["id"].clone(), json!("/y"), json!(true)]).unwrap();
        assert!(world.toolkit(id, "getPageInfo", &[sub["id"].clone()]).is_ok());
        assert!(world.toolkit(id, "closeTab", &[opened["id"].clone()]).is_ok());
        assert!(world.toolkit(id, "getPageInfo", &[sub["id"].clone()]).is_err());
    }
}
