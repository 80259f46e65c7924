//! The calling convention, once: every request has a deadline and answers at most once.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;

use gloo_timers::future::TimeoutFuture;
use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::error::{Error, Failure};
use crate::raw;

/// What a promise gave, or `None` if it gave nothing in time. A later answer goes nowhere.
pub(crate) async fn within(promise: Promise, deadline_ms: u32) -> Option<Result<JsValue, JsValue>> {
    let mut answer = pin!(JsFuture::from(promise));
    let mut deadline = pin!(TimeoutFuture::new(deadline_ms));
    poll_fn(move |context| match answer.as_mut().poll(context) {
        Poll::Ready(answer) => Poll::Ready(Some(answer)),
        Poll::Pending => deadline.as_mut().poll(context).map(|()| None),
    })
    .await
}

/// One call of a library method that reports through `{success, failure}`.
#[derive(Debug)]
pub(crate) struct Request<'a> {
    /// Our name of it, for errors.
    pub(crate) name: &'static str,
    /// The object, and the method on it.
    pub(crate) target: &'a JsValue,
    /// The library's name of the method.
    pub(crate) method: &'static str,
    /// Arguments before the callbacks.
    pub(crate) arguments: &'a [JsValue],
    /// Members that stand beside the callbacks in the same object.
    pub(crate) beside: &'a [(&'a str, JsValue)],
    /// Arguments after the callbacks.
    pub(crate) after: &'a [JsValue],
}

impl Request<'_> {
    /// Calls, and waits for the answer.
    ///
    /// The callbacks are the two halves of a promise: they may be called late, twice, or after this
    /// future is gone, and never do harm.
    pub(crate) async fn send(self, deadline_ms: u32) -> Result<JsValue, Error> {
        let method = self.name;
        let callbacks = Object::new();
        for (name, value) in self.beside {
            raw::set(&callbacks, name, value);
        }
        let answer = Promise::new(&mut |resolve, reject| {
            raw::set(&callbacks, "success", &resolve);
            raw::set(&callbacks, "failure", &reject);
        });
        let mut arguments = self.arguments.to_vec();
        arguments.push(callbacks.into());
        arguments.extend_from_slice(self.after);
        invoke(self.target, self.method, &arguments)
            .map_err(|thrown| Error::Threw { method, failure: Failure::read(&thrown) })?;
        match within(answer, deadline_ms).await {
            Some(Ok(data)) => Ok(data),
            Some(Err(failure)) => Err(Error::Refused { method, failure: Failure::read(&failure) }),
            None => Err(Error::TimedOut { method, deadline_ms }),
        }
    }
}

/// Calls a method by name. A missing method throws like in JavaScript.
pub(crate) fn invoke(target: &JsValue, method: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    let function = Reflect::get(target, &JsValue::from_str(method))?;
    let function: &Function =
        function.dyn_ref().ok_or_else(|| js_sys::TypeError::new(&format!("{method} is not a function")))?;
    function.apply(target, &arguments.iter().collect::<Array>())
}

/// `new library.Class(…)`.
pub(crate) fn construct(library: &JsValue, class: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    let class = Reflect::get(library, &JsValue::from_str(class))?;
    let class: &Function =
        class.dyn_ref().ok_or_else(|| js_sys::TypeError::new("the library lacks a class"))?;
    Reflect::construct(class, &arguments.iter().collect::<Array>())
}
