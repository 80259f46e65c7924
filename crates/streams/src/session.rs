//! Connecting, and turning what the bus says into [`Event`]s.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::fmt;
use std::rc::Rc;

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;

use crate::agent::AgentSnapshot;
use crate::contact::{ContactSnapshot, ContactType};
use crate::error::{Error, Failure};
use crate::event::{AgentChange, AgentTopic, Bare, ContactChange, Event, StorageAccess, TOPICS, Topic};
use crate::library::{self, Library, Subscriptions};
use crate::load::{Script, load};
use crate::options::{Companions, Options};
use crate::raw;

/// What the bus calls: data and event name.
type Handler = Closure<dyn Fn(JsValue, JsValue)>;

/// A connection to the Contact Control Panel.
///
/// Dropping it ends every subscription: the sink is not called again. The panel itself stays on the
/// page, and a later [`connect`] to the same address takes it over; [`Session::terminate`] removes it.
#[must_use = "dropping the session ends its events"]
pub struct Session {
    pub(crate) inner: Rc<Inner>,
    /// Ended before the handler goes.
    _subscriptions: Subscriptions,
    _handler: Handler,
}

/// What the bus handler and the requests share.
pub(crate) struct Inner {
    pub(crate) library: Library,
    pub(crate) deadline_ms: u32,
    companions: Companions,
    sink: RefCell<Option<Sink>>,
    waiting: RefCell<VecDeque<Event>>,
    open: Cell<bool>,
    initialized: Cell<bool>,
    agent: RefCell<Option<(JsValue, Rc<AgentSnapshot>)>>,
    /// The living contacts, each with the data it was read from.
    contacts: RefCell<Vec<(JsValue, Rc<ContactSnapshot>)>>,
}

type Sink = Box<dyn FnMut(Event)>;

/// Shows the Contact Control Panel in `container` and hands everything it says to `sink`.
///
/// `initCCP` and all subscriptions happen in the same task, so nothing can be missed. The sink is
/// called from inside the library's message handling, one event at a time and in the library's order;
/// events that the sink itself causes wait until it returns. It may drop the session.
///
/// A panel that is on the page already is taken over if it has the same address: the events
/// [`Event::Initialized`], [`Event::AgentReady`] and one [`ContactChange::Init`] for each living contact
/// then come first, after this function has returned.
///
/// # Errors
///
/// [`Error::LibraryMissing`], [`Error::OtherInstance`], and [`Error::Threw`] if `initCCP` refuses its
/// options.
pub fn connect(
    container: &Element,
    options: &Options,
    sink: impl FnMut(Event) + 'static,
) -> Result<Session, Error> {
    open(container, options, Box::new(sink))
}

fn open(container: &Element, options: &Options, sink: Sink) -> Result<Session, Error> {
    let library = library::find().ok_or(Error::LibraryMissing)?;
    if let Some(connected) = library.connected_to()
        && connected != options.ccp_url
    {
        let wanted = options.ccp_url.clone();
        return Err(Error::OtherInstance { connected, wanted });
    }
    let running = library.is_initialized() || library.has_agent();
    let inner = Rc::new(Inner {
        library,
        deadline_ms: options.deadline_ms,
        companions: options.companions,
        sink: RefCell::new(Some(sink)),
        waiting: RefCell::default(),
        open: Cell::new(true),
        initialized: Cell::new(false),
        agent: RefCell::default(),
        contacts: RefCell::default(),
    });
    let listener = Rc::clone(&inner);
    let handler = Handler::new(move |data: JsValue, name: JsValue| {
        if let Some(name) = name.as_string() {
            listener.hear(&name, &data);
        }
    });
    let names = TOPICS.iter().map(|(name, _)| *name);
    let storage_access = options.storage_access;
    let options = raw::js(&options.to_data());
    let subscriptions = inner
        .library
        .start(container, &options, names, handler.as_ref(), storage_access)
        .map_err(|thrown| Error::Threw { method: "initCCP", failure: Failure::read(&thrown) })?;
    if running {
        let inner = Rc::clone(&inner);
        spawn_local(async move { inner.take_over() });
    }
    Ok(Session { inner, _subscriptions: subscriptions, _handler: handler })
}

impl Session {
    /// The agent as last heard of.
    pub fn agent(&self) -> Option<Rc<AgentSnapshot>> {
        self.inner.read_agent()
    }

    /// A living contact.
    pub fn contact(&self, contact_id: &str) -> Option<Rc<ContactSnapshot>> {
        let data = self.inner.library.contact_data(contact_id)?;
        Some(self.inner.read_contact(data))
    }

    /// All living contacts, in the library's order.
    pub fn contacts(&self) -> Vec<Rc<ContactSnapshot>> {
        self.inner.living_contacts()
    }

    /// Opens the login popup and replaces the panel until the agent is logged in (`connect.core.reauthenticateAfterLogout()`).
    /// Only with [`Options::popup_after_logout`] off is that the host's to do; else the library does it by itself.
    ///
    /// # Errors
    /// The library threw: it was never started, or runs with Global Resiliency, which cannot.
    pub fn reauthenticate(&self) -> Result<(), Error> {
        self.inner.library.reauthenticate().map_err(|thrown| Error::Threw {
            method: "reauthenticateAfterLogout",
            failure: Failure::read(&thrown),
        })
    }

    /// Reports what the library knows now, as far as nobody has said it: after the page was frozen or the computer slept.
    ///
    /// An [`AgentChange::Refresh`], one [`ContactChange::Init`] for each living contact, one [`ContactChange::Destroyed`] for each that
    /// has gone. The panel is asked for the agent's data, too (`reload_agent_configuration`): what comes of it is events as ever.
    ///
    /// # Errors
    /// The library threw: there is no panel.
    pub fn refresh(&self) -> Result<(), Error> {
        let inner = &self.inner;
        inner.library.reload_agent().map_err(|thrown| Error::Threw {
            method: "reload_agent_configuration",
            failure: Failure::read(&thrown),
        })?;
        inner.report_state();
        Ok(())
    }

    /// Ends the session and takes the panel off the page (`connect.core.terminate()`). The agent stays
    /// logged in. A later [`connect`] starts afresh, with any address.
    pub fn terminate(self) {
        let library = self.inner.library.clone();
        drop(self);
        library.terminate();
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        self.inner.open.set(false);
        self.inner.waiting.borrow_mut().clear();
        // Not while the sink itself runs: then it is put away when it returns.
        self.inner.sink.borrow_mut().take();
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session")
            .field("ccp_url", &self.inner.library.connected_to())
            .field("contacts", &self.inner.contacts.borrow().len())
            .finish_non_exhaustive()
    }
}

impl Inner {
    /// One call of the bus.
    fn hear(self: &Rc<Self>, name: &str, data: &JsValue) {
        let Some((_, topic)) = TOPICS.iter().find(|(known, _)| *known == name) else { return };
        let event = match *topic {
            Topic::Contact(kind) => self.contact_event(kind, data),
            Topic::AgentReady => self.read_agent().map(|agent| Event::AgentReady { agent }),
            Topic::AgentState => {
                let text = |member: &str| raw::member(data, member).as_string().unwrap_or_default();
                self.agent_changed(AgentChange::State { from: text("oldState"), to: text("newState") })
            }
            Topic::Agent(topic) => self.agent_changed(match topic {
                AgentTopic::Refresh => AgentChange::Refresh,
                AgentTopic::Routable => AgentChange::Routable,
                AgentTopic::NotRoutable => AgentChange::NotRoutable,
                AgentTopic::Offline => AgentChange::Offline,
                AgentTopic::Error => AgentChange::Error,
                AgentTopic::AfterCallWork => AgentChange::AfterCallWork,
                AgentTopic::NextStateEnqueued => AgentChange::NextStateEnqueued,
                AgentTopic::NextStateCleared => AgentChange::NextStateCleared,
            }),
            Topic::Bare(bare) => match self.bare_event(bare, data) {
                Some(event) => Some(event),
                None => return,
            },
        };
        self.emit(event.unwrap_or_else(|| Event::Unreadable { name: name.to_owned() }));
    }

    fn bare_event(&self, bare: Bare, data: &JsValue) -> Option<Event> {
        let text = |member: &str| raw::member(data, member).as_string();
        Some(match bare {
            Bare::Init => {
                self.initialized.set(true);
                Event::Initialized
            }
            // Only an acknowledge with an id begins something; the others are keep-alive answers.
            Bare::Acknowledge => {
                if !self.initialized.get() || text("id").is_none() {
                    return None;
                }
                Event::Reconnected
            }
            Bare::AckTimeout => Event::AckTimeout,
            Bare::Terminated => Event::Terminated,
            Bare::AuthFail => Event::AuthFailed,
            Bare::Authorized => Event::Authorized,
            Bare::AccessDenied => Event::AccessDenied,
            Bare::RetriesExhausted => Event::RetriesExhausted,
            Bare::StorageAsked => Event::StorageAccess(StorageAccess::Asked),
            Bare::StorageGranted => Event::StorageAccess(StorageAccess::Granted),
            Bare::StorageDenied => Event::StorageAccess(StorageAccess::Denied),
            Bare::MuteToggle => Event::MuteChanged { muted: raw::member(data, "muted").is_truthy() },
            Bare::SoftphoneError => Event::SoftphoneError {
                kind: text("errorType").unwrap_or_default(),
                message: text("errorMessage").unwrap_or_default(),
            },
            Bare::WebSocketLost => Event::WebSocketLost,
            Bare::WebSocketGained => Event::WebSocketGained,
            Bare::View => Event::ContactViewed { contact_id: text("contactId").filter(|id| !id.is_empty()) },
        })
    }

    fn agent_changed(&self, kind: AgentChange) -> Option<Event> {
        let agent = self.read_agent()?;
        Some(Event::AgentChanged { kind, agent })
    }

    fn contact_event(self: &Rc<Self>, kind: ContactChange, object: &JsValue) -> Option<Event> {
        let contact = match self.library.data_of(object) {
            Some(data) => self.read_contact(data),
            // Gone between the update and this event: what was known must do.
            None => self.known(&raw::member(object, "contactId").as_string()?)?.1,
        };
        match kind {
            ContactChange::Init => self.bring_companion(&contact.kind()),
            ContactChange::Destroyed => {
                self.forget(&contact.contact_id());
            }
            _ => {}
        }
        Some(Event::Contact { kind, contact })
    }

    /// Snapshots are parsed once for each piece of data, however many events speak of it.
    fn read_agent(&self) -> Option<Rc<AgentSnapshot>> {
        let data = self.library.agent_data()?;
        if let Some((known, agent)) = &*self.agent.borrow()
            && *known == data
        {
            return Some(Rc::clone(agent));
        }
        let agent = Rc::new(AgentSnapshot::from_json(raw::plain(&data, "contacts")));
        *self.agent.borrow_mut() = Some((data, Rc::clone(&agent)));
        Some(agent)
    }

    fn read_contact(&self, data: JsValue) -> Rc<ContactSnapshot> {
        let id = raw::member(&data, "contactId").as_string().unwrap_or_default();
        let earlier = self.known(&id);
        if let Some((known, contact)) = &earlier
            && *known == data
        {
            return Rc::clone(contact);
        }
        let mut contact = ContactSnapshot::from_json(raw::plain(&data, ""));
        if let Some((_, earlier)) = earlier {
            contact.remember(&earlier);
        }
        let contact = Rc::new(contact);
        self.forget(&id);
        self.contacts.borrow_mut().push((data, Rc::clone(&contact)));
        contact
    }

    fn forget(&self, contact_id: &str) {
        let mut contacts = self.contacts.borrow_mut();
        if let Some(at) = contacts.iter().position(|(_, known)| known.contact_id() == contact_id) {
            contacts.remove(at);
        }
    }

    fn known(&self, contact_id: &str) -> Option<(JsValue, Rc<ContactSnapshot>)> {
        self.contacts.borrow().iter().find(|(_, contact)| contact.contact_id() == contact_id).cloned()
    }

    fn living_contacts(&self) -> Vec<Rc<ContactSnapshot>> {
        let data = self.library.agent_data().unwrap_or_default();
        let contacts = raw::member(&raw::member(&data, "snapshot"), "contacts");
        let Some(contacts) = contacts.dyn_ref::<js_sys::Array>() else { return Vec::new() };
        let mut living = Vec::new();
        for at in 0..contacts.length() {
            living.push(self.read_contact(contacts.get(at)));
        }
        living
    }

    /// What a page would have heard, had it been there from the start.
    fn take_over(self: &Rc<Self>) {
        if self.library.is_initialized() && !self.initialized.replace(true) {
            self.emit(Event::Initialized);
        }
        if self.library.has_agent()
            && let Some(agent) = self.read_agent()
        {
            self.emit(Event::AgentReady { agent });
        }
        for contact in self.living_contacts() {
            self.bring_companion(&contact.kind());
            self.emit(Event::Contact { kind: ContactChange::Init, contact });
        }
    }

    /// What is there, and what is not there any more.
    fn report_state(&self) {
        let living = self.living_contacts();
        let mut gone = Vec::new();
        for (_, contact) in &*self.contacts.borrow() {
            if !living.iter().any(|living| living.contact_id() == contact.contact_id()) {
                gone.push(Rc::clone(contact));
            }
        }
        if let Some(agent) = self.read_agent() {
            self.emit(Event::AgentChanged { kind: AgentChange::Refresh, agent });
        }
        for contact in living {
            self.emit(Event::Contact { kind: ContactChange::Init, contact });
        }
        for contact in gone {
            self.forget(&contact.contact_id());
            self.emit(Event::Contact { kind: ContactChange::Destroyed, contact });
        }
    }

    /// The library needs these as soon as anybody on the page asks a chat or task for its connections.
    fn bring_companion(self: &Rc<Self>, kind: &ContactType) {
        let script = match kind {
            ContactType::Chat => Script::Chat,
            ContactType::Task => Script::Task,
            _ => return,
        };
        if self.companions == Companions::ByHost || script.is_loaded() {
            return;
        }
        let inner = Rc::clone(self);
        spawn_local(async move {
            if let Err(error) = load(script).await {
                inner.emit(Event::CompanionMissing { script, error });
            }
        });
    }

    /// Hands an event to the sink, or leaves it for the call of the sink that is under way.
    fn emit(&self, event: Event) {
        if !self.open.get() {
            return;
        }
        self.waiting.borrow_mut().push_back(event);
        let Some(mut sink) = self.sink.borrow_mut().take() else { return };
        while let Some(event) = self.next() {
            sink(event);
        }
        if self.open.get() {
            *self.sink.borrow_mut() = Some(sink);
        }
    }

    fn next(&self) -> Option<Event> {
        self.waiting.borrow_mut().pop_front()
    }
}
