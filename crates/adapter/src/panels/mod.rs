//! The parts of the softphone page, each painting its part of the view.

mod contact;
mod focus;
mod notices;
mod problems;
mod runs;
mod saves;
mod status;

use std::rc::Rc;
use std::sync::Arc;

use desk::{Gesture, Notice, View};
use web_sys::HtmlElement;

use crate::dom::{self, PageError};
use crate::text;

/// What a button of a panel calls.
pub(crate) type Press = Rc<dyn Fn(Gesture)>;

pub(crate) struct Panels {
    press: Press,
    status: HtmlElement,
    status_text: HtmlElement,
    agent: HtmlElement,
    problems: HtmlElement,
    contact: HtmlElement,
    saves: HtmlElement,
    runs: HtmlElement,
    run_count: HtmlElement,
    sign_in: HtmlElement,
    notices: HtmlElement,
    announcer: HtmlElement,
    painted: Option<Arc<View>>,
}

impl Panels {
    /// Finds the places of `www/adapter/index.html`.
    pub(crate) fn find(press: impl Fn(Gesture) + 'static) -> Result<Panels, PageError> {
        Ok(Panels {
            press: Rc::new(press),
            status: dom::element("status")?,
            status_text: dom::element("status-text")?,
            agent: dom::element("agent")?,
            problems: dom::element("problems")?,
            contact: dom::element("contact")?,
            saves: dom::element("saves")?,
            runs: dom::element("runs")?,
            run_count: dom::element("activity-count")?,
            sign_in: dom::element("sign-in")?,
            notices: dom::element("notices")?,
            announcer: dom::element("announcer")?,
            painted: None,
        })
    }

    /// Paints what has changed. What has not keeps its elements, and with them the focus.
    pub(crate) fn paint(&mut self, view: Arc<View>) {
        let before = self.painted.take();
        let old = before.as_deref();
        if old.is_none_or(|old| {
            old.status != view.status || old.agent != view.agent || old.sign_in != view.sign_in
        }) {
            status::paint(self, &view);
        }
        if old.is_none_or(|old| old.problems != view.problems) {
            problems::paint(&self.problems, &view.problems, &self.press);
        }
        if old.is_none_or(|old| old.contact != view.contact) {
            contact::paint(&self.contact, view.contact.as_ref());
        }
        if old.is_none_or(|old| old.saves != view.saves) {
            saves::paint(&self.saves, &view.saves, &self.press);
        }
        if old.is_none_or(|old| old.runs != view.runs) {
            runs::paint(&self.runs, &self.run_count, &view.runs);
        }
        self.painted = Some(view);
    }

    /// Says something once: for the eye too, or only for screen readers.
    pub(crate) fn announce(&self, notice: &Notice) {
        let place = if text::is_to_be_seen(notice) { &self.notices } else { &self.announcer };
        notices::say(place, &text::notice(notice));
    }
}
