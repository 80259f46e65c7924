//! The calling convention, once: every request has a deadline and answers at most once. `js/library.js` sees to it; here its
//! words become types.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use js_sys::{Array, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::error::{Error, Failure};

/// The answer to a request that is already on its way; `.await` it.
///
/// It does not borrow the [`Session`](crate::Session). Dropping it ignores the answer, it does not
/// withdraw the request. (A plain struct rather than `async fn`s, which weigh several times as much.)
#[must_use = "the answer says whether the request was taken"]
pub struct Answer<T> {
    method: &'static str,
    deadline_ms: u32,
    read: fn(&JsValue) -> T,
    sent: Result<JsFuture, Option<Error>>,
}

impl<T> Answer<T> {
    pub(crate) fn new(
        method: &'static str,
        deadline_ms: u32,
        read: fn(&JsValue) -> T,
        sent: Promise,
    ) -> Self {
        Self { method, deadline_ms, read, sent: Ok(sent.into()) }
    }

    /// One that is known already.
    pub(crate) fn refused(method: &'static str, read: fn(&JsValue) -> T, error: Error) -> Self {
        Self { method, deadline_ms: 0, read, sent: Err(Some(error)) }
    }
}

impl<T> Future for Answer<T> {
    type Output = Result<T, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let (method, deadline_ms, read) = (self.method, self.deadline_ms, self.read);
        let sent = match &mut self.sent {
            Ok(sent) => sent,
            Err(error) => return Poll::Ready(Err(error.take().unwrap_or(Error::NotReady { method }))),
        };
        // The promise is never rejected: what is thrown is among the words.
        Pin::new(sent).poll(context).map(|answer| {
            let answer = answer.unwrap_or_default().unchecked_into();
            outcome(method, deadline_ms, &answer).map(|()| read(&answer.get(1)))
        })
    }
}

/// What a word of `js/library.js` means, with what belongs to it.
pub(crate) fn outcome(method: &'static str, deadline_ms: u32, answer: &Array) -> Result<(), Error> {
    let text = |at: u32| answer.get(at).as_string().unwrap_or_default();
    Err(match &*text(0) {
        "done" => return Ok(()),
        "refused" => Error::Refused { method, failure: Failure::of(answer, 1) },
        "threw" => Error::Threw { method, failure: Failure::of(answer, 1) },
        "timedOut" => Error::TimedOut { method, deadline_ms },
        "noSuchContact" => Error::NoSuchContact { method, contact_id: text(1) },
        "noSuchState" => {
            let mut offered = Vec::new();
            for at in 2..answer.length() {
                offered.push(text(at));
            }
            Error::NoSuchState { name: text(1), offered }
        }
        _ => Error::NotReady { method },
    })
}

impl<T> fmt::Debug for Answer<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answer").field("method", &self.method).finish_non_exhaustive()
    }
}
