//! Something that may never come, and may come twice.
//!
//! Open CTI promises a callback "at most once" and no time limit. [`Given`] holds the first thing it is given;
//! whatever comes later is refused, so that the giver can count it.

use std::cell::RefCell;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use gloo_timers::callback::Timeout;
use wasm_bindgen::JsValue;

/// Where it is awaited. The other end is a [`Giver`].
#[derive(Debug)]
pub(crate) struct Given(Rc<RefCell<State>>);

/// Where it is given: a value, or nothing when the time is over.
#[derive(Clone, Debug)]
pub(crate) struct Giver(Rc<RefCell<State>>);

#[derive(Debug)]
enum State {
    Awaited(Option<Waker>),
    Given(Option<JsValue>),
    Closed,
}

/// Both ends.
pub(crate) fn given() -> (Giver, Given) {
    let state = Rc::new(RefCell::new(State::Awaited(None)));
    (Giver(state.clone()), Given(state))
}

/// Waits.
pub(crate) async fn pause(ms: u32) {
    let (giver, mut nothing) = given();
    let _timer = giver.after(ms);
    poll_fn(|context| nothing.poll(context)).await;
}

impl Giver {
    /// Gives. `false` when something was given already, or when nobody waits any more.
    pub(crate) fn give(&self, value: Option<JsValue>) -> bool {
        let waker = {
            let mut state = self.0.borrow_mut();
            let State::Awaited(waker) = &mut *state else { return false };
            let waker = waker.take();
            *state = State::Given(value);
            waker
        };
        if let Some(waker) = waker {
            waker.wake();
        }
        true
    }

    /// Gives nothing when the time is over. Dropping the timer stops it.
    pub(crate) fn after(self, ms: u32) -> Timeout {
        Timeout::new(ms, move || {
            self.give(None);
        })
    }
}

impl Given {
    pub(crate) fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<JsValue>> {
        let mut state = self.0.borrow_mut();
        match std::mem::replace(&mut *state, State::Closed) {
            State::Given(value) => Poll::Ready(value),
            State::Awaited(_) | State::Closed => {
                *state = State::Awaited(Some(context.waker().clone()));
                Poll::Pending
            }
        }
    }
}

impl Drop for Given {
    fn drop(&mut self) {
        *self.0.borrow_mut() = State::Closed;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn poll(given: &mut Given) -> Poll<Option<JsValue>> {
        given.poll(&mut Context::from_waker(Waker::noop()))
    }

    const VALUE: Option<JsValue> = Some(JsValue::TRUE);

    #[test]
    fn the_first_value_counts_and_later_ones_are_refused() {
        let (giver, mut given) = given();
        assert!(poll(&mut given).is_pending());
        assert!(giver.give(VALUE));
        assert!(!giver.give(None), "a second one");
        assert!(matches!(poll(&mut given), Poll::Ready(Some(_))));
        assert!(!giver.give(VALUE), "one after the end");
    }

    #[test]
    fn nobody_waits_for_what_was_dropped() {
        let (giver, given) = given();
        drop(given);
        assert!(!giver.give(VALUE));
    }
}
