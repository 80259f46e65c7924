//! Any text as a message between core and panel, which may be of different versions: it is refused or read, and what was read is
//! the same when it is told again.

#![no_main]

use libfuzzer_sys::fuzz_target;
use panel_protocol::{Gesture, PanelView, RunsRecording};

fuzz_target!(|text: &str| {
    match Gesture::from_message(text) {
        Ok(gesture) => {
            let again = gesture.to_message();
            assert_eq!(Gesture::from_message(&again).expect("our own message"), gesture, "{again}");
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
    if let Ok(view) = PanelView::from_message(text) {
        let again = view.to_message();
        assert_eq!(PanelView::from_message(&again).expect("our own message"), view, "{again}");
    }
    if let Ok(recording) = RunsRecording::from_message(text) {
        let again = recording.to_message();
        assert_eq!(RunsRecording::from_message(&again).expect("our own message"), recording, "{again}");
    }
});
