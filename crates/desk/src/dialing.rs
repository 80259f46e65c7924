//! Click-to-dial: which clicks are dialled, and what is asked before.

pub(crate) mod clicks;
pub(crate) mod do_not_call;
pub(crate) mod line;
