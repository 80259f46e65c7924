//! The calling convention, once: every request has a deadline and answers at most once. The library's callbacks may come late,
//! twice, or when nobody waits any more.

use std::pin::Pin;

use gloo_timers::callback::Timeout;
use js_sys::{Array, Object};
use wasm_bindgen::{JsValue, closure::Closure};

use crate::error::{Error, Failure};
use crate::first::first;
use crate::library::{Library, invoke};
use crate::raw;
use crate::session::Inner;

/// The answer to a request that is already on its way; `.await` it.
///
/// It does not borrow the [`Session`](crate::Session). Dropping it ignores the answer, it does not withdraw the request.
pub type Answer<T> = Pin<Box<dyn Future<Output = Result<T, Error>>>>;

/// Whom a request asks.
#[derive(Clone, Copy)]
pub(crate) enum Target<'a> {
    Agent,
    Contact(&'a str),
    Connection { contact_id: &'a str, connection_id: &'a str },
}

impl<'a> Target<'a> {
    fn contact_id(self) -> Option<&'a str> {
        match self {
            Target::Agent => None,
            Target::Contact(contact_id) | Target::Connection { contact_id, .. } => Some(contact_id),
        }
    }

    /// The library's object. The snapshot class of connections has all request methods and, unlike the live classes, starts no
    /// media controller when it is made (no joining of a ringing chat, no need of TaskJS).
    fn object(self, library: &Library) -> Result<JsValue, JsValue> {
        match self {
            Target::Agent => library.construct("Agent", &Array::new()),
            Target::Contact(contact_id) => library.construct("Contact", &Array::of1(&contact_id.into())),
            Target::Connection { contact_id, connection_id } => {
                let ids = Object::new();
                raw::set(&ids, "contactId", &contact_id.into());
                raw::set(&ids, "connectionId", &connection_id.into());
                library.construct("ConnectionSnapshot", &Array::of1(&ids))
            }
        }
    }
}

/// Why a request was not sent.
pub(crate) enum Unsent {
    /// The library threw.
    Threw(JsValue),
    /// We found a reason of our own.
    Refused(Error),
}

impl From<JsValue> for Unsent {
    fn from(thrown: JsValue) -> Unsent {
        Unsent::Threw(thrown)
    }
}

impl Inner {
    /// Sends a request at once, and then waits for what comes of it. `send` gets the library's object and an object with the
    /// callbacks `success` and `failure`; `read` makes a result of what `success` is given.
    pub(crate) fn request<T: 'static>(
        &self,
        method: &'static str,
        target: Target<'_>,
        send: impl FnOnce(&JsValue, Object) -> Result<(), Unsent>,
        read: fn(&JsValue) -> T,
    ) -> Answer<T> {
        if let Err(error) = self.check(method, target.contact_id()) {
            return Box::pin(std::future::ready(Err(error)));
        }
        let deadline_ms = self.deadline_ms;
        let (give, given) = first();
        let callbacks = Object::new();
        for (name, is_success) in [("success", true), ("failure", false)] {
            let give = give.clone();
            // Owned by the JavaScript side, which may call it at any time.
            let callback = Closure::<dyn FnMut(JsValue)>::new(move |value: JsValue| {
                give.give(match is_success {
                    true => Ok(value),
                    false => Err(Error::Refused { method, failure: Failure::read(&value) }),
                });
            });
            raw::set(&callbacks, name, &callback.into_js_value());
        }
        let deadline = Timeout::new(deadline_ms, {
            let give = give.clone();
            move || {
                give.give(Err(Error::TimedOut { method, deadline_ms }));
            }
        });
        let sent = target.object(&self.library).map_err(Unsent::Threw);
        if let Err(unsent) = sent.and_then(|object| send(&object, callbacks)) {
            give.give(Err(match unsent {
                Unsent::Threw(thrown) => Error::Threw { method, failure: Failure::read(&thrown) },
                Unsent::Refused(error) => error,
            }));
        }
        Box::pin(async move {
            let answer = given.await.unwrap_or(Err(Error::TimedOut { method, deadline_ms }));
            drop(deadline);
            answer.map(|data| read(&data))
        })
    }

    /// As [`Inner::request`], for something that nobody answers.
    pub(crate) fn tell(
        &self,
        method: &'static str,
        send: impl FnOnce(&Library) -> Result<(), JsValue>,
    ) -> Result<(), Error> {
        self.check(method, None)?;
        send(&self.library).map_err(|thrown| Error::Threw { method, failure: Failure::read(&thrown) })
    }

    /// What must be there before the library can be asked.
    fn check(&self, method: &'static str, contact_id: Option<&str>) -> Result<(), Error> {
        if !self.library.has_agent() {
            return Err(Error::NotReady { method });
        }
        match contact_id {
            Some(id) if self.library.contact_data(id).is_none() => {
                Err(Error::NoSuchContact { method, contact_id: id.to_owned() })
            }
            _ => Ok(()),
        }
    }

    /// Calls a method of an agent, contact or connection: arguments before the callbacks, and members beside them.
    pub(crate) fn ask(
        &self,
        name: &'static str,
        target: Target<'_>,
        method: &str,
        before: Option<JsValue>,
        beside: &[(&str, &str)],
    ) -> Answer<()> {
        let send = |object: &JsValue, callbacks: Object| {
            for (name, text) in beside {
                raw::set(&callbacks, name, &(*text).into());
            }
            let args: Array = before.into_iter().chain([callbacks.into()]).collect();
            Ok(invoke(object, method, &args)?)
        };
        self.request(name, target, send, |_| ())
    }
}
