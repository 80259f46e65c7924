//! The softphone: a session, and the way into it for callbacks and tasks of the browser.

use std::cell::RefCell;
use std::fmt;
use std::rc::{Rc, Weak};

use desk::{Event, Start};
use js_sys::Function;
use session::Session;

use crate::expose::Expose;
use crate::page::{self, PageError};
use crate::ports::Page;
use crate::reporter::{Backlog, Inbox, Input, Reporter};
use crate::settings::Baked;
use crate::store::{self, Stored};

/// One softphone. Whoever holds it keeps it at work.
pub(crate) struct Softphone {
    session: RefCell<Session<Page>>,
    /// What arrived while the session was busy: a platform may call back in the middle of a call.
    waiting: RefCell<Backlog>,
    expose: RefCell<Expose>,
}

impl fmt::Debug for Softphone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Softphone").finish_non_exhaustive()
    }
}

impl Softphone {
    /// Paints the first state and looks for Salesforce. `tell` takes the messages for the panel; it must not call back at
    /// once.
    ///
    /// # Errors
    /// The page does not have the shape of `www/adapter/index.html`.
    pub(crate) fn start(tell: Function) -> Result<Rc<Softphone>, PageError> {
        let baked = Baked::read()?;
        let expose = RefCell::new(Expose::new(&baked.config));
        let softphone = Rc::new_cyclic(|this: &Weak<Softphone>| {
            let page = Page::new(&baked.config, tell, Reporter::new(this.clone()));
            let stored = Stored::read();
            let start = Start {
                config: baked.config,
                config_document: baked.config_document,
                flows: baked.flows,
                properties: stored.properties,
                cached_settings: stored.settings,
                later_release: stored.later_release,
                storage: store::state(),
                utc_offset: page::utc_offset(),
                spread: page::spread(),
                tab: page::tab(),
                visible: page::is_visible(),
                ..Start::default()
            };
            let session = RefCell::new(Session::new(start, page));
            Softphone { session, waiting: RefCell::default(), expose }
        });
        softphone.session.borrow_mut().begin();
        Ok(softphone)
    }

    /// Hands an event to the session: now, or as soon as it has finished with the one before.
    pub(crate) fn report(&self, event: Event) {
        self.take(Input::Event(Box::new(event)));
    }

    /// The panel has its words: what the utility bar says is said with them.
    pub(crate) fn words_changed(&self) {
        // Nobody calls this while the session is busy: the page does, from a task of its own.
        if let Ok(mut session) = self.session.try_borrow_mut() {
            session.ports_mut().show_label();
        }
    }
}

impl Inbox for Softphone {
    fn take(&self, input: Input) {
        self.waiting.borrow_mut().push(input);
        // Busy: whoever is in there takes it next. After a trap that is nobody.
        let Ok(mut session) = self.session.try_borrow_mut() else { return };
        loop {
            let next = self.waiting.borrow_mut().pop();
            match next {
                Some(Input::Event(event)) => session.handle(*event),
                Some(Input::Wake) => session.wake(),
                Some(Input::Kept(write, kept)) => session.kept(write, kept),
                None => return,
            }
            if session.ports().has_found_host() {
                self.expose.borrow_mut().tell(session.desk());
            }
        }
    }
}
