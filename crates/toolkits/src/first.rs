//! One value that several callbacks may give: the first of them counts.

use std::cell::Cell;
use std::fmt;
use std::rc::Rc;

use futures_channel::oneshot::{Receiver, Sender, channel};

/// Where the value is given. Clones give the same value.
pub(crate) struct First<T>(Rc<Cell<Option<Sender<T>>>>);

/// Where a value is given, and where it is awaited.
pub(crate) fn first<T>() -> (First<T>, Receiver<T>) {
    let (sender, receiver) = channel();
    (First(Rc::new(Cell::new(Some(sender)))), receiver)
}

impl<T> First<T> {
    /// Gives the value; `false` when there was one already, or when nobody waits any more.
    pub(crate) fn give(&self, value: T) -> bool {
        self.0.take().is_some_and(|sender| sender.send(value).is_ok())
    }
}

impl<T> Clone for First<T> {
    fn clone(&self) -> First<T> {
        First(Rc::clone(&self.0))
    }
}

impl<T> fmt::Debug for First<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("First")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_value_counts_and_later_ones_are_refused() {
        let (give, mut given) = first();
        assert_eq!(given.try_recv(), Ok(None));
        assert!(give.give(1));
        assert!(!give.clone().give(2), "a second value");
        assert_eq!(given.try_recv(), Ok(Some(1)));
    }

    #[test]
    fn nobody_waits_for_a_dropped_value() {
        let (give, given) = first();
        drop(given);
        assert!(!give.give(1));
    }
}
