//! The requests of a [`Session`], one method each.
//!
//! A request goes out when its method is called; the [`Answer`] is there to be awaited. All fail with
//! [`Error::NotReady`] before [`Event::AgentReady`](crate::Event::AgentReady), with [`Error::Refused`]
//! when Amazon Connect says no, with [`Error::TimedOut`] when it says nothing within
//! [`Options::deadline_ms`](crate::Options::deadline_ms), and with [`Error::Threw`] when the library
//! throws. A success means "request taken": what it changed arrives as events.

use js_sys::Array;
use wasm_bindgen::JsValue;

use crate::endpoint::Endpoint;
use crate::error::Error;
use crate::request::{Answer, outcome};
use crate::session::{Inner, Session};
use crate::{library, raw};

impl Session {
    /// Calls a number in E.164 (`agent.connect`), for `queue_arn` or the default outbound queue.
    /// The answer names no contact: it comes as an event.
    pub fn dial(&self, number: &str, queue_arn: Option<&str>) -> Answer<()> {
        self.dial_endpoint(&Endpoint::by_phone_number(number), queue_arn)
    }

    /// Calls a number or quick connect (`agent.connect`).
    pub fn dial_endpoint(&self, to: &Endpoint, queue_arn: Option<&str>) -> Answer<()> {
        let beside = queue_arn.map_or(JsValue::UNDEFINED, |arn| {
            let beside = js_sys::Object::new();
            raw::set(&beside, "queueARN", &JsValue::from_str(arn));
            beside.into()
        });
        self.ask("dial", None, None, "connect", &raw::js(&to.to_data()), &beside)
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
        self.of_contact("accept", contact_id, "accept", JsValue::UNDEFINED)
    }

    /// Refuses a ringing contact (`contact.reject`).
    pub fn reject(&self, contact_id: &str) -> Answer<()> {
        self.of_contact("reject", contact_id, "reject", JsValue::UNDEFINED)
    }

    /// Ends after-call work (`contact.clear`). Valid once the contact ended, failed or was missed; not
    /// right after [`Session::hang_up`] succeeded.
    pub fn clear(&self, contact_id: &str) -> Answer<()> {
        self.of_contact("clear", contact_id, "clear", JsValue::UNDEFINED)
    }

    /// Ends the contact for the agent: destroys the agent's connection; else
    /// [`Error::NoAgentConnection`].
    pub fn hang_up(&self, contact_id: &str) -> Answer<()> {
        let method = "hang_up";
        let agent = self
            .contact(contact_id)
            .map(|contact| contact.agent_connection().map(|connection| connection.connection_id()));
        match agent {
            Some(Some(id)) => self.of_connection(method, contact_id, &id, "destroy", JsValue::UNDEFINED),
            Some(None) if library::has_agent(&self.inner.library) => {
                let contact_id = contact_id.to_owned();
                Answer::refused(method, |_| (), Error::NoAgentConnection { method, contact_id })
            }
            // The request itself finds out what is missing.
            _ => self.of_connection(method, contact_id, "", "destroy", JsValue::UNDEFINED),
        }
    }

    /// Removes one party from the contact (`connection.destroy`).
    pub fn drop_party(&self, contact_id: &str, connection_id: &str) -> Answer<()> {
        self.of_connection("drop_party", contact_id, connection_id, "destroy", JsValue::UNDEFINED)
    }

    /// Adds a third party to a call (`contact.addConnection`).
    pub fn add_party(&self, contact_id: &str, to: &Endpoint) -> Answer<()> {
        self.of_contact("add_party", contact_id, "addConnection", raw::js(&to.to_data()))
    }

    /// Swaps who is on hold (`contact.toggleActiveConnections`).
    pub fn toggle(&self, contact_id: &str) -> Answer<()> {
        self.of_contact("toggle", contact_id, "toggleActiveConnections", JsValue::UNDEFINED)
    }

    /// Joins all parties (`contact.conferenceConnections`).
    pub fn conference(&self, contact_id: &str) -> Answer<()> {
        self.of_contact("conference", contact_id, "conferenceConnections", JsValue::UNDEFINED)
    }

    /// Puts one party on hold (`connection.hold`).
    pub fn hold(&self, contact_id: &str, connection_id: &str) -> Answer<()> {
        self.of_connection("hold", contact_id, connection_id, "hold", JsValue::UNDEFINED)
    }

    /// Takes one party off hold (`connection.resume`).
    pub fn resume(&self, contact_id: &str, connection_id: &str) -> Answer<()> {
        self.of_connection("resume", contact_id, connection_id, "resume", JsValue::UNDEFINED)
    }

    /// Sends tones to one party (`connection.sendDigits`).
    pub fn send_digits(&self, contact_id: &str, connection_id: &str, digits: &str) -> Answer<()> {
        self.of_connection("send_digits", contact_id, connection_id, "sendDigits", digits.into())
    }

    /// The quick connects of the given queues, or of all the agent's queues if none is given
    /// (`agent.getEndpoints`, all pages).
    pub fn quick_connects(&self, queue_arns: &[&str]) -> Answer<Vec<Endpoint>> {
        let Inner { library, deadline_ms, .. } = &*self.inner;
        let queues: Array = queue_arns.iter().map(|arn| JsValue::from_str(arn)).collect();
        let read = |answer: &JsValue| {
            let answer = raw::plain(answer, "addresses");
            answer.member("endpoints").items().iter().map(Endpoint::read).collect()
        };
        let sent = library::quick_connects(library, &queues, *deadline_ms);
        Answer::new("quick_connects", *deadline_ms, read, sent)
    }

    /// Mutes the agent's microphone (`agent.mute`). Nobody answers; what came of it is
    /// [`Event::MuteChanged`](crate::Event::MuteChanged), and nothing comes when no audio is live.
    pub fn mute(&self) -> Result<(), Error> {
        self.tell("mute", "mute", None)
    }

    /// Opens the agent's microphone (`agent.unmute`); as [`Session::mute`].
    pub fn unmute(&self) -> Result<(), Error> {
        self.tell("unmute", "unmute", None)
    }

    /// Shows a contact in every panel of this agent (`connect.core.viewContact`).
    pub fn view_contact(&self, contact_id: &str) -> Result<(), Error> {
        self.tell("view_contact", "viewContact", Some(contact_id))
    }

    fn tell(&self, name: &'static str, method: &str, contact_id: Option<&str>) -> Result<(), Error> {
        outcome(name, 0, &library::tell(&self.inner.library, method, contact_id))
    }

    fn choose_state(&self, method: &'static str, name: &str, enqueue: bool) -> Answer<()> {
        let Inner { library, deadline_ms, .. } = &*self.inner;
        let sent = library::choose_state(library, name, enqueue, *deadline_ms);
        Answer::new(method, *deadline_ms, |_| (), sent)
    }

    /// Sends a request with at most one argument before the callbacks, and what stands beside them.
    fn ask(
        &self,
        name: &'static str,
        contact_id: Option<&str>,
        connection_id: Option<&str>,
        method: &str,
        before: &JsValue,
        beside: &JsValue,
    ) -> Answer<()> {
        let Inner { library, deadline_ms, .. } = &*self.inner;
        let arguments = Array::new();
        if !before.is_undefined() {
            arguments.push(before);
        }
        let sent = library::ask(library, contact_id, connection_id, method, &arguments, beside, *deadline_ms);
        Answer::new(name, *deadline_ms, |_| (), sent)
    }

    fn of_contact(&self, name: &'static str, contact_id: &str, method: &str, before: JsValue) -> Answer<()> {
        self.ask(name, Some(contact_id), None, method, &before, &JsValue::UNDEFINED)
    }

    fn of_connection(
        &self,
        name: &'static str,
        contact_id: &str,
        connection_id: &str,
        method: &str,
        before: JsValue,
    ) -> Answer<()> {
        self.ask(name, Some(contact_id), Some(connection_id), method, &before, &JsValue::UNDEFINED)
    }
}
