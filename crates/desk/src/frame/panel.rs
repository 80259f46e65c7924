//! The softphone panel in Salesforce: whether it is open, and how high it is.

use flow::HostEffect;

use crate::config::Mode;
use crate::routes::Owner;
use crate::turn::Turn;

/// The least height Salesforce accepts, in CSS pixels. Open CTI guide: setSoftphonePanelHeight().
const LEAST: u32 = 240;
/// Smaller changes are not worth a jump of the page.
const STEP: u32 = 16;

/// The heights of the panel, in CSS pixels.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Panel {
    /// The call center's own height: what Salesforce begins with.
    given: u32,
    /// What it is now.
    height: u32,
    /// What the content needs.
    content: u32,
}

/// Brings the panel in front of the agent; not where there is nothing to see.
pub(crate) fn open_panel(turn: &mut Turn) {
    if turn.config().page.mode != Mode::Headless {
        turn.perform(Owner::Nobody, HostEffect::SetPanelVisibility { visible: true });
    }
}

impl Panel {
    /// The call center says how high the panel is.
    pub(crate) fn begins(&mut self, given: u32, turn: &mut Turn) {
        *self = Panel { given, height: given, ..*self };
        self.fit(turn);
    }

    /// What is shown needs this height. The panel grows with it and goes back to what the call center gave it.
    pub(crate) fn content_needs(&mut self, px: u32, turn: &mut Turn) {
        self.content = px;
        self.fit(turn);
    }

    fn fit(&mut self, turn: &mut Turn) {
        let page = &turn.config().page;
        let least = if page.mode == Mode::Full { self.given } else { LEAST };
        let most = page.max_height.max(least);
        let wanted = self.content.max(least).max(LEAST).min(most.max(LEAST));
        // Before the call center has been heard nobody knows what to go back to.
        if self.given > 0 && wanted.abs_diff(self.height) >= STEP {
            self.height = wanted;
            turn.perform(Owner::Nobody, HostEffect::SetPanelHeight { px: wanted });
        }
    }
}
