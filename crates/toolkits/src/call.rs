//! The calling convention of the toolkits, once for every method.
//!
//! Arguments are positional; the callback has its place among them and is given one flat object with `success`. A method may
//! throw, answer, never answer, answer late, or answer twice. All of that ends here: a call gives exactly one `Result`,
//! within its deadline.

use gloo_timers::callback::Timeout;
use js_sys::{Array, Function};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};

use crate::first::first;
use crate::wire::{get, raw, text, thrown};
use crate::{Console, Error, NotHere};

/// A successful answer.
#[derive(Debug)]
pub(crate) struct Response {
    method: &'static str,
    /// The whole answer: results stand beside `success`.
    pub(crate) whole: JsValue,
}

impl Response {
    /// The error for an answer that lacks what it must have.
    pub(crate) fn odd(&self) -> Error {
        Error::Shape { method: self.method, raw: raw(&self.whole) }
    }

    /// A text that must be there.
    pub(crate) fn text(&self, key: &str) -> Result<String, Error> {
        text(&self.whole, key).ok_or_else(|| self.odd())
    }
}

impl Console {
    /// A method by its name in the guide, `presence.login` for those of Omni-Channel; and the object it lives on.
    pub(crate) fn method(&self, name: &'static str) -> Result<(JsValue, Function), Error> {
        let not_here = |why| Error::NotHere { method: name, why };
        let toolkit = self.toolkit().ok_or(not_here(NotHere::NoToolkit))?;
        if !self.is_in_console() {
            return Err(not_here(NotHere::NoConsole));
        }
        let (owner, short) = match name.split_once('.') {
            Some((inner, short)) => (get(&toolkit, inner), short),
            None => (toolkit, name),
        };
        let function = get(&owner, short).dyn_into().map_err(|_| not_here(NotHere::NoMethod))?;
        Ok((owner, function))
    }

    /// Calls a method and waits for its answer. The callback comes behind the arguments.
    pub(crate) async fn call(&self, name: &'static str, args: &[JsValue]) -> Result<Response, Error> {
        let (owner, function) = self.method(name)?;
        let (give, given) = first();
        let deadline = Timeout::new(self.deadline_ms, {
            let give = give.clone();
            move || {
                give.give(None);
            }
        });
        let ignored = self.ignored.clone();
        // Owned by the JavaScript side, which frees it when it lets go of it: a late or second answer then still
        // finds something to call.
        let callback = Closure::<dyn FnMut(JsValue)>::new(move |response| {
            if !give.give(Some(response)) {
                ignored.set(ignored.get().saturating_add(1));
            }
        })
        .into_js_value();
        apply(name, &owner, &function, args.iter().chain([&callback]))?;
        // The sender lives in the timer, which lives as long as this.
        let whole = given.await.ok().flatten().ok_or(Error::Timeout { method: name })?;
        drop(deadline);
        read(name, whole)
    }

    /// Calls a method whose success carries nothing.
    pub(crate) async fn perform(&self, name: &'static str, args: &[JsValue]) -> Result<(), Error> {
        self.call(name, args).await.map(drop)
    }

    /// Calls a method that has no callback.
    pub(crate) fn tell(&self, name: &'static str, args: &[JsValue]) -> Result<(), Error> {
        let (owner, function) = self.method(name)?;
        apply(name, &owner, &function, args.iter())
    }
}

fn apply<'a>(
    method: &'static str,
    owner: &JsValue,
    function: &Function,
    args: impl Iterator<Item = &'a JsValue>,
) -> Result<(), Error> {
    let args: Array = args.collect();
    let called = function.apply(owner, &args);
    called.map(drop).map_err(|value| Error::Threw { method, message: thrown(&value) })
}

/// Splits an answer into success and failure; a text counts as a boolean.
fn read(method: &'static str, whole: JsValue) -> Result<Response, Error> {
    match crate::wire::flag(&whole, "success") {
        Some(true) => Ok(Response { method, whole }),
        Some(false) => Err(Error::Refused {
            method,
            reason: text(&whole, "error").or_else(|| text(&get(&whole, "error"), "message")),
        }),
        None => Err(Error::Shape { method, raw: raw(&whole) }),
    }
}
