//! The runner: one loop that drives a [`Desk`](desk::Desk), in the page and on the command line.
//!
//! A [`Session`] takes one [`Event`](desk::Event) after the other, carries out the desk's commands in order against the
//! [ports](ports) and turns their answers into events. A port either answers an effect at once or returns nothing and
//! answers later through [`Session::handle`]; so the same loop serves a browser, where an answer comes from a task of
//! its own, and a virtual clock, where the caller moves the time. The session owns every timer: deadlines,
//! delays, and the time at which the desk wants to be woken.
//!
//! Pure: no browser, clock, random source, thread or file.

#![forbid(unsafe_code)]

mod ports;
mod session;
#[cfg(feature = "sim")]
pub mod sim;
mod timers;
mod writes;

pub use ports::{Clock, Host, Kept, Output, PhoneNumbers, Ports, Request, Screen, Store, Tabs, Telephony};
pub use session::Session;
