//! The drawer over the Contact Control Panel: a handle at its edge, and tabs inside.
//!
//! It never opens by itself (a reload leaves it as the agent left it), unless a flow shows all attributes, and it lies over
//! nothing while a contact rings: the buttons to accept and reject are the Contact
//! Control Panel's, and must be in reach (`reference/cti-flows.md` §6.3).

use crate::element::{DomNode, key_of, node};
use crate::panel::Panel;
use crate::reactive::*;
use crate::store::Kept;
use crate::tabs::{self, Tab, TabSelection};
use crate::{announcer, focus, store};

const BODY: &str = "drawer-body";
const HANDLE: &str = "drawer-handle";
const OPEN: &str = "open";

/// The drawer.
pub(crate) fn drawer(panel: Panel) -> DomNode {
    let open = RwSignal::new(store::read(Kept::Session, OPEN).is_some_and(|open| open == "true"));
    let selection = TabSelection::stored();
    Effect::new(move |_| store::write(Kept::Session, OPEN, if open.get() { "true" } else { "false" }));
    open_for_attributes(panel, open, selection);
    let label = Memo::new(move |_| panel.say(if open.get() { "drawer.close" } else { "drawer.open" }));
    let handle = node("button", &[("id", HANDLE), ("type", "button"), ("aria-controls", BODY)])
        .reactive_flag("aria-expanded", move || open.get())
        .reactive_attr("aria-label", move || Some(label.get()))
        .reactive_attr("title", move || Some(label.get()))
        .pressed(move || open.update(|open| *open = !*open));
    let inside = node("div", &[("id", BODY)])
        .with(&tabs::tabs(panel, selection))
        .with(&[announcer::status_message(panel)]);
    let body = inside.on("keydown", move |event| {
        if key_of(&event) == "Escape" && !event.default_prevented() {
            open.set(false);
            focus::move_to(HANDLE);
        }
    });
    node("aside", &[("class", "drawer"), ("aria-label", &panel.say("drawer.title"))])
        .reactive_flag("data-open", move || open.get())
        .hidden(move || {
            let retreats = panel.ringing.get();
            // It must not take the keyboard along.
            if retreats && (focus::is_inside(BODY) || focus::is_inside(HANDLE)) {
                focus::move_to("contact");
            }
            retreats
        })
        .with(&[handle, body])
}

/// A flow wants every attribute seen: the drawer opens for it, and closes with it when nobody has begun to use it. Who is at work in
/// it keeps the panel in front.
fn open_for_attributes(panel: Panel, open: RwSignal<bool>, selection: TabSelection) {
    let shown = panel.part(|view| view.show_attributes);
    let opened = StoredValue::new(false);
    Effect::new(move |before: Option<bool>| {
        let now = shown.get();
        match (before, now) {
            (Some(false), true) => {
                opened.set_value(!open.get_untracked());
                open.set(true);
                if let Some(tab) = Tab::named("attributes").filter(|_| !focus::is_inside(BODY)) {
                    selection.show(tab);
                }
            }
            (Some(true), false) if opened.get_value() && !focus::is_inside(BODY) => open.set(false),
            _ => {}
        }
        now
    });
}
