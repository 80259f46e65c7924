//! A value with a dirty flag.

use std::ops::{Deref, DerefMut};

/// A value and whether it was borrowed mutably since [`Dirty::take_touched`] was last called.
#[derive(Debug)]
pub(crate) struct Dirty<T> {
    value: T,
    touched: bool,
}

impl<T> Dirty<T> {
    pub(crate) fn new(value: T) -> Dirty<T> {
        Dirty { value, touched: false }
    }

    /// The value, when it was touched since this was last asked.
    pub(crate) fn take_touched(&mut self) -> Option<&mut T> {
        std::mem::take(&mut self.touched).then_some(&mut self.value)
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
        self.touched = true;
        &mut self.value
    }
}
