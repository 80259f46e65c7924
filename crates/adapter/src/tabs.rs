//! The other tabs of the agent, by Web Locks and BroadcastChannel (`js/tabs.js`).

use std::fmt;

use desk::Event;
use wasm_bindgen::prelude::*;

use crate::reporter::Reporter;
use crate::{page, store};

#[wasm_bindgen(module = "/js/tabs.js")]
extern "C" {
    #[wasm_bindgen(js_name = openJournal)]
    fn request_lock(name: &str, seize: bool, opened: &JsValue, lost: &JsValue, heard: &JsValue) -> bool;
    #[wasm_bindgen(js_name = closeJournal)]
    fn release_lock();
    #[wasm_bindgen(js_name = post)]
    fn post_message(message: &str);
}

/// What the browser calls back.
pub(crate) struct Tabs {
    opened: Closure<dyn FnMut()>,
    lost: Closure<dyn FnMut()>,
    heard: Closure<dyn FnMut(String)>,
    reporter: Reporter,
    /// Whether it was said that tabs cannot be told from each other here.
    is_told: bool,
}

impl fmt::Debug for Tabs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tabs").finish_non_exhaustive()
    }
}

impl Tabs {
    pub(crate) fn new(reporter: Reporter) -> Tabs {
        let report = |event: fn() -> Event| {
            let reporter = reporter.clone();
            Closure::<dyn FnMut()>::new(move || reporter.report(event()))
        };
        Tabs {
            opened: report(opened),
            lost: report(|| Event::JournalLost),
            heard: Closure::new({
                let reporter = reporter.clone();
                move |message| reporter.report(Event::Tabs { message })
            }),
            reporter,
            is_told: false,
        }
    }

    pub(crate) fn open_journal(&mut self, agent: &str, seize: bool) {
        let name = ["switchboard.journal ", &page::org(), " ", agent].concat();
        store::use_journal(&name);
        if request_lock(&name, seize, self.opened.as_ref(), self.lost.as_ref(), self.heard.as_ref()) {
            return;
        }
        if !std::mem::replace(&mut self.is_told, true) {
            self.reporter.report(Event::TabsApart);
        }
        self.reporter.report(opened());
    }

    pub(crate) fn close_journal(&self) {
        release_lock();
    }

    pub(crate) fn post(&self, message: &str) {
        post_message(message);
    }
}

/// The journal is this page's.
fn opened() -> Event {
    let (epoch, memory) = store::open_journal();
    Event::JournalOpened { memory, epoch }
}
