//! `getAppViewInfo`, `onNavigationChange`, `refreshView`.

use js_sys::Object;

use crate::{Answer, AppView, Error, Listening, OpenCti};

impl OpenCti {
    /// What the agent looks at. Open CTI guide: getAppViewInfo().
    ///
    /// # Errors
    /// Any [`Error`].
    pub fn get_app_view_info(&self) -> Answer<AppView> {
        self.call("getAppViewInfo", Object::new(), |response| Ok(AppView::read(&response.object()?)))
    }

    /// Listens for navigation in this browser tab. Open CTI guide: onNavigationChange().
    ///
    /// Events repeat for the same page when the tab regains focus, and echo our own screen pops. In a console a
    /// move to a list view brings no event. There is one listener: a newer one takes over from an older.
    ///
    /// # Errors
    /// [`Error::NotSupported`] or [`Error::Threw`]; there is no answer to wait for.
    pub fn on_navigation_change(&self, mut hear: impl FnMut(AppView) + 'static) -> Result<Listening, Error> {
        self.listen("onNavigationChange", move |payload| hear(AppView::read(&payload)))
    }

    /// Refreshes the active view, in a console the active tab with its related lists. Unsaved edits are lost to
    /// the agent: do not call it on a timer. Open CTI guide: refreshView().
    ///
    /// # Errors
    /// Any [`Error`].
    pub fn refresh_view(&self) -> Answer<()> {
        self.perform("refreshView", Object::new())
    }
}
