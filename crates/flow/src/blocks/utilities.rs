//! Utilities and overlay.

mod alert;
mod log;
mod notify;
mod pause_recording;
mod resume_recording;
mod send_data_to_overlay;
mod show_all_attributes;
mod show_modal;
mod start_recording;
mod stop_recording;

/// What the four blocks that change a recording share. Whether the change fits is the desk's to say, which knows the state.
mod recording {
    use crate::{BlockContext, BlockStep, Port, RecordingChange, Reply, TelephonyEffect, Value};

    pub(super) fn begin(block: &mut BlockContext<'_>, change: RecordingChange) -> BlockStep {
        match block.contact_id() {
            Some(contact) => BlockStep::call(TelephonyEffect::Record { contact, change }),
            None => BlockStep::refuse("there is no call to record"),
        }
    }

    pub(super) fn resume(_: &mut BlockContext<'_>, _: Value, reply: &Reply) -> BlockStep {
        BlockStep::when_done(reply, Port::Success, Value::Null)
    }
}

use crate::Block;

pub(super) const BLOCKS: &[&Block] = &[
    &log::BLOCK,
    &show_modal::BLOCK,
    &alert::BLOCK,
    &notify::BLOCK,
    &send_data_to_overlay::BLOCK,
    &show_all_attributes::BLOCK,
    &start_recording::BLOCK,
    &stop_recording::BLOCK,
    &pause_recording::BLOCK,
    &resume_recording::BLOCK,
];
