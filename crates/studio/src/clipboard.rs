//! Cut, copy, paste, by the system's clipboard: what lies there is the JSON of a flow.

use flow::edit::{Clip, Edit};
use wasm_bindgen::JsCast as _;
use web_sys::ClipboardEvent;

use crate::dialog::Notice;
use crate::element::listen;
use crate::keys::{is_dialog_open, is_writing};
use crate::reactive::*;
use crate::stage::Stage;

/// How far what is pasted lies from what was copied.
const ASIDE: f64 = 32.0;

/// Hears the clipboard as long as the editor is open.
pub(crate) fn attach(stage: &Stage) {
    for kind in ["copy", "cut", "paste"] {
        let stage = stage.clone();
        let act = move |event: web_sys::Event| {
            let event: ClipboardEvent = event.unchecked_into();
            if event.default_prevented() || is_dialog_open() || is_writing() {
                return;
            }
            let done = match kind {
                "copy" => copy(&stage, &event),
                "cut" => {
                    copy(&stage, &event) && stage.apply(&Edit::Remove { ids: stage.selected() }).is_some()
                }
                _ => paste(&stage, &event),
            };
            if done {
                event.prevent_default();
            }
        };
        listen(&document(), kind, Box::new(act));
    }
}

fn copy(stage: &Stage, event: &ClipboardEvent) -> bool {
    let ids = stage.selected();
    let Some(data) = event.clipboard_data().filter(|_| !ids.is_empty()) else { return false };
    let clip = stage.with(|document| Clip::of(document, &ids));
    data.set_data("text/plain", &clip.to_text()).is_ok()
}

fn paste(stage: &Stage, event: &ClipboardEvent) -> bool {
    let Some(data) = event.clipboard_data() else { return false };
    let text = data.get_data("text/plain").unwrap_or_default();
    match Clip::parse(&text) {
        Ok(clip) => put(stage, clip),
        Err(error) => {
            let text = error.to_string();
            stage.app().say(Notice::error(format!("Nothing pasted: {text}.")));
        }
    }
    true
}

/// Copies what is selected, beside itself.
pub(crate) fn duplicate(stage: &Stage) {
    let ids = stage.selected();
    if !ids.is_empty() {
        put(stage, stage.with(|document| Clip::of(document, &ids)));
    }
}

/// Beside where it was copied, or further where blocks stand already; in view in any case.
fn put(stage: &Stage, clip: Clip) {
    let mut position = clip.corner().map(|place| place + ASIDE);
    let [x, y] = stage.viewport();
    let view = stage.view().get_untracked();
    let (least, most) = (view.canvas([0.0, 0.0]), view.canvas([x - 120.0, y - 80.0]));
    let is_in_view = (0..2).all(|axis| position[axis] >= least[axis] && position[axis] <= most[axis]);
    if !is_in_view {
        position = stage.middle();
    }
    let position = stage.free(position);
    if let Some(new) = stage.apply(&Edit::Paste { clip, position }) {
        stage.select(new);
    }
}
