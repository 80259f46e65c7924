//! The requests of a [`Session`], one method each.
//!
//! A request goes out when its method is called; the [`Answer`] is there to be awaited. All fail with
//! [`Error::NotReady`] before [`Event::AgentReady`](crate::Event::AgentReady), with [`Error::Refused`]
//! when Amazon Connect says no, with [`Error::TimedOut`] when it says nothing within
//! [`Options::deadline_ms`](crate::Options::deadline_ms), and with [`Error::Threw`] when the library
//! throws. A success means "request taken": what it changed arrives as events.

use js_sys::{Array, Object};
use wasm_bindgen::{JsCast, JsValue};

use crate::data::Read;
use crate::endpoint::Endpoint;
use crate::error::Error;
use crate::library::invoke;
use crate::raw::{self, member};
use crate::request::{Answer, Target, Unsent};
use crate::session::Session;

impl Session {
    /// Calls a number in E.164 (`agent.connect`), for `queue_arn` or the default outbound queue.
    /// The answer names no contact: it comes as an event.
    pub fn dial(&self, number: &str, queue_arn: Option<&str>) -> Answer<()> {
        self.dial_endpoint(&Endpoint::by_phone_number(number), queue_arn)
    }

    /// Calls a number or quick connect (`agent.connect`).
    pub fn dial_endpoint(&self, to: &Endpoint, queue_arn: Option<&str>) -> Answer<()> {
        let queue: Vec<_> = queue_arn.map(|arn| ("queueARN", arn)).into_iter().collect();
        self.inner.ask("dial", Target::Agent, "connect", Some(raw::js(&to.to_data())), &queue)
    }

    /// Makes the agent choose a state by its name (`agent.setState`); else [`Error::NoSuchState`].
    pub fn set_agent_state(&self, name: &str) -> Answer<()> {
        self.choose_state("set_agent_state", name, false)
    }

    /// Makes the agent choose a state that begins when the current contact is over
    /// (`agent.setState` with `enqueueNextState`); else [`Error::NoSuchState`].
    pub fn enqueue_agent_state(&self, name: &str) -> Answer<()> {
        self.choose_state("enqueue_agent_state", name, true)
    }

    /// Accepts a ringing contact (`contact.accept`). A refusal carries no reason: the library replaces
    /// it by the word `error`.
    pub fn accept(&self, contact_id: &str) -> Answer<()> {
        self.of_contact("accept", contact_id, "accept", None)
    }

    /// Refuses a ringing contact (`contact.reject`).
    pub fn reject(&self, contact_id: &str) -> Answer<()> {
        self.of_contact("reject", contact_id, "reject", None)
    }

    /// Ends after-call work (`contact.clear`). Valid once the contact ended, failed or was missed; not
    /// right after [`Session::hang_up`] succeeded.
    pub fn clear(&self, contact_id: &str) -> Answer<()> {
        self.of_contact("clear", contact_id, "clear", None)
    }

    /// Ends the contact for the agent: destroys the agent's connection; else
    /// [`Error::NoAgentConnection`].
    pub fn hang_up(&self, contact_id: &str) -> Answer<()> {
        let method = "hang_up";
        let agent = self
            .contact(contact_id)
            .map(|contact| contact.agent_connection().map(|connection| connection.connection_id()));
        match agent {
            Some(Some(id)) => self.of_connection(method, contact_id, &id, "destroy", None),
            Some(None) if self.inner.library.has_agent() => {
                let contact_id = contact_id.to_owned();
                Box::pin(std::future::ready(Err(Error::NoAgentConnection { method, contact_id })))
            }
            // The request itself finds out what is missing.
            _ => self.of_connection(method, contact_id, "", "destroy", None),
        }
    }

    /// Removes one party from the contact (`connection.destroy`).
    pub fn destroy_connection(&self, contact_id: &str, connection_id: &str) -> Answer<()> {
        self.of_connection("destroy_connection", contact_id, connection_id, "destroy", None)
    }

    /// Adds a third party to a call (`contact.addConnection`).
    pub fn add_connection(&self, contact_id: &str, to: &Endpoint) -> Answer<()> {
        self.of_contact("add_connection", contact_id, "addConnection", Some(raw::js(&to.to_data())))
    }

    /// Swaps who is on hold (`contact.toggleActiveConnections`).
    pub fn toggle_active_connections(&self, contact_id: &str) -> Answer<()> {
        self.of_contact("toggle_active_connections", contact_id, "toggleActiveConnections", None)
    }

    /// Joins all parties (`contact.conferenceConnections`).
    pub fn conference_connections(&self, contact_id: &str) -> Answer<()> {
        self.of_contact("conference_connections", contact_id, "conferenceConnections", None)
    }

    /// Puts one party on hold (`connection.hold`).
    pub fn hold(&self, contact_id: &str, connection_id: &str) -> Answer<()> {
        self.of_connection("hold", contact_id, connection_id, "hold", None)
    }

    /// Takes one party off hold (`connection.resume`).
    pub fn resume(&self, contact_id: &str, connection_id: &str) -> Answer<()> {
        self.of_connection("resume", contact_id, connection_id, "resume", None)
    }

    /// Sends tones to one party (`connection.sendDigits`).
    pub fn send_digits(&self, contact_id: &str, connection_id: &str, digits: &str) -> Answer<()> {
        self.of_connection("send_digits", contact_id, connection_id, "sendDigits", Some(digits.into()))
    }

    /// The quick connects of the given queues, or of all the agent's queues if none is given
    /// (`agent.getEndpoints`, all pages).
    pub fn get_endpoints(&self, queue_arns: &[&str]) -> Answer<Vec<Endpoint>> {
        let queues: Array = queue_arns.iter().map(|arn| JsValue::from_str(arn)).collect();
        let send = |agent: &JsValue, callbacks: Object| {
            let queues = match queues.length() {
                0 => member(agent, "getAllQueueARNs").dyn_into::<js_sys::Function>()?.call0(agent)?,
                _ => queues.into(),
            };
            Ok(invoke(agent, "getEndpoints", &Array::of2(&queues, &callbacks))?)
        };
        self.inner.request("get_endpoints", Target::Agent, send, |answer| {
            let answer = raw::plain(answer, "addresses");
            answer.member("endpoints").items().iter().map(Endpoint::read).collect()
        })
    }

    /// Mutes the agent's microphone (`agent.mute`). Nobody answers; what came of it is
    /// [`Event::MuteChanged`](crate::Event::MuteChanged), and nothing comes when no audio is live.
    pub fn mute(&self) -> Result<(), Error> {
        self.tell_agent("mute")
    }

    /// Opens the agent's microphone (`agent.unmute`); as [`Session::mute`].
    pub fn unmute(&self) -> Result<(), Error> {
        self.tell_agent("unmute")
    }

    /// Shows a contact in every panel of this agent (`connect.core.viewContact`).
    pub fn view_contact(&self, contact_id: &str) -> Result<(), Error> {
        self.inner.tell("view_contact", |library| library.view_contact(contact_id))
    }

    fn tell_agent(&self, method: &'static str) -> Result<(), Error> {
        self.inner.tell(method, |library| {
            invoke(&library.construct("Agent", &Array::new())?, method, &Array::new())
        })
    }

    fn choose_state(&self, method: &'static str, name: &str, enqueue: bool) -> Answer<()> {
        let send = |agent: &JsValue, callbacks: Object| {
            let states = member(agent, "getAgentStates").dyn_into::<js_sys::Function>()?.call0(agent)?;
            let states: Array = states.dyn_into()?;
            let name_of = |state: &JsValue| member(state, "name").as_string();
            let Some(state) = states.iter().find(|state| name_of(state).as_deref() == Some(name)) else {
                let offered = states.iter().filter_map(|state| name_of(&state)).collect();
                return Err(Unsent::Refused(Error::NoSuchState { name: name.to_owned(), offered }));
            };
            let options = Object::new();
            raw::set(&options, "enqueueNextState", &enqueue.into());
            Ok(invoke(agent, "setState", &Array::of3(&state, &callbacks, &options))?)
        };
        self.inner.request(method, Target::Agent, send, |_| ())
    }

    fn of_contact(
        &self,
        name: &'static str,
        contact_id: &str,
        method: &str,
        before: Option<JsValue>,
    ) -> Answer<()> {
        self.inner.ask(name, Target::Contact(contact_id), method, before, &[])
    }

    fn of_connection(
        &self,
        name: &'static str,
        contact_id: &str,
        connection_id: &str,
        method: &str,
        before: Option<JsValue>,
    ) -> Answer<()> {
        self.inner.ask(name, Target::Connection { contact_id, connection_id }, method, before, &[])
    }
}
