//! Which flows are in force, where they are from, and a button that has the org asked for new ones.

use crate::element::{DomNode, node, user_text};
use crate::panel::Panel;
use crate::reactive::*;
use panel_protocol::{FlowsSource, FlowsView, Gesture};

/// The section.
pub(super) fn flows(panel: Panel) -> DomNode {
    let flows = panel.part(|view| view.flows.clone());
    let active = Memo::new(move |_| flows.with(|flows| flows.active.clone()));
    let looking = move || flows.with(|flows| flows.looking);
    let names = move || {
        let name = |name: &String| node("li", &[]).with(&[user_text(name)]);
        active.with(|active| active.iter().map(name).collect())
    };
    let look = node("button", &[("id", "look-for-flows"), ("type", "button")])
        .hidden(move || flows.with(|flows| !flows.can_look))
        .reactive_attr("aria-disabled", move || looking().then(|| "true".to_owned()))
        .reactive_text(move || panel.say(if looking() { "flows.looking" } else { "flows.look" }))
        .pressed(move || {
            if !untrack(looking) {
                panel.press(&Gesture::LookForFlows);
            }
        });
    node("details", &[("id", "flows")]).with(&[
        node("summary", &[]).text(&panel.say("flows.title")),
        node("p", &[("role", "status")]).reactive_text(move || flows.with(|flows| source(panel, flows))),
        node("p", &[])
            .reactive_text(move || active.with(|active| panel.count("flows.active", active.len() as u32))),
        node("ul", &[]).reactive_children(names),
        node("p", &[("class", "reason")]).reactive_text(move || {
            let heard = flows.with(|flows| flows.heard);
            heard.map(|at| panel.fill("flows.heard", &[("time", &panel.time(at))])).unwrap_or_default()
        }),
        look,
    ])
}

fn source(panel: Panel, flows: &FlowsView) -> String {
    let key = match flows.source {
        FlowsSource::Page => "flows.page",
        FlowsSource::Copy => "flows.copy",
        FlowsSource::Org => "flows.org",
    };
    panel.fill(key, &[("revision", flows.revision.as_deref().unwrap_or_default())])
}
