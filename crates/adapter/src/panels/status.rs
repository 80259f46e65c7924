//! The status line.

use desk::{Status, View};

use super::Panels;
use crate::text;

pub(super) fn paint(panels: &Panels, view: &View) {
    let name = match view.status {
        Status::Ready => "ready",
        Status::Stopped => "stopped",
        _ => "starting",
    };
    let _ = panels.status.set_attribute("data-status", name);
    panels.status_text.set_text_content(Some(text::status(view.status)));
    let agent = view.agent.as_ref().map(|agent| [agent.name.as_str(), " · ", &agent.state].concat());
    panels.agent.set_text_content(agent.as_deref());
}
