//! The calling convention of Open CTI, once for every method.
//!
//! A method takes one object with named arguments and a `callback`, and gives nothing back. It may throw at
//! once, answer `{success, returnValue, errors}`, never answer, answer late, or answer twice. All of that ends
//! here: a call gives exactly one `Result`, within its deadline.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use js_sys::{Array, Object, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::Error;
use crate::wire::{response, response::Response};

#[wasm_bindgen(module = "/js/call.js")]
extern "C" {
    /// A call under way.
    #[derive(Debug)]
    type Sent;
    #[wasm_bindgen(method, getter)]
    fn answer(this: &Sent) -> Promise;
    fn send(owner: &JsValue, method: &str, args: &Object, ms: u32, ignored: &Object) -> Sent;
    fn close(call: &Sent);
    /// Whether an object has a method.
    pub(crate) fn supports(owner: &JsValue, method: &str) -> bool;
    /// Settles after a time.
    pub(crate) fn pause(ms: u32) -> Promise;
    /// A value as JSON text for logs, cut to a sensible length.
    pub(crate) fn raw(value: &JsValue) -> String;
    /// What was thrown, in one sentence.
    pub(crate) fn thrown(value: &JsValue) -> String;
}

/// A call that is on its way. Dropping it ignores the answer.
#[derive(Debug)]
pub(crate) struct Call {
    method: &'static str,
    args: Object,
    answer: JsFuture,
    sent: Sent,
}

impl Call {
    /// Calls. `ignored` counts in its `count` the answers nobody waited for.
    pub(crate) fn send(
        owner: &JsValue,
        name: &str,
        method: &'static str,
        args: Object,
        deadline_ms: u32,
        ignored: &Object,
    ) -> Call {
        let sent = send(owner, name, &args, deadline_ms, ignored);
        Call { method, args, answer: sent.answer().into(), sent }
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Result<Response, Error>> {
        // The promise is never rejected: what is thrown is among the words.
        Pin::new(&mut self.answer).poll(context).map(|answer| {
            let answer: Array = answer.unwrap_or_default().unchecked_into();
            response::read(self.method, &self.args, &answer)
        })
    }
}

impl Drop for Call {
    fn drop(&mut self) {
        close(&self.sent);
    }
}

/// The answer to a call that is on its way; `.await` it.
///
/// It does not borrow the [`OpenCti`](crate::OpenCti). Dropping it ignores the answer, it does not withdraw the call.
/// (A plain struct rather than `async fn`s, which weigh several times as much.)
#[must_use = "the answer says whether the call succeeded"]
pub struct Answer<T> {
    call: Call,
    read: fn(&Response) -> Result<T, Error>,
}

impl<T> Answer<T> {
    pub(crate) fn new(call: Call, read: fn(&Response) -> Result<T, Error>) -> Answer<T> {
        Answer { call, read }
    }
}

impl<T> Future for Answer<T> {
    type Output = Result<T, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match self.call.poll(context) {
            Poll::Ready(Ok(response)) => Poll::Ready((self.read)(&response)),
            Poll::Ready(Err(error)) => Poll::Ready(Err(error)),
            Poll::Pending => Poll::Pending,
        }
    }
}

impl<T> fmt::Debug for Answer<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answer").field("method", &self.call.method).finish_non_exhaustive()
    }
}
