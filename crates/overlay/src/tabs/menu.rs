//! The three dots behind the strip, and the panels it has no room for.

use wasm_bindgen::JsCast as _;
use web_sys::Node;

use super::{BODY, Places, Tab, TabSelection, step};
use crate::element::{DomNode, Row, key_of, node};
use crate::focus;
use crate::panel::Panel;
use crate::reactive::*;

const MENU: &str = "more";
const BUTTON: &str = "more-button";

/// Button and menu; hidden while the strip has room for all.
pub(super) fn menu(panel: Panel, places: Memo<Places>, selection: TabSelection) -> DomNode {
    let open = RwSignal::new(false);
    // After the items are there.
    Effect::new(move |_| {
        if open.get() {
            places.with_untracked(|places| focus_on(&places.menu, 0));
        }
    });
    let label = panel.say("drawer.more");
    let attributes = [("id", BUTTON), ("type", "button"), ("aria-haspopup", "menu"), ("aria-controls", MENU)];
    let button = node("button", &attributes)
        .with_label(&label)
        .reactive_flag("aria-expanded", move || open.get())
        .pressed(move || open.update(|open| *open = !*open))
        .on("keydown", move |event| {
            if key_of(&event) == "ArrowDown" {
                event.prevent_default();
                open.set(true);
            }
        });
    let list = node("div", &[("id", MENU), ("role", "menu"), ("aria-label", &label)])
        .hidden(move || !open.get())
        .rows(move || {
            let row = |tab: &Tab| -> Row {
                let tab = *tab;
                (id(tab), Box::new(move || item(panel, tab, open, selection)))
            };
            places.with(|places| places.menu.iter().map(row).collect())
        })
        .on("keydown", move |event| {
            let key = key_of(&event);
            let next = places.with_untracked(|places| {
                let at = places.menu.iter().position(|tab| focus::is_inside(&id(*tab)))?;
                let next = step(&key, ["ArrowUp", "ArrowDown"], places.menu.len(), at)?;
                focus_on(&places.menu, next);
                Some(next)
            });
            if next.is_some() {
                event.prevent_default();
            } else if key == "Escape" {
                // This one closes the menu, not the drawer.
                event.prevent_default();
                open.set(false);
                focus::move_to(BUTTON);
            }
        });
    let whole = node("div", &[("class", "more")]);
    let inside = whole.clone();
    whole
        .hidden(move || places.with(|places| places.menu.is_empty()))
        .on("focusout", move |event| {
            let to = property(&event, "relatedTarget").dyn_into::<Node>().ok();
            if !to.is_some_and(|to| inside.0.contains(Some(&to))) {
                open.set(false);
            }
        })
        .with(&[button, list])
}

fn item(panel: Panel, this: Tab, open: RwSignal<bool>, selection: TabSelection) -> DomNode {
    node("button", &[("type", "button"), ("role", "menuitem"), ("id", &id(this)), ("tabindex", "-1")])
        .text(&panel.say(this.entry().title))
        .pressed(move || {
            // The item is about to go; the keyboard goes on in what it stands for.
            focus::move_to(BODY);
            open.set(false);
            selection.show(this);
        })
}

fn id(tab: Tab) -> String {
    ["more-", tab.entry().name].concat()
}

fn focus_on(tabs: &[Tab], at: usize) {
    if let Some(tab) = tabs.get(at) {
        focus::move_to(&id(*tab));
    }
}
