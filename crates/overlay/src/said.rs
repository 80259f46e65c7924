//! What flows say: lines that go by themselves, and dialogs that stay until they are closed. Text only.

use std::time::Duration;

use leptos::ev;
use leptos::html::{bdi, button, dialog, div, h2, p};
use leptos::prelude::*;
use web_sys::{Element, HtmlDialogElement};

use crate::focus;
use crate::message::{Gesture, Said, SayKind};
use crate::panel::Panel;

/// Lines and dialog.
pub(crate) fn said(panel: Panel) -> impl IntoView {
    (lines(panel), modal(panel))
}

fn of_kind(panel: Panel, kind: SayKind) -> Memo<Vec<Said>> {
    panel.part(move |view| view.said.iter().filter(|said| said.kind == kind).cloned().collect())
}

fn lines(panel: Panel) -> impl IntoView {
    let shown = of_kind(panel, SayKind::Toast);
    let list = ForProps::builder()
        .each(move || shown.get())
        .key(|said| said.id)
        .children(move |said| line(panel, said))
        .build();
    div().id("said").role("status").attr("aria-label", panel.say("said.title")).child(For(list))
}

fn line(panel: Panel, said: Said) -> impl IntoView {
    let id = said.id;
    let label = panel.say("said.dismiss");
    let node = NodeRef::<leptos::html::Div>::new();
    let ms = reading_ms(&said.text);
    node.on_load(move |line| go_by_itself(panel, id, line.into(), ms));
    div().class("notice said").node_ref(node).child((
        bdi().tabindex(focus::stop_at(&said.text)).child(said.text),
        button()
            .attr("type", "button")
            .class("dismiss")
            .attr("aria-label", label.clone())
            .title(label)
            .on(ev::click, move |_| panel.press(&Gesture::Dismiss { id })),
    ))
}

/// How long a line stays, in milliseconds: long enough to be read twice.
fn reading_ms(text: &str) -> u64 {
    (8_000 + 60 * text.chars().count() as u64).min(40_000)
}

/// Puts the line away when its time is over, unless the agent is at it.
fn go_by_itself(panel: Panel, id: u64, line: Element, ms: u64) {
    let over = move || {
        if !line.is_connected() {
            return;
        }
        match line.matches(":hover, :focus-within") {
            Ok(true) => go_by_itself(panel, id, line.clone(), 2_000),
            _ => panel.press(&Gesture::Dismiss { id }),
        }
    };
    set_timeout(over, Duration::from_millis(ms));
}

/// The oldest dialog that was not closed. The keyboard goes to its text, where keys that were meant for Salesforce do nothing. Nothing lies over a contact that rings: the dialog makes room and comes back.
fn modal(panel: Panel) -> impl IntoView {
    let modals = of_kind(panel, SayKind::Modal);
    let ringing = panel.part(|view| view.ringing);
    let shown = Memo::new(move |_| modals.with(|modals| modals.first().filter(|_| !ringing.get()).cloned()));
    let close = move || {
        if let Some(said) = shown.get_untracked() {
            panel.press(&Gesture::Dismiss { id: said.id });
        }
    };
    let node = NodeRef::<leptos::html::Dialog>::new();
    Effect::new(move |_| {
        let Some(dialog) = node.get() else { return };
        // Closed first: what follows is read aloud like the first.
        dialog.close();
        if shown.with(Option::is_some) {
            // Refused where it cannot be seen; then it is said when the panel is painted again.
            let _ = dialog.show_modal();
        }
    });
    dialog()
        .id("modal")
        .node_ref(node)
        .attr("aria-labelledby", "modal-title")
        .attr("aria-describedby", "modal-text")
        .on(ev::close, move |event| {
            // By Escape; one that made room for a call, or has been shown anew, is not closed by the agent.
            let dialog: HtmlDialogElement = event_target(&event);
            if !dialog.open() {
                close();
            }
        })
        .child((
            h2().id("modal-title").dir("auto").child(move || shown.with(|said| said.as_ref()?.title.clone())),
            p().id("modal-text")
                .dir("auto")
                .tabindex("0")
                .child(move || shown.with(|said| Some(said.as_ref()?.text.clone()))),
            button().attr("type", "button").on(ev::click, move |_| close()).child(panel.say("said.close")),
        ))
}
