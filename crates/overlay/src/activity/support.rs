//! The recording of the runs, for support: as a file or in the clipboard, without what went through the blocks unless the agent
//! wants it in there.

use std::cell::Cell;

use leptos::ev;
use leptos::html::{button, details, div, input, label, p, span, summary};
use leptos::prelude::*;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::clipboard;
use crate::message::Gesture;
use crate::panel::Panel;

#[wasm_bindgen(module = "/js/runs.js")]
extern "C" {
    fn recording(message: &str, contents: bool) -> String;
    fn save(text: &str);
}

/// Where the recording goes.
#[derive(Clone, Copy, Debug)]
enum Way {
    File,
    Clipboard,
}

thread_local! {
    /// Where the recording that was asked for goes, and whether contents are in it.
    static WANTED: Cell<Option<(Way, bool)>> = const { Cell::new(None) };
}

/// What there is to press.
pub(super) fn support(panel: Panel) -> impl IntoView {
    let contents = RwSignal::new(false);
    let press = move |key: &str, way: Way| {
        button().attr("type", "button").child(panel.say(key)).on(ev::click, move |_| {
            WANTED.set(Some((way, contents.get_untracked())));
            panel.press(&Gesture::TellRuns);
        })
    };
    let choice = label().class("check").child((
        input()
            .id("runs-contents")
            .attr("type", "checkbox")
            .on(ev::change, move |event| contents.set(event_target_checked(&event))),
        span().child(panel.say("runs.contents")),
    ));
    details().id("support").child((
        summary().child(panel.say("runs.support")),
        p().child(panel.say("runs.about-file")),
        choice,
        p().class("warning").role("alert").hidden(move || !contents.get()).child(panel.say("runs.warning")),
        div()
            .class("buttons")
            .child((press("runs.save-file", Way::File), press("runs.copy", Way::Clipboard))),
    ))
}

/// The core tells the recording.
pub(crate) fn told(message: &str) {
    let Some((way, contents)) = WANTED.take() else { return };
    let text = recording(message, contents);
    match way {
        Way::File => save(&text),
        Way::Clipboard => clipboard::copy(text),
    }
}
