//! Tabs of a console app.

use wasm_bindgen::JsValue;

use crate::call::Response;
use crate::wire::{get, list, text, unpacked};
use crate::{Console, Error, Listening, TabId};

/// A tab to be opened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewTab {
    /// A URL of the org, relative, or an absolute one that the org trusts.
    pub url: String,
    /// Whether the tab comes to the front.
    pub active: bool,
    /// Its label; the page's own when absent.
    pub label: Option<String>,
}

/// What a tab shows. Lightning leaves out what it does not know.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageInfo {
    /// URL of the page; not to be parsed.
    pub url: Option<String>,
    /// Record id, absent off a record.
    pub object_id: Option<String>,
    /// Name of the record.
    pub object_name: Option<String>,
}

/// A tab that came to the front, or was opened or closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TabFocus {
    /// The tab; absent when Salesforce does not say.
    pub id: Option<TabId>,
    /// Id of the record in it, absent for other pages and for closed tabs.
    pub object_id: Option<String>,
}

fn tab(id: &TabId) -> JsValue {
    id.as_str().into()
}

fn label(new: &NewTab) -> JsValue {
    new.label.as_deref().map_or(JsValue::NULL, JsValue::from)
}

impl Response {
    fn tab(&self) -> Result<TabId, Error> {
        self.text("id").map(TabId::new)
    }

    fn tabs(&self) -> Result<Vec<TabId>, Error> {
        let ids = list(&get(&self.whole, "ids")).ok_or_else(|| self.odd())?;
        ids.iter().map(|id| id.as_string().map(TabId::new).ok_or_else(|| self.odd())).collect()
    }
}

impl Console {
    /// Opens a primary tab. Console guide: openPrimaryTab(). Lightning takes neither an id nor a name for it.
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn open_primary_tab(&self, new: &NewTab) -> Result<TabId, Error> {
        let args = [JsValue::NULL, new.url.as_str().into(), new.active.into(), label(new)];
        self.call("openPrimaryTab", &args).await?.tab()
    }

    /// Opens a subtab of a primary tab. Console guide: openSubtab().
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn open_subtab(&self, primary: &TabId, new: &NewTab) -> Result<TabId, Error> {
        let args = [tab(primary), new.url.as_str().into(), new.active.into(), label(new), JsValue::NULL];
        self.call("openSubtab", &args).await?.tab()
    }

    /// Closes a tab. Console guide: closeTab().
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn close_tab(&self, id: &TabId) -> Result<(), Error> {
        self.perform("closeTab", &[tab(id)]).await
    }

    /// Lets a tab be closed, or not. Console guide: disableTabClose().
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn disable_tab_close(&self, id: &TabId, disable: bool) -> Result<(), Error> {
        self.perform("disableTabClose", &[disable.into(), tab(id)]).await
    }

    /// Brings a primary tab to the front. Console guide: focusPrimaryTabById().
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn focus_primary_tab_by_id(&self, id: &TabId) -> Result<(), Error> {
        self.perform("focusPrimaryTabById", &[tab(id)]).await
    }

    /// Brings a subtab to the front. Console guide: focusSubtabById().
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn focus_subtab_by_id(&self, id: &TabId) -> Result<(), Error> {
        self.perform("focusSubtabById", &[tab(id)]).await
    }

    /// The primary tab in front. Console guide: getFocusedPrimaryTabId().
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn get_focused_primary_tab_id(&self) -> Result<TabId, Error> {
        self.call("getFocusedPrimaryTabId", &[]).await?.tab()
    }

    /// Id of the record in the primary tab in front; none for another page. Console guide: getFocusedPrimaryTabObjectId().
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn get_focused_primary_tab_object_id(&self) -> Result<Option<String>, Error> {
        Ok(text(&self.call("getFocusedPrimaryTabObjectId", &[]).await?.whole, "id"))
    }

    /// The subtab in front. Console guide: getFocusedSubtabId().
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn get_focused_subtab_id(&self) -> Result<TabId, Error> {
        self.call("getFocusedSubtabId", &[]).await?.tab()
    }

    /// Id of the record in the subtab in front; none for another page. Console guide: getFocusedSubtabObjectId().
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn get_focused_subtab_object_id(&self) -> Result<Option<String>, Error> {
        Ok(text(&self.call("getFocusedSubtabObjectId", &[]).await?.whole, "id"))
    }

    /// All primary tabs. Console guide: getPrimaryTabIds().
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn get_primary_tab_ids(&self) -> Result<Vec<TabId>, Error> {
        self.call("getPrimaryTabIds", &[]).await?.tabs()
    }

    /// All subtabs of a primary tab. Console guide: getSubtabIds().
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn get_subtab_ids(&self, primary: &TabId) -> Result<Vec<TabId>, Error> {
        self.call("getSubtabIds", &[tab(primary)]).await?.tabs()
    }

    /// What a tab shows. Console guide: getPageInfo().
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn get_page_info(&self, id: &TabId) -> Result<PageInfo, Error> {
        let response = self.call("getPageInfo", &[tab(id)]).await?;
        let info = unpacked(get(&response.whole, "pageInfo"));
        if !info.is_object() {
            return Err(response.odd());
        }
        Ok(PageInfo {
            url: text(&info, "url"),
            object_id: text(&info, "objectId"),
            object_name: text(&info, "objectName"),
        })
    }

    /// The tab this page is in. Console guide: getEnclosingTabId().
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn get_enclosing_tab_id(&self) -> Result<TabId, Error> {
        self.call("getEnclosingTabId", &[]).await?.tab()
    }

    /// The primary tab this page is in. Console guide: getEnclosingPrimaryTabId().
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn get_enclosing_primary_tab_id(&self) -> Result<TabId, Error> {
        self.call("getEnclosingPrimaryTabId", &[]).await?.tab()
    }

    /// Reads a primary tab anew; `active` brings it to the front. Console guide: refreshPrimaryTabById().
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn refresh_primary_tab_by_id(&self, id: &TabId, active: bool) -> Result<(), Error> {
        self.perform("refreshPrimaryTabById", &[tab(id), active.into()]).await
    }

    /// Reads a subtab anew; `active` brings it to the front. Console guide: refreshSubtabById().
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn refresh_subtab_by_id(&self, id: &TabId, active: bool) -> Result<(), Error> {
        self.perform("refreshSubtabById", &[tab(id), active.into()]).await
    }

    /// Names a tab. Nobody answers this. Console guide: setTabTitle().
    ///
    /// # Errors
    /// [`Error::NotHere`] or [`Error::Threw`].
    pub fn set_tab_title(&self, id: &TabId, title: &str) -> Result<(), Error> {
        self.tell("setTabTitle", &[title.into(), tab(id)])
    }

    /// Gives a tab an icon by its key in the Lightning Design System, `standard:call` for instance. Console guide: setTabIcon().
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn set_tab_icon(&self, id: &TabId, key: &str) -> Result<(), Error> {
        self.perform("setTabIcon", &[key.into(), tab(id)]).await
    }

    /// Hears of each primary tab that comes to the front. Console guide: onFocusedPrimaryTab().
    ///
    /// # Errors
    /// [`Error::NotHere`] or [`Error::Threw`].
    pub fn on_focused_primary_tab(
        &self,
        mut hear: impl FnMut(TabFocus) + 'static,
    ) -> Result<Listening, Error> {
        self.listen("onFocusedPrimaryTab", move |event| hear(TabFocus::read(&event)))
    }

    /// Hears of each subtab that comes to the front. Console guide: onFocusedSubtab().
    ///
    /// # Errors
    /// [`Error::NotHere`] or [`Error::Threw`].
    pub fn on_focused_subtab(&self, mut hear: impl FnMut(TabFocus) + 'static) -> Result<Listening, Error> {
        self.listen("onFocusedSubtab", move |event| hear(TabFocus::read(&event)))
    }

    /// Hears of each tab that is opened. Console guide: ConsoleEvent.OPEN_TAB.
    ///
    /// # Errors
    /// [`Error::NotHere`] or [`Error::Threw`].
    pub fn on_tab_opened(&self, mut hear: impl FnMut(TabFocus) + 'static) -> Result<Listening, Error> {
        self.hear_event("ConsoleEvent.OPEN_TAB", move |event| hear(TabFocus::read(&event)))
    }

    /// Hears of each tab that is closed. Console guide: ConsoleEvent.CLOSE_TAB.
    ///
    /// # Errors
    /// [`Error::NotHere`] or [`Error::Threw`].
    pub fn on_tab_closed(&self, mut hear: impl FnMut(TabFocus) + 'static) -> Result<Listening, Error> {
        self.hear_event("ConsoleEvent.CLOSE_TAB", move |event| hear(TabFocus::read(&event)))
    }
}

impl TabFocus {
    fn read(event: &JsValue) -> TabFocus {
        TabFocus { id: text(event, "id").map(TabId::new), object_id: text(event, "objectId") }
    }
}
