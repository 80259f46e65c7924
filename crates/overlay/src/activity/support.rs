//! The recording of the runs, for support: as a file or in the clipboard, without what went through the blocks unless the agent
//! wants it in there.

use std::cell::Cell;

use wasm_bindgen::prelude::wasm_bindgen;

use crate::clipboard;
use crate::element::{DomNode, button, node, target};
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

/// Where the recording for support is put.
#[derive(Clone, Copy, Debug)]
enum Destination {
    File,
    Clipboard,
}

thread_local! {
    /// Where the recording that was asked for goes, and whether contents are in it.
    static WANTED: Cell<Option<(Destination, bool)>> = const { Cell::new(None) };
}

/// The buttons that save or copy the recording, and the choice to include contents.
pub(super) fn support(panel: Panel) -> DomNode {
    let contents = RwSignal::new(false);
    let press = move |key: &str, destination: Destination| {
        button(&panel.say(key), move || {
            WANTED.set(Some((destination, contents.get_untracked())));
            panel.press(&Gesture::TellRuns);
        })
    };
    let said = |tag: &str, key: &str| node(tag, &[]).text(&panel.say(key));
    let choice = node("input", &[("id", "runs-contents"), ("type", "checkbox")])
        .on("change", move |event| contents.set(target(&event, "checked").is_truthy()));
    node("details", &[("id", "support")]).with(&[
        said("summary", "runs.support"),
        said("p", "runs.about-file"),
        node("label", &[("class", "check")]).with(&[choice, said("span", "runs.contents")]),
        node("p", &[("class", "warning"), ("role", "alert")])
            .text(&panel.say("runs.warning"))
            .hidden(move || !contents.get()),
        node("div", &[("class", "buttons")])
            .with(&[press("runs.save-file", Destination::File), press("runs.copy", Destination::Clipboard)]),
    ])
}

/// Which Switchboard this is: a name and a number, the same in every language.
pub(super) fn release() -> DomNode {
    node("p", &[("id", "release")]).text(&format!("Switchboard {RELEASE}"))
}

/// Takes the recording that the core has sent, and saves or copies it.
pub(crate) fn receive_recording(panel: Panel, message: &str) {
    let Some((destination, contents)) = WANTED.take() else { return };
    let text = recording(message, RELEASE, contents);
    match destination {
        Destination::File => save(&text),
        Destination::Clipboard => clipboard::copy(panel, text),
    }
}
