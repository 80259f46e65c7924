//! Messages between the softphone core and the agent's panel.
//!
//! The core sends a [`PanelView`] whenever what the panel shows has changed, and a [`RunsRecording`] when the panel asks for
//! one. The panel sends a [`Gesture`] for each thing the agent presses. Both sides run as WebAssembly modules of their own and
//! exchange JSON text through `www/adapter/panel.js`, so a message is checked when it arrives: each carries [`VERSION`], and
//! what cannot be read is an error that the receiver reports and then ignores.
//!
//! Plain data: no behavior of the desk or of the page is in here.

#![forbid(unsafe_code)]

mod codec;
mod gesture;

pub use codec::{MessageError, VERSION};
pub use gesture::{Gesture, RecordingChange};
