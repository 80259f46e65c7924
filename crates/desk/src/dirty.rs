//! A value with a dirty flag.

use std::ops::{Deref, DerefMut};

/// A value that notes each time somebody may have changed it. Nobody can forget to say so.
#[derive(Debug)]
pub(crate) struct Dirty<T> {
    value: T,
    changed: bool,
}

impl<T> Dirty<T> {
    /// A value that nobody has changed yet.
    pub(crate) fn new(value: T) -> Dirty<T> {
        Dirty { value, changed: false }
    }

    /// If so, it is to be looked at as if somebody had changed it.
    pub(crate) fn touch(&mut self, is_due: bool) {
        self.changed |= is_due;
    }

    /// The value, if it may have changed since this was last asked.
    pub(crate) fn take_changed(&mut self) -> Option<&T> {
        std::mem::take(&mut self.changed).then_some(&self.value)
    }
}

impl<T> Deref for Dirty<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T> DerefMut for Dirty<T> {
    fn deref_mut(&mut self) -> &mut T {
        self.changed = true;
        &mut self.value
    }
}
