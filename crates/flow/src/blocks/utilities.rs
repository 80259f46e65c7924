//! Utilities and overlay.

mod alert;
mod log;
mod pause_recording;
mod resume_recording;
mod send_data_to_overlay;
mod show_all_attributes;
mod show_modal;
mod start_recording;
mod stop_recording;

/// What the four blocks that change a recording share. Whether the change fits is the desk's to say, which knows the state.
mod recording {
    use crate::{Move, Port, RecordingChange, Reply, Scene, TelephonyEffect, Value};

    pub(super) fn begin(scene: &mut Scene<'_>, change: RecordingChange) -> Move {
        match scene.contact_id() {
            Some(contact) => Move::call(TelephonyEffect::Record { contact, change }),
            None => Move::refuse("there is no call to record"),
        }
    }

    pub(super) fn resume(_: &mut Scene<'_>, _: Value, reply: &Reply) -> Move {
        Move::when_done(reply, Port::Success, Value::Null)
    }
}

use crate::Block;

pub(super) const BLOCKS: &[&Block] = &[
    &log::BLOCK,
    &show_modal::BLOCK,
    &alert::BLOCK,
    &send_data_to_overlay::BLOCK,
    &show_all_attributes::BLOCK,
    &start_recording::BLOCK,
    &stop_recording::BLOCK,
    &pause_recording::BLOCK,
    &resume_recording::BLOCK,
];
