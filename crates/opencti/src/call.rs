//! The calling convention of Open CTI, once for every method.
//!
//! A method takes one object with named arguments and a `callback`, and gives nothing back. It may throw at
//! once, answer `{success, returnValue, errors}`, never answer, answer late, or answer twice. All of that ends
//! here: a call gives exactly one `Result`, within its deadline.

use std::pin::Pin;

use futures_channel::oneshot::Receiver;
use gloo_timers::callback::Timeout;
use js_sys::{Function, Object};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};

use crate::first::{First, first};
use crate::wire::response::{self, Response};
use crate::wire::{get, put, thrown};
use crate::{Error, OpenCti};

/// The answer to a call that has been sent; `.await` it.
///
/// It does not borrow the [`OpenCti`]. Dropping it ignores the answer, it does not withdraw the call.
pub type Answer<T> = Pin<Box<dyn Future<Output = Result<T, Error>>>>;

/// A call that Salesforce has been sent. Dropping it ignores the answer, it does not withdraw the call.
#[derive(Debug)]
struct Sent {
    method: &'static str,
    args: Object,
    /// The answer, or nothing when the deadline passed first.
    answer: Receiver<Option<JsValue>>,
    /// Cleared when the call is dropped.
    _deadline: Timeout,
}

impl OpenCti {
    /// Calls a method by the name of the guide, for instance `saveLog` or `hvs.completeWork`, and then waits for its answer.
    /// `read` makes a result of a successful one.
    ///
    /// The method is called before this function returns, so that calls reach Salesforce in the order in which they are made,
    /// whenever their futures are polled.
    pub(crate) fn call<T: 'static>(
        &self,
        method: &'static str,
        args: Object,
        read: fn(&Response) -> Result<T, Error>,
    ) -> Answer<T> {
        let sent = self.send(method, args);
        Box::pin(async move { read(&sent?.response().await?) })
    }

    /// Calls a method whose success carries nothing.
    pub(crate) fn perform(&self, method: &'static str, args: Object) -> Answer<()> {
        self.call(method, args, |_| Ok(()))
    }

    /// Calls a method whose answer is of no interest.
    pub(crate) fn tell(&self, method: &'static str, args: Object) -> Result<(), Error> {
        self.send(method, args).map(drop)
    }

    fn send(&self, method: &'static str, args: Object) -> Result<Sent, Error> {
        let (owner, short) = self.split(method);
        let function: Function = get(&owner, short).dyn_into().map_err(|_| Error::NotSupported { method })?;
        let (give, answer) = first();
        put(&args, "callback", self.callback(give.clone()));
        let deadline = Timeout::new(self.deadline_ms(), move || {
            give.give(None);
        });
        // A method that throws was not sent, even if it has answered before it threw.
        let called = function.call1(&owner, &args);
        called.map_err(|value| Error::Threw { method, message: thrown(&value) })?;
        Ok(Sent { method, args, answer, _deadline: deadline })
    }

    /// Owned by the JavaScript side, which frees it when it lets go of it: a late or second answer still finds something to
    /// call, and is counted.
    fn callback(&self, give: First<Option<JsValue>>) -> JsValue {
        let ignored = self.ignored();
        Closure::<dyn FnMut(JsValue)>::new(move |answer| {
            if !give.give(Some(answer)) {
                ignored.set(ignored.get().saturating_add(1));
            }
        })
        .into_js_value()
    }
}

impl Sent {
    async fn response(self) -> Result<Response, Error> {
        // The sender lives in the timer, which lives as long as this.
        match self.answer.await.ok().flatten() {
            Some(answer) => response::read(self.method, self.args, answer),
            None => Err(Error::Timeout { method: self.method }),
        }
    }
}
