//! The calling convention, once: every request has a deadline and answers at most once.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::error::{Error, Failure};
use crate::raw;

/// What a promise gives, or `None` if it gives nothing in time. A later answer goes nowhere.
pub(crate) struct Race {
    first: JsFuture,
    /// What the timer gives: a value nobody else has.
    late: JsValue,
}

pub(crate) fn within(promise: Promise, deadline_ms: u32) -> Race {
    let late: JsValue = Object::new().into();
    let timer = Promise::new(&mut |resolve, _| {
        let arguments = [resolve.into(), deadline_ms.into(), late.clone()];
        // A page without timers has no deadlines either.
        invoke(&js_sys::global(), "setTimeout", &arguments).ok();
    });
    let both: Array = [promise, timer].iter().collect();
    Race { first: JsFuture::from(Promise::race(&both)), late }
}

impl Future for Race {
    type Output = Option<Result<JsValue, JsValue>>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        Pin::new(&mut self.first).poll(context).map(|first| match first {
            Ok(value) if value == self.late => None,
            first => Some(first),
        })
    }
}

/// The answer to a request that is already on its way; `.await` it.
///
/// It does not borrow the [`Session`](crate::Session). Dropping it ignores the answer, it does not
/// withdraw the request. (A plain struct rather than `async fn`s, which weigh several times as much.)
#[must_use = "the answer says whether the request was taken"]
pub struct Answer<T> {
    method: &'static str,
    deadline_ms: u32,
    read: fn(&JsValue) -> T,
    sent: Result<Race, Option<Error>>,
}

impl<T> Answer<T> {
    pub(crate) fn new(
        method: &'static str,
        deadline_ms: u32,
        read: fn(&JsValue) -> T,
        sent: Result<Promise, Error>,
    ) -> Self {
        let sent = sent.map(|promise| within(promise, deadline_ms)).map_err(Some);
        Self { method, deadline_ms, read, sent }
    }
}

impl<T> Future for Answer<T> {
    type Output = Result<T, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let (method, deadline_ms, read) = (self.method, self.deadline_ms, self.read);
        let race = match &mut self.sent {
            Ok(race) => race,
            Err(error) => return Poll::Ready(Err(error.take().unwrap_or(Error::NotReady { method }))),
        };
        Pin::new(race).poll(context).map(|answer| match answer {
            Some(Ok(data)) => Ok(read(&data)),
            Some(Err(failure)) => Err(Error::Refused { method, failure: Failure::read(&failure) }),
            None => Err(Error::TimedOut { method, deadline_ms }),
        })
    }
}

impl<T> fmt::Debug for Answer<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answer").field("method", &self.method).finish_non_exhaustive()
    }
}

/// One call of a library method that reports through `{success, failure}`.
#[derive(Debug, Default)]
pub(crate) struct Call<'a> {
    /// The library's name of the method.
    pub(crate) method: &'a str,
    /// Arguments before the callbacks.
    pub(crate) before: &'a [JsValue],
    /// Members that stand beside the callbacks in the same object.
    pub(crate) beside: &'a [(&'a str, JsValue)],
    /// Arguments after the callbacks.
    pub(crate) after: &'a [JsValue],
}

impl Call<'_> {
    /// Calls. The callbacks are the two halves of a promise: they may come late, twice, or when nobody
    /// waits any more, and never do harm.
    pub(crate) fn on(&self, target: &JsValue) -> Result<Promise, JsValue> {
        let callbacks = Object::new();
        for (name, value) in self.beside {
            raw::set(&callbacks, name, value);
        }
        let promise = Promise::new(&mut |resolve, reject| {
            raw::set(&callbacks, "success", &resolve);
            raw::set(&callbacks, "failure", &reject);
        });
        let mut arguments = self.before.to_vec();
        arguments.push(callbacks.into());
        arguments.extend_from_slice(self.after);
        invoke(target, self.method, &arguments)?;
        Ok(promise)
    }
}

/// Calls a method by name. A missing method throws like in JavaScript.
pub(crate) fn invoke(target: &JsValue, method: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    function(target, method)?.apply(target, &arguments.iter().collect::<Array>())
}

/// `new library.Class(…)`.
pub(crate) fn construct(library: &JsValue, class: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    Reflect::construct(&function(library, class)?, &arguments.iter().collect::<Array>())
}

fn function(target: &JsValue, name: &str) -> Result<Function, JsValue> {
    Reflect::get(target, &JsValue::from_str(name))?
        .dyn_into()
        .map_err(|_| js_sys::TypeError::new(&[name, " is not a function"].concat()).into())
}
