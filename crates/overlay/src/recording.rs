//! The recording of the call: begin it, make it silent for a while, end it (`reference/cti-flows.md` §7.2).

use crate::element::{DomNode, classed, node};
use crate::panel::Panel;
use crate::reactive::*;
use panel_protocol::{FailureKind, Gesture, RecordingChange, RecordingState, RecordingView};

/// Whether the administrator wants the panel.
pub(crate) fn is_there(panel: Panel) -> bool {
    panel.settings.with(|settings| settings.recording.enabled)
}

/// State, two buttons, and what went wrong.
pub(crate) fn recording(panel: Panel) -> Vec<DomNode> {
    let recording = panel.part(|view| view.recording.clone());
    let failure = Memo::new(move |_| recording.with(|recording| failure(panel, recording.as_ref())));
    let parts = [
        node("p", &[("role", "status")])
            .reactive_text(move || panel.say(recording.with(|recording| sentence(recording.as_ref())))),
        node("div", &[("class", "buttons")])
            .with(&[control(panel, recording, first), control(panel, recording, second)]),
        node("p", &[("class", "reason"), ("role", "alert"), ("dir", "auto")])
            .hidden(move || failure.with(Option::is_none))
            .reactive_text(move || failure.get().unwrap_or_default()),
        classed("p", "help", &panel.say("recording.help")),
    ];
    vec![node("div", &[("id", "recording")]).with(&parts)]
}

/// Word of a button, and what it does; nothing while it can do nothing.
type Control = (&'static str, Option<RecordingChange>);

/// Start, or stop.
fn first(state: Option<RecordingState>) -> Control {
    match state {
        Some(RecordingState::Recording | RecordingState::Paused) => {
            ("recording.stop", Some(RecordingChange::Stop))
        }
        Some(RecordingState::Idle) => ("recording.start", Some(RecordingChange::Start)),
        Some(RecordingState::Stopped) | None => ("recording.start", None),
    }
}

/// Pause, or resume.
fn second(state: Option<RecordingState>) -> Control {
    match state {
        Some(RecordingState::Recording) => ("recording.pause", Some(RecordingChange::Pause)),
        Some(RecordingState::Paused) => ("recording.resume", Some(RecordingChange::Resume)),
        Some(RecordingState::Idle | RecordingState::Stopped) | None => ("recording.pause", None),
    }
}

/// A button that keeps the keyboard while it can do nothing.
fn control(
    panel: Panel,
    recording: Memo<Option<RecordingView>>,
    control: fn(Option<RecordingState>) -> Control,
) -> DomNode {
    let now =
        move || recording.with(|recording| control(recording.as_ref().map(|recording| recording.state)));
    let change = move || now().1.filter(|_| recording.with(|now| now.as_ref().is_some_and(|now| !now.busy)));
    node("button", &[("type", "button")])
        .reactive_flag("aria-disabled", move || change().is_none())
        .reactive_text(move || panel.say(now().0))
        .pressed(move || {
            if let (Some(change), Some(recording)) = (change(), recording.get_untracked()) {
                panel.press(&Gesture::Record { contact: recording.contact, change });
            }
        })
}

fn sentence(recording: Option<&RecordingView>) -> &'static str {
    let Some(recording) = recording else { return "recording.no-call" };
    match recording.state {
        _ if recording.busy => "recording.busy",
        RecordingState::Idle => "recording.idle",
        RecordingState::Recording => "recording.recording",
        RecordingState::Paused => "recording.paused",
        RecordingState::Stopped => "recording.stopped",
    }
}

/// Why the last change came to nothing.
fn failure(panel: Panel, recording: Option<&RecordingView>) -> Option<String> {
    let failure = recording?.failure.as_ref()?;
    let reason = match failure.kind {
        FailureKind::TimedOut => panel.say("failure.timed-out"),
        _ => panel.reason(None, &failure.message),
    };
    Some(panel.fill("recording.failed", &[("reason", &reason)]))
}

#[cfg(test)]
mod tests {
    use super::*;

    // Shows: BH-61
    #[test]
    fn the_table_of_buttons() {
        use RecordingChange::{Pause, Resume, Start, Stop};
        use RecordingState::{Idle, Paused, Recording, Stopped};
        for (state, one, other) in [
            (None, ("recording.start", None), ("recording.pause", None)),
            (Some(Idle), ("recording.start", Some(Start)), ("recording.pause", None)),
            (Some(Recording), ("recording.stop", Some(Stop)), ("recording.pause", Some(Pause))),
            (Some(Paused), ("recording.stop", Some(Stop)), ("recording.resume", Some(Resume))),
            (Some(Stopped), ("recording.start", None), ("recording.pause", None)),
        ] {
            assert_eq!((first(state), second(state)), (one, other), "{state:?}");
        }
    }
}
