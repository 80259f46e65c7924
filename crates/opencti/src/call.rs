//! The calling convention of Open CTI, once for every method.
//!
//! A method takes one object with named arguments and a `callback`, and gives nothing back. It may throw at
//! once, answer `{success, returnValue, errors}`, never answer, answer late, or answer twice. All of that ends
//! here: a call gives exactly one `Result`, within its deadline.

use std::cell::Cell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

use gloo_timers::callback::Timeout;
use js_sys::{Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};

use crate::Error;
use crate::answer::{Answer, answer};
use crate::wire::{get, response, thrown};

/// How many answers came too late or a second time, over the life of a handle and its clones.
pub(crate) type Ignored = Rc<Cell<u32>>;

/// A method of `owner`, or the reason why there is none.
pub(crate) fn method(owner: &JsValue, name: &str, method: &'static str) -> Result<Function, Error> {
    get(owner, name).dyn_into().map_err(|_| Error::NotSupported { method })
}

/// One call on its way.
#[derive(Debug)]
#[must_use = "a call gives its result only when awaited"]
pub(crate) struct Call {
    method: &'static str,
    stage: Stage,
}

#[derive(Debug)]
enum Stage {
    Refused(Option<Error>),
    /// The timer is held so that it goes with the call.
    Sent(Answer<Option<JsValue>>, #[expect(dead_code)] Timeout),
}

impl Call {
    /// A call that ends before it is made.
    pub(crate) fn refused(error: Error) -> Call {
        Call { method: error.method(), stage: Stage::Refused(Some(error)) }
    }

    /// Calls `function` as a method of `owner`. A real `callback` is always passed: the library throws for an
    /// empty argument object even where it calls the argument optional.
    pub(crate) fn send(
        owner: &JsValue,
        function: &Function,
        method: &'static str,
        args: &Object,
        deadline_ms: u32,
        ignored: &Ignored,
    ) -> Call {
        let (giver, answer) = answer();
        let timer = Timeout::new(deadline_ms, {
            let giver = giver.clone();
            move || {
                giver.give(None);
            }
        });
        let ignored = ignored.clone();
        // Owned by the JavaScript side, which frees it when it lets go of it: a late or second answer then still
        // finds something to call.
        let callback = Closure::<dyn FnMut(JsValue)>::new(move |response| {
            if !giver.give(Some(response)) {
                ignored.set(ignored.get().saturating_add(1));
            }
        })
        .into_js_value();
        let sent =
            Reflect::set(args, &"callback".into(), &callback).and_then(|_| function.call1(owner, args));
        match sent {
            Ok(_) => Call { method, stage: Stage::Sent(answer, timer) },
            Err(value) => Call::refused(Error::Threw { method, message: thrown(&value) }),
        }
    }
}

impl Future for Call {
    type Output = Result<response::Response, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let method = self.method;
        match &mut self.stage {
            Stage::Refused(error) => match error.take() {
                Some(error) => Poll::Ready(Err(error)),
                None => Poll::Pending,
            },
            Stage::Sent(answer, _) => Pin::new(answer).poll(context).map(|given| match given {
                Some(raw) => response::read(method, raw),
                None => Err(Error::Timeout { method }),
            }),
        }
    }
}
