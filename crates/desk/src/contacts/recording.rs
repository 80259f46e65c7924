//! The recording of a call: what state it is in, and what may become of it (`reference/cti-flows.md` §7.2).
//!
//! Amazon Connect starts a recording once, stops it once, and does not tell how it stands. So what this desk has changed is
//! remembered, and the contact attribute `RECORDING_STARTED` says whether something else has begun it.

use flow::{Failure, FailureKind, RecordingChange, Reply, TelephonyEffect};
use panel_protocol::{RecordingState, RecordingView};

use crate::contacts::Contacts;
use crate::contacts::record::Phase;
use crate::frame::failures::failure_view;
use crate::routes::Owner;
use crate::turn::Turn;

/// The change a gesture asks for, as flows name it.
pub(crate) fn flow_change(change: panel_protocol::RecordingChange) -> RecordingChange {
    match change {
        panel_protocol::RecordingChange::Start => RecordingChange::Start,
        panel_protocol::RecordingChange::Pause => RecordingChange::Pause,
        panel_protocol::RecordingChange::Resume => RecordingChange::Resume,
        panel_protocol::RecordingChange::Stop => RecordingChange::Stop,
    }
}

/// What a change makes of a recording, or why there is no such change.
fn after(state: RecordingState, change: RecordingChange) -> Result<RecordingState, &'static str> {
    use RecordingChange::{Pause, Resume, Start, Stop};
    use RecordingState::{Idle, Paused, Recording, Stopped};
    match (change, state) {
        (_, Stopped) => Err("the recording was stopped for good"),
        (Start, Idle) | (Resume, Paused) => Ok(Recording),
        (Pause, Recording) => Ok(Paused),
        (Stop, Recording | Paused) => Ok(Stopped),
        (Start, _) => Err("the call is recorded already"),
        (Resume, _) => Err("the recording is not paused"),
        (Pause, Paused) => Err("the recording is paused already"),
        (Pause | Stop, _) => Err("nothing is recorded"),
    }
}

impl Contacts {
    /// What the panel shows: nothing without a connected call of the agent's own.
    pub(crate) fn recording_view(&self) -> Option<RecordingView> {
        let contact = &self.current_contact()?.id;
        let state = self.recording_of(contact)?;
        let turn = self.present.get(contact.as_str())?.recording.as_ref();
        let failure = turn.and_then(|turn| turn.as_ref().err()).map(failure_view);
        let contact = contact.clone();
        Some(RecordingView { contact, state, busy: turn.is_some_and(Result::is_ok), failure })
    }

    /// How the recording of a call stands; nothing for what is no connected call.
    fn recording_of(&self, id: &str) -> Option<RecordingState> {
        let shot = &self.present.get(id)?.snapshot;
        if !shot.channel.is_voice() || shot.monitoring || shot.phase() != Phase::Talking {
            return None;
        }
        let remembered = self.memory(id).and_then(|memory| memory.recording);
        let begun = || shot.attributes.as_ref()?.get("RECORDING_STARTED").filter(|text| *text == "true");
        let first = || if begun().is_some() { RecordingState::Recording } else { RecordingState::Idle };
        Some(remembered.unwrap_or_else(first))
    }

    /// Whether a change fits, and that it is under way from now on.
    pub(crate) fn begin_recording_change(
        &mut self,
        id: &str,
        change: RecordingChange,
    ) -> Result<(), Failure> {
        let refused = |reason| Failure::new(FailureKind::Refused, reason);
        let state = self.recording_of(id).ok_or_else(|| refused("there is no connected call to record"))?;
        after(state, change).map_err(refused)?;
        match self.present.get_mut(id) {
            Some(contact) if !matches!(contact.recording, Some(Ok(_))) => {
                contact.recording = Some(Ok(change));
                Ok(())
            }
            _ => Err(refused("another change of the recording is under way")),
        }
    }

    /// The agent wants a change. One that does not fit was pressed on an old picture: the next one says how it stands.
    pub(crate) fn change_recording(&mut self, contact: String, change: RecordingChange, turn: &mut Turn) {
        if self.begin_recording_change(&contact, change).is_ok() {
            turn.perform(Owner::Recording(contact.clone()), TelephonyEffect::Record { contact, change });
        }
    }

    /// What came of a change: after a failure everything is as it was.
    pub(crate) fn recording_replied(&mut self, id: &str, reply: &Reply) {
        let state = self.recording_of(id);
        let Some(contact) = self.present.get_mut(id) else { return };
        let Some(Ok(change)) = contact.recording.take() else { return };
        match reply {
            Err(failure) => contact.recording = Some(Err(failure.clone())),
            Ok(_) => {
                // Nothing to remember of a call that has ended meanwhile.
                if let Some(after) = state.and_then(|state| after(state, change).ok()) {
                    self.memory_mut(id).recording = Some(after);
                }
            }
        }
    }
}
