//! The requests of a [`Session`], one method each.
//!
//! All fail with [`Error::NotReady`] before [`Event::AgentReady`](crate::Event::AgentReady), with
//! [`Error::Refused`] when Amazon Connect says no, with [`Error::TimedOut`] when it says nothing within
//! [`Options::deadline_ms`](crate::Options::deadline_ms), and with [`Error::Threw`] when the library
//! throws. A success means "request taken": what it changed arrives as events.

use std::rc::Rc;

use wasm_bindgen::{JsCast, JsValue};

use crate::contact::ContactSnapshot;
use crate::endpoint::Endpoint;
use crate::error::{Error, Failure};
use crate::fields::Fields;
use crate::raw;
use crate::request::{Request, invoke};
use crate::session::Session;

impl Session {
    /// Calls a number in E.164 (`agent.connect`), for `queue_arn` or the default outbound queue.
    /// The answer names no contact: it comes as an event.
    pub async fn dial(&self, number: &str, queue_arn: Option<&str>) -> Result<(), Error> {
        self.dial_endpoint(&Endpoint::by_phone_number(number), queue_arn).await
    }

    /// Calls a number or quick connect (`agent.connect`).
    pub async fn dial_endpoint(&self, to: &Endpoint, queue_arn: Option<&str>) -> Result<(), Error> {
        let name = "dial";
        let agent = self.agent_object(name)?;
        let queue = queue_arn.map(|arn| ("queueARN", JsValue::from_str(arn)));
        let request = Request {
            name,
            target: &agent,
            method: "connect",
            arguments: &[raw::js(&to.to_json())],
            beside: queue.as_slice(),
            after: &[],
        };
        request.send(self.inner.deadline_ms).await.map(drop)
    }

    /// Makes the agent choose a state by its name (`agent.setState`).
    ///
    /// # Errors
    ///
    /// [`Error::NoSuchState`] too.
    pub async fn set_agent_state(&self, name: &str) -> Result<(), Error> {
        self.choose_state("set_agent_state", name, false).await
    }

    /// Makes the agent choose a state that begins when the current contact is over
    /// (`agent.setState` with `enqueueNextState`).
    ///
    /// # Errors
    ///
    /// [`Error::NoSuchState`] too.
    pub async fn enqueue_agent_state(&self, name: &str) -> Result<(), Error> {
        self.choose_state("enqueue_agent_state", name, true).await
    }

    /// Accepts a ringing contact (`contact.accept`). A refusal carries no reason: the library replaces
    /// it by the word `error`.
    pub async fn accept(&self, contact_id: &str) -> Result<(), Error> {
        self.ask_contact("accept", contact_id, "accept", &[]).await
    }

    /// Refuses a ringing contact (`contact.reject`).
    pub async fn reject(&self, contact_id: &str) -> Result<(), Error> {
        self.ask_contact("reject", contact_id, "reject", &[]).await
    }

    /// Ends after-call work (`contact.clear`). Valid once the contact ended, failed or was missed; not
    /// right after [`Session::hang_up`] succeeded.
    pub async fn clear(&self, contact_id: &str) -> Result<(), Error> {
        self.ask_contact("clear", contact_id, "clear", &[]).await
    }

    /// Ends the contact for the agent: destroys the agent's connection.
    ///
    /// # Errors
    ///
    /// [`Error::NoSuchContact`] and [`Error::NoAgentConnection`] too.
    pub async fn hang_up(&self, contact_id: &str) -> Result<(), Error> {
        let name = "hang_up";
        let contact = self.living(name, contact_id)?;
        let Some(agent) = contact.agent_connection() else {
            return Err(Error::NoAgentConnection { method: name, contact_id: contact_id.to_owned() });
        };
        self.ask_connection(name, contact_id, &agent.connection_id, "destroy", &[]).await
    }

    /// Removes one party from the contact (`connection.destroy`).
    pub async fn drop_party(&self, contact_id: &str, connection_id: &str) -> Result<(), Error> {
        self.ask_connection("drop_party", contact_id, connection_id, "destroy", &[]).await
    }

    /// Adds a third party to a call (`contact.addConnection`).
    pub async fn add_party(&self, contact_id: &str, to: &Endpoint) -> Result<(), Error> {
        let to = raw::js(&to.to_json());
        self.ask_contact("add_party", contact_id, "addConnection", &[to]).await
    }

    /// Swaps who is on hold (`contact.toggleActiveConnections`).
    pub async fn toggle(&self, contact_id: &str) -> Result<(), Error> {
        self.ask_contact("toggle", contact_id, "toggleActiveConnections", &[]).await
    }

    /// Joins all parties (`contact.conferenceConnections`).
    pub async fn conference(&self, contact_id: &str) -> Result<(), Error> {
        self.ask_contact("conference", contact_id, "conferenceConnections", &[]).await
    }

    /// Puts one party on hold (`connection.hold`).
    pub async fn hold(&self, contact_id: &str, connection_id: &str) -> Result<(), Error> {
        self.ask_connection("hold", contact_id, connection_id, "hold", &[]).await
    }

    /// Takes one party off hold (`connection.resume`).
    pub async fn resume(&self, contact_id: &str, connection_id: &str) -> Result<(), Error> {
        self.ask_connection("resume", contact_id, connection_id, "resume", &[]).await
    }

    /// Sends tones to one party (`connection.sendDigits`).
    pub async fn send_digits(
        &self,
        contact_id: &str,
        connection_id: &str,
        digits: &str,
    ) -> Result<(), Error> {
        let digits = JsValue::from_str(digits);
        self.ask_connection("send_digits", contact_id, connection_id, "sendDigits", &[digits]).await
    }

    /// The quick connects of the given queues, or of all the agent's queues if none is given
    /// (`agent.getEndpoints`, all pages).
    pub async fn quick_connects(&self, queue_arns: &[&str]) -> Result<Vec<Endpoint>, Error> {
        let name = "quick_connects";
        let agent = self.agent_object(name)?;
        let queues = if queue_arns.is_empty() {
            invoke(&agent, "getAllQueueARNs", &[]).map_err(threw(name))?
        } else {
            queue_arns.iter().map(|arn| JsValue::from_str(arn)).collect::<js_sys::Array>().into()
        };
        let request = Request {
            name,
            target: &agent,
            method: "getEndpoints",
            arguments: &[queues],
            beside: &[],
            after: &[],
        };
        let answer = request.send(self.inner.deadline_ms).await?;
        let mut answer = Fields::of(raw::plain(&answer, "addresses"));
        Ok(answer.list("endpoints").into_iter().map(Fields::of).map(Endpoint::read).collect())
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
        let name = "view_contact";
        self.ready(name)?;
        invoke(&self.inner.library.core(), "viewContact", &[JsValue::from_str(contact_id)])
            .map(drop)
            .map_err(threw(name))
    }

    fn ready(&self, method: &'static str) -> Result<(), Error> {
        if self.inner.library.has_agent() { Ok(()) } else { Err(Error::NotReady { method }) }
    }

    fn agent_object(&self, method: &'static str) -> Result<JsValue, Error> {
        self.ready(method)?;
        self.inner.library.agent().map_err(threw(method))
    }

    fn tell_agent(&self, method: &'static str) -> Result<(), Error> {
        invoke(&self.agent_object(method)?, method, &[]).map(drop).map_err(threw(method))
    }

    fn living(&self, method: &'static str, contact_id: &str) -> Result<Rc<ContactSnapshot>, Error> {
        self.ready(method)?;
        let contact_id = contact_id.to_owned();
        self.contact(&contact_id).ok_or(Error::NoSuchContact { method, contact_id })
    }

    async fn choose_state(&self, method: &'static str, name: &str, enqueue: bool) -> Result<(), Error> {
        let agent = self.agent_object(method)?;
        let states = invoke(&agent, "getAgentStates", &[]).map_err(threw(method))?;
        let states: &js_sys::Array = states.unchecked_ref();
        let named = |state: &JsValue| raw::member(state, "name").as_string();
        let Some(state) = states.iter().find(|state| named(state).as_deref() == Some(name)) else {
            let offered = states.iter().filter_map(|state| named(&state)).collect();
            return Err(Error::NoSuchState { name: name.to_owned(), offered });
        };
        let when = js_sys::Object::new();
        raw::set(&when, "enqueueNextState", &JsValue::from_bool(enqueue));
        let request = Request {
            name: method,
            target: &agent,
            method: "setState",
            arguments: &[state],
            beside: &[],
            after: &[when.into()],
        };
        request.send(self.inner.deadline_ms).await.map(drop)
    }

    async fn ask_contact(
        &self,
        name: &'static str,
        contact_id: &str,
        method: &'static str,
        arguments: &[JsValue],
    ) -> Result<(), Error> {
        self.living(name, contact_id)?;
        let target = self.inner.library.contact(contact_id).map_err(threw(name))?;
        let request = Request { name, target: &target, method, arguments, beside: &[], after: &[] };
        request.send(self.inner.deadline_ms).await.map(drop)
    }

    async fn ask_connection(
        &self,
        name: &'static str,
        contact_id: &str,
        connection_id: &str,
        method: &'static str,
        arguments: &[JsValue],
    ) -> Result<(), Error> {
        self.living(name, contact_id)?;
        let library = &self.inner.library;
        let target = library.connection(contact_id, connection_id).map_err(threw(name))?;
        let request = Request { name, target: &target, method, arguments, beside: &[], after: &[] };
        request.send(self.inner.deadline_ms).await.map(drop)
    }
}

fn threw(method: &'static str) -> impl Fn(JsValue) -> Error {
    move |thrown| Error::Threw { method, failure: Failure::read(&thrown) }
}
