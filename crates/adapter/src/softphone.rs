//! The softphone: a session, and the way into it for callbacks and tasks of the browser.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::fmt;
use std::rc::{Rc, Weak};

use desk::{EffectId, Event, Start};
use flow::Reply;
use js_sys::Function;
use session::Session;

use crate::expose::Expose;
use crate::page::{self, PageError};
use crate::ports::Page;
use crate::settings::Baked;
use crate::store;

/// One softphone. Whoever holds it keeps it at work.
pub(crate) struct Softphone {
    session: RefCell<Session<Page>>,
    /// What arrived while the session was busy: a platform may call back in the middle of a call.
    waiting: RefCell<VecDeque<Input>>,
    expose: RefCell<Expose>,
}

/// What the session is handed.
enum Input {
    Event(Box<Event>),
    Wake,
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
        let softphone = Rc::new_cyclic(|this| {
            let page = Page::new(&baked.config, tell, Reporter(this.clone()));
            let start = Start {
                config: baked.config,
                flows: baked.flows,
                memory: store::memory(),
                properties: store::properties(),
                cached_settings: store::settings(),
                storage: store::state(),
                utc_offset: page::utc_offset(),
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

    fn take(&self, input: Input) {
        self.waiting.borrow_mut().push_back(input);
        // Busy: whoever is in there takes it next.
        let Ok(mut session) = self.session.try_borrow_mut() else { return };
        loop {
            let next = self.waiting.borrow_mut().pop_front();
            match next {
                Some(Input::Event(event)) => session.handle(*event),
                Some(Input::Wake) => session.wake(),
                None => return,
            }
            if session.ports().has_found_host() {
                self.expose.borrow_mut().tell(session.desk());
            }
        }
    }
}

/// The way back to the softphone, for callbacks and tasks. Once the softphone is gone, nothing comes of what they say.
#[derive(Clone, Debug)]
pub(crate) struct Reporter(Weak<Softphone>);

impl Reporter {
    /// Hands an event to the session.
    pub(crate) fn report(&self, event: Event) {
        if let Some(softphone) = self.0.upgrade() {
            softphone.report(event);
        }
    }

    /// Hands the reply to an effect to the session.
    pub(crate) fn reply(&self, id: EffectId, reply: Reply) {
        self.report(Event::Reply { id, reply });
    }

    /// The time that the session asked for has come.
    pub(crate) fn wake(&self) {
        if let Some(softphone) = self.0.upgrade() {
            softphone.take(Input::Wake);
        }
    }
}
