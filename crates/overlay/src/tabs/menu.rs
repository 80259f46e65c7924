//! The three dots behind the strip, and the panels it has no room for.

use leptos::ev;
use leptos::html::{button, div};
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::Node;

use super::{BODY, Choice, Places, Tab, step};
use crate::focus;
use crate::panel::Panel;

const MENU: &str = "more";
const BUTTON: &str = "more-button";

/// Button and menu; hidden while the strip has room for all.
pub(super) fn menu(panel: Panel, places: Memo<Places>, choice: Choice) -> impl IntoView {
    let open = RwSignal::new(false);
    // After the items are there.
    Effect::new(move |_| {
        if open.get() {
            places.with_untracked(|places| focus_on(&places.menu, 0));
        }
    });
    let items = ForProps::builder()
        .each(move || places.with(|places| places.menu.clone()))
        .key(|tab| *tab)
        .children(move |tab| item(panel, tab, open, choice))
        .build();
    let label = panel.say("drawer.more");
    let button = button()
        .id(BUTTON)
        .attr("type", "button")
        .attr("aria-haspopup", "menu")
        .attr("aria-expanded", move || open.get().to_string())
        .attr("aria-controls", MENU)
        .attr("aria-label", label.clone())
        .title(label.clone())
        .on(ev::click, move |_| open.update(|open| *open = !*open))
        .on(ev::keydown, move |event| {
            if event.key() == "ArrowDown" {
                event.prevent_default();
                open.set(true);
            }
        });
    let list = div()
        .id(MENU)
        .role("menu")
        .attr("aria-label", label)
        .hidden(move || !open.get())
        .on(ev::keydown, move |event| {
            let next = places.with_untracked(|places| {
                let at = places.menu.iter().position(|tab| focus::is_inside(&id(*tab)))?;
                let next = step(&event.key(), ["ArrowUp", "ArrowDown"], places.menu.len(), at)?;
                focus_on(&places.menu, next);
                Some(next)
            });
            if next.is_some() {
                event.prevent_default();
            } else if event.key() == "Escape" {
                // This one closes the menu, not the drawer.
                event.prevent_default();
                open.set(false);
                focus::move_to(BUTTON);
            }
        })
        .child(For(items));
    div()
        .class("more")
        .hidden(move || places.with(|places| places.menu.is_empty()))
        .on(ev::focusout, move |event| {
            let to = event.related_target().and_then(|to| to.dyn_into::<Node>().ok());
            let inside = event.current_target().and_then(|menu| menu.dyn_into::<Node>().ok());
            if !inside.is_some_and(|inside| to.is_some() && inside.contains(to.as_ref())) {
                open.set(false);
            }
        })
        .child((button, list))
}

fn item(panel: Panel, this: Tab, open: RwSignal<bool>, choice: Choice) -> impl IntoView {
    button()
        .attr("type", "button")
        .role("menuitem")
        .id(id(this))
        .tabindex("-1")
        .on(ev::click, move |_| {
            // The item is about to go; the keyboard goes on in what it stands for.
            focus::move_to(BODY);
            open.set(false);
            choice.bring(this);
        })
        .child(panel.say(this.sheet().title))
}

fn id(tab: Tab) -> String {
    ["more-", tab.sheet().name].concat()
}

fn focus_on(tabs: &[Tab], at: usize) {
    if let Some(tab) = tabs.get(at) {
        focus::move_to(&id(*tab));
    }
}
