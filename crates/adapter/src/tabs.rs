//! The other tabs of the agent, by Web Locks and BroadcastChannel (`js/tabs.js`), and the journal of the one that leads.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::rc::Rc;

use desk::Event;
use session::Kept;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::journal::Journal;
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

/// The journal, as this page has it.
#[derive(Default)]
struct Own {
    name: RefCell<String>,
    /// Names what this page keeps beside the journal.
    tab: String,
    /// Open while this page leads.
    journal: RefCell<Option<Journal>>,
    /// Counts each time the lock comes or goes: what was begun before is of no use.
    turn: Cell<u32>,
}

impl Own {
    /// Ends whatever was begun; the number of what begins now.
    fn next_turn(&self) -> u32 {
        self.journal.replace(None);
        self.turn.set(self.turn.get() + 1);
        self.turn.get()
    }
}

/// What the browser calls back.
pub(crate) struct Tabs {
    own: Rc<Own>,
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
        let own = Rc::new(Own { tab: page::tab(), ..Own::default() });
        Tabs {
            opened: Closure::new({
                let (own, reporter) = (own.clone(), reporter.clone());
                move || open(own.clone(), reporter.clone())
            }),
            lost: Closure::new({
                let (own, reporter) = (own.clone(), reporter.clone());
                move || {
                    own.next_turn();
                    reporter.report(Event::JournalLost);
                }
            }),
            own,
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
        name.clone_into(&mut self.own.name.borrow_mut());
        if request_lock(&name, seize, self.opened.as_ref(), self.lost.as_ref(), self.heard.as_ref()) {
            return;
        }
        if !std::mem::replace(&mut self.is_told, true) {
            self.reporter.report(Event::TabsApart);
        }
        open(self.own.clone(), self.reporter.clone());
    }

    pub(crate) fn close_journal(&self) {
        self.own.next_turn();
        release_lock();
    }

    /// Writes the journal. Where the browser keeps none there is no room for it.
    pub(crate) fn remember(&self, write: u64, memory: &str) -> Option<Kept> {
        let Some(journal) = self.own.journal.borrow().clone() else { return Some(Kept::NoRoom) };
        if page::is_leaving() && journal.leave(memory) {
            return Some(Kept::Yes);
        }
        let (reporter, memory) = (self.reporter.clone(), memory.to_owned());
        spawn_local(async move { reporter.kept(write, journal.write(memory).await) });
        None
    }

    /// Keeps what this tab has handed on, for whoever opens the journal when it is gone.
    pub(crate) fn keep_deeds(&self, deeds: &str) {
        store::keep_deeds(&self.own.name.borrow(), &self.own.tab, deeds);
    }

    /// Forgets what was seen to.
    pub(crate) fn forget_deeds(&self, deeds: &[String]) {
        store::forget_deeds(&self.own.name.borrow(), deeds);
    }

    pub(crate) fn post(&self, message: &str) {
        post_message(message);
    }
}

/// The lock is this page's: the journal opens, and the page leads.
fn open(own: Rc<Own>, reporter: Reporter) {
    let (turn, name) = (own.next_turn(), own.name.borrow().clone());
    spawn_local(async move {
        let opened = Journal::open(name).await;
        if own.turn.get() != turn {
            return;
        }
        let (journal, memory) = match opened {
            Ok((journal, memory)) => (Some(journal), memory),
            Err(unopened) => {
                page::warn(&format!("the journal cannot be opened: {}", unopened.error));
                (None, unopened.memory)
            }
        };
        let epoch = journal.as_ref().map_or(0, |journal| journal.epoch);
        own.journal.replace(journal);
        let memory = match store::memory_of_tab() {
            Some(of_tab) if memory.is_empty() => of_tab,
            _ => memory,
        };
        let deeds = store::deeds_of_others(&own.name.borrow(), &own.tab);
        reporter.report(Event::JournalOpened { memory, epoch, deeds });
    });
}
