//! Texts for a file or the clipboard: the recording of the runs, for support, without what went through the blocks unless the agent
//! wants it in there; and what is not saved, for the agent herself.

use std::cell::Cell;

use wasm_bindgen::prelude::wasm_bindgen;

use crate::clipboard;
use crate::element::{DomNode, button, node, target};
use crate::panel::Panel;
use crate::reactive::*;
use panel_protocol::{Gesture, Unsaved};

#[wasm_bindgen(module = "/js/runs.js")]
extern "C" {
    fn recording(message: &str, release: &str, contents: bool) -> String;
    #[wasm_bindgen(js_name = unsaved)]
    fn write_unsaved(message: &str, release: &str) -> String;
    fn save(text: &str, name: &str);
}

/// The version of Switchboard.
const RELEASE: &str = env!("CARGO_PKG_VERSION");

/// Where a text is put.
#[derive(Clone, Copy, Debug)]
enum Destination {
    File,
    Clipboard,
}

thread_local! {
    /// Where the recording that was asked for goes, and whether contents are in it.
    static WANTED: Cell<Option<(Destination, bool)>> = const { Cell::new(None) };
    /// Where the text of what is not saved goes.
    static UNSAVED_WANTED: Cell<Option<Destination>> = const { Cell::new(None) };
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
    put(panel, destination, recording(message, RELEASE, contents), "runs");
}

/// Takes all that is not saved, which the core has sent, and saves or copies it. Whether it was that.
pub(crate) fn receive_unsaved(panel: Panel, message: &str) -> bool {
    let is_unsaved = Unsaved::from_message(message).is_ok();
    if is_unsaved && let Some(destination) = UNSAVED_WANTED.take() {
        put(panel, destination, write_unsaved(message, RELEASE), "unsaved");
    }
    is_unsaved
}

/// The buttons that save or copy all that is not saved.
pub(crate) fn unsaved_buttons(panel: Panel) -> [DomNode; 2] {
    [("outbox.file", Destination::File), ("outbox.copy", Destination::Clipboard)].map(|(key, destination)| {
        button(&panel.say(key), move || {
            UNSAVED_WANTED.set(Some(destination));
            panel.press(&Gesture::TellUnsaved);
        })
    })
}

/// Saves a text as the file `switchboard-<name>.json`, or copies it.
fn put(panel: Panel, destination: Destination, text: String, name: &str) {
    match destination {
        Destination::File => save(&text, name),
        Destination::Clipboard => clipboard::copy(panel, text),
    }
}
