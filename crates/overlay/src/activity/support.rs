//! The recording of the runs, for support: as a file or in the clipboard, without what went through the blocks unless the agent
//! wants it in there.

use std::cell::Cell;

use wasm_bindgen::prelude::wasm_bindgen;

use crate::clipboard;
use crate::element::{Part, button, part, target};
use crate::panel::Panel;
use crate::reactive::*;
use panel_protocol::Gesture;

#[wasm_bindgen(module = "/js/runs.js")]
extern "C" {
    fn recording(message: &str, release: &str, contents: bool) -> String;
    fn save(text: &str);
}

/// The version of Switchboard.
const RELEASE: &str = env!("CARGO_PKG_VERSION");

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
pub(super) fn support(panel: Panel) -> Part {
    let contents = RwSignal::new(false);
    let press = move |key: &str, way: Way| {
        button(&panel.say(key), move || {
            WANTED.set(Some((way, contents.get_untracked())));
            panel.press(&Gesture::TellRuns);
        })
    };
    let said = |tag: &str, key: &str| part(tag, &[]).text(&panel.say(key));
    let choice = part("input", &[("id", "runs-contents"), ("type", "checkbox")])
        .on("change", move |event| contents.set(target(&event, "checked").is_truthy()));
    part("details", &[("id", "support")]).with(&[
        said("summary", "runs.support"),
        said("p", "runs.about-file"),
        part("label", &[("class", "check")]).with(&[choice, said("span", "runs.contents")]),
        part("p", &[("class", "warning"), ("role", "alert")])
            .text(&panel.say("runs.warning"))
            .hidden(move || !contents.get()),
        part("div", &[("class", "buttons")])
            .with(&[press("runs.save-file", Way::File), press("runs.copy", Way::Clipboard)]),
    ])
}

/// Which Switchboard this is: a name and a number, the same in every language.
pub(super) fn release() -> Part {
    part("p", &[("id", "release")]).text(&format!("Switchboard {RELEASE}"))
}

/// The core tells the recording.
pub(crate) fn told(panel: Panel, message: &str) {
    let Some((way, contents)) = WANTED.take() else { return };
    let text = recording(message, RELEASE, contents);
    match way {
        Way::File => save(&text),
        Way::Clipboard => clipboard::copy(panel, text),
    }
}
