//! The requests of a [`Session`], one method each.
//!
//! A request goes out when its method is called; the [`Answer`] is there to be awaited. All fail with
//! [`Error::NotReady`] before [`Event::AgentReady`](crate::Event::AgentReady), with [`Error::Refused`]
//! when Amazon Connect says no, with [`Error::TimedOut`] when it says nothing within
//! [`Options::deadline_ms`](crate::Options::deadline_ms), and with [`Error::Threw`] when the library
//! throws. A success means "request taken": what it changed arrives as events.

use std::rc::Rc;

use js_sys::{Array, Promise};
use wasm_bindgen::{JsCast, JsValue};

use crate::contact::ContactSnapshot;
use crate::endpoint::Endpoint;
use crate::error::{Error, Failure};
use crate::raw;
use crate::request::{Answer, Call, invoke};
use crate::session::Session;

impl Session {
    /// Calls a number in E.164 (`agent.connect`), for `queue_arn` or the default outbound queue.
    /// The answer names no contact: it comes as an event.
    pub fn dial(&self, number: &str, queue_arn: Option<&str>) -> Answer<()> {
        self.dial_endpoint(&Endpoint::by_phone_number(number), queue_arn)
    }

    /// Calls a number or quick connect (`agent.connect`).
    pub fn dial_endpoint(&self, to: &Endpoint, queue_arn: Option<&str>) -> Answer<()> {
        let queue = queue_arn.map(|arn| ("queueARN", JsValue::from_str(arn)));
        let call = Call {
            method: "connect",
            before: &[raw::js(&to.to_data())],
            beside: queue.as_slice(),
            ..Call::default()
        };
        self.done("dial", self.ask_agent("dial", &call))
    }

    /// Makes the agent choose a state by its name (`agent.setState`); else [`Error::NoSuchState`].
    pub fn set_agent_state(&self, name: &str) -> Answer<()> {
        self.done("set_agent_state", self.choose_state("set_agent_state", name, false))
    }

    /// Makes the agent choose a state that begins when the current contact is over
    /// (`agent.setState` with `enqueueNextState`); else [`Error::NoSuchState`].
    pub fn enqueue_agent_state(&self, name: &str) -> Answer<()> {
        self.done("enqueue_agent_state", self.choose_state("enqueue_agent_state", name, true))
    }

    /// Accepts a ringing contact (`contact.accept`). A refusal carries no reason: the library replaces
    /// it by the word `error`.
    pub fn accept(&self, contact_id: &str) -> Answer<()> {
        self.of_contact("accept", contact_id, "accept", &[])
    }

    /// Refuses a ringing contact (`contact.reject`).
    pub fn reject(&self, contact_id: &str) -> Answer<()> {
        self.of_contact("reject", contact_id, "reject", &[])
    }

    /// Ends after-call work (`contact.clear`). Valid once the contact ended, failed or was missed; not
    /// right after [`Session::hang_up`] succeeded.
    pub fn clear(&self, contact_id: &str) -> Answer<()> {
        self.of_contact("clear", contact_id, "clear", &[])
    }

    /// Ends the contact for the agent: destroys the agent's connection; else
    /// [`Error::NoAgentConnection`].
    pub fn hang_up(&self, contact_id: &str) -> Answer<()> {
        let method = "hang_up";
        let contact = match self.living(method, contact_id) {
            Ok(contact) => contact,
            Err(error) => return self.done(method, Err(error)),
        };
        match contact.agent_connection() {
            Some(agent) => self.of_connection(method, contact_id, &agent.connection_id(), "destroy", &[]),
            None => {
                let contact_id = contact_id.to_owned();
                self.done(method, Err(Error::NoAgentConnection { method, contact_id }))
            }
        }
    }

    /// Removes one party from the contact (`connection.destroy`).
    pub fn drop_party(&self, contact_id: &str, connection_id: &str) -> Answer<()> {
        self.of_connection("drop_party", contact_id, connection_id, "destroy", &[])
    }

    /// Adds a third party to a call (`contact.addConnection`).
    pub fn add_party(&self, contact_id: &str, to: &Endpoint) -> Answer<()> {
        self.of_contact("add_party", contact_id, "addConnection", &[raw::js(&to.to_data())])
    }

    /// Swaps who is on hold (`contact.toggleActiveConnections`).
    pub fn toggle(&self, contact_id: &str) -> Answer<()> {
        self.of_contact("toggle", contact_id, "toggleActiveConnections", &[])
    }

    /// Joins all parties (`contact.conferenceConnections`).
    pub fn conference(&self, contact_id: &str) -> Answer<()> {
        self.of_contact("conference", contact_id, "conferenceConnections", &[])
    }

    /// Puts one party on hold (`connection.hold`).
    pub fn hold(&self, contact_id: &str, connection_id: &str) -> Answer<()> {
        self.of_connection("hold", contact_id, connection_id, "hold", &[])
    }

    /// Takes one party off hold (`connection.resume`).
    pub fn resume(&self, contact_id: &str, connection_id: &str) -> Answer<()> {
        self.of_connection("resume", contact_id, connection_id, "resume", &[])
    }

    /// Sends tones to one party (`connection.sendDigits`).
    pub fn send_digits(&self, contact_id: &str, connection_id: &str, digits: &str) -> Answer<()> {
        let digits = JsValue::from_str(digits);
        self.of_connection("send_digits", contact_id, connection_id, "sendDigits", &[digits])
    }

    /// The quick connects of the given queues, or of all the agent's queues if none is given
    /// (`agent.getEndpoints`, all pages).
    pub fn quick_connects(&self, queue_arns: &[&str]) -> Answer<Vec<Endpoint>> {
        let method = "quick_connects";
        let sent = self.agent_object(method).and_then(|agent| {
            let queues = match queue_arns {
                [] => invoke(&agent, "getAllQueueARNs", &[]).map_err(threw(method))?,
                named => named.iter().map(|arn| JsValue::from_str(arn)).collect::<Array>().into(),
            };
            let call = Call { method: "getEndpoints", before: &[queues], ..Call::default() };
            call.on(&agent).map_err(threw(method))
        });
        let read = |answer: &JsValue| {
            let answer = raw::plain(answer, "addresses");
            answer.member("endpoints").items().iter().map(Endpoint::read).collect()
        };
        Answer::new(method, self.inner.deadline_ms, read, sent)
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
        let method = "view_contact";
        self.ready(method)?;
        invoke(&self.inner.library.core(), "viewContact", &[JsValue::from_str(contact_id)])
            .map(drop)
            .map_err(threw(method))
    }

    fn done(&self, method: &'static str, sent: Result<Promise, Error>) -> Answer<()> {
        Answer::new(method, self.inner.deadline_ms, |_| (), sent)
    }

    fn ready(&self, method: &'static str) -> Result<(), Error> {
        if self.inner.library.has_agent() { Ok(()) } else { Err(Error::NotReady { method }) }
    }

    fn living(&self, method: &'static str, contact_id: &str) -> Result<Rc<ContactSnapshot>, Error> {
        self.ready(method)?;
        self.contact(contact_id)
            .ok_or_else(|| Error::NoSuchContact { method, contact_id: contact_id.to_owned() })
    }

    fn agent_object(&self, method: &'static str) -> Result<JsValue, Error> {
        self.ready(method)?;
        self.inner.library.agent().map_err(threw(method))
    }

    fn tell_agent(&self, method: &'static str) -> Result<(), Error> {
        invoke(&self.agent_object(method)?, method, &[]).map(drop).map_err(threw(method))
    }

    fn ask_agent(&self, method: &'static str, call: &Call<'_>) -> Result<Promise, Error> {
        call.on(&self.agent_object(method)?).map_err(threw(method))
    }

    fn choose_state(&self, method: &'static str, name: &str, enqueue: bool) -> Result<Promise, Error> {
        let agent = self.agent_object(method)?;
        let states = invoke(&agent, "getAgentStates", &[]).map_err(threw(method))?;
        let states: Vec<JsValue> =
            states.dyn_ref::<Array>().map(|list| list.iter().collect()).unwrap_or_default();
        let named = |state: &JsValue| raw::member(state, "name").as_string();
        let Some(state) = states.iter().find(|state| named(state).as_deref() == Some(name)) else {
            let offered = states.iter().filter_map(named).collect();
            return Err(Error::NoSuchState { name: name.to_owned(), offered });
        };
        let when = js_sys::Object::new();
        raw::set(&when, "enqueueNextState", &JsValue::from_bool(enqueue));
        let call = Call {
            method: "setState",
            before: std::slice::from_ref(state),
            after: &[when.into()],
            ..Call::default()
        };
        call.on(&agent).map_err(threw(method))
    }

    fn of_contact(
        &self,
        name: &'static str,
        contact_id: &str,
        method: &str,
        before: &[JsValue],
    ) -> Answer<()> {
        let library = &self.inner.library;
        let sent = self.living(name, contact_id).and_then(|_| {
            let call = Call { method, before, ..Call::default() };
            library.contact(contact_id).and_then(|contact| call.on(&contact)).map_err(threw(name))
        });
        self.done(name, sent)
    }

    fn of_connection(
        &self,
        name: &'static str,
        contact_id: &str,
        connection_id: &str,
        method: &str,
        before: &[JsValue],
    ) -> Answer<()> {
        let library = &self.inner.library;
        let sent = self.living(name, contact_id).and_then(|_| {
            let call = Call { method, before, ..Call::default() };
            let connection = library.connection(contact_id, connection_id);
            connection.and_then(|connection| call.on(&connection)).map_err(threw(name))
        });
        self.done(name, sent)
    }
}

fn threw(method: &'static str) -> impl Fn(JsValue) -> Error {
    move |thrown| Error::Threw { method, failure: Failure::read(&thrown) }
}
