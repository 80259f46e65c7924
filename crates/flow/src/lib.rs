//! CTI Flows: document, values, references, block catalogue, effects, interpreter.
//!
//! Pure: this crate knows no clock, no browser, no thread and no file. A [`Run`] is a machine that is fed
//! replies and asks for [`Effect`]s; whoever drives it performs them.

#![forbid(unsafe_code)]

mod effect;
mod reply;
mod value;

pub use effect::*;
pub use reply::*;
pub use value::Value;
