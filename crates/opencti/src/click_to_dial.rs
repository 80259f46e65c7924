//! `enableClickToDial`, `disableClickToDial`, `onClickToDial`.

use js_sys::Object;

use crate::{Answer, ClickToDial, Error, Listening, OpenCti};

impl OpenCti {
    /// Makes phone numbers clickable. They are inert until this is called. Open CTI guide: enableClickToDial().
    ///
    /// # Errors
    /// Any [`Error`]; [`Error::is_not_ready`] when called too early: try again a little later.
    pub fn enable_click_to_dial(&self) -> Answer<()> {
        self.perform("enableClickToDial", Object::new())
    }

    /// Makes phone numbers inert. Open CTI guide: disableClickToDial().
    ///
    /// # Errors
    /// Any [`Error`].
    pub fn disable_click_to_dial(&self) -> Answer<()> {
        self.perform("disableClickToDial", Object::new())
    }

    /// Listens for clicks on phone numbers. Open CTI guide: onClickToDial().
    ///
    /// There is one listener: a newer one takes over from an older, with the clicks that arrived in between.
    /// The click does not open the panel.
    ///
    /// # Errors
    /// [`Error::NotSupported`] or [`Error::Threw`]; there is no answer to wait for.
    pub fn on_click_to_dial(&self, mut hear: impl FnMut(ClickToDial) + 'static) -> Result<Listening, Error> {
        self.listen("onClickToDial", move |payload| hear(ClickToDial::read(&payload)))
    }
}
