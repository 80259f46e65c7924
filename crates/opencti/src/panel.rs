//! The softphone panel and its item in the utility bar.

use js_sys::Object;

use crate::wire::{flag, object};
use crate::{Answer, OpenCti};

impl OpenCti {
    /// Sets the panel's height in CSS pixels, 240 to 2560; not kept across reloads.
    /// Open CTI guide: setSoftphonePanelHeight().
    ///
    /// # Errors
    /// Any [`Error`].
    pub fn set_softphone_panel_height(&self, px: u32) -> Answer<()> {
        self.perform("setSoftphonePanelHeight", object("heightPX", px))
    }

    /// Sets the panel's width in CSS pixels, 200 to 1920; not kept across reloads.
    /// Open CTI guide: setSoftphonePanelWidth().
    ///
    /// # Errors
    /// Any [`Error`].
    pub fn set_softphone_panel_width(&self, px: u32) -> Answer<()> {
        self.perform("setSoftphonePanelWidth", object("widthPX", px))
    }

    /// Opens (`true`) or minimises the panel. A minimised page goes on running.
    /// Open CTI guide: setSoftphonePanelVisibility().
    ///
    /// # Errors
    /// Any [`Error`].
    pub fn set_softphone_panel_visibility(&self, visible: bool) -> Answer<()> {
        self.perform("setSoftphonePanelVisibility", object("visible", visible))
    }

    /// Whether the panel is open. Open CTI guide: isSoftphonePanelVisible().
    ///
    /// # Errors
    /// Any [`Error`].
    pub fn is_softphone_panel_visible(&self) -> Answer<bool> {
        self.call("isSoftphonePanelVisible", Object::new(), |response| {
            flag(&response.value(), "visible").ok_or_else(|| response.odd())
        })
    }

    /// Sets the text in the panel's header. Open CTI guide: setSoftphonePanelLabel().
    ///
    /// # Errors
    /// Any [`Error`].
    pub fn set_softphone_panel_label(&self, label: &str) -> Answer<()> {
        self.perform("setSoftphonePanelLabel", object("label", label))
    }

    /// Sets the icon in the panel's header: the name of a utility icon of the Lightning Design System, without
    /// prefix, for instance `call`. Open CTI guide: setSoftphonePanelIcon().
    ///
    /// # Errors
    /// Any [`Error`].
    pub fn set_softphone_panel_icon(&self, key: &str) -> Answer<()> {
        self.perform("setSoftphonePanelIcon", object("key", key))
    }

    /// Sets the text in the utility bar. Open CTI guide: setSoftphoneItemLabel().
    ///
    /// # Errors
    /// Any [`Error`].
    pub fn set_softphone_item_label(&self, label: &str) -> Answer<()> {
        self.perform("setSoftphoneItemLabel", object("label", label))
    }

    /// Sets the icon in the utility bar, named as for [`OpenCti::set_softphone_panel_icon`].
    /// Open CTI guide: setSoftphoneItemIcon().
    ///
    /// # Errors
    /// Any [`Error`].
    pub fn set_softphone_item_icon(&self, key: &str) -> Answer<()> {
        self.perform("setSoftphoneItemIcon", object("key", key))
    }
}
