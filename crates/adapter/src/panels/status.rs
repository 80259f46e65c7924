//! The status line.

use desk::{Gesture, Status, View};

use super::Panels;
use crate::{dom, text};

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
    panels.sign_in.set_hidden(!view.sign_in);
    if view.sign_in && panels.sign_in.child_element_count() == 0 {
        let press = panels.press.clone();
        dom::fill(&panels.sign_in, &[dom::button("Sign in", move || press(Gesture::SignIn))]);
    }
}
