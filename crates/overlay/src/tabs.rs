//! The tabs of the drawer: some in the strip, the rest in a menu. One of them has the keyboard, arrows move between them
//! (ARIA Authoring Practices: tabs, menu button).

use leptos::ev;
use leptos::html::{button, div};
use leptos::prelude::*;

use crate::panel::Panel;
use crate::{activity, attributes, focus};

/// A panel of the drawer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum Tab {
    /// The flows that ran.
    #[default]
    Activity,
    /// The attributes of the contact.
    Attributes,
}

impl Tab {
    /// All of them, in the order of the strip.
    const ALL: [Tab; 2] = [Tab::Activity, Tab::Attributes];

    /// The word it is remembered by.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Tab::Activity => "activity",
            Tab::Attributes => "attributes",
        }
    }

    /// The tab of a word.
    pub(crate) fn named(name: &str) -> Option<Tab> {
        Tab::ALL.into_iter().find(|tab| tab.name() == name)
    }

    fn title(self) -> &'static str {
        match self {
            Tab::Activity => "runs.title",
            Tab::Attributes => "attributes.title",
        }
    }

    fn is_there(self, panel: Panel) -> bool {
        match self {
            Tab::Activity => true,
            Tab::Attributes => attributes::is_there(panel),
        }
    }

    fn id(self) -> String {
        ["tab-", self.name()].concat()
    }
}

/// Strip and panel. `wanted` is the tab the agent chose; while it is not there the first stands in.
pub(crate) fn tabs(panel: Panel, wanted: RwSignal<Tab>) -> impl IntoView {
    let there =
        Memo::new(move |_| Tab::ALL.into_iter().filter(|tab| tab.is_there(panel)).collect::<Vec<_>>());
    let chosen = Memo::new(move |_| {
        let wanted = wanted.get();
        there.with(|there| if there.contains(&wanted) { wanted } else { Tab::default() })
    });
    let heads = ForProps::builder()
        .each(move || there.get())
        .key(|tab| *tab)
        .children(move |tab| head(panel, tab, chosen, wanted))
        .build();
    let strip = div()
        .class("tabs")
        .role("tablist")
        .attr("aria-label", panel.say("drawer.title"))
        .on(ev::keydown, move |event| {
            let next = there.with_untracked(|there| step(&event.key(), there, chosen.get_untracked()));
            if let Some(next) = next {
                event.prevent_default();
                wanted.set(next);
                focus::move_to(&next.id());
            }
        })
        .child(For(heads));
    let body = div()
        .id("tab-panel")
        .class("tab-panel")
        .role("tabpanel")
        .tabindex("0")
        .attr("aria-labelledby", move || chosen.get().id())
        .child(move || match chosen.get() {
            Tab::Activity => activity::activity(panel).into_any(),
            Tab::Attributes => attributes::attributes(panel).into_any(),
        });
    (strip, body)
}

fn head(panel: Panel, this: Tab, chosen: Memo<Tab>, wanted: RwSignal<Tab>) -> impl IntoView {
    button()
        .attr("type", "button")
        .role("tab")
        .id(this.id())
        .attr("aria-controls", "tab-panel")
        .attr("aria-selected", move || (chosen.get() == this).to_string())
        .tabindex(move || if chosen.get() == this { "0" } else { "-1" })
        .on(ev::click, move |_| wanted.set(this))
        .child(panel.say(this.title()))
}

/// The tab a key leads to: arrows go round, Home and End go to the ends.
fn step(key: &str, there: &[Tab], from: Tab) -> Option<Tab> {
    let at = there.iter().position(|tab| *tab == from)?;
    let next = match key {
        "ArrowRight" => (at + 1) % there.len(),
        "ArrowLeft" => (at + there.len() - 1) % there.len(),
        "Home" => 0,
        "End" => there.len() - 1,
        _ => return None,
    };
    Some(there[next])
}

#[cfg(test)]
mod tests {
    use super::{Tab, step};

    #[test]
    fn keys() {
        let [first, last] = Tab::ALL;
        for (key, from, expected) in [
            ("ArrowRight", first, Some(last)),
            ("ArrowRight", last, Some(first)),
            ("ArrowLeft", first, Some(last)),
            ("ArrowLeft", last, Some(first)),
            ("Home", last, Some(first)),
            ("End", first, Some(last)),
            ("Enter", first, None),
        ] {
            assert_eq!(step(key, &Tab::ALL, from), expected, "{key}");
        }
        assert_eq!(step("ArrowRight", &[first], last), None, "a tab that is not there");
    }
}
