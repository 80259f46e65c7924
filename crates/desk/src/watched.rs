//! Something of which it is known whether it was touched.

use std::ops::{Deref, DerefMut};

/// A value that notes each time somebody may have changed it. Nobody can forget to say so.
#[derive(Debug)]
pub(crate) struct Watched<T> {
    value: T,
    touched: bool,
}

impl<T> Watched<T> {
    pub(crate) fn new(value: T) -> Watched<T> {
        Watched { value, touched: false }
    }

    /// The value, when it was touched since this was last asked.
    pub(crate) fn take_touched(&mut self) -> Option<&mut T> {
        std::mem::take(&mut self.touched).then_some(&mut self.value)
    }
}

impl<T> Deref for Watched<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T> DerefMut for Watched<T> {
    fn deref_mut(&mut self) -> &mut T {
        self.touched = true;
        &mut self.value
    }
}
