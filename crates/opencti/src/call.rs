//! The calling convention of Open CTI, once for every method.
//!
//! A method takes one object with named arguments and a `callback`, and gives nothing back. It may throw at
//! once, answer `{success, returnValue, errors}`, never answer, answer late, or answer twice. All of that ends
//! here: a call gives exactly one `Result`, within its deadline.

use std::cell::Cell;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

use gloo_timers::callback::Timeout;
use js_sys::{Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};

use crate::Error;
use crate::given::{Given, given};
use crate::wire::{get, response, response::Response, thrown};

/// How many answers came too late or a second time, over the life of a handle and its clones.
pub(crate) type Ignored = Rc<Cell<u32>>;

/// A method of `owner`, or the reason why there is none.
pub(crate) fn method(owner: &JsValue, name: &str, method: &'static str) -> Result<Function, Error> {
    get(owner, name).dyn_into().map_err(|_| Error::NotSupported { method })
}

/// One call on its way, whatever its answer means.
#[derive(Debug)]
pub(crate) struct Call {
    method: &'static str,
    args: Object,
    stage: Stage,
}

#[derive(Debug)]
enum Stage {
    Refused(Option<Error>),
    /// The timer is held so that it goes with the call.
    Sent(Given, #[expect(dead_code)] Timeout),
}

impl Call {
    /// Calls `function` as a method of `owner`. A real `callback` is always passed: the library throws for an
    /// empty argument object even where it calls the argument optional.
    pub(crate) fn send(
        owner: &JsValue,
        function: Result<Function, Error>,
        method: &'static str,
        args: Object,
        deadline_ms: u32,
        ignored: &Ignored,
    ) -> Call {
        let function = match function {
            Ok(function) => function,
            Err(error) => return Call { method, args, stage: Stage::Refused(Some(error)) },
        };
        let (giver, given) = given();
        let timer = giver.clone().after(deadline_ms);
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
            Reflect::set(&args, &"callback".into(), &callback).and_then(|_| function.call1(owner, &args));
        let stage = match sent {
            Ok(_) => Stage::Sent(given, timer),
            Err(value) => Stage::Refused(Some(Error::Threw { method, message: thrown(&value) })),
        };
        Call { method, args, stage }
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Result<Response, Error>> {
        let method = self.method;
        match &mut self.stage {
            Stage::Refused(error) => match error.take() {
                Some(error) => Poll::Ready(Err(error)),
                None => Poll::Pending,
            },
            Stage::Sent(given, _) => given.poll(context).map(|given| match given {
                Some(raw) => response::read(method, &self.args, raw),
                None => Err(Error::Timeout { method }),
            }),
        }
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
