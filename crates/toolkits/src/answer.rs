//! An answer that may never come, and may come twice.
//!
//! The toolkits promise a callback and no time limit. An [`Answer`] holds the first thing it is
//! given; whatever comes later is refused, so that the giver can count it.

use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

/// Where an answer is awaited. The other end is a [`Giver`].
#[derive(Debug)]
pub(crate) struct Answer<T>(Rc<RefCell<State<T>>>);

/// Where an answer is given.
#[derive(Debug)]
pub(crate) struct Giver<T>(Rc<RefCell<State<T>>>);

#[derive(Debug)]
enum State<T> {
    Awaited(Option<Waker>),
    Given(T),
    Closed,
}

/// Both ends of one answer.
pub(crate) fn answer<T>() -> (Giver<T>, Answer<T>) {
    let state = Rc::new(RefCell::new(State::Awaited(None)));
    (Giver(state.clone()), Answer(state))
}

impl<T> Clone for Giver<T> {
    fn clone(&self) -> Self {
        Giver(self.0.clone())
    }
}

impl<T> Giver<T> {
    /// Gives the answer. `false` when there was one already, or when nobody waits any more.
    pub(crate) fn give(&self, value: T) -> bool {
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
}

impl<T> Future for Answer<T> {
    type Output = T;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<T> {
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

impl<T> Drop for Answer<T> {
    fn drop(&mut self) {
        *self.0.borrow_mut() = State::Closed;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn poll<T>(answer: &mut Answer<T>) -> Poll<T> {
        Pin::new(answer).poll(&mut Context::from_waker(Waker::noop()))
    }

    #[test]
    fn the_first_answer_counts_and_later_ones_are_refused() {
        let (giver, mut answer) = answer();
        assert_eq!(poll(&mut answer), Poll::Pending);
        assert!(giver.give(1));
        assert!(!giver.give(2), "a second answer");
        assert_eq!(poll(&mut answer), Poll::Ready(1));
        assert!(!giver.give(3), "an answer after the end");
    }

    #[test]
    fn nobody_waits_for_a_dropped_answer() {
        let (giver, answer) = answer();
        drop(answer);
        assert!(!giver.give(1));
    }
}
