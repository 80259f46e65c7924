//! The softphone panel in Salesforce: whether it is open, and how high it is.

use flow::HostEffect;

use crate::config::Mode;
use crate::desk::Desk;
use crate::routes::Owner;

/// The least height Salesforce accepts, in CSS pixels. Open CTI guide: setSoftphonePanelHeight().
const LEAST: u32 = 240;
/// Smaller changes are not worth a jump of the page.
const STEP: u32 = 16;

/// The heights of the panel, in CSS pixels.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Panel {
    /// The call center's own height: what Salesforce begins with.
    pub(crate) given: u32,
    /// What it is now.
    height: u32,
    /// What the content needs.
    content: u32,
}

impl Desk {
    /// Brings the panel in front of the agent; not where there is nothing to see.
    pub(crate) fn open_panel(&mut self) {
        if self.turn.config().page.mode != Mode::Headless {
            self.perform(Owner::Nobody, HostEffect::SetPanelVisibility { visible: true });
        }
    }

    /// The call center says how high the panel is.
    pub(crate) fn panel_begins(&mut self, given: u32) {
        self.panel = Panel { given, height: given, ..self.panel };
        self.fit_panel();
    }

    /// What is shown needs this height. The panel grows with it and goes back to what the call center gave it.
    pub(crate) fn content_needs(&mut self, px: u32) {
        self.panel.content = px;
        self.fit_panel();
    }

    fn fit_panel(&mut self) {
        let page = &self.turn.config().page;
        let least = if page.mode == Mode::Full { self.panel.given } else { LEAST };
        let most = page.max_height.max(least);
        let wanted = self.panel.content.max(least).max(LEAST).min(most.max(LEAST));
        // Before the call center has been heard nobody knows what to go back to.
        if self.panel.given > 0 && wanted.abs_diff(self.panel.height) >= STEP {
            self.panel.height = wanted;
            self.perform(Owner::Nobody, HostEffect::SetPanelHeight { px: wanted });
        }
    }
}
