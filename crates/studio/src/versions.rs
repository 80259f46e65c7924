//! Versions of flows: the texts that were saved last, kept in this browser for places that keep none themselves.

use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;

use crate::app::{App, name_of};
use crate::dialog::{self, Notice};
use crate::element::{Part, button, classed, div, part};
use crate::library::{Item, ItemKind, Target, storage};
use crate::picture::picture;

const PREFIX: &str = "switchboard.studio.versions.";
/// How many are kept of a flow.
const MOST: usize = 20;

/// A text that was saved.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Version {
    /// When, milliseconds since the Unix epoch; 0 for the text that was there before this browser saved one.
    at: f64,
    text: String,
}

/// The versions with one more, the newest first. A text that is the newest already is no version of its own.
fn with(mut versions: Vec<Version>, new: Version) -> Vec<Version> {
    if versions.first().is_none_or(|newest| newest.text != new.text) {
        versions.insert(0, new);
        versions.truncate(MOST);
    }
    versions
}

fn of(key: &str) -> Vec<Version> {
    let written = storage().and_then(|storage| storage.get_item(&format!("{PREFIX}{key}")).ok().flatten());
    written.and_then(|written| serde_json::from_str(&written).ok()).unwrap_or_default()
}

/// Keeps them; where there is no room, fewer of the old ones.
fn keep(key: &str, mut versions: Vec<Version>) {
    let Some(storage) = storage() else { return };
    let key = format!("{PREFIX}{key}");
    while !versions.is_empty() {
        let written = serde_json::to_string(&versions).unwrap_or_default();
        if storage.set_item(&key, &written).is_ok() {
            return;
        }
        versions.pop();
    }
}

/// A flow was saved, in place of `before` where it was there.
pub(crate) fn was_saved(before: Option<&Item>, is_new: bool, saved: &Item) {
    if saved.kind != ItemKind::Flow {
        return;
    }
    // What had the key of a new flow before is another one.
    let mut versions = if is_new { Vec::new() } else { of(&saved.key) };
    if let Some(before) = before.filter(|_| versions.is_empty()) {
        versions.push(Version { at: 0.0, text: before.text.clone() });
    }
    keep(&saved.key, with(versions, Version { at: js_sys::Date::now(), text: saved.text.clone() }));
}

/// Opens the list of a flow's versions, from which one is restored.
pub(crate) fn open(app: &App, item: &Item) {
    let (app, item) = (app.clone(), item.clone());
    let title = format!("Versions of {}", name_of(&item.text));
    dialog::open("versions", &title, move |close| {
        let versions = of(&item.key);
        let explained = format!(
            "The last {MOST} texts of this flow that were saved in this browser. Restoring saves one anew: what is there now \
             stays a version."
        );
        let mut parts = vec![classed("p", "", &explained)];
        if versions.iter().all(|version| version.text == item.text) {
            parts.push(classed("p", "aside", "There is no other text yet."));
        }
        let rows: Vec<Part> = versions
            .into_iter()
            .map(|version| {
                let is_present = version.text == item.text;
                let (app, item, close, when) = (app.clone(), item.clone(), close.clone(), when(version.at));
                let document = flow::Document::parse(&version.text).0;
                let text = version.text;
                let restoring = when.clone();
                let restore = button("Restore", move || {
                    close();
                    restore(&app, &item, &text, &restoring);
                });
                let restore = restore
                    .attr("aria-label", Some(&format!("Restore the text of {when}")))
                    .attr("disabled", is_present.then_some(""));
                let blocks = match document.blocks().len() {
                    1 => "1 block".to_owned(),
                    count => format!("{count} blocks"),
                };
                let state = if is_present { format!("{blocks} · as it is now") } else { blocks };
                let about = div("about").with(&[classed("h3", "", &when), classed("p", "aside", &state)]);
                part("li", &[]).with(&[picture(&document), about, restore])
            })
            .collect();
        parts.push(part("ul", &[("class", "version-list")]).with(&rows));
        parts
    });
}

fn when(at: f64) -> String {
    if at == 0.0 {
        return "before the first save here".to_owned();
    }
    let date = js_sys::Date::new(&JsValue::from_f64(at));
    String::from(date.to_locale_string("default", &JsValue::UNDEFINED))
}

fn restore(app: &App, item: &Item, text: &str, when: &str) {
    let (name, when, before) = (name_of(&item.text), when.to_owned(), item.text.clone());
    let target = Target::Existing { key: item.key.clone(), revision: item.revision.clone() };
    app.save(target, ItemKind::Flow, text.to_owned(), move |app, saved| match saved {
        Ok(now) => {
            let undoing = app.clone();
            let undo = move || {
                let target = Target::Existing { key: now.key.clone(), revision: now.revision.clone() };
                undoing.save(target, ItemKind::Flow, before.clone(), |app, saved| {
                    if let Err(error) = saved {
                        app.say(Notice::error(error.to_string()));
                    }
                });
            };
            app.say(Notice::info(format!("“{name}” is as it was {when}.")).with("Undo", undo));
        }
        Err(error) => {
            app.say(Notice::error(error.to_string()));
            app.load();
        }
    });
}

#[cfg(test)]
mod tests {
    use super::{MOST, Version, with};

    // Shows: issue-12-7-versions
    #[test]
    fn the_newest_twenty_are_kept_and_no_text_twice_in_a_row() {
        let version = |n: u32| Version { at: f64::from(n), text: n.to_string() };
        let all = (0..30).fold(Vec::new(), |versions, n| with(versions, version(n)));
        assert_eq!((all.len(), all[0].at, all[MOST - 1].at), (MOST, 29.0, 10.0));
        let same = with(all.clone(), Version { at: 31.0, text: "29".to_owned() });
        assert_eq!(same, all);
    }
}
