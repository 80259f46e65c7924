//! The panels of the drawer: two in the strip, the rest behind a menu. Choosing one there brings it into the strip
//! (`reference/cti-flows.md` §6.3; ARIA Authoring Practices: tabs, menu button).

mod menu;

use crate::element::{DomNode, Row, key_of, node};
use crate::panel::Panel;
use crate::reactive::*;
use crate::{actions, activity, attributes, data, focus, log, recording, store};

/// A panel of the drawer.
struct DrawerTab {
    /// The word it is remembered by, and the end of its element ids.
    name: &'static str,
    /// The key of its title.
    title: &'static str,
    /// Whether there is such a panel now.
    is_there: fn(Panel) -> bool,
    /// What is in it.
    show: fn(Panel) -> Vec<DomNode>,
}

/// All of them, in their order. A new one is one entry here, its module and its title in the language files.
const TABS: &[DrawerTab] = &[
    DrawerTab {
        name: "actions",
        title: "actions.title",
        is_there: actions::is_there,
        show: actions::actions,
    },
    DrawerTab { name: "log", title: "log.title", is_there: always, show: log::log },
    DrawerTab {
        name: "attributes",
        title: "attributes.title",
        is_there: attributes::is_there,
        show: attributes::attributes,
    },
    DrawerTab { name: "data", title: "data.title", is_there: always, show: data::data },
    DrawerTab {
        name: "recording",
        title: "recording.title",
        is_there: recording::is_there,
        show: recording::recording,
    },
    DrawerTab { name: "activity", title: "runs.title", is_there: always, show: activity::activity },
];

/// How many the strip has room for, in the narrowest drawer.
const IN_STRIP: usize = 2;

fn always(_: Panel) -> bool {
    true
}

/// One of the panels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Tab(usize);

impl Tab {
    /// The panel of a word.
    pub(crate) fn named(name: &str) -> Option<Tab> {
        TABS.iter().position(|entry| entry.name == name).map(Tab)
    }

    fn entry(self) -> &'static DrawerTab {
        &TABS[self.0]
    }

    fn id(self) -> String {
        ["tab-", self.entry().name].concat()
    }
}

/// Which tabs the agent chose. `Copy`: it holds handles of signals.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TabSelection {
    /// The panel in front; while it is not there the first stands in.
    wanted: RwSignal<Option<Tab>>,
    /// The tab that was chosen in the menu and has the last place of the strip.
    promoted: RwSignal<Option<Tab>>,
}

impl TabSelection {
    /// The selection of the last time. Changes are stored from now on.
    pub(crate) fn stored() -> TabSelection {
        let kept = |key| {
            let tab = RwSignal::new(store::read(store::Kept::Always, key).and_then(|name| Tab::named(&name)));
            Effect::new(move |_| {
                if let Some(tab) = tab.get() {
                    store::write(store::Kept::Always, key, tab.entry().name);
                }
            });
            tab
        };
        TabSelection { wanted: kept("tab"), promoted: kept("brought") }
    }

    /// Shows a panel, wherever it is.
    pub(crate) fn show(self, tab: Tab) {
        self.wanted.set(Some(tab));
        self.promoted.set(Some(tab));
    }
}

/// Which panels are where.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Places {
    strip: Vec<Tab>,
    menu: Vec<Tab>,
    chosen: Option<Tab>,
}

/// The strip has the first ones; what was promoted there takes its last place.
fn places(there: Vec<Tab>, wanted: Option<Tab>, promoted: Option<Tab>) -> Places {
    let mut strip = there.clone();
    strip.truncate(IN_STRIP);
    // What is in front is always in the strip, even when it was not promoted there.
    for tab in [promoted, wanted].into_iter().flatten() {
        if there.contains(&tab) && !strip.contains(&tab) {
            strip.pop();
            strip.push(tab);
        }
    }
    let mut menu = there;
    menu.retain(|tab| !strip.contains(tab));
    let chosen = wanted.filter(|tab| strip.contains(tab)).or(strip.first().copied());
    Places { strip, menu, chosen }
}

/// Strip, menu and panel.
pub(crate) fn tabs(panel: Panel, selection: TabSelection) -> [DomNode; 2] {
    let places = Memo::new(move |_| {
        let there = (0..TABS.len()).map(Tab).filter(|tab| (tab.entry().is_there)(panel)).collect();
        places(there, selection.wanted.get(), selection.promoted.get())
    });
    let chosen = Memo::new(move |_| places.with(|places| places.chosen));
    let strip =
        node("div", &[("class", "strip"), ("role", "tablist"), ("aria-label", &panel.say("drawer.title"))])
            .rows(move || {
                let row = |tab: &Tab| -> Row {
                    let tab = *tab;
                    (tab.id(), Box::new(move || head(panel, tab, chosen, selection.wanted)))
                };
                places.with(|places| places.strip.iter().map(row).collect())
            })
            .on("keydown", move |event| {
                let next = places.with_untracked(|places| {
                    let at = places.strip.iter().position(|tab| Some(*tab) == places.chosen)?;
                    step(&key_of(&event), ["ArrowLeft", "ArrowRight"], places.strip.len(), at)
                        .map(|next| places.strip[next])
                });
                if let Some(next) = next {
                    event.prevent_default();
                    selection.wanted.set(Some(next));
                    focus::move_to(&next.id());
                }
            });
    let attributes = [("id", BODY), ("class", "tab-panel"), ("role", "tabpanel"), ("tabindex", "0")];
    let body = node("div", &attributes)
        .reactive_attr("aria-labelledby", move || chosen.get().map(Tab::id))
        .reactive_children(move || {
            let chosen = chosen.get();
            // What is in it follows its own signals.
            untrack(|| chosen.map(|tab| (tab.entry().show)(panel)).unwrap_or_default())
        });
    [node("div", &[("class", "tabs")]).with(&[strip, menu::menu(panel, places, selection)]), body]
}

/// Where the panel in front is.
pub(crate) const BODY: &str = "tab-panel";

fn head(panel: Panel, this: Tab, chosen: Memo<Option<Tab>>, wanted: RwSignal<Option<Tab>>) -> DomNode {
    let is_chosen = move || chosen.get() == Some(this);
    let title = panel.say(this.entry().title);
    let attributes =
        [("type", "button"), ("role", "tab"), ("id", &this.id()), ("title", &title), ("aria-controls", BODY)];
    node("button", &attributes)
        .text(&title)
        .reactive_flag("aria-selected", is_chosen)
        .reactive_attr("tabindex", move || Some(if is_chosen() { "0" } else { "-1" }.to_owned()))
        .pressed(move || wanted.set(Some(this)))
}

/// Where a key leads in a row of `len`: `back` and `forth` go round, Home and End go to the ends.
fn step(key: &str, [back, forth]: [&str; 2], len: usize, at: usize) -> Option<usize> {
    match key {
        "Home" => Some(0),
        "End" => len.checked_sub(1),
        _ if key == forth => (at + 1).checked_rem(len),
        _ if key == back => (at + len).checked_sub(1)?.checked_rem(len),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{TABS, Tab, places, step};

    #[test]
    fn keys() {
        let check = |key: &str, len, at, expected| {
            assert_eq!(step(key, ["ArrowLeft", "ArrowRight"], len, at), expected, "{key} {at}/{len}");
        };
        check("ArrowRight", 2, 0, Some(1));
        check("ArrowRight", 2, 1, Some(0));
        check("ArrowLeft", 2, 0, Some(1));
        check("ArrowLeft", 2, 1, Some(0));
        check("ArrowLeft", 1, 0, Some(0));
        check("Home", 3, 2, Some(0));
        check("End", 3, 0, Some(2));
        check("Enter", 3, 0, None);
        check("End", 0, 0, None);
        check("ArrowRight", 0, 0, None);
        check("ArrowLeft", 0, 0, None);
    }

    // Shows: issue-5-7
    #[test]
    fn two_in_the_strip_the_rest_in_the_menu() {
        let check =
            |there: &[usize], wanted: Option<usize>, promoted: Option<usize>, strip: &[usize], chosen| {
                let there: Vec<Tab> = there.iter().copied().map(Tab).collect();
                let found = places(there.clone(), wanted.map(Tab), promoted.map(Tab));
                let all = |tabs: &[Tab]| tabs.iter().map(|tab| tab.0).collect::<Vec<_>>();
                assert_eq!(all(&found.strip), strip, "{there:?} {wanted:?} {promoted:?}");
                assert_eq!(found.chosen, Option::map(chosen, Tab), "{there:?} {wanted:?} {promoted:?}");
                assert_eq!(found.menu.len() + found.strip.len(), there.len(), "none is lost, none is twice");
            };
        check(&[], None, None, &[], None);
        check(&[4], Some(1), None, &[4], Some(4));
        check(&[0, 1], None, None, &[0, 1], Some(0));
        check(&[0, 1, 2, 3], Some(1), None, &[0, 1], Some(1));
        check(&[0, 1, 2, 3], Some(3), Some(3), &[0, 3], Some(3));
        check(&[0, 1, 2, 3], Some(0), Some(3), &[0, 3], Some(0));
        // One that has come into the strip by itself is there once.
        check(&[2, 3], Some(3), Some(3), &[2, 3], Some(3));
        // The wanted one has come back, and nobody promoted it.
        check(&[0, 1, 2], Some(2), Some(1), &[0, 2], Some(2));
        check(&[0, 1, 2], Some(2), Some(5), &[0, 2], Some(2));
    }

    #[test]
    fn words_find_their_panels() {
        for (at, entry) in TABS.iter().enumerate() {
            assert_eq!(Tab::named(entry.name), Some(Tab(at)), "{}", entry.name);
        }
        assert_eq!(Tab::named("no such"), None);
    }
}
