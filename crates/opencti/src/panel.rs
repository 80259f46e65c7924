//! The softphone panel and its item in the utility bar.

use js_sys::Object;

use crate::wire::{flag, object};
use crate::{Error, OpenCti};

impl OpenCti {
    /// Sets the panel's height in CSS pixels, 240 to 2560; not kept across reloads.
    /// Open CTI guide: setSoftphonePanelHeight().
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn set_panel_height(&self, px: u32) -> Result<(), Error> {
        self.perform("setSoftphonePanelHeight", &object("heightPX", px)).await
    }

    /// Sets the panel's width in CSS pixels, 200 to 1920; not kept across reloads.
    /// Open CTI guide: setSoftphonePanelWidth().
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn set_panel_width(&self, px: u32) -> Result<(), Error> {
        self.perform("setSoftphonePanelWidth", &object("widthPX", px)).await
    }

    /// Opens (`true`) or minimises the panel. A minimised page goes on running.
    /// Open CTI guide: setSoftphonePanelVisibility().
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn set_panel_visibility(&self, visible: bool) -> Result<(), Error> {
        self.perform("setSoftphonePanelVisibility", &object("visible", visible)).await
    }

    /// Whether the panel is open. Open CTI guide: isSoftphonePanelVisible().
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn is_panel_visible(&self) -> Result<bool, Error> {
        let response = self.call("isSoftphonePanelVisible", &Object::new()).await?;
        flag(&response.value(), "visible").ok_or_else(|| response.odd())
    }

    /// Sets the text in the panel's header. Open CTI guide: setSoftphonePanelLabel().
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn set_panel_label(&self, label: &str) -> Result<(), Error> {
        self.perform("setSoftphonePanelLabel", &object("label", label)).await
    }

    /// Sets the icon in the panel's header: the name of a utility icon of the Lightning Design System, without
    /// prefix, for instance `call`. Open CTI guide: setSoftphonePanelIcon().
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn set_panel_icon(&self, key: &str) -> Result<(), Error> {
        self.perform("setSoftphonePanelIcon", &object("key", key)).await
    }

    /// Sets the text in the utility bar. Open CTI guide: setSoftphoneItemLabel().
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn set_item_label(&self, label: &str) -> Result<(), Error> {
        self.perform("setSoftphoneItemLabel", &object("label", label)).await
    }

    /// Sets the icon in the utility bar, named as for [`OpenCti::set_panel_icon`].
    /// Open CTI guide: setSoftphoneItemIcon().
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn set_item_icon(&self, key: &str) -> Result<(), Error> {
        self.perform("setSoftphoneItemIcon", &object("key", key)).await
    }
}
