//! The tabs of the drawer: some in the strip, the rest in a menu. One of them has the keyboard, arrows move between them
//! (ARIA Authoring Practices: tabs, menu button).

use leptos::ev::{self, KeyboardEvent};
use leptos::html::{button, div};
use leptos::prelude::*;

use crate::panel::Panel;
use crate::{activity, focus};

/// A panel of the drawer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum Tab {
    /// The flows that ran.
    #[default]
    Activity,
}

impl Tab {
    /// All of them, in the order of the strip.
    pub(crate) const ALL: [Tab; 1] = [Tab::Activity];

    /// The word it is remembered by.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Tab::Activity => "activity",
        }
    }

    /// The tab of a word.
    pub(crate) fn named(name: &str) -> Option<Tab> {
        Tab::ALL.into_iter().find(|tab| tab.name() == name)
    }

    fn title(self) -> &'static str {
        match self {
            Tab::Activity => "runs.title",
        }
    }

    fn id(self) -> String {
        ["tab-", self.name()].concat()
    }
}

/// Strip and panel.
pub(crate) fn tabs(panel: Panel, tab: RwSignal<Tab>) -> impl IntoView {
    let strip = div()
        .class("tabs")
        .role("tablist")
        .attr("aria-label", panel.say("drawer.title"))
        .on(ev::keydown, move |event| move_by_key(&event, tab))
        .child(Tab::ALL.into_iter().map(|this| head(panel, this, tab)).collect::<Vec<_>>());
    let body = div()
        .id("tab-panel")
        .class("tab-panel")
        .role("tabpanel")
        .tabindex("0")
        .attr("aria-labelledby", move || tab.get().id())
        .child(move || match tab.get() {
            Tab::Activity => activity::activity(panel),
        });
    (strip, body)
}

fn head(panel: Panel, this: Tab, tab: RwSignal<Tab>) -> impl IntoView {
    button()
        .attr("type", "button")
        .role("tab")
        .id(this.id())
        .attr("aria-controls", "tab-panel")
        .attr("aria-selected", move || (tab.get() == this).to_string())
        .tabindex(move || if tab.get() == this { "0" } else { "-1" })
        .on(ev::click, move |_| tab.set(this))
        .child(panel.say(this.title()))
}

/// Arrows, Home and End choose a tab and take the focus there.
fn move_by_key(event: &KeyboardEvent, tab: RwSignal<Tab>) {
    let at = Tab::ALL.iter().position(|known| *known == tab.get_untracked()).unwrap_or_default();
    let last = Tab::ALL.len() - 1;
    let next = match event.key().as_str() {
        "ArrowRight" => {
            if at == last {
                0
            } else {
                at + 1
            }
        }
        "ArrowLeft" => {
            if at == 0 {
                last
            } else {
                at - 1
            }
        }
        "Home" => 0,
        "End" => last,
        _ => return,
    };
    event.prevent_default();
    tab.set(Tab::ALL[next]);
    focus::move_to(&Tab::ALL[next].id());
}
